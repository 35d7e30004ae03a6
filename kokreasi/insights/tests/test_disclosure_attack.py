"""An attack on published tables finds nothing; on badly protected ones it finds what it should."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from kokreasi.insights.disclosure import Groups, Release, Told, is_small
from kokreasi.insights.tests.answering import Form, Office, at_random
from kokreasi.insights.tests.disclosure_attack import Ask, leaks

YES_OR_NO = Ask("agrees", ["yes", "no"])
GENDER = {"gender": ["women", "men", "not said"]}


def a_form(rng: Random) -> Form:
    """Make up questions, follow-ups of them, and one or two characteristics, perhaps crossed."""
    names = ["province", "affiliation"][: rng.choice([1, 1, 2])]
    asks = [
        Ask("matters", ["a", "b", "c", "none"][: rng.randint(2, 4)]),
        YES_OR_NO,
        Ask("why", ["x", "y", "z"], "matters", ("a", "b")[: rng.randint(1, 2)]),
        Ask("how", ["u", "v"], "why", ("x",)),
    ]
    return Form(
        groups={name: [f"{name} {n}" for n in range(rng.randint(2, 6))] for name in names},
        asks=asks[: rng.randint(1, 4)],
        crossings=[("province", "affiliation")] if len(names) == 2 and rng.random() < 0.6 else [],
    )


def an_office(rng: Random, *, small_batches: bool, withdrawals: float = 0) -> Office:
    """Publish one to three times, while people come and a few withdraw."""
    form, k = a_form(rng), rng.randint(3, 8)
    coming = iter(at_random(rng, form, people=2200))
    office, people = Office(form, k), []
    first, more = ([20, 60, 150], [k, k + 3, 40]) if small_batches else ([100, 300], [60, 300, 800])
    for number in [rng.choice(first), *rng.choices(more, k=rng.randint(0, 2))]:
        people = [each for each in people if rng.random() >= withdrawals]
        people += [next(coming) for _newcomer in range(number)]
        office.publish(people)
    return office


@pytest.mark.parametrize("small_batches", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_an_attack_finds_nothing(seed, small_batches) -> None:
    office = an_office(Random(seed), small_batches=small_batches)

    assert leaks(office.reader(), list(office.secrets())) == []


@pytest.mark.parametrize("seed", range(100, 103))
def test_an_attack_finds_nothing_where_answers_were_withdrawn(seed) -> None:
    office = an_office(Random(seed), small_batches=False, withdrawals=0.01)

    reader = office.reader(reckons_with_withdrawals=True)

    assert leaks(reader, list(office.secrets())) == []


@pytest.mark.slow
@pytest.mark.parametrize("small_batches", [True, False])
@pytest.mark.parametrize("withdrawals", [0, 0.005])
@pytest.mark.parametrize("seed", range(1000, 1025))
def test_an_attack_finds_nothing_in_many_consultations(seed, withdrawals, small_batches) -> None:
    office = an_office(Random(seed), small_batches=small_batches, withdrawals=withdrawals)

    reader = office.reader(reckons_with_withdrawals=withdrawals > 0)

    assert leaks(reader, list(office.secrets())) == []


def people(**numbers: int) -> list[dict[str, str]]:
    """Give so many people of each kind: `women_yes=3`."""
    return [
        dict(zip(("gender", "agrees"), kind.replace("0", " ").split("_"), strict=True))
        for kind, number in numbers.items()
        for _one in range(number)
    ]


HOSTILE = {
    "one woman": [people(women_yes=1, men_yes=10, men_no=9)],
    "one woman, and some who did not say": [
        people(women_yes=1, men_yes=10, men_no=9, not0said_yes=4, not0said_no=3)
    ],
    "all men said yes": [people(men_yes=20, women_yes=10, women_no=10)],
    "all who said yes are men": [people(men_yes=20, men_no=6, women_no=20)],
    "one answer of one person": [people(men_yes=20, men_no=1, women_yes=20)],
    "everybody is a man": [people(men_yes=20, men_no=2)],
    "one newcomer is a woman": [
        people(men_yes=20, men_no=20, women_yes=20, women_no=20),
        people(men_yes=10, women_no=1),
    ],
    "all newcomers are women": [
        people(men_yes=20, men_no=20, women_yes=20, women_no=20),
        people(women_yes=9, women_no=1),
    ],
    "nobody said no before": [
        people(men_yes=20, women_yes=20),
        people(men_yes=20, women_yes=20, men_no=9, women_no=30),
    ],
    "small at first, large in the end": [
        people(men_yes=14, men_no=1, women_yes=3, women_no=12),
        people(men_yes=60, men_no=50, women_yes=70, women_no=80),
    ],
    "one more each time": [
        people(men_yes=20, men_no=20, women_yes=20, women_no=20),
        people(men_yes=8, men_no=8, women_yes=8, women_no=1),
        people(men_yes=8, men_no=8, women_yes=8, women_no=1),
        people(men_yes=8, men_no=1, women_yes=8, women_no=8),
    ],
}


@pytest.mark.parametrize("k", [3, 5, 10])
@pytest.mark.parametrize("batches", HOSTILE.values(), ids=HOSTILE)
def test_an_attack_finds_nothing_in_hostile_shapes(batches, k) -> None:
    office = publishes(batches, k=k)

    assert leaks(office.reader(), list(office.secrets())) == []


@pytest.mark.parametrize("k", range(3, 11))
def test_an_attack_finds_nothing_where_groups_are_as_small_as_they_may_be(k) -> None:
    office = publishes(
        [people(women_yes=k - 1, women_no=1, men_yes=k, men_no=k, not0said_yes=k)], k=k
    )

    assert leaks(office.reader(), list(office.secrets())) == []


def test_an_attack_finds_nothing_in_provinces_of_few_people() -> None:
    """A few large provinces, and thirty of one to three people."""
    rng = Random(38)
    provinces = [f"province {number}" for number in range(38)]
    form = Form({"province": provinces}, [Ask("matters", ["a", "b", "c"])])
    sizes = [60, 50, 40, 30, 20, 12, 9, 6, *(rng.randint(1, 3) for _small in range(30))]
    everybody = [
        {"province": name, "matters": rng.choice("aaabbc")}
        for name, size in zip(provinces, sizes, strict=True)
        for _one in range(size)
    ]
    office = Office(form, k=5)

    told = office.publish(everybody)

    assert len(told.groups["province"].together) == 30
    assert leaks(office.reader(), list(office.secrets())) == []


def publishes(batches, *, k: int, forgets: bool = False) -> Office:
    office = Office(Form(GENDER, [YES_OR_NO]), k, forgets=forgets)
    so_far = []
    for batch in batches:
        so_far = [*so_far, *batch]
        office.publish(so_far)
    return office


def bare(office: Office, everybody, *, is_shown) -> None:
    """Publish all tables with nothing withheld but what is not shown by a rule for one count."""
    tables = {
        table.key: Told(
            sizes={},
            cells={
                group: {answer: n if is_shown(n) else None for answer, n in row.items()}
                for group, row in table.counts.items()
            },
        )
        for table in office.form.crosstabs(everybody)
    }
    sizes = office.form.sizes(everybody)
    groups = {
        name: Groups({group: n for group, n in each.items() if is_shown(n)})
        for name, each in sizes.items()
    }
    office.note(everybody, Release(office.k, groups, tables, ()))


def found_in(office: Office) -> Iterator[Mapping[str, Any]]:
    return ({*leak.unknowns} for leak in leaks(office.reader(), list(office.secrets())))


def test_an_attack_finds_what_is_not_protected_at_all() -> None:
    office = Office(Form(GENDER, [YES_OR_NO]), k=5)

    bare(office, people(women_yes=3, women_no=10, men_yes=20, men_no=10), is_shown=lambda _n: True)

    assert list(found_in(office))


def test_an_attack_finds_what_is_only_withheld_itself() -> None:
    """Primary suppression: the three women are the plain result less the men."""
    office = Office(Form(GENDER, [YES_OR_NO]), k=5)

    bare(
        office,
        people(women_yes=3, women_no=10, men_yes=20, men_no=10),
        is_shown=lambda number: not is_small(number, k=5),
    )

    assert [leak.number for leak in leaks(office.reader(), list(office.secrets()))] == [3]


def test_an_attack_finds_the_newcomers_where_an_office_forgets_what_it_published() -> None:
    batches = [
        people(men_yes=20, men_no=20, women_yes=20, women_no=20),
        people(men_yes=10, men_no=6, women_yes=8, women_no=1),
    ]

    careless, careful = (publishes(batches, k=5, forgets=forgets) for forgets in (True, False))

    assert 1 in {leak.number for leak in leaks(careless.reader(), list(careless.secrets()))}
    assert leaks(careful.reader(), list(careful.secrets())) == []
