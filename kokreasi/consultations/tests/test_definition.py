"""The frozen wording: to JSON and back, who is shown what, and which value answers which kind."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.judging import judge
from kokreasi.consultations.definition.keys import answer_key, split_key
from kokreasi.consultations.definition.path import asked, holds, shown, steps
from kokreasi.consultations.definition.values import Fault, check
from kokreasi.consultations.definition.wording import (
    Asked,
    Choice,
    Condition,
    Definition,
    Screen,
)
from kokreasi.consultations.queries.drafting import definition_of, sheet_of
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.consultations.tests.factories import ask_everything, make_consultation, published
from kokreasi.core.bilingual import Bilingual

ITEMS = (Choice("kom-1", Bilingual("Satu")), Choice("kom-2", Bilingual("Dua")))
WORDS = Bilingual("Kata", "Words")


def test_a_questionnaire_of_every_kind_comes_back_from_json(db) -> None:
    consultation = make_consultation()
    ask_everything(consultation)
    definition = definition_of(consultation)

    back = Definition.read(definition.content())

    assert back == definition
    assert {question.kind for question in back.questions()} == set(QuestionKind)


def test_a_sheet_comes_back_from_what_was_frozen(db) -> None:
    consultation = published()

    frozen = ConsultationSheet.read(consultation.record.version.content)

    assert frozen == sheet_of(consultation)


def test_the_rows_are_read_in_a_few_queries(db, django_assert_num_queries) -> None:
    consultation = make_consultation()
    ask_everything(consultation)

    with django_assert_num_queries(3):
        definition_of(consultation)


def test_a_repeated_page_is_asked_for_each_commitment_or_each_chosen_one() -> None:
    rating = Asked("clarity", QuestionKind.SCALE, WORDS)
    choice = Asked("which", QuestionKind.MULTIPLE, WORDS, asks_commitments=True, choices=ITEMS)
    screens = (
        Screen("choose", questions=(choice,)),
        Screen("all", repeats=Repeats.COMMITMENTS, questions=(rating,)),
        Screen("some", repeats=Repeats.CHOSEN, questions=(rating,)),
    )
    definition = Definition(screens=screens, items=ITEMS)

    keys = [step.key for step in steps(definition, {"which": ["kom-2"]})]

    assert keys == ["choose", "all@kom-1", "all@kom-2", "some@kom-2"]


def test_a_page_without_a_question_left_is_not_shown() -> None:
    hidden = Asked("why", QuestionKind.LONG_TEXT, WORDS, shown_if=(_is("stance", "against"),))
    screens = (
        Screen("one", questions=(Asked("stance", QuestionKind.SINGLE, WORDS),)),
        Screen("two", questions=(hidden,)),
        Screen("three"),
    )
    definition = Definition(screens=screens)

    assert [step.key for step in steps(definition, {"stance": "for"})] == ["one", "three"]
    assert asked(definition, {"stance": "against"}) == {"stance", "why"}


def test_an_answer_that_is_not_asked_for_any_more_brings_no_further_question() -> None:
    why = Asked("why", QuestionKind.SINGLE, WORDS, shown_if=(_is("stance", "against"),))
    how = Asked("how", QuestionKind.SINGLE, WORDS, shown_if=(_is("why", "cost"),))
    first = Screen("one", questions=(Asked("stance", QuestionKind.SINGLE, WORDS), why))
    definition = Definition((first, Screen("two", questions=(how,))))

    before = {"stance": "against", "why": "cost", "how": "loan"}
    changed = before | {"stance": "for"}

    assert asked(definition, before) == {"stance", "why", "how"}
    assert asked(definition, changed) == {"stance"}
    assert judge(definition, changed).answers == {"stance": "for"}


def _is(question: str, *values: str) -> Condition:
    return Condition(question, Comparison.ANY_OF, values)


CONDITIONS = [
    (Comparison.ANY_OF, ("a", "b"), "b", True),
    (Comparison.ANY_OF, ("a",), ["c", "a"], True),
    (Comparison.ANY_OF, ("a",), None, False),
    (Comparison.NONE_OF, ("a",), "b", True),
    (Comparison.NONE_OF, ("a",), ["b", "a"], False),
    (Comparison.NONE_OF, ("a",), None, True),
    (Comparison.AT_LEAST, ("8",), 10, True),
    (Comparison.AT_LEAST, ("8",), 7, False),
    (Comparison.AT_LEAST, ("8",), None, False),
    (Comparison.AT_MOST, ("8",), "7.5", True),
    (Comparison.AT_LEAST, ("2026-11-30",), "2026-12-01", True),
    (Comparison.AT_MOST, ("2026-11-30",), "2026-12-01", False),
    (Comparison.ANSWERED, (), "x", True),
    (Comparison.ANSWERED, (), None, False),
]


@pytest.mark.parametrize(("test", "values", "answer", "expected"), CONDITIONS)
def test_a_condition_looks_at_an_answer(test, values, answer, expected) -> None:
    condition = Condition("q", test, values)
    answers = {} if answer is None else {"q": answer}

    assert holds((condition,), answers) is expected


def test_on_a_repeated_page_the_answer_for_the_same_commitment_counts_first() -> None:
    condition = _is("stance", "against")
    answers = {"stance": "for", "stance@kom-1": "against"}

    assert holds((condition,), answers, item="kom-1")
    assert not holds((condition,), answers, item="kom-2")


def test_shown_gives_the_questions_of_a_page() -> None:
    first = Asked("stance", QuestionKind.SINGLE, WORDS)
    second = Asked("why", QuestionKind.SHORT_TEXT, WORDS, shown_if=(_is("stance", "no"),))
    (step,) = steps(Definition(screens=(Screen("one", questions=(first, second)),)), {})

    assert shown(step, {}) == [first]
    assert shown(step, {"stance": "no"}) == [first, second]


CHOICES = (Choice("a", WORDS), Choice("b", WORDS), Choice("c", WORDS))


def _asked(kind: QuestionKind, **given) -> Asked:
    return Asked("q", kind, WORDS, choices=CHOICES, **given)


VALUES = [
    (_asked(QuestionKind.SINGLE), "a", None),
    (_asked(QuestionKind.SINGLE), "other", Fault.UNKNOWN_CHOICE),
    (_asked(QuestionKind.SINGLE, has_other=True), "other", None),
    (_asked(QuestionKind.SINGLE), ["a"], Fault.UNKNOWN_CHOICE),
    (_asked(QuestionKind.MULTIPLE), ["a", "c"], None),
    (_asked(QuestionKind.MULTIPLE), ["a", "a"], Fault.TWICE),
    (_asked(QuestionKind.MULTIPLE, most=1), ["a", "b"], Fault.TOO_MANY),
    (_asked(QuestionKind.MULTIPLE, fewest=2), ["a"], Fault.TOO_FEW),
    (_asked(QuestionKind.RANKING), ["c", "a"], None),
    (_asked(QuestionKind.RANKING), ["c", "x"], Fault.UNKNOWN_CHOICE),
    (_asked(QuestionKind.MATRIX), "b", None),
    (_asked(QuestionKind.SCALE, lowest=1, highest=10), 10, None),
    (_asked(QuestionKind.SCALE, lowest=1, highest=10), 11, Fault.TOO_HIGH),
    (_asked(QuestionKind.SCALE, lowest=1, highest=10), True, Fault.NO_NUMBER),
    (_asked(QuestionKind.SCALE, lowest=1, highest=10), 10**400, Fault.TOO_HIGH),
    (_asked(QuestionKind.NUMBER, lowest=0), "12.5", None),
    (_asked(QuestionKind.NUMBER, lowest=0), "-1", Fault.TOO_LOW),
    (_asked(QuestionKind.NUMBER), "1" * 401, Fault.TOO_LONG),
    (_asked(QuestionKind.NUMBER), "NaN", Fault.NO_NUMBER),
    (_asked(QuestionKind.NUMBER), "Infinity", Fault.NO_NUMBER),
    (_asked(QuestionKind.NUMBER), "dua", Fault.NO_NUMBER),
    (_asked(QuestionKind.NUMBER), "1e400", Fault.NO_NUMBER),
    (_asked(QuestionKind.NUMBER), "1_000", Fault.NO_NUMBER),
    (_asked(QuestionKind.NUMBER), "\N{ARABIC-INDIC DIGIT ONE}.5", Fault.NO_NUMBER),
    (_asked(QuestionKind.DAY), "2026-02-28", None),
    (_asked(QuestionKind.DAY), "2026-02-30", Fault.NO_DAY),
    (_asked(QuestionKind.DAY), "20260228", Fault.NO_DAY),
    (_asked(QuestionKind.DAY), "2026-W48-1", Fault.NO_DAY),
    (_asked(QuestionKind.REGION), "33.71", None),
    (_asked(QuestionKind.REGION), "Magelang", Fault.NO_REGION),
    (_asked(QuestionKind.REGION), "\N{ARABIC-INDIC DIGIT THREE}" * 2, Fault.NO_REGION),
    (_asked(QuestionKind.SHORT_TEXT), "Ya", None),
    (_asked(QuestionKind.SHORT_TEXT), "x" * 301, Fault.TOO_LONG),
    (_asked(QuestionKind.LONG_TEXT, most=10), "x" * 11, Fault.TOO_LONG),
    (_asked(QuestionKind.LONG_TEXT), "  ", Fault.MISSING),
    (_asked(QuestionKind.CONSENT), True, None),
    (_asked(QuestionKind.CONSENT), "yes", Fault.MISSING),
]


@pytest.mark.parametrize(("question", "value", "fault"), VALUES)
def test_a_value_answers_a_question_or_says_why_not(question, value, fault) -> None:
    assert check(question, value) == fault


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(QuestionKind)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    ),
)
def test_any_value_is_judged_without_an_error(kind, value) -> None:
    fault = check(_asked(kind), value)

    assert fault is None or fault in Fault


@given(st.from_regex(r"[a-z0-9_-]{1,40}", fullmatch=True), st.sampled_from(["", "kom-1"]))
def test_the_key_of_an_answer_can_be_taken_apart(question, item) -> None:
    assert split_key(answer_key(question, item, of="other")) == (question, "other", item)
