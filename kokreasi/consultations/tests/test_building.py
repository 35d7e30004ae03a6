"""A questionnaire is written: by one person and by two, before the first answer and after it."""

from datetime import timedelta

import pytest

from kokreasi.consultations.choices import (
    Characteristic,
    Comparison,
    OptionRole,
    PartKind,
    QuestionKind,
    Repeats,
)
from kokreasi.consultations.comparing import Sort, compare
from kokreasi.consultations.definition.conditions import Flaw, askable, broken
from kokreasi.consultations.definition.wording import Condition
from kokreasi.consultations.errors import ClosedError, DaysReversedError, ShortCodeTakenError
from kokreasi.consultations.imports.shipped import blocks
from kokreasi.consultations.models import Consultation, Option, Page, Question
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.desk import days_of, offered_stages
from kokreasi.consultations.queries.drafting import definition_of, sheet_of
from kokreasi.consultations.services.building import (
    conditions,
    facts,
    pages,
    publishing,
    questions,
    taking,
)
from kokreasi.consultations.services.building.questions import Line
from kokreasi.consultations.services.building.whole import (
    AnsweredError,
    BrokenConditionError,
    RepeatedPersonError,
)
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.soundness import gaps, untranslated
from kokreasi.consultations.tests.factories import (
    CLOSES,
    OPENS,
    WHILE_OPEN,
    add_page,
    add_question,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.plans.tests.factories import both, make_commitment, make_plan, make_stage
from kokreasi.register.services import ReasonMissingError
from kokreasi.vocabularies.choices import StageMeaning

pytestmark = pytest.mark.django_db

BEFORE = OPENS - timedelta(days=10)


@pytest.fixture
def consultation():
    return make_consultation()


def events(consultation) -> list[str]:
    """Give what the history says, the latest first."""
    return [entry.event for entry in consultation.record.entries.all()]


def lines(*words: str) -> list[Line]:
    return [Line(Bilingual(id=word, en=f"{word} (en)")) for word in words]


def kept(question) -> list[Line]:
    """Give the choices as they stand, to be written again."""
    return [Line(option.wording, option.key) for option in question.options.all()]


# Pages and questions


def test_keys_come_from_words_and_stay(consultation, editor) -> None:
    page = pages.add(consultation, title=both("Umum & Anggaran"), by=editor)
    first = questions.add(page, kind=QuestionKind.SINGLE, wording=both("Setuju?"), by=editor)
    second = questions.add(page, kind=QuestionKind.SINGLE, wording=both("Setuju?"), by=editor)

    questions.change(first, {"wording": both("Lain sama sekali")}, seen=1, by=editor)

    first.refresh_from_db()
    assert page.key == "umum_anggaran_id"
    assert (first.key, second.key) == ("setuju_id", "setuju_id_2")
    assert events(consultation)[0] == "question.changed"


def test_what_is_written_is_not_told_to_the_public(consultation, editor) -> None:
    published(consultation)
    page = pages.add(consultation, title=both("Later"), by=editor)
    questions.add(page, kind=QuestionKind.DAY, wording=both("When?"), by=editor)

    told = consultation.record.entries.filter(is_public=True)

    assert [entry.event for entry in told] == ["consultation.published"]


def test_pages_and_questions_move_and_stop_at_the_ends(consultation, editor) -> None:
    first, second = (pages.add(consultation, title=both(name), by=editor) for name in "AB")
    a = questions.add(first, kind=QuestionKind.DAY, wording=both("a"), by=editor)
    b = questions.add(first, kind=QuestionKind.DAY, wording=both("b"), by=editor)

    questions.move(b, step=-1, by=editor)
    questions.move(a, step=1, by=editor)
    pages.move(second, step=-1, by=editor)
    pages.move(second, step=-1, by=editor)

    order = [[one.key for one in page.questions] for page in definition_of(consultation).screens]
    assert order == [["a_id"], ["b_id"]]


def test_a_removed_page_takes_its_questions_and_the_history_keeps_their_words(
    consultation, editor
) -> None:
    page = pages.add(consultation, title=both("Gone"), by=editor)
    questions.add(page, kind=QuestionKind.DAY, wording=both("Since when?"), by=editor)

    pages.remove(page, by=editor)

    entry = consultation.record.entries.first()
    assert not Question.objects.exists()
    assert "Since when?" in entry.told_changes()[1]["old"].id


def test_the_same_question_can_be_asked_once_more(consultation, editor) -> None:
    question = add_question(add_page(consultation), "stance", choices=("for", "against"))

    twin = questions.duplicate(question, by=editor)

    assert twin.key == "stance_2"
    assert [option.key for option in twin.options.all()] == ["for", "against"]


def test_a_choice_keeps_its_key_when_its_words_change(consultation, editor) -> None:
    question = add_question(add_page(consultation), "stance")
    questions.list_options(question, OptionRole.CHOICE, lines("Ya", "Ya"), seen=1, by=editor)

    changed = [Line(both("Tentu"), "ya_2"), Line(both("Ya"), "ya"), *lines("Mungkin")]
    questions.list_options(question, OptionRole.CHOICE, changed, seen=2, by=editor)

    found = [(option.key, option.wording.id) for option in question.options.all()]
    assert found == [("ya_2", "Tentu (id)"), ("ya", "Ya (id)"), ("mungkin", "Mungkin")]
    assert Option.objects.count() == 3


def test_two_who_write_the_same_choices_do_not_overwrite_each_other(consultation, editor) -> None:
    question = add_question(add_page(consultation), "stance", choices=("for",))
    questions.list_options(
        question, OptionRole.CHOICE, kept(question) + lines("Tidak"), seen=1, by=editor
    )

    with pytest.raises(StaleError):
        questions.list_options(question, OptionRole.CHOICE, lines("Lain"), seen=1, by=editor)

    assert question.options.count() == 2


def test_two_who_change_different_fields_do_not_stop_each_other(consultation, editor) -> None:
    question = add_question(add_page(consultation), "stance")
    questions.change(question, {"hint": both("Think")}, seen=1, by=editor)

    questions.change(question, {"is_required": True}, seen=1, by=editor)
    with pytest.raises(StaleError):
        questions.change(question, {"hint": both("Feel")}, seen=1, by=editor)

    question.refresh_from_db()
    assert (str(question.hint), question.is_required) == ("Think (id)", True)


REFUSED = [
    {"lowest": 5, "highest": 1},
    {"fewest": 3, "most": 2},
    {"characteristic": Characteristic.GENDER, "is_required": True},
    {"characteristic": Characteristic.AGE},
]


@pytest.mark.parametrize("values", REFUSED)
def test_a_question_that_cannot_be_is_refused(values, consultation, editor) -> None:
    page = add_page(consultation)
    add_question(page, "age", characteristic=Characteristic.AGE)
    question = add_question(page, "x")

    with pytest.raises(DomainError):
        questions.change(question, values, seen=1, by=editor)

    question.refresh_from_db()
    assert question.revision == 1


def test_a_question_of_another_kind_lets_go_of_what_does_not_fit(consultation, editor) -> None:
    given = {"has_other": True, "is_required": True, "fewest": 1}
    question = add_question(add_page(consultation), "x", QuestionKind.MULTIPLE, **given)

    questions.change(question, {"kind": QuestionKind.SCALE}, seen=1, by=editor)

    question.refresh_from_db()
    assert (question.has_other, question.fewest, question.is_required) == (False, None, True)
    assert (question.lowest, question.highest) == (1, 10)


# Conditions


@pytest.fixture
def branching(consultation):
    """Ask one page of everybody, one for each commitment, and one last page."""
    first = add_page(consultation, "first")
    add_question(first, "stance", choices=("for", "against"), has_other=True)
    add_question(first, "grid", QuestionKind.MATRIX, choices=("x",), rows=("y",))
    add_question(first, "score", QuestionKind.SCALE, lowest=1, highest=5)
    each = add_page(consultation, "each", repeats=Repeats.COMMITMENTS)
    add_question(each, "useful", QuestionKind.SCALE, lowest=1, highest=5)
    add_question(each, "why", QuestionKind.LONG_TEXT)
    add_question(add_page(consultation, "last"), "final", QuestionKind.LONG_TEXT)
    return consultation


def asks(question, *values, test=Comparison.ANY_OF) -> Condition:
    return Condition(question, test, values)


CONDITIONS = [
    ("final", asks("stance", "against"), None),
    ("final", asks("stance", "other"), None),
    ("final", asks("score", "3", test=Comparison.AT_LEAST), None),
    ("why", asks("useful", "3", test=Comparison.AT_MOST), None),
    ("why", asks("stance", test=Comparison.ANSWERED), None),
    ("final", asks("nothing", "x"), Flaw.UNKNOWN),
    ("score", asks("final", test=Comparison.ANSWERED), Flaw.LATER),
    ("score", asks("score", "3", test=Comparison.AT_LEAST), Flaw.LATER),
    ("final", asks("useful", "3", test=Comparison.AT_LEAST), Flaw.ELSEWHERE),
    ("final", asks("grid", "x"), Flaw.WRONG_TEST),
    ("final", asks("score", "3"), Flaw.WRONG_TEST),
    ("final", asks("stance", "maybe"), Flaw.UNKNOWN_VALUE),
    ("final", asks("stance"), Flaw.NO_VALUE),
    ("final", asks("score", "many", test=Comparison.AT_LEAST), Flaw.UNKNOWN_VALUE),
]


@pytest.mark.parametrize(("key", "condition", "flaw"), CONDITIONS)
def test_a_condition_is_kept_or_refused_with_words(key, condition, flaw, branching, editor) -> None:
    question = branching.questions.get(key=key)

    if flaw:
        with pytest.raises(BrokenConditionError, match=str(flaw.label)):
            conditions.add(question, condition, by=editor)
    else:
        conditions.add(question, condition, by=editor)

    found = definition_of(branching).question(key).shown_if
    assert found == (() if flaw else (condition,))
    assert list(broken(definition_of(branching))) == []


def test_a_condition_is_taken_off_and_twice_changes_nothing(branching, editor) -> None:
    page = branching.pages.get(key="last")
    condition = asks("stance", "for")
    for _press in range(2):
        conditions.add(page, condition, by=editor)
    assert len(Page.objects.get(pk=page.pk).shown_if) == 1

    for _press in range(2):
        conditions.remove(page, condition, by=editor)

    assert Page.objects.get(pk=page.pk).shown_if == []
    assert events(branching).count("condition.changed") == 2


def test_what_a_condition_hangs_on_is_neither_removed_nor_moved_behind_it(
    branching, editor
) -> None:
    question = branching.questions.get(key="stance")
    conditions.add(branching.pages.get(key="last"), asks("stance", "for"), by=editor)

    with pytest.raises(BrokenConditionError):
        questions.remove(question, by=editor)
    with pytest.raises(BrokenConditionError):
        questions.put_on(question, branching.pages.get(key="last"), by=editor)
    with pytest.raises(BrokenConditionError):
        questions.list_options(question, OptionRole.CHOICE, lines("Lain"), seen=1, by=editor)

    assert branching.questions.get(key="stance").page.key == "first"
    assert question.options.count() == 2


def test_only_what_is_asked_before_can_decide(branching) -> None:
    definition = definition_of(branching)

    offered = [[one.key for one in askable(definition, *place)] for place in PLACES]

    assert offered == [[], ["stance"], ["stance", "score"], ["stance", "score", "useful"]]


PLACES = [("first", ""), ("first", "score"), ("last", "final"), ("each", "why")]


# Ready-made questions, copies


def test_fifteen_commitments_are_asked_about_without_building_fifteen_times(editor) -> None:
    plan = make_plan(is_open=True)
    for number in range(1, 16):
        make_commitment(plan, number)
    consultation = make_consultation(plan)

    taking.add_block(consultation, blocks()["rencana-aksi"].screens, by=editor)

    definition = definition_of(consultation)
    assert (consultation.questions.count(), len(definition.items)) == (5, 15)
    assert not [gap for gap in gaps(sheet_of(consultation)) if gap.is_blocking]


def test_a_block_twice_has_keys_of_its_own_and_asks_about_the_person_once(
    consultation, editor
) -> None:
    for _time in range(2):
        taking.add_block(consultation, blocks()["tentang-anda"].screens, by=editor)
        taking.add_block(consultation, blocks()["persetujuan"].screens, by=editor)

    assert consultation.questions.exclude(characteristic="").count() == 5
    assert consultation.questions.filter(key__in=["setuju", "setuju_2"]).count() == 2


def test_nobody_is_asked_about_themselves_for_every_commitment(consultation, editor) -> None:
    each = add_page(consultation, "each", repeats=Repeats.COMMITMENTS)
    repeated = add_question(each, "who")
    once = add_page(consultation, "once")
    add_question(once, "gender", characteristic=Characteristic.GENDER)
    person = {"characteristic": Characteristic.AGE}

    with pytest.raises(RepeatedPersonError):
        questions.change(repeated, person, seen=1, by=editor)
    with pytest.raises(RepeatedPersonError):
        pages.change(once, {"repeats": Repeats.COMMITMENTS}, seen=1, by=editor)

    assert consultation.pages.get(key="once").repeats == Repeats.ONCE
    assert not consultation.questions.get(key="who").characteristic


def test_every_ready_made_question_is_optional_and_explained_where_it_asks_about_the_person() -> (
    None
):
    asked = [one for block in blocks().values() for page in block.screens for one in page.questions]
    personal = [one for one in asked if one.characteristic]

    assert {one.characteristic for one in personal} == set(Characteristic)
    assert not [one for one in personal if one.is_required or not one.hint.id or not one.hint.en]


def test_a_copy_asks_the_same_in_another_stage(branching, editor) -> None:
    conditions.add(branching.pages.get(key="last"), asks("stance", "for"), by=editor)
    stage = make_stage(make_plan("2020", is_open=True), "Again")

    copied = taking.copy(
        branching, stage, title=both("Once more"), opens_at=OPENS, closes_at=CLOSES, by=editor
    )

    assert definition_of(copied).screens == definition_of(branching).screens
    assert copied.short_code != branching.short_code
    assert not copied.is_public


def test_what_was_seen_before_taking_over_must_still_be_there(consultation, editor) -> None:
    seen = taking.print_of(consultation)
    add_question(add_page(consultation), "new")

    with pytest.raises(StaleError):
        taking.take_over(consultation, definition_of(consultation), seen=seen, by=editor)


# After the first answer


@pytest.fixture
def answered():
    made = published()
    origin = Origin(device="d")
    receive(made, {"stance": "for"}, version=1, origin=origin, at=WHILE_OPEN)
    return made


def _reworded(made, by):
    question = made.questions.get(key="stance")
    questions.change(question, {"wording": both("Better")}, seen=1, by=by)


def _with_a_choice(made, by):
    question = made.questions.get(key="stance")
    rows = kept(question) + lines("Ragu")
    questions.list_options(question, OptionRole.CHOICE, rows, seen=1, by=by)


def _with_a_question(made, by):
    page = made.pages.first()
    questions.add(page, kind=QuestionKind.DAY, wording=both("Since?"), by=by)


def _without_a_choice(made, by):
    question = made.questions.get(key="stance")
    questions.list_options(question, OptionRole.CHOICE, kept(question)[:1], seen=1, by=by)


def _without_a_question(made, by):
    questions.remove(made.questions.get(key="since"), by=by)


def _without_a_page(made, by):
    pages.remove(made.pages.first(), by=by)


def _changed(key, **values):
    return lambda made, by: questions.change(made.questions.get(key=key), values, seen=1, by=by)


def _under_a_condition(made, by):
    row = made.questions.get(key="remarks")
    conditions.add(row, asks("stance", "for"), by=by)


def _repeated(made, by):
    pages.change(made.pages.first(), {"repeats": Repeats.COMMITMENTS}, seen=1, by=by)


def _replaced(made, by):
    taking.take_over(made, definition_of(make_consultation(code="2020")), by=by)


def _with_smaller_groups(made, by):
    facts.change(made, {"smallest_group": 3}, seen=1, by=by)


ALLOWED = [
    _reworded,
    _with_a_choice,
    _with_a_question,
    _changed("clarity", is_required=False),
    _changed("topics", most=None),
]
NOT_ALLOWED = [
    _without_a_choice,
    _without_a_question,
    _without_a_page,
    _changed("stance", kind=QuestionKind.MULTIPLE),
    _changed("clarity", highest=5),
    _changed("clarity", is_required=True),
    _changed("topics", has_other=False),
    _changed("topics", most=1),
    _under_a_condition,
    _repeated,
    _replaced,
    _with_smaller_groups,
]


@pytest.mark.parametrize("act", ALLOWED, ids=range(len(ALLOWED)))
def test_words_may_be_corrected_and_choices_added_after_an_answer(act, answered, editor) -> None:
    act(answered, editor)


@pytest.mark.parametrize("act", NOT_ALLOWED, ids=range(len(NOT_ALLOWED)))
def test_what_would_make_an_answer_mean_something_else_is_refused(act, answered, editor) -> None:
    before = definition_of(answered)

    with pytest.raises(AnsweredError):
        act(answered, editor)

    assert definition_of(answered) == before


def test_before_the_first_answer_everything_may_change(editor) -> None:
    made = published()

    _without_a_choice(made, editor)
    _changed("clarity", highest=5)(made, editor)

    assert made.questions.get(key="clarity").highest == 5


def test_a_correction_is_a_visible_version_with_its_reason(answered, publisher) -> None:
    _reworded(answered, publisher)

    version = publishing.correct(answered, reason="A typing error", by=publisher)

    now = consultations_again(answered)
    (line,) = now.record.entries.filter(event="consultation.corrected")
    assert (version.number, version.reason, line.reason) == (2, "A typing error", "A typing error")
    assert line.is_public
    assert wording.asked_in(now, 1).definition.question("stance").wording != both("Better")
    assert wording.current(now).definition.question("stance").wording == both("Better")


def test_the_public_knows_the_old_title_until_the_new_one_is_published(answered, publisher) -> None:
    facts.change(answered, {"title": both("New name")}, seen=1, by=publisher)
    before = str(consultations_again(answered).record.title)

    publishing.correct(answered, reason="A better name", by=publisher)

    assert before == "Draft plan (id)"
    assert str(consultations_again(answered).record.title) == "New name (id)"


def test_a_correction_needs_a_reason_and_a_difference(answered, publisher) -> None:
    with pytest.raises(publishing.NothingChangedError):
        publishing.correct(answered, reason="Nothing", by=publisher)
    _reworded(answered, publisher)
    with pytest.raises(ReasonMissingError):
        publishing.correct(answered, reason=" ", by=publisher)

    assert answered.record.versions.count() == 1


def test_the_difference_names_what_the_public_reads_and_what_it_would_read(
    answered, editor
) -> None:
    frozen = wording.current(answered)
    _reworded(answered, editor)
    _with_a_choice(answered, editor)

    found = compare(frozen, sheet_of(answered))

    assert [(one.sort, one.key, one.new.id) for one in found] == [
        (Sort.CHANGED, "stance", "Better (id)"),
        (Sort.ADDED, "stance", "Ragu"),
    ]
    assert not any(one.breaks for one in found)


# Facts, days, publishing


def test_a_consultation_is_not_published_while_somebody_could_not_answer(
    consultation, publisher
) -> None:
    add_question(add_page(consultation), "stance")

    with pytest.raises(publishing.IncompleteError):
        publishing.publish(consultation, by=publisher)

    assert not consultations_again(consultation).is_public


def test_a_consultation_is_announced_before_it_opens(consultation, publisher) -> None:
    add_question(add_page(consultation), "stance", choices=("for", "against"))

    publishing.publish(consultation, by=publisher)

    now = consultations_again(consultation)
    assert now.is_upcoming_at(BEFORE)
    assert events(now)[0] == "consultation.published"


GAPS = [
    ({"kind": QuestionKind.MULTIPLE}, True),
    ({"kind": QuestionKind.MULTIPLE, "choices": ("a", "b"), "fewest": 3}, True),
    ({"kind": QuestionKind.SINGLE, "choices": ("a", "other"), "has_other": True}, True),
    ({"kind": QuestionKind.SCALE}, True),
    ({"kind": QuestionKind.SCALE, "lowest": 0, "highest": 1000}, True),
    ({"kind": QuestionKind.SCALE, "lowest": 1, "highest": 5, "choices": ("6",)}, True),
    ({"kind": QuestionKind.MATRIX, "choices": ("a", "b")}, True),
    ({"kind": QuestionKind.DAY, "wording": Bilingual()}, True),
    ({"kind": QuestionKind.SINGLE, "asks_commitments": True}, True),
    ({"kind": QuestionKind.SINGLE, "choices": ("a",)}, False),
    ({"kind": QuestionKind.REGION, "characteristic": Characteristic.REGION}, False),
]


@pytest.mark.parametrize(("given", "is_blocking"), GAPS)
def test_what_is_missing_is_found_at_its_question(given, is_blocking, consultation) -> None:
    add_question(add_page(consultation), "q", given.pop("kind"), **given)

    found = [gap for gap in gaps(sheet_of(consultation)) if gap.place == "q"]

    assert [gap.is_blocking for gap in found] == [is_blocking]


def test_a_page_for_chosen_commitments_needs_a_question_that_chooses(consultation) -> None:
    make_commitment(consultation.stage.plan, 1)
    page = add_page(consultation, "each", repeats=Repeats.CHOSEN)
    add_question(page, "q", QuestionKind.DAY)

    (gap,) = [gap for gap in gaps(sheet_of(consultation)) if gap.place == "each"]

    assert gap.is_blocking


def test_missing_translations_are_listed_where_they_stand(consultation) -> None:
    page = add_page(consultation, title=Bilingual(id="Satu"))
    add_question(page, "q", QuestionKind.DAY, wording=Bilingual(en="When?"))

    found = [(one.place, one.language, one.words) for one in untranslated(sheet_of(consultation))]

    assert found == [("one", "en", "Satu"), ("q", "id", "When?")]


def test_days_and_short_link_are_promised_once_announced(publisher) -> None:
    made = published()

    with pytest.raises(facts.AnnouncedError):
        facts.change(made, {"closes_at": CLOSES + timedelta(1)}, seen=1, by=publisher)
    with pytest.raises(facts.AnnouncedError):
        facts.change(made, {"short_code": "lain"}, seen=1, by=publisher)
    facts.change(made, {"thanks": both("Thank you")}, seen=1, by=publisher)

    assert consultations_again(made).closes_at == CLOSES


def test_a_short_link_that_is_taken_is_refused(consultation, editor) -> None:
    other = make_consultation(code="2020", short_code="suara")

    with pytest.raises(ShortCodeTakenError):
        facts.change(consultation, {"short_code": other.short_code}, seen=1, by=editor)


def test_days_move_with_a_reason_and_without_words_that_wait(answered, publisher) -> None:
    _reworded(answered, publisher)
    later = CLOSES + timedelta(days=7)

    facts.set_days(
        answered, opens_at=OPENS, closes_at=later, reason="Asked for", at=WHILE_OPEN, by=publisher
    )

    now = consultations_again(answered)
    sheet = wording.current(now)
    assert (now.closes_at, sheet.closes_at) == (later, later)
    assert sheet.definition.question("stance").wording != both("Better")
    (line,) = now.record.entries.filter(event="consultation.rescheduled")
    assert (line.is_public, line.reason) == (True, "Asked for")


WRONG_DAYS = [
    ({"reason": " "}, ReasonMissingError),
    ({"closes_at": OPENS}, DaysReversedError),
    ({"opens_at": OPENS + timedelta(1)}, ClosedError),
]


@pytest.mark.parametrize(("given", "error"), WRONG_DAYS)
def test_days_that_cannot_be_are_refused(given, error, answered, publisher) -> None:
    usual = {"opens_at": OPENS, "closes_at": CLOSES, "reason": "Why", "at": WHILE_OPEN}

    with pytest.raises(error):
        facts.set_days(answered, **(usual | given), by=publisher)

    assert answered.record.versions.count() == 1


def test_a_withdrawn_consultation_is_seen_by_nobody_and_says_why(answered, publisher) -> None:
    facts.withdraw(answered, reason="Wrong plan", by=publisher)

    assert not Consultation.objects.public().exists()
    assert answered.record.entries.first().reason == "Wrong plan"


def test_a_part_that_holds_something_is_not_taken_away(consultation, editor) -> None:
    add_page(consultation)

    with pytest.raises(facts.UsedPartError):
        facts.choose_parts(consultation, [PartKind.TEXT], by=editor)
    facts.choose_parts(consultation, [PartKind.QUESTIONNAIRE, PartKind.TEXT], by=editor)

    assert [part.kind for part in consultation.parts.all()] == ["questionnaire", "text"]


def test_stages_that_ask_the_public_come_first_and_give_their_days() -> None:
    plan = make_plan(is_open=True)
    make_stage(plan, "Kick-off")
    days = {"opens_on": OPENS.date(), "closes_on": OPENS.date()}
    asking = make_stage(plan, "Consultation", meaning=StageMeaning.CONSULTATION, **days)

    assert offered_stages().first() == asking
    assert days_of(asking) == (OPENS, OPENS + timedelta(days=1))


def test_a_question_goes_to_the_end_of_the_page_wherever_it_has_been_since(
    consultation, editor
) -> None:
    first, second = (pages.add(consultation, title=both(name), by=editor) for name in "AB")
    shown = questions.add(first, kind=QuestionKind.DAY, wording=both("a"), by=editor)
    questions.add(second, kind=QuestionKind.DAY, wording=both("b"), by=editor)
    Question.objects.filter(pk=shown.pk).update(position=7)
    shown.position = 2

    questions.put_on(shown, second, by=editor)
    questions.put_on(shown, second, by=editor)

    rows = second.questions.order_by("position", "pk").values_list("key", "position")
    assert list(rows) == [("b_id", 1), ("a_id", 2)]


def test_a_text_without_comments_can_be_taken_away_though_somebody_answered(
    answered, editor
) -> None:
    facts.choose_parts(answered, [PartKind.QUESTIONNAIRE, PartKind.TEXT], by=editor)

    facts.choose_parts(answered, [PartKind.QUESTIONNAIRE], by=editor)

    assert [part.kind for part in answered.parts.all()] == ["questionnaire"]


def test_what_opens_again_is_counted_again(answered, publisher) -> None:
    Consultation.objects.update(concluded_at=CLOSES)

    facts.set_days(
        answered,
        opens_at=OPENS,
        closes_at=CLOSES + timedelta(days=7),
        reason="Asked for",
        at=CLOSES + timedelta(days=1),
        by=publisher,
    )

    assert consultations_again(answered).concluded_at is None


def test_what_was_forgotten_does_not_open_again(answered, publisher) -> None:
    Consultation.objects.update(concluded_at=CLOSES, dropped_at=CLOSES)
    later = {"opens_at": OPENS, "closes_at": CLOSES + timedelta(days=7)}

    with pytest.raises(facts.ForgottenError):
        facts.set_days(answered, **later, reason="Asked", at=CLOSES, by=publisher)

    assert consultations_again(answered).closes_at == CLOSES
