"""A questionnaire is answered page by page, looked at once more, and sent once."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokreasi.consultations import devices, receipts
from kokreasi.consultations.models import Draft, Submission, Trace
from kokreasi.consultations.services import drafts
from kokreasi.consultations.tests.phones import ANSWERED, Phone


def test_the_first_page_comes_with_the_token_of_the_device(phone) -> None:
    answer = phone.get(phone.at("answer-begin"))

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

    page = phone.get(phone.at("answer-begin"), follow=True)

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
    assert phone.get(phone.at("answer-begin"))["Location"] == phone.at("answer-receipt")


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


@pytest.mark.parametrize("base", ["[" * 20_000, '{"stance":' * 2_000, "[1, 2]", "null", "\\", "{"])
def test_prints_of_a_page_that_are_none_change_nothing(phone, base) -> None:
    page = phone.open()

    answers = [
        phone.fill({"stance": "for"}, page=page, base=base),
        phone.post(phone.at("answer-save"), {"halaman": "views", "stance": "for", "base": base}),
    ]

    assert [answer.status_code for answer in answers] == [422, 200]
    assert Draft.objects.get().answers == {}


def test_a_text_longer_than_what_is_kept_is_shown_again(phone) -> None:
    words = "x" * 30_000

    answer = phone.fill(ANSWERED | {"remarks": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "remarks" not in Draft.objects.get().answers


def test_many_long_choices_are_no_way_to_keep_a_long_text(phone) -> None:
    phone.fill({"topics": ["x" * 15_000, "y" * 15_000]})

    assert Draft.objects.get().answers == {}


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


def test_a_forged_token_counts_as_none(phone, open_consultation) -> None:
    phone.cookies[devices.COOKIE] = "abc:forged"

    phone.get(phone.at("answer-begin"))

    assert devices.device_hash(open_consultation, phone.cookies[devices.COOKIE].value)
    assert phone.cookies[devices.COOKIE].value != "abc:forged"


def test_many_people_behind_one_address_are_all_counted(open_consultation) -> None:
    for _person in range(3):
        phone = Phone(open_consultation)
        phone.answer_all()
        phone.send()

    assert Submission.objects.count() == 3
    assert "" not in Trace.objects.values_list("device", flat=True)


@pytest.fixture
def narrow(settings):
    """Let one device an hour begin at an address."""
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"answer_begin": "1/h/ip"}


def test_new_devices_are_limited_and_those_that_have_begun_are_not(
    narrow, phone, open_consultation
) -> None:
    other = Phone(open_consultation)
    phone.answer_all()

    refused = other.open()

    assert refused.status_code == 429
    assert phone.send()["Location"] == phone.at("answer-receipt")


@pytest.mark.parametrize("name", ["answer-step", "answer-save"])
def test_a_token_from_another_page_is_no_way_round_the_limit(
    narrow, phone, open_consultation, name
) -> None:
    phone.fill(ANSWERED)
    farmed = Phone(open_consultation)
    farmed.cookies[devices.COOKIE] = devices.new_token()
    where = farmed.at(name, *(["views"] if name == "answer-step" else []))

    answer = farmed.post(where, {"halaman": "views", "base": '{"stance":""}', "stance": "for"})

    assert answer.status_code == 429
    assert Draft.objects.count() == 1


def test_without_cookies_the_page_says_so(phone) -> None:
    started = phone.get(phone.at("answer-begin"))
    phone.cookies.clear()

    page = phone.get(started["Location"])

    assert page.status_code == 422
    assert "kuki" in page.content.decode()


def test_somebody_takes_unsent_answers_off_a_shared_phone(phone) -> None:
    phone.fill(ANSWERED)

    phone.post(phone.at("answer-discard"))

    assert not Draft.objects.exists()
    assert b"checked" not in phone.open().content


OPENS_OR_CLOSES = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def test_sending_costs_few_statements(phone) -> None:
    phone.answer_all()
    seen = phone.look()

    with CaptureQueriesContext(connection) as captured:
        phone.send(seen)

    asked = [one["sql"] for one in captured if not one["sql"].startswith(OPENS_OR_CLOSES)]
    assert len(asked) == 6, asked


# What a browser should not send


def test_a_large_page_loses_nothing(phone) -> None:
    page = phone.open()
    prints = json.loads(page.context["base"]) | {f"grid.{n:040}": "00000000" for n in range(500)}

    phone.fill({"stance": "for"}, page=page, base=json.dumps(prints))

    assert Draft.objects.get().answers == {"stance": "for"}


@pytest.mark.parametrize("base", ["[" * 19_000, '{"stance": ', "[]"])
def test_prints_that_are_none_name_no_answer(phone, base) -> None:
    assert phone.fill({"stance": "for"}, base=base).status_code < 500


def test_more_choices_than_any_question_has_are_not_kept(phone) -> None:
    phone.fill({"topics": [f"{number:040}" for number in range(600)]})

    assert "topics" not in Draft.objects.get().answers


def test_a_page_that_waited_while_answers_were_discarded_is_kept_anew(phone, monkeypatch) -> None:
    page = phone.open()
    phone.fill({"stance": "for"}, page=page)

    def gone(*_given):
        Draft.objects.all().delete()
        raise Draft.DoesNotExist

    monkeypatch.setattr(drafts, "fresh", gone)

    phone.fill({"place": "Magelang"}, page=page)

    assert Draft.objects.get().answers == {"place": "Magelang"}
