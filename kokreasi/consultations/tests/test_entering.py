"""What is entered from paper: once, by one of two, corrected with a reason, within its time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kokreasi.consultations.choices import Channel, QuestionKind
from kokreasi.consultations.definition.path import every_step
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.errors import (
    DayOutsideError,
    EnteringOverError,
    NotPublishedError,
    SheetEnteredError,
    SheetVoidError,
    TooManySheetsError,
)
from kokreasi.consultations.models import Background, Sheet, Submission
from kokreasi.consultations.models.consultations import ENTRY_GRACE, GRACE
from kokreasi.consultations.queries.entered import counts, differences, next_out, unasked, whole
from kokreasi.consultations.queries.wording import current
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.services import (
    coding,
    consultations,
    entering,
    findings,
    forgetting,
    paper,
    quoting,
    results,
)
from kokreasi.consultations.services.entering import EnteredDifferentlyError, Typed
from kokreasi.consultations.services.receiving import FaultyError
from kokreasi.consultations.tests.factories import (
    CLOSES,
    OPENS,
    WHILE_OPEN,
    add_page,
    add_question,
    ask_everything,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both
from kokreasi.register.models import Entry
from kokreasi.register.services import ReasonMissingError

DAY = date(2018, 8, 20)
SECOND = timedelta(seconds=1)
TYPED = Typed(
    answers={"stance": "for", "clarity": 8, "grid.speed": "yes", "gender": "female"},
    channel=Channel.PAPER,
    day=DAY,
)
KEY = "0" * 32


@pytest.fixture
def consultation(db):
    return published()


@pytest.fixture
def facilitator(db):
    return person_with(Role.MODERATOR)


@pytest.fixture
def sheet(consultation, facilitator):
    paper.number_sheets(consultation, count=3, language="id", by=facilitator)
    return consultation.sheets.get(number=1)


def enter(sheet, by, typed=TYPED, at=WHILE_OPEN):
    return entering.enter(sheet, typed, by=by, at=at)


def other(**answers) -> Typed:
    return replace(TYPED, answers={**TYPED.answers, **answers})


def test_sheets_are_numbered_in_turn_with_the_words_that_are_public(
    consultation, facilitator
) -> None:
    first = paper.number_sheets(consultation, count=3, language="id", by=facilitator)
    second = paper.number_sheets(consultation, count=2, language="en", by=facilitator)

    assert (first, second) == ((1, 3), (4, 5))
    assert set(consultation.sheets.values_list("version", flat=True)) == {1}
    assert Entry.objects.filter(event="consultation.sheets_numbered", is_public=False).count() == 2


@pytest.mark.parametrize("count", [0, 501, 10**400])
def test_only_so_many_sheets_are_numbered_at_once(consultation, facilitator, count) -> None:
    with pytest.raises(TooManySheetsError):
        paper.number_sheets(consultation, count=count, language="id", by=facilitator)

    assert not Sheet.objects.exists()


def test_a_draft_has_no_sheets(db, facilitator) -> None:
    draft = make_consultation()

    with pytest.raises(NotPublishedError):
        paper.number_sheets(draft, count=1, language="id", by=facilitator)


def test_what_is_entered_is_an_answer_of_its_day_and_channel(sheet, facilitator) -> None:
    entered = enter(sheet, facilitator)

    kept = Submission.objects.get()
    assert (kept.channel, kept.day, kept.language) == (Channel.PAPER, DAY, "id")
    assert kept.answers == {"stance": "for", "clarity": 8, "grid.speed": "yes"}
    assert Background.objects.get().values == {"gender": "female"}
    sheet.refresh_from_db()
    assert (sheet.submission, sheet.entered_by) == (kept, facilitator)
    assert sheet.entered_on == WHILE_OPEN.date()
    assert entered.receipt.is_new


def test_what_was_left_empty_on_paper_stays_missing(sheet, facilitator) -> None:
    enter(sheet, facilitator, replace(TYPED, answers={"clarity": 8}))

    assert Submission.objects.get().answers == {"clarity": 8}


def test_an_empty_sheet_is_an_answer_without_answers(sheet, facilitator) -> None:
    enter(sheet, facilitator, replace(TYPED, answers={}))

    assert Submission.objects.get().answers == {}


def test_a_required_consent_is_never_left_out(db, facilitator) -> None:
    consultation = make_consultation()
    page = add_page(consultation)
    add_question(page, "agreed", QuestionKind.CONSENT, is_required=True)
    consultation = published(consultation)
    typed = replace(TYPED, answers={})

    with pytest.raises(FaultyError) as refused:
        entering.enter_new(consultation, typed, version=1, key=KEY, by=facilitator, at=WHILE_OPEN)

    assert refused.value.faults == {"agreed": Fault.MISSING}
    assert not Sheet.objects.exists()


WRONG = [
    ({"stance": "maybe"}, Fault.UNKNOWN_CHOICE),
    ({"clarity": 10**400}, Fault.TOO_HIGH),
    ({"clarity": "eight"}, Fault.NO_NUMBER),
    ({"visits": -1}, Fault.TOO_LOW),
    ({"place": "x" * 301}, Fault.TOO_LONG),
    ({"region": "Magelang"}, Fault.NO_REGION),
    ({"topics": ["budget", "budget"]}, Fault.TWICE),
]


@pytest.mark.parametrize(("answers", "fault"), WRONG)
def test_what_cannot_be_right_is_refused_and_the_sheet_stays_out(
    sheet, facilitator, answers, fault
) -> None:
    with pytest.raises(FaultyError) as refused:
        enter(sheet, facilitator, other(**answers))

    assert set(refused.value.faults.values()) == {fault}
    sheet.refresh_from_db()
    assert not sheet.is_entered
    assert not Submission.objects.exists()


def test_the_same_paper_entered_twice_is_one_answer(sheet, facilitator, editor) -> None:
    first = enter(sheet, facilitator)

    second = enter(sheet, editor)

    assert not second.receipt.is_new
    assert second.receipt.code == first.receipt.code
    assert second.sheet.entered_by == facilitator
    assert Submission.objects.count() == 1


def test_a_second_reading_overwrites_nothing_and_is_set_beside_the_first(
    sheet, facilitator, editor
) -> None:
    enter(sheet, facilitator)

    with pytest.raises(EnteredDifferentlyError) as refused:
        enter(sheet, editor, other(clarity=3))

    definition = current(sheet.consultation).definition
    kept = whole(definition, *entering.kept_of(refused.value.sheet))
    found = differences(definition, kept, other(clarity=3).answers)
    assert [(one.question.key, one.kept, one.typed) for one in found] == [("clarity", ["8"], ["3"])]
    assert refused.value.sheet.entered_by == facilitator
    assert Submission.objects.get().answers["clarity"] == 8


def test_a_correction_keeps_the_receipt_and_says_why(sheet, facilitator) -> None:
    receipt = enter(sheet, facilitator).receipt
    seen = entering.print_of(Sheet.objects.get(pk=sheet.pk))

    corrected = entering.correct(
        sheet,
        replace(other(clarity=3), channel=Channel.MEETING, answers={"clarity": 3}),
        seen=seen,
        reason="Kotak salah dibaca",
        by=facilitator,
        at=WHILE_OPEN,
    )

    kept = Submission.objects.get()
    assert kept.answers == {"clarity": 3}
    assert kept.channel == corrected.sheet.channel == Channel.MEETING
    assert not Background.objects.exists()
    assert corrected.receipt.code == receipt.code
    line = Entry.objects.get(event="consultation.sheet_corrected")
    assert line.reason == "Kotak salah dibaca"
    assert "3" not in str(line.says)
    assert not line.is_public


def test_a_correction_without_a_reason_is_refused(sheet, facilitator) -> None:
    enter(sheet, facilitator)

    with pytest.raises(ReasonMissingError):
        entering.correct(sheet, TYPED, seen="", reason=" ", by=facilitator, at=WHILE_OPEN)


def test_a_correction_of_what_changed_meanwhile_is_shown_again(sheet, facilitator, editor) -> None:
    enter(sheet, facilitator)
    seen = entering.print_of(Sheet.objects.get(pk=sheet.pk))
    given = {"seen": seen, "reason": "Salah baca", "at": WHILE_OPEN}
    entering.correct(sheet, other(clarity=3), by=facilitator, **given)

    with pytest.raises(EnteredDifferentlyError):
        entering.correct(sheet, other(clarity=5), by=editor, **given)

    assert Submission.objects.get().answers["clarity"] == 3


def test_without_a_number_a_sheet_gets_the_next_one(sheet, facilitator) -> None:
    given = {"version": 1, "key": KEY, "by": facilitator, "at": WHILE_OPEN}

    first = entering.enter_new(sheet.consultation, TYPED, **given)
    again = entering.enter_new(sheet.consultation, TYPED, **given)

    assert first.sheet.number == again.sheet.number == 4
    assert not again.receipt.is_new
    with pytest.raises(EnteredDifferentlyError):
        entering.enter_new(sheet.consultation, other(clarity=1), **given)
    assert Submission.objects.count() == 1


MOMENTS = [
    (OPENS - SECOND, False),
    (OPENS + timedelta(days=25), True),
    (CLOSES + GRACE, True),
    (CLOSES + ENTRY_GRACE - SECOND, True),
    (CLOSES + ENTRY_GRACE, False),
]


@pytest.mark.parametrize(("moment", "is_taken"), MOMENTS)
def test_sheets_are_entered_until_two_weeks_after_closing(
    sheet, facilitator, moment, is_taken
) -> None:
    if is_taken:
        enter(sheet, facilitator, at=moment)
    else:
        with pytest.raises(EnteringOverError):
            enter(sheet, facilitator, at=moment)

    assert Submission.objects.exists() is is_taken


DAYS = [date(2018, 7, 31), date(2018, 9, 2), date(2018, 10, 2)]


@pytest.mark.parametrize("day", DAYS)
def test_the_day_on_a_sheet_lies_within_the_consultation_and_not_ahead(
    sheet, facilitator, day
) -> None:
    with pytest.raises(DayOutsideError):
        enter(sheet, facilitator, replace(TYPED, day=day))


def test_results_wait_for_sheets_that_are_out_and_then_nothing_is_entered(
    sheet, facilitator
) -> None:
    consultation, later = sheet.consultation, CLOSES + GRACE

    waiting = results.conclude(consultation, at=later)
    enter(sheet, facilitator, at=later)
    paper.void_rest(consultation, reason="Tidak kembali", by=facilitator, at=later)
    made = results.conclude(consultation, at=later)

    assert waiting is None
    assert made is not None
    assert counts(consultation).void == 2
    with pytest.raises(EnteringOverError):
        enter(sheet, facilitator, at=later)


def test_results_wait_no_longer_than_sheets_can_be_entered(sheet) -> None:
    assert results.conclude(sheet.consultation, at=CLOSES + ENTRY_GRACE) is not None


def test_a_void_sheet_is_not_entered_until_it_is_taken_back(sheet, facilitator) -> None:
    paper.void(sheet, reason="Sobek", by=facilitator, at=WHILE_OPEN)

    with pytest.raises(SheetVoidError):
        enter(sheet, facilitator)
    paper.take_back(sheet, by=facilitator, at=WHILE_OPEN)
    enter(sheet, facilitator)

    assert Sheet.objects.get(pk=sheet.pk).is_entered
    events = Entry.objects.filter(event__startswith="consultation.sheet_")
    assert events.filter(reason="Sobek").exists()


def test_an_entered_sheet_does_not_become_void(sheet, facilitator) -> None:
    enter(sheet, facilitator)

    with pytest.raises(SheetEnteredError):
        paper.void(sheet, reason="Sobek", by=facilitator, at=WHILE_OPEN)


@pytest.mark.parametrize(("after", "following"), [(0, 2), (1, 2), (2, 3), (3, 2)])
def test_the_next_sheet_is_one_that_waits(sheet, facilitator, after, following) -> None:
    enter(sheet, facilitator)

    assert next_out(sheet.consultation, after=after).number == following


def test_a_sheet_is_judged_by_the_words_printed_on_it(sheet, facilitator) -> None:
    consultation = sheet.consultation
    consultation.questions.get(key="stance").options.filter(key="for").delete()
    consultations.correct(consultation, by=facilitator, reason="Pilihan keliru")

    enter(sheet, facilitator)

    assert Submission.objects.get().version == 1


def test_answers_beside_the_way_are_named(db) -> None:
    consultation = make_consultation()
    ask_everything(consultation)
    condition = [{"question": "stance", "test": "any_of", "values": ["against"]}]
    consultation.questions.filter(key="place").update(shown_if=condition)
    definition = current(published(consultation)).definition
    steps = every_step(definition)

    led_past = list(unasked(definition, steps, {"stance": "for", "place": "Desa"}))
    meant = list(unasked(definition, steps, {"stance": "against", "place": "Desa"}))

    assert [question.key for question in led_past] == ["place"]
    assert meant == []


def test_once_people_are_forgotten_no_number_leads_to_an_answer(sheet, facilitator) -> None:
    enter(sheet, facilitator)
    consultation = consultations_again(sheet.consultation)
    after = CLOSES + ENTRY_GRACE
    make_result(results.conclude(consultation, at=after).pk)

    forgetting.forget(after + timedelta(days=consultation.keeps_background_for))

    sheet.refresh_from_db()
    assert sheet.is_entered
    assert sheet.submission is None


def test_words_that_were_read_wrongly_are_quoted_no_more(sheet, facilitator, editor) -> None:
    said = {"remarks": "Buka anggaran", "remarks.quote": True}
    key = enter(sheet, facilitator, other(**said)).receipt.submission.pk
    finding = findings.name(sheet.consultation, title=both("A"), summary=both("A"), by=editor)
    coding.code(finding, [(key, "remarks")], by=editor)
    quoting.quote(finding, key, "remarks", text="Buka anggaran", is_shown=True, by=editor)
    sheet.refresh_from_db()

    def correct(answers) -> None:
        seen = entering.print_of(Sheet.objects.get(pk=sheet.pk))
        entering.correct(
            sheet, other(**answers), seen=seen, reason="Salah", by=facilitator, at=WHILE_OPEN
        )

    correct({"remarks": "Buka anggaran"})
    assert not finding.quotations.exists()
    assert finding.codings.exists()

    correct({})
    assert not finding.codings.exists()
