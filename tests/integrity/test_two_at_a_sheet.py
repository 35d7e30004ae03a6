"""Two facilitators hold the same paper, at the same moment."""

from functools import partial

import pytest

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Sheet, Submission
from kokreasi.consultations.models.consultations import GRACE
from kokreasi.consultations.services import entering, paper, results
from kokreasi.consultations.services.entering import EnteredDifferentlyError, Typed
from kokreasi.consultations.tests.factories import CLOSES, WHILE_OPEN, published
from kokreasi.core.errors import DomainError
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 8
ROUNDS = 3


@pytest.fixture
def consultation():
    return published()


@pytest.fixture
def people():
    return [person_with(Role.MODERATOR) for _person in range(MANY)]


def typed(clarity) -> Typed:
    return Typed({"stance": "for", "clarity": clarity}, Channel.PAPER, WHILE_OPEN.date())


def numbered(consultation, by) -> Sheet:
    first, _last = paper.number_sheets(consultation, count=1, language="id", by=by)
    return consultation.sheets.select_related("consultation").get(number=first)


def entry(sheet, clarity, by):
    return partial(entering.enter, sheet, typed(clarity), by=by, at=WHILE_OPEN)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_same_paper_typed_in_by_eight_at_once_is_one_answer(
    at_once, consultation, people, _round
) -> None:
    sheet = numbered(consultation, people[0])

    found = at_once(*(entry(sheet, 8, by) for by in people))

    assert sum(one.receipt.is_new for one in found) == 1
    assert len({one.receipt.code for one in found}) == 1
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_readings_at_once_one_is_kept_and_the_other_shown_what_differs(
    at_once, consultation, people, _round
) -> None:
    sheet = numbered(consultation, people[0])

    found = at_once(entry(sheet, 8, people[0]), entry(sheet, 3, people[1]))

    refused = [one for one in found if isinstance(one, EnteredDifferentlyError)]
    kept = Submission.objects.get()
    assert len(refused) == 1
    assert refused[0].sheet.submission == kept
    assert refused[0].sheet.entered_by in people[:2]


def test_eight_without_a_number_at_once_get_eight_numbers(at_once, consultation, people) -> None:
    found = at_once(
        *(
            partial(
                entering.enter_new,
                consultation,
                typed(8),
                version=1,
                key=f"{place:032x}",
                by=by,
                at=WHILE_OPEN,
            )
            for place, by in enumerate(people)
        )
    )

    assert sorted(one.sheet.number for one in found) == list(range(1, MANY + 1))


def test_one_page_sent_eight_times_at_once_is_one_sheet(at_once, consultation, people) -> None:
    given = {"version": 1, "key": "0" * 32, "by": people[0], "at": WHILE_OPEN}

    found = at_once(*[partial(entering.enter_new, consultation, typed(8), **given)] * MANY)

    assert {one.sheet.number for one in found} == {1}
    assert Submission.objects.count() == Sheet.objects.count() == 1


def test_two_who_number_at_once_get_other_numbers(at_once, consultation, people) -> None:
    given = {"count": 5, "language": "id"}

    found = at_once(
        *(partial(paper.number_sheets, consultation, by=by, **given) for by in people[:2])
    )

    assert sorted(found) == [(1, 5), (6, 10)]


def test_a_sheet_is_entered_or_void_and_never_both(at_once, consultation, people) -> None:
    sheet = numbered(consultation, people[0])
    void = partial(paper.void, sheet, reason="Sobek", by=people[1], at=WHILE_OPEN)

    found = at_once(entry(sheet, 8, people[0]), void)

    sheet.refresh_from_db()
    assert sheet.is_entered != sheet.is_void
    assert sum(isinstance(one, DomainError) for one in found) == 1


def test_what_is_entered_while_results_are_made_is_counted_or_refused(
    at_once, consultation, people
) -> None:
    sheet = numbered(consultation, people[0])
    later = CLOSES + GRACE

    found = at_once(
        partial(entering.enter, sheet, typed(8), by=people[0], at=later),
        partial(results.conclude, consultation, at=later),
    )

    consultation.refresh_from_db()
    assert not any(isinstance(one, Exception) for one in found)
    assert Submission.objects.count() == 1
    assert consultation.concluded_at is None or Sheet.objects.get().is_entered
