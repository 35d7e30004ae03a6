"""Which pages and questions come, as somebody answers; and saving while one does."""

import pytest

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.models import Draft, Submission
from kokreasi.consultations.services.drafts import printed
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.consultations.tests.phones import Phone
from kokreasi.plans.tests.factories import make_commitment, make_plan


@pytest.fixture
def branching(db, clock):
    consultation = make_consultation()
    page = add_page(consultation, "choice")
    add_question(page, "which", choices=("food", "roads"), is_required=True)
    condition = {"question": "which", "test": Comparison.ANY_OF, "values": ["food"]}
    add_question(page, "why", QuestionKind.LONG_TEXT, shown_if=[condition], is_required=True)
    roads = condition | {"values": ["roads"]}
    add_question(add_page(consultation, "roads", shown_if=[roads]), "length", QuestionKind.NUMBER)
    add_question(add_page(consultation, "last"), "end", QuestionKind.SHORT_TEXT)
    return Phone(published(consultation))


def test_further_questions_come_with_the_next_answer_where_there_is_no_script(branching) -> None:
    opened = branching.open("choice")
    answer = branching.fill({"which": "food"}, key="choice", page=opened)

    page = branching.get(answer["Location"])

    assert [one.is_hidden for one in opened.context["fields"]] == [False, True]
    assert "lanjutan=1" in answer["Location"]
    assert [one.is_hidden for one in page.context["fields"]] == [False, False]


def test_pages_follow_the_answers(branching) -> None:
    answer = branching.fill({"which": "roads"}, key="choice")

    assert answer["Location"] == branching.at("answer-step", "roads")


def test_what_is_no_longer_asked_is_not_sent(branching) -> None:
    branching.fill({"which": "roads"}, key="choice")
    branching.fill({"length": "3"}, key="roads")
    branching.fill({"which": "food", "why": "Harga"}, key="choice")
    branching.fill({}, key="last")

    branching.send()

    assert Submission.objects.get().answers == {"which": "food", "why": "Harga"}


def test_the_review_leads_to_what_is_missing(branching) -> None:
    branching.fill({"which": "food"}, key="choice", press="simpan")

    page = branching.look()
    sent = branching.send(page)

    assert len(page.context["wrong"]) == 1
    assert sent.status_code == 422
    assert Draft.objects.exists()


def test_a_page_is_asked_once_for_each_chosen_commitment(db, clock) -> None:
    plan = make_plan("2018", is_open=True)
    chosen, _other = [make_commitment(plan, number=number) for number in (1, 2)]
    consultation = make_consultation(plan)
    first = add_page(consultation, "which")
    add_question(first, "chosen", QuestionKind.MULTIPLE, asks_commitments=True)
    each = add_page(consultation, "each", repeats=Repeats.CHOSEN)
    add_question(each, "clear", QuestionKind.SCALE, lowest=1, highest=5)
    phone = Phone(published(consultation))
    item = chosen.reference.lower()

    answer = phone.fill({"chosen": [item]}, key="which")
    page = phone.get(answer["Location"])
    phone.fill({f"clear@{item}": "4"}, key=f"each@{item}")

    assert answer["Location"] == phone.at("answer-step", f"each@{item}")
    assert (page.context["number"], page.context["total"]) == (2, 2)
    assert Draft.objects.get().answers[f"clear@{item}"] == 4


@pytest.mark.parametrize(
    ("kind", "value", "is_left_to_the_server"),
    [
        (QuestionKind.SINGLE, "food", False),
        (QuestionKind.RANKING, "food", True),
        (QuestionKind.REGION, "33", True),
    ],
)
def test_the_script_hides_nothing_of_which_it_cannot_tell(
    db, clock, kind, value, is_left_to_the_server
) -> None:
    consultation = make_consultation()
    page = add_page(consultation, "choice")
    choices = () if kind == QuestionKind.REGION else ("food", "roads")
    add_question(page, "first", kind, choices=choices)
    condition = {"question": "first", "test": Comparison.ANY_OF, "values": [value]}
    add_question(page, "why", QuestionKind.SHORT_TEXT, shown_if=[condition])
    phone = Phone(published(consultation))

    field = phone.open("choice").context["fields"][1]

    assert field.is_hidden
    assert (field.conditions == "") is is_left_to_the_server


def test_the_script_saves_and_hears_when(phone) -> None:
    page = phone.open()
    sent = {"halaman": "views", "base": page.context["base"], "mulai": page.context["begun"]}

    answer = phone.post(phone.at("answer-save"), sent | {"stance": "for"}).json()

    assert answer["at"] == "12.00"
    assert answer["base"]["stance"] == printed("for")
    assert Draft.objects.get().answers == {"stance": "for"}
