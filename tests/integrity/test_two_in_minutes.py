"""Two work on the minutes of one meeting at the same moment."""

from functools import partial

import pytest

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.meetings.choices import CorrectionState, VeilKind
from kokreasi.meetings.models import Correction, Edition, Minutes
from kokreasi.meetings.services import corrections, minutes, points, veils
from kokreasi.meetings.services.corrections import AnsweredError
from kokreasi.meetings.services.drafting import FinalError
from kokreasi.meetings.services.veils import WithheldAlreadyError
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.services import erase
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.register.models import Entry, Version

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 4
NAME = "Sekar Ayuningtyas"


@pytest.fixture
def rows():
    return make_minutes(None, "One", "Two")


def errors(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def texts(rows):
    return [point.text for point in rows.points.standing().in_order()]


def test_minutes_are_begun_once(at_once) -> None:
    begin = partial(minutes.begin, make_meeting(agenda=["A", "B"]), by=None, from_agenda=True)

    results = at_once(*[begin] * MANY)

    assert errors(results) == []
    assert Minutes.objects.get().sections.count() == 2


def test_points_added_at_once_behind_one_point_all_have_their_place(at_once, rows) -> None:
    first = rows.points.in_order().first()
    adds = [
        partial(points.add_point, rows, text=f"New {number}", after=first, by=None)
        for number in range(MANY)
    ]

    results = at_once(*adds)

    assert errors(results) == []
    positions = list(rows.points.values_list("position", flat=True))
    assert len(set(positions)) == len(positions) == MANY + 2
    assert texts(rows)[0] == "One"
    assert texts(rows)[-1] == "Two"


def test_a_point_sent_many_times_at_once_is_added_once(at_once, rows) -> None:
    send = partial(points.add_point, rows, text="New", sent_as="baru-1", by=None)

    results = at_once(*[send] * MANY)

    assert errors(results) == []
    assert len(set(results)) == 1
    assert rows.points.count() == 3


def test_two_who_change_one_point_do_not_overwrite_each_other(at_once, rows) -> None:
    point = rows.points.in_order().first()

    results = at_once(
        *[partial(points.change, point, {"text": t}, seen=1, by=None) for t in ("A", "B")]
    )

    assert errors(results) == [StaleError]


def test_points_moved_at_once_keep_places_of_their_own(at_once) -> None:
    rows = make_minutes(None, *"ABCDEF")
    moved = list(rows.points.in_order())[2:]

    results = at_once(
        *[partial(points.move, row, section=row.section, after=None, by=None) for row in moved]
    )

    assert errors(results) == []
    assert sorted(texts(rows)) == list("ABCDEF")
    assert len(set(rows.points.values_list("position", flat=True))) == 6


def test_minutes_made_final_at_once_have_one_edition(at_once, rows) -> None:
    results = at_once(*[partial(minutes.finalise, rows, by=None)] * MANY)

    assert errors(results) == []
    assert {edition.number for edition in results} == {1}
    assert (Edition.objects.count(), Version.objects.count()) == (1, 1)
    assert Entry.objects.filter(event="minutes.published").count() == 1


def test_a_point_changed_while_the_minutes_become_final_is_in_them_or_refused(
    at_once, rows
) -> None:
    point = rows.points.in_order().first()

    results = at_once(
        partial(minutes.finalise, rows, by=None),
        partial(points.change, point, {"text": "Late"}, seen=1, by=None),
    )

    point.refresh_from_db()
    assert errors(results) in ([], [FinalError])
    assert point.text in str(Edition.objects.get().content)


def test_a_correction_suggested_while_the_minutes_become_final_is_answered_or_refused(
    at_once, rows, editor
) -> None:
    minutes.circulate(rows, until=today_in_jakarta(), by=None)
    suggest = partial(corrections.suggest, rows, point=None, proposed="More", by=editor)

    results = at_once(partial(minutes.finalise, rows, by=None), suggest)

    (refusal,) = [result for result in results if isinstance(result, DomainError)]
    assert isinstance(refusal, corrections.ClosedError | minutes.CorrectionsOpenError)
    assert Correction.objects.exists() != Edition.objects.exists()


def test_a_correction_is_answered_once(at_once, rows, editor) -> None:
    minutes.circulate(rows, until=today_in_jakarta(), by=None)
    row = corrections.suggest(rows, point=None, proposed="More", by=editor)

    results = at_once(
        *[
            partial(corrections.answer, row, state=state, answer="So", by=editor)
            for state in (CorrectionState.ACCEPTED, CorrectionState.DECLINED)
        ]
    )

    assert errors(results) == [AnsweredError]
    assert Message.objects.filter(key__startswith="correction-").count() == 1


def test_one_suggestion_sent_many_times_is_one(at_once, rows, editor) -> None:
    minutes.circulate(rows, until=today_in_jakarta(), by=None)
    suggest = partial(corrections.suggest, rows, point=None, proposed="More", by=editor)

    results = at_once(*[suggest] * MANY)

    assert errors(results) == []
    assert Correction.objects.count() == 1


def test_words_are_withheld_once(at_once, rows) -> None:
    veil = partial(veils.add, rows, kind="name", words="One", instead="a number", by=None)

    results = at_once(*[veil] * MANY)

    assert errors(results) == [WithheldAlreadyError] * (MANY - 1)


def test_what_is_withheld_while_somebody_makes_it_final_is_never_shown(at_once) -> None:
    person = person_with(Role.PUBLISHER)
    rows = make_minutes(make_meeting(is_public=True), f"{NAME} agreed.")
    minutes.finalise(rows, by=person)
    minutes.reopen(rows, by=person, reason="A word was wrong")
    how = {"kind": VeilKind.NAME, "words": NAME, "instead": "a citizen", "by": person}

    results = at_once(partial(veils.add, rows, **how), partial(minutes.finalise, rows, by=person))

    refused = [one for one in results if isinstance(one, Exception)]
    shown = str(list(rows.meeting.record.versions.shown().values_list("content", flat=True)))
    assert [type(one) for one in refused] in ([], [FinalError])
    assert (NAME in shown) == bool(refused)


def test_who_writes_a_name_while_it_is_erased_does_not_bring_it_back(at_once) -> None:
    person = person_with(Role.EDITOR)
    rows = make_minutes(None, f"{NAME} agreed.")
    row = rows.points.select_related("minutes__meeting__record").get()
    gone = UserFactory(name=NAME, email="gone@example.org")

    results = at_once(
        partial(erase, gone, by=person),
        partial(points.change, row, {"text": f"{NAME} agreed at once."}, seen=1, by=person),
    )

    row.refresh_from_db()
    assert {type(one) for one in results if isinstance(one, Exception)} <= {StaleError}
    assert NAME not in row.text
    assert not any(NAME in str(line.content()) for line in Entry.objects.all())
