"""A result counts each answer by its own wording, once, and stays as it was made."""

from random import Random

import pytest
from django.utils import timezone

from kokreasi.consultations.choices import Channel, Comparison, QuestionKind, Repeats
from kokreasi.consultations.models import Background, Trace
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.results.reading import questions_of
from kokreasi.consultations.results.sheets import ResultSheet, WhyNot
from kokreasi.consultations.services import consultations
from kokreasi.consultations.tests.answers import by_chance, keep_all, result_of, send_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    ask_pets,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.factories import both, make_commitment, make_plan


def sheet_of(result) -> ResultSheet:
    return ResultSheet.read(result.content)


def counts_of(sheet, place) -> dict[str, int]:
    (question,) = [each for each in sheet.questions if each.place == place]
    return dict(zip([each.key for each in question.options], question.tally.counts, strict=True))


def question_of(sheet, place):
    (question,) = [each for each in sheet.questions if each.place == place]
    return question


def test_a_result_of_every_kind_of_question_comes_back_from_json(db) -> None:
    consultation = published()
    rng = Random(5)
    keep_all(consultation, [by_chance(rng) for _person in range(60)])

    result = result_of(consultation)

    sheet = sheet_of(result)
    answered = {each for each in QuestionKind if each != QuestionKind.INFORMATION}
    assert {question.kind for question in sheet.questions} == answered - {QuestionKind.REGION}
    assert ResultSheet.read(sheet.content()) == sheet
    assert (result.state, result.done) == ("ready", 100)


def test_the_counts_are_those_of_the_answers(db) -> None:
    consultation = published()
    people = [
        {"stance": "for", "topics": ["budget", "law"], "clarity": 8, "order": ["third", "first"]},
        {"stance": "for", "topics": ["budget", "other"], "clarity": 8, "grid.speed": "yes"},
        {"stance": "against", "clarity": 3, "visits": 12, "since": "2018-02-03"},
    ]
    send_all(consultation, people)

    sheet = sheet_of(result_of(consultation))

    topics = question_of(sheet, "topics").tally
    assert counts_of(sheet, "topics") == {"budget": 2, "law": 1, "forum": 0, "other": 1}
    assert (topics.asked, topics.answered, topics.made) == (3, 2, 4)
    assert question_of(sheet, "clarity").tally.quartiles == ("3", "8", "8")
    assert counts_of(sheet, "order") == {"first": 0, "second": 0, "third": 1}
    assert counts_of(sheet, "since") == {"2018-02": 1}
    assert question_of(sheet, "grid").tallies[0].counts == (1, 0)
    assert question_of(sheet, "visits").tally.quartiles == ("12", "12", "12")


def test_not_asked_is_told_from_not_answered(db) -> None:
    consultation = make_consultation()
    page = add_page(consultation)
    add_question(page, "stance", choices=("for", "against"))
    only = {"question": "stance", "test": Comparison.ANY_OF, "values": ["against"]}
    add_question(page, "why", choices=("cost", "time"), shown_if=[only])
    consultation = published(consultation)
    send_all(consultation, [{"stance": "for"}] * 4 + [{"stance": "against"}] * 2)
    send_all(consultation, [{"stance": "against", "why": "cost"}])

    tally = question_of(sheet_of(result_of(consultation)), "why").tally

    assert (tally.asked, tally.answered, tally.missing) == (3, 1, 2)


def test_repeated_pages_are_counted_for_each_commitment(db) -> None:
    plan = make_plan("2018", is_open=True)
    keys = [make_commitment(plan, number=number).reference.lower() for number in (1, 2)]
    consultation = make_consultation(plan)
    page = add_page(consultation, repeats=Repeats.COMMITMENTS)
    add_question(page, "clarity", QuestionKind.SCALE, lowest=1, highest=10)
    consultation = published(consultation)
    send_all(consultation, [{f"clarity@{keys[0]}": 9, f"clarity@{keys[1]}": 4}] * 3)

    sheet = sheet_of(result_of(consultation))

    medians = [question.tally.quartiles[1] for question in dict(sheet.repeated())["clarity"]]
    assert medians == ["9", "4"]


@pytest.fixture
def commitments(db) -> list[str]:
    plan = make_plan("2018", is_open=True)
    return [make_commitment(plan, number=number).reference.lower() for number in (1, 2)]


def asked_for_each(commitments: list[str], kind: QuestionKind, **given):
    consultation = make_consultation(Plan.objects.get())
    page = add_page(consultation, repeats=Repeats.COMMITMENTS)
    add_question(page, "asked", kind, **given)
    return published(consultation)


def test_numbers_of_all_commitments_stand_in_the_same_bands(commitments) -> None:
    one, other = commitments
    consultation = asked_for_each(commitments, QuestionKind.NUMBER, lowest=0, highest=100)
    send_all(consultation, [{f"asked@{one}": 5, f"asked@{other}": 95}] * 3)

    (shown,) = questions_of(sheet_of(result_of(consultation)))

    head, rows = shown.grid.head[1:-1], [row[1:-1] for row in shown.grid.rows]
    assert (head[0], head[-1]) == ("<20", "80-100")
    assert [(row[0], row[-1]) for row in rows] == [("3", "0"), ("0", "3")]


def test_a_matrix_that_is_asked_for_each_commitment_shows_all_its_rows(commitments) -> None:
    one, other = commitments
    consultation = asked_for_each(
        commitments, QuestionKind.MATRIX, rows=("speed", "price"), choices=("yes", "no")
    )
    answers = {f"asked.speed@{one}": "yes", f"asked.price@{one}": "no"}
    send_all(consultation, [answers | {f"asked.price@{other}": "yes"}] * 3)

    (shown,) = questions_of(sheet_of(result_of(consultation)))

    (speed, *of_speed), (price, *of_price) = shown.grid.rows[:2]
    assert (of_speed, of_price) == (["3", "0", "3"], ["0", "3", "3"])
    assert str(speed).endswith("speed (id)")
    assert str(price).endswith("price (id)")
    assert len(shown.grid.rows) == len(shown.stacks) == 4


def test_answers_to_corrected_versions_stay_countable(db, editor) -> None:
    consultation = make_consultation()
    question = add_question(add_page(consultation), "pet", choices=("cat", "dog"))
    consultation = published(consultation)
    send_all(consultation, [{"pet": "cat"}, {"pet": "dog"}])
    question.options.filter(key="cat").update(key="bird")
    add_question(question.page, "age", QuestionKind.NUMBER)
    consultations.correct(consultation, by=editor, reason="Cats were meant to be birds.")
    send_all(consultations_again(consultation), [{"pet": "bird", "age": 3}])

    sheet = sheet_of(result_of(consultation))

    assert counts_of(sheet, "pet") == {"bird": 1, "dog": 1, "cat": 1}
    age = question_of(sheet, "age")
    assert (age.tally.asked, age.tally.answered, age.versions) == (1, 1, (2,))
    assert [(each.number, each.answers) for each in sheet.versions] == [(1, 2), (2, 1)]


def test_what_only_some_groups_are_asked_is_not_told(db) -> None:
    consultation = make_consultation()
    ask_pets(consultation)
    only = {"question": "gender", "test": Comparison.ANY_OF, "values": ["female"]}
    add_question(add_page(consultation, "more"), "secret", choices=("a", "b"), shown_if=[only])
    consultation = published(consultation)
    people = [{"pet": "cat", "gender": "female", "secret": "a"}] * 20 + [{"pet": "dog"}] * 20
    send_all(consultation, people)

    secret = question_of(sheet_of(result_of(consultation)), "secret")

    assert secret.why_not == WhyNot.ASKED_OF_A_GROUP
    assert secret.tallies == ()


def test_what_people_said_of_themselves_may_be_dropped_afterwards(db) -> None:
    consultation = make_consultation()
    ask_pets(consultation)
    consultation = published(consultation)
    people = [({"pet": "cat"}, {"gender": "female"}), ({"pet": "cat"}, {"gender": "male"})]
    keep_all(consultation, people * 20)
    before = result_of(consultation)
    Background.objects.all().delete()
    Trace.objects.all().delete()
    consultation.dropped_at = timezone.now()
    consultation.save()

    after = sheet_of(result_of(consultation, number=2))

    assert sheet_of(before).told.groups["gender"].sizes["female"] == 20
    assert "gender" not in after.told.groups
    assert [each.why_not for each in after.asked_about] == [WhyNot.DROPPED]
    assert counts_of(after, "pet") == {"cat": 40, "dog": 0}


def test_a_result_is_made_once(db) -> None:
    consultation = published()
    result = result_of(consultation)
    made_at = result.made_at

    assert make_result(result.pk) is False

    result.refresh_from_db()
    assert result.made_at == made_at


def test_a_consultation_without_answers_has_a_result(db) -> None:
    sheet = sheet_of(result_of(published()))

    assert (sheet.people, sheet.begun, sheet.finished) == (0, 0, 0)
    assert sheet.no_rows == WhyNot.TOO_FEW_PEOPLE


def test_a_burst_of_equal_answers_is_marked_and_shown_apart(db) -> None:
    consultation = published()
    rng = Random(2)
    keep_all(consultation, [by_chance(rng) for _person in range(90)])
    stuffed, _about = by_chance(Random(9))
    keep_all(consultation, [(stuffed, {})] * 40, channel=lambda _number: Channel.WEB)

    sheet = sheet_of(result_of(consultation))

    found = {rule.rule: rule.marked for rule in sheet.marked.rules}
    assert sheet.people == 130
    assert found["identical"] == 40
    assert sheet.marked.is_compared
    assert question_of(sheet, "stance").without[0].answered == 130 - sheet.marked.total


def test_reading_answers_costs_the_same_for_few_and_many(db, django_assert_max_num_queries) -> None:
    consultation = published()
    rng = Random(4)
    keep_all(consultation, [by_chance(rng) for _person in range(50)])

    with django_assert_max_num_queries(60):
        result_of(consultation)


@pytest.fixture
def of_pets(db):
    consultation = make_consultation()
    ask_pets(consultation)
    return published(consultation)


def test_words_that_wait_make_no_smaller_groups_and_no_other_title(of_pets) -> None:
    keep_all(of_pets, [({"pet": "cat"}, {})] * 4)
    of_pets.smallest_group, of_pets.title = 3, both("Not published")
    of_pets.save()

    sheet = sheet_of(result_of(of_pets))

    assert (sheet.smallest_group, sheet.no_rows) == (5, WhyNot.TOO_FEW_PEOPLE)
    assert sheet.title == both("Draft plan")


def test_what_channels_said_is_told_no_more_once_memory_is_dropped(of_pets) -> None:
    people = [({"pet": pet}, {}) for pet in ("cat", "dog")] * 20
    keep_all(of_pets, people, channel=lambda n: Channel.PAPER if n % 4 < 2 else Channel.WEB)
    before = sheet_of(result_of(of_pets))
    of_pets.dropped_at = timezone.now()
    of_pets.save()

    after = sheet_of(result_of(of_pets, number=2))

    assert before.told.tables
    assert not after.told.tables
    assert after.channels == before.channels == {Channel.WEB: 20, Channel.PAPER: 20}
