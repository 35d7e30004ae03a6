"""A questionnaire is answered page by page, looked at once more, and sent."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kokreasi.consultations import devices, receipts
from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.models import Consultation, Draft, Submission, Trace
from kokreasi.consultations.services.drafts import printed
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    CLOSES,
    OPENS,
    WHILE_OPEN,
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.plans.tests.factories import make_commitment, make_plan

ANSWERED = {"stance": "for", "topics": ["budget", "law"], "clarity": "8", "visits": "12"}


@pytest.fixture
def clock():
    with time_machine.travel(WHILE_OPEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def consultation(db, clock):
    return published()


def address(consultation, name, *parts):
    return reverse(name, args=[consultation.reference, *parts])


class Phone(Client):
    """A browser with which somebody answers, as its pages let them."""

    def __init__(self, consultation: Consultation, **given):
        super().__init__(**given)
        self.consultation = consultation

    def at(self, name, *parts):
        return address(self.consultation, name, *parts)

    def open(self, key="views"):
        self.get(self.at("answer"))
        return self.get(self.at("answer-step", key))

    def fill(self, answers, *, key="views", page=None, press="maju", **more):
        """Send a page as it was opened, with these answers in it."""
        page = page or self.open(key)
        hidden = {
            name: page.context[of]
            for name, of in {"base": "base", "tampak": "shown", "mulai": "begun"}.items()
        }
        sent = hidden | answers | {"langkah": press} | more
        return self.post(self.at("answer-step", key), sent)

    def answer_all(self, answers=ANSWERED):
        self.fill(answers)
        return self.fill({"gender": "female", "region": "", "agreed": "1"}, key="person")

    def look(self):
        return self.get(self.at("answer-review"))

    def send(self, page=None, **more):
        page = page or self.look()
        seen = {"revisi": page.context["draft"].revision, "versi": page.context["version"]}
        return self.post(self.at("answer-send"), seen | more)


@pytest.fixture
def phone(consultation):
    return Phone(consultation)


def test_the_first_page_comes_with_the_token_of_the_device(phone) -> None:
    answer = phone.get(phone.at("answer"))

    assert answer["Location"].startswith(phone.at("answer-step", "views"))
    assert phone.cookies[devices.COOKIE]["httponly"]
    assert "no-store" in phone.get(answer["Location"])["Cache-Control"]
    assert not Draft.objects.exists()


def test_a_page_is_kept_and_the_next_one_comes(phone) -> None:
    answer = phone.fill(ANSWERED)

    assert answer["Location"] == phone.at("answer-step", "person")
    assert Draft.objects.get().answers == {
        "stance": "for",
        "topics": ["budget", "law"],
        "clarity": 8,
        "visits": 12,
    }


def test_somebody_goes_on_later_where_they_left_off(phone) -> None:
    phone.fill(ANSWERED)
    phone.fill({"gender": "female"}, key="person", press="simpan")

    page = phone.get(phone.at("answer"), follow=True)

    assert page.context["step"].key == "person"
    assert b'value="female" checked' in page.content


def test_a_whole_way_ends_with_a_receipt_that_stays(phone) -> None:
    reviewed = phone.answer_all()
    sent = phone.send()

    receipt = phone.get(sent["Location"])

    kept = Submission.objects.get()
    assert reviewed["Location"] == phone.at("answer-review")
    assert receipts.code_of(kept.pk) in receipt.content.decode()
    assert kept.answers == {
        "stance": "for",
        "topics": ["budget", "law"],
        "clarity": 8,
        "visits": 12,
        "agreed": True,
    }
    assert kept.background.values == {"gender": "female"}
    assert not Draft.objects.exists()
    assert phone.get(phone.at("answer"))["Location"] == phone.at("answer-receipt")


def test_what_cannot_be_right_is_kept_and_shown_with_the_reason(phone) -> None:
    answer = phone.fill(ANSWERED | {"stance": "", "visits": "kira-kira 12", "since": "31/02/2018"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="kira-kira 12"' in page
    assert 'value="2018-02-31"' in page
    assert len(answer.context["wrong"]) == 3
    assert Draft.objects.get().answers["visits"] == "kira-kira 12"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12,5", "12.5"),
        ("1.200", 1200),
        ("1.234,5", "1234.5"),
        ("12.5", "12.5"),
        ("\N{MINUS SIGN}3", -3),
        ("x.1", "x.1"),
    ],
)
def test_a_number_is_read_as_indonesians_write_it(phone, typed, kept) -> None:
    phone.fill({"visits": typed})

    assert Draft.objects.get().answers["visits"] == kept


def test_places_become_a_ranking(phone) -> None:
    phone.fill({"order.first": "2", "order.second": "", "order.third": "1"})

    assert Draft.objects.get().answers["order"] == ["third", "first"]


def test_own_words_choose_something_else(phone) -> None:
    phone.fill({"topics": ["law"], "topics.other": "Perizinan"})

    assert Draft.objects.get().answers["topics"] == ["law", "other"]


def test_one_answer_is_cleared_without_a_script(phone) -> None:
    phone.fill(ANSWERED)

    answer = phone.fill(ANSWERED, hapus="clarity")

    assert answer["Location"].endswith("views/#j-clarity")
    assert "clarity" not in Draft.objects.get().answers


HOSTILE = {
    "far_too_large": {"visits": "9" * 400},
    "unknown_choice": {"stance": "perhaps"},
    "not_of_this_page": {"halaman_lain": "x", "gender": "female"},
    "right_to_left": {"place": "\N{RIGHT-TO-LEFT OVERRIDE}abc \N{GRINNING FACE}"},
    "long": {"remarks": "x" * 200_000},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_no_accident(phone, name) -> None:
    answer = phone.fill(HOSTILE[name])

    assert answer.status_code in {302, 422}
    assert "gender" not in Draft.objects.get().answers


def test_a_nul_is_refused_and_what_is_too_large_too(phone) -> None:
    page = phone.open()

    nul = phone.fill({"place": "a\0b"}, page=page)
    huge = phone.fill({"remarks": "x" * 20_000_000}, page=page)

    assert (nul.status_code, huge.status_code) == (400, 413)
    assert not Draft.objects.exists()


def test_a_text_longer_than_what_is_kept_is_shown_again(phone) -> None:
    words = "x" * 30_000

    answer = phone.fill(ANSWERED | {"remarks": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "remarks" not in Draft.objects.get().answers


# Two windows


def test_two_windows_on_one_page_lose_nothing(phone) -> None:
    first, second = phone.open(), phone.open()
    phone.fill({"stance": "for", "place": "Magelang"}, page=first)

    phone.fill({"stance": "against"}, page=second)

    assert Draft.objects.get().answers == {"stance": "against", "place": "Magelang"}


def test_an_answer_that_another_window_gave_is_said_to_be_replaced(phone) -> None:
    first, second = phone.open(), phone.open()
    phone.fill({"stance": "for"}, page=first)

    answer = phone.fill({"stance": "against"}, page=second)

    assert "diganti=stance" in answer["Location"]
    assert "dua jendela" in phone.get(answer["Location"]).content.decode()


def test_what_was_changed_after_the_review_is_looked_at_again(phone) -> None:
    phone.answer_all()
    seen = phone.look()
    phone.fill({"stance": "against"})

    answer = phone.send(seen)

    assert answer.status_code == 409
    assert not Submission.objects.exists()
    assert Draft.objects.get().answers["stance"] == "against"


# Twice


def test_sending_again_gives_the_same_receipt(phone) -> None:
    phone.answer_all()
    seen = phone.look()

    answers = [phone.send(seen) for _time in range(3)]

    assert {one["Location"] for one in answers} == {phone.at("answer-receipt")}
    assert Submission.objects.count() == Trace.objects.count() == 1


def test_another_answer_from_the_same_device_is_refused_with_its_receipt(phone) -> None:
    opened = phone.open()
    phone.answer_all()
    phone.send()

    answer = phone.fill({"stance": "against"}, page=opened)

    assert answer.status_code == 409
    assert phone.at("answer-receipt") in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_forged_token_counts_as_none(phone, consultation) -> None:
    phone.cookies[devices.COOKIE] = "abc:forged"

    phone.get(phone.at("answer"))

    assert devices.device_hash(consultation, phone.cookies[devices.COOKIE].value)
    assert phone.cookies[devices.COOKIE].value != "abc:forged"


def test_many_people_behind_one_address_are_all_counted(consultation) -> None:
    for _person in range(3):
        phone = Phone(consultation)
        phone.answer_all()
        phone.send()

    assert Submission.objects.count() == 3
    assert "" not in Trace.objects.values_list("device", flat=True)


def test_without_cookies_the_page_says_so(phone) -> None:
    started = phone.get(phone.at("answer"))
    phone.cookies.clear()

    page = phone.get(started["Location"])

    assert page.status_code == 422
    assert "kuki" in page.content.decode()


def test_somebody_takes_unsent_answers_off_a_shared_phone(phone) -> None:
    phone.fill(ANSWERED)

    phone.post(phone.at("answer-discard"))

    assert not Draft.objects.exists()
    assert b"checked" not in phone.open().content


# Moments

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "name"),
    [(OPENS - SECOND, "consultation"), (OPENS, "answer-step"), (CLOSES - SECOND, "answer-step")],
)
def test_one_begins_from_the_first_moment_to_the_last(clock, phone, moment, name) -> None:
    clock.move_to(moment)

    answer = phone.get(phone.at("answer"))

    parts = ["views"] if name == "answer-step" else []
    assert answer["Location"].partition("?")[0] == phone.at(name, *parts)


def test_nobody_begins_after_closing(clock, phone) -> None:
    clock.move_to(CLOSES)

    assert phone.get(phone.at("answer")).status_code == 410


def test_what_was_begun_in_time_is_sent_until_an_hour_later(clock, phone) -> None:
    clock.move_to(CLOSES - SECOND)
    opened = phone.open()
    clock.move_to(CLOSES + timedelta(minutes=59, seconds=59))

    kept = phone.fill(ANSWERED, page=opened)
    phone.fill({}, key="person")
    sent = phone.send()

    assert kept.status_code == 302
    assert sent["Location"] == phone.at("answer-receipt")
    assert Submission.objects.get().day.isoformat() == "2018-10-01"


def test_after_the_hour_the_page_shows_the_answers_to_keep(clock, phone) -> None:
    phone.fill(ANSWERED)
    opened = phone.open("person")
    clock.move_to(CLOSES + timedelta(hours=1))

    answer = phone.fill({"gender": "female"}, key="person", page=opened)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "budget" in page
    assert "female" in page


def test_a_draft_left_alone_is_shown_after_closing(clock, phone) -> None:
    phone.fill(ANSWERED)
    clock.move_to(AFTERWARDS)

    page = phone.get(phone.at("answer"))

    assert page.status_code == 410
    assert "budget" in page.content.decode()


def test_a_clock_that_goes_back_loses_nothing(clock, phone) -> None:
    phone.fill(ANSWERED)
    clock.move_to(WHILE_OPEN - timedelta(days=2))

    phone.fill({}, key="person")
    sent = phone.send()

    assert sent["Location"] == phone.at("answer-receipt")


def test_a_moment_signed_for_another_device_counts_as_now(clock, consultation) -> None:
    other, late = Phone(consultation), Phone(consultation)
    clock.move_to(CLOSES - SECOND)
    opened = other.open()
    clock.move_to(CLOSES + SECOND)

    answer = late.fill(ANSWERED, page=opened)

    assert answer.status_code == 410
    assert not Draft.objects.exists()


# Branches


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


# Saving by the script


def test_the_script_saves_and_hears_when(phone) -> None:
    page = phone.open()
    sent = {"halaman": "views", "base": page.context["base"], "mulai": page.context["begun"]}

    answer = phone.post(phone.at("answer-save"), sent | {"stance": "for"}).json()

    assert answer["at"] == "12.00"
    assert answer["base"]["stance"] == printed("for")
    assert Draft.objects.get().answers == {"stance": "for"}


def test_the_script_hears_that_it_is_too_late(clock, phone) -> None:
    page = phone.open()
    sent = {"halaman": "views", "base": page.context["base"], "mulai": page.context["begun"]}
    clock.move_to(AFTERWARDS)

    answer = phone.post(phone.at("answer-save"), sent | {"stance": "for"})

    assert answer.status_code == 409
    assert answer.json()["words"] == "Konsultasi ini sudah ditutup."
