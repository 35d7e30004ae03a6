"""Whoever keeps every published result and computes as well as a machine can finds nobody.

What the attacker has is what was sent to everybody: the frozen figures of two results, as JSON.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

import pytest
from django.utils.translation import override

from kokreasi.consultations.choices import Characteristic, Comparison, QuestionKind, Release
from kokreasi.consultations.exports.spreadsheet import cells
from kokreasi.consultations.results.by_group import HIDDEN
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services import results
from kokreasi.consultations.tests.answers import keep_all, result_of
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.insights.tests.disclosure_attack import (
    EVERYBODY,
    Ask,
    Publication,
    Reader,
    Secret,
    Unknown,
    leaks,
)

K = 5
GROUPS = {
    "gender": ("female", "male", "other", "?"),
    "affiliation": ("cso", "citizen", "other", "?"),
}
TOPICS = ("budget", "law", "forum")
BANDS = {"1-4": range(1, 5), "5-8": range(5, 9), "9-10": range(9, 11)}
ASKS = (
    Ask("stance", ("for", "against", "?")),
    Ask("clarity", (*BANDS, "?")),
    *(Ask(f"topics:{topic}", ("yes", "no")) for topic in TOPICS),
    Ask("why", ("cost", "time", "?"), of="stance", after=("against",)),
)
Person = Mapping[str, Any]


@pytest.fixture
def consultation(db):
    consultation = make_consultation(release=Release.IN_BATCHES)
    page = add_page(consultation)
    add_question(page, "stance", choices=("for", "against"))
    only = {"question": "stance", "test": Comparison.ANY_OF, "values": ["against"]}
    add_question(page, "why", choices=("cost", "time"), shown_if=[only])
    add_question(page, "clarity", QuestionKind.SCALE, lowest=1, highest=10)
    add_question(page, "topics", QuestionKind.MULTIPLE, choices=TOPICS)
    add_question(
        page, "gender", choices=("female", "male", "other"), characteristic=Characteristic.GENDER
    )
    add_question(
        page, "role", choices=("cso", "citizen"), characteristic=Characteristic.AFFILIATION
    )
    return published(consultation)


def somebody(rng: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answer by chance; few are of the third gender, and few are for an organisation."""
    gender = rng.choices(("female", "male", "other", None), (30, 55, 4, 6))[0]
    role = rng.choices(("cso", "citizen", None), (12, 80, 8))[0]
    is_against = rng.random() < (0.1 if gender == "female" else 0.4)
    answers: dict[str, Any] = {"stance": "against" if is_against else "for"}
    if is_against and rng.random() < 0.9:
        answers["why"] = rng.choice(("cost", "time"))
    if rng.random() < 0.95:
        answers["clarity"] = min(10, max(1, round(rng.gauss(7, 2))))
    chosen = [topic for topic in TOPICS if rng.random() < 0.4]
    if chosen:
        answers["topics"] = chosen
    about = {"gender": gender, "affiliation": role}
    return answers, {key: value for key, value in about.items() if value}


def as_counted(answers: Person, about: Person) -> dict[str, str]:
    """Say where somebody is in each table."""
    found = {name: about.get(name, "?") for name in GROUPS}
    found["stance"] = answers.get("stance", "?")
    if found["stance"] == "against":
        found["why"] = answers.get("why", "?")
    point = answers.get("clarity")
    found["clarity"] = next((band for band, points in BANDS.items() if point in points), "?")
    for topic in TOPICS:
        found[f"topics:{topic}"] = "yes" if topic in answers.get("topics", ()) else "no"
    return found


def publication(content: Mapping[str, Any]) -> Publication:
    """Read what was published, as anybody can."""
    plain: dict[str, dict[str, int]] = {}
    for question in content["questions"]:
        (tally,) = question["tallies"]
        keys = [option["key"] for option in question["options"]]
        counts = dict(zip(keys, tally["counts"], strict=True))
        missing = {"?": tally["asked"] - tally["answered"]}
        if question["key"] == "topics":
            for topic in TOPICS:
                number = counts[topic]
                plain[f"topics:{topic}"] = {"yes": number, "no": tally["asked"] - number}
        elif question["key"] == "clarity":
            bands = {b: sum(counts[str(point)] for point in pts) for b, pts in BANDS.items()}
            plain["clarity"] = bands | missing
        else:
            plain[question["key"]] = counts | missing
    return Publication(content["people"], plain, content["release"])


def secrets_of(batches: list[list[dict[str, str]]]) -> Iterator[Secret]:
    """Name every small count of people by a group, and by a group and an answer, of each batch."""
    for batch, people in enumerate(batches):
        for name, groups in GROUPS.items():
            for group in groups:
                inside = [each for each in people if each[name] == group]
                unknown = Unknown(batch, name, group, EVERYBODY, EVERYBODY)
                yield from _small(unknown, len(inside), 0, len(people))
            for ask, group in product(ASKS, groups):
                asked = [each for each in people if ask.name in each]
                ours = [each for each in asked if each[name] == group]
                for answer in ask.answers:
                    given = sum(each[ask.name] == answer for each in asked)
                    number = sum(each[ask.name] == answer for each in ours)
                    least = max(0, len(ours) + given - len(asked))
                    unknown = Unknown(batch, name, group, ask.name, answer)
                    yield from _small(unknown, number, least, given)


def _small(unknown: Unknown, number: int, least: int, most: int) -> Iterator[Secret]:
    if 0 < number < K:
        yield Secret([unknown], number, max(least, number - 1), min(K, most))


@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_follows_from_two_published_results(
    consultation, publisher, client, seed
) -> None:
    rng = Random(seed)
    batches = [[somebody(rng) for _person in range(number)] for number in (90, 60)]
    sent = []
    for number, people in enumerate(batches, start=1):
        keep_all(consultation, people)
        results.publish(result_of(consultation, number=number), by=publisher, at=AFTERWARDS)
        address = f"/konsultasi/{consultation.reference}/hasil/{number}/hasil.json"
        sent.append(json.loads(client.get(address).content))

    reader = Reader(GROUPS, ASKS, [publication(content) for content in sent])

    secrets = list(secrets_of([[as_counted(*each) for each in people] for people in batches]))
    assert secrets
    assert any(content["release"]["tables"] for content in sent)
    assert leaks(reader, secrets) == []


def test_the_spreadsheet_shows_no_more_than_the_figures(consultation) -> None:
    rng = Random(1)
    keep_all(consultation, [somebody(rng) for _person in range(90)])
    sheet = ResultSheet.read(result_of(consultation).content)

    with override("id"):
        shown = [cell.count for cell in cells(sheet)]

    small = [cell for cell in shown if cell != HIDDEN and 0 < _count(cell) < K]
    assert HIDDEN in shown
    assert small == []


def _count(cell: str) -> int:
    """Give the count of "3 (18 %)", or of "16 % (320)"."""
    head, _space, inner = cell.partition(" (")
    return int(inner.rstrip(")")) if "%" in head else int(head)
