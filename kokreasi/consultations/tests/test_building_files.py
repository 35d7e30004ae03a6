"""A questionnaire leaves as JSON and XLSForm and comes back the same; what cannot be is told."""

import io
import json

import pytest
from pyxform.xls2xform import convert
from xlsxwriter import Workbook

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.wording import Condition, Definition
from kokreasi.consultations.exports.questionnaire_json import as_json
from kokreasi.consultations.exports.xlsform import xlsform_file
from kokreasi.consultations.imports import shipped
from kokreasi.consultations.imports.incoming import ForeignQuestionnaireError
from kokreasi.consultations.imports.questionnaire_json import read_json
from kokreasi.consultations.imports.xlsform import read_xlsform
from kokreasi.consultations.models import QuestionnaireTemplate
from kokreasi.consultations.queries.drafting import definition_of, sheet_of
from kokreasi.consultations.services.building import taking
from kokreasi.consultations.services.building.whole import (
    BrokenConditionError,
    ManyConditionsError,
)
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    ask_everything,
    make_consultation,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.tests.factories import both, make_commitment, make_plan


def condition(question: str, test: Comparison, *values: str) -> dict:
    return {"question": question, "test": test.value, "values": list(values)}


@pytest.fixture
def consultation(db):
    """Ask everything, on repeated pages too, under conditions of every kind."""
    plan = make_plan(is_open=True)
    make_commitment(plan, 1)
    made = make_consultation(plan)
    ask_everything(made)
    again = add_page(made, "2020_vision", intro=both("First line\nsecond"))
    for key, conditions in CONDITIONS.items():
        add_question(again, key, QuestionKind.LONG_TEXT, most=90, shown_if=conditions)
    add_question(again, "which", QuestionKind.MULTIPLE, asks_commitments=True, fewest=1, most=2)
    each = add_page(made, "each", repeats=Repeats.CHOSEN)
    add_question(each, "useful", QuestionKind.SCALE, choices=("1", "5"), lowest=1, highest=5)
    return made


CONDITIONS = {
    "single": [condition("stance", Comparison.ANY_OF, "for", "against")],
    "none": [condition("topics", Comparison.NONE_OF, "budget", "other")],
    "chosen": [condition("topics", Comparison.ANY_OF, "budget", "law")],
    "ranked": [condition("order", Comparison.ANY_OF, "first")],
    "scaled": [
        condition("clarity", Comparison.AT_LEAST, "3"),
        condition("clarity", Comparison.AT_MOST, "8"),
    ],
    "dated": [condition("since", Comparison.AT_LEAST, "2020-01-31")],
    "agrees": [
        condition("agreed", Comparison.ANSWERED),
        condition("stance", Comparison.NONE_OF, "for"),
    ],
    "regional": [condition("region", Comparison.ANY_OF, "33.71", "31")],
}


def as_xlsform(consultation) -> bytes:
    with xlsform_file(sheet_of(consultation), version=1) as file:
        return file.read()


def own(consultation) -> Definition:
    """Give the questionnaire as any plan may take it over."""
    return taking.portable(definition_of(consultation))


def test_json_comes_back_the_same(consultation) -> None:
    found = read_json(as_json(definition_of(consultation)).encode())

    assert found.definition == own(consultation)


def test_an_xlsform_comes_back_the_same(consultation) -> None:
    found = read_xlsform(as_xlsform(consultation), "kuesioner.xlsx")

    assert found.definition == own(consultation)
    assert found.remarks == ()


def test_an_xlsform_is_accepted_by_pyxform(consultation) -> None:
    result = convert(io.BytesIO(as_xlsform(consultation)), file_type=".xlsx", validate=False)

    assert "Bahasa Indonesia (id)" in result.xform
    assert '<select1 ref="' in result.xform


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["survei-rencana-aksi", "singkat"])
def test_a_shipped_template_can_be_asked_and_leaves_as_xlsform(code) -> None:
    shipped.load_templates()
    template = QuestionnaireTemplate.objects.get(code=code)
    plan = make_plan(is_open=True)
    make_commitment(plan, 1)
    made = make_consultation(plan)

    taking.take_over(made, Definition.read(template.content), by=None)

    assert read_xlsform(as_xlsform(made), "a.xlsx").definition == own(made)
    assert convert(io.BytesIO(as_xlsform(made)), file_type=".xlsx", validate=False).xform


@pytest.mark.django_db
def test_shipped_templates_are_loaded_once() -> None:
    assert shipped.load_templates() == 2
    assert shipped.load_templates() == 0


def workbook(survey: list[list[str]], choices: list[list[str]] = ()) -> bytes:
    """Write a foreign XLSForm."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", choices)):
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                page.write_row(line, 0, row)
    return file.getvalue()


LISTS = [["list_name", "name", "label"], ["yn", "Yes", "Ya"], ["yn", "No", "Tidak"]]


def foreign(*rows: list[str]) -> bytes:
    head = ["type", "name", "label::English (en)", "label::Bahasa Indonesia (id)", "relevant"]
    return workbook([[*head, "constraint", "appearance", "required"], *rows], LISTS)


def only(data: bytes):
    """Give the first page of what was read, and the remarks."""
    found = read_xlsform(data, "foreign.xlsx")
    return found.definition.screens[0], found.remarks


def test_a_foreign_form_becomes_pages_and_questions() -> None:
    data = foreign(
        ["start", "start"],
        ["select_one yn or_other", "Q1 Agree", "Agree?", "Setuju?", "", "", "", "yes"],
        ["integer", "Age", "Age", "Usia", "${Q1 Agree} = 'yes'", ". > 17 and . <= 99"],
        ["begin group", "More", "More", "Lagi"],
        ["text", "why", "Why?", "Mengapa?", "${Age} > 20", "string-length(.) < 100"],
        ["end group"],
    )

    found = read_xlsform(data, "foreign.xlsx")

    first, more = found.definition.screens
    agree, age = first.questions
    assert (agree.key, agree.has_other, agree.is_required) == ("q1_agree", True, True)
    assert [choice.key for choice in agree.choices] == ["yes", "no"]
    assert agree.wording == Bilingual("Setuju?", "Agree?")
    assert (age.kind, age.lowest, age.highest) == (QuestionKind.NUMBER, 18, 99)
    assert age.shown_if == (Condition("q1_agree", Comparison.ANY_OF, ("yes",)),)
    assert more.questions[0].most == 99
    assert more.questions[0].shown_if == (Condition("age", Comparison.AT_LEAST, ("21",)),)
    assert found.remarks == ()


def test_a_group_in_a_group_hands_its_condition_to_its_questions() -> None:
    screen, remarks = only(
        foreign(
            ["begin_group", "page", "Page", "Halaman"],
            ["select_one yn", "a", "A", "A"],
            ["begin_group", "inner", "", "", "selected(${a}, 'Yes')"],
            ["text", "b", "B", "B"],
            ["end_group"],
            ["text", "c", "C", "C"],
            ["end_group"],
        )
    )

    assert [bool(question.shown_if) for question in screen.questions] == [False, True, False]
    assert [one.line for one in remarks] == [4]


LEFT_OUT = [
    (["geopoint", "where", "Where?", "Di mana?"], "geopoint"),
    (["text", "b", "B", "B", "regex(${a}, '^x')"], "regex"),
    (["text", "b", "B", "B", "${a} = 'x' or ${z} = 'y'"], "${z}"),
    (["text", "b", "B", "B", "", "regex(., 'x')"], "regex"),
    (["text", "b", "B", "B", "((((" * 20 + "${a}" + "))))" * 20], "(((("),
    (["select_one gone", "b", "B", "B"], "gone"),
]


@pytest.mark.parametrize(("row", "named"), LEFT_OUT)
def test_what_cannot_be_taken_over_is_told_with_its_line(row, named) -> None:
    _screen, remarks = only(foreign(["select_one yn", "a", "A", "A"], row))

    (told,) = remarks
    assert told.line == 3
    assert named in told.words


@pytest.mark.parametrize("end", ["9" * 400, "9" * 16])
def test_a_scale_without_an_end_goes_to_ten(end) -> None:
    head = ["type", "name", "label", "parameters"]

    screen, _remarks = only(workbook([head, ["range", "a", "A", f"start=1 end={end} step=1"]]))

    (scale,) = screen.questions
    assert (scale.lowest, scale.highest) == (1, 10)


def test_a_condition_that_can_never_be_right_is_left_out_and_told() -> None:
    screen, remarks = only(
        foreign(
            ["select_one yn", "a", "A", "A"],
            ["text", "b", "B", "B", "${a} = 'Yes'"],
            ["text", "c", "C", "C", "${a} = 'maybe'"],
        )
    )

    (told,) = remarks
    assert "“c”" in told.words
    assert [bool(question.shown_if) for question in screen.questions] == [False, True, False]


def test_a_language_that_is_not_read_is_told() -> None:
    data = workbook([["type", "name", "label::Français (fr)"], ["text", "a", "Oui"]])

    _screen, remarks = only(data)

    assert "français" in remarks[0].words.casefold()


REFUSED_JSON = [
    b"",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"format": "kokreasi-questionnaire", "version": 2}',
    b'{"format": "kokreasi-questionnaire", "definition": {"screens": 5}}',
    b" " * (6 * 1024 * 1024),
]


@pytest.mark.parametrize("data", REFUSED_JSON, ids=range(len(REFUSED_JSON)))
def test_what_is_no_questionnaire_is_refused_with_words(data) -> None:
    with pytest.raises(ForeignQuestionnaireError) as refused:
        read_json(data)

    assert str(refused.value)


def package(*questions: dict, **page) -> bytes:
    screen = {"key": "one", "questions": questions} | page
    whole = {"format": "kokreasi-questionnaire", "definition": {"screens": [screen]}}
    return json.dumps(whole).encode()


def asks(key: str = "a", kind: str = "long_text", **more) -> dict:
    return {"key": key, "kind": kind, "wording": {"id": "Apa?"}} | more


WRONG = [
    package(asks("NOT A KEY")),
    package(asks(), asks()),
    package(asks(kind="essay")),
    package(asks(wording={"id": "x\0y"})),
    package(asks(wording={"id": "x" * 20_001})),
    package(asks(lowest=5, highest=1)),
    package(asks(kind="number", highest=10**18)),
    package(asks(kind="number", highest=10**400)),
    package(asks(characteristic="gender", is_required=True)),
    package(asks(characteristic="gender"), asks("b", characteristic="gender")),
    package(asks(choices=[{"key": "x", "wording": {}}] * 2)),
    package(asks(), key="x" * 41),
]


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_what_could_not_be_kept_is_refused(data) -> None:
    with pytest.raises(ForeignQuestionnaireError):
        read_json(data)


def test_fields_that_nobody_knows_are_passed_over() -> None:
    found = read_json(package(asks(colour="red"), mood="good"))

    assert [question.key for question in found.definition.questions()] == ["a"]


def test_a_condition_about_a_later_question_is_refused() -> None:
    later = [condition("b", Comparison.ANSWERED)]

    with pytest.raises(BrokenConditionError):
        read_json(package(asks("a", shown_if=later), asks("b")))


def test_conditions_without_end_are_refused() -> None:
    many = [condition("a", Comparison.ANSWERED)] * 51

    with pytest.raises(ManyConditionsError):
        read_json(package(asks("a"), asks("b", shown_if=many)))


HOSTILE = [
    (b"PK\x03\x04 broken", "a.xlsx"),
    (b"", "a.xlsx"),
    (b"\0" * 1000, "a.ods"),
    (b"x" * (6 * 1024 * 1024), "a.xlsx"),
    (workbook([["nothing"]])[:-200], "a.xlsx"),
    (workbook([["type"], *[["text"]] * 2_001]), "a.xlsx"),
]


@pytest.mark.parametrize(("data", "name"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_workbook_is_refused_with_words(data, name) -> None:
    with pytest.raises(ForeignQuestionnaireError) as refused:
        read_xlsform(data, name)

    assert str(refused.value)
