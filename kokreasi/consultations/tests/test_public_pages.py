"""What everybody reads about a consultation, and the check of a receipt."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from kokreasi.consultations.choices import Channel, PartKind, QuestionKind
from kokreasi.consultations.definition import effort
from kokreasi.consultations.models import Consultation, Result, Sheet
from kokreasi.consultations.queries.wording import current
from kokreasi.consultations.services.receiving import Origin, receive
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

SECOND = timedelta(seconds=1)


@pytest.fixture
def consultation(db, clock):
    return published(short_code="ran18", kinds=(PartKind.QUESTIONNAIRE, PartKind.STATEMENTS))


def send(consultation, device="", channel=Channel.WEB):
    origin = Origin(device=device, channel=channel)
    return receive(consultation, {"stance": "for"}, version=1, origin=origin, at=WHILE_OPEN)


def page_of(client, consultation) -> str:
    return client.get(consultation.get_absolute_url()).content.decode()


STATES = [
    (OPENS - SECOND, "Diumumkan", False),
    (OPENS, "Sedang dibuka", True),
    (CLOSES - SECOND, "Sedang dibuka", True),
    (CLOSES, "Ditutup", False),
]


@pytest.mark.parametrize(("moment", "words", "has_button"), STATES)
def test_the_page_says_how_it_stands(
    clock, client, consultation, moment, words, has_button
) -> None:
    clock.move_to(moment)

    page = page_of(client, consultation)

    assert words in page
    assert (reverse("answer-begin", args=[consultation.reference]) in page) is has_button


def test_after_closing_the_page_offers_what_is_left_to_read(clock, client, consultation) -> None:
    statements, code = (
        reverse(name, args=[consultation.reference]) for name in ("statements", "consultation-code")
    )
    asked = page_of(client, consultation)
    clock.move_to(CLOSES)

    page = page_of(client, consultation)

    assert code in asked
    assert "tanpa akun" in asked
    assert statements in page
    assert code not in page
    assert "tanpa akun" not in page.split("Cara kerjanya")[0]


def test_a_page_is_not_kept_over_the_moment_of_closing(clock, client, consultation) -> None:
    clock.move_to(CLOSES - SECOND)
    for address in (consultation.get_absolute_url(), reverse("consultations-list")):
        client.get(address)
    clock.move_to(CLOSES)

    assert "Sedang dibuka" not in page_of(client, consultation)
    assert "Sedang dibuka" not in client.get(reverse("consultations-list")).content.decode()


@pytest.mark.parametrize(
    ("number", "words"), [(4, "kurang dari 5"), (5, "sedikitnya 5"), (9, "sedikitnya 5")]
)
def test_answers_are_counted_in_steps(client, consultation, number, words) -> None:
    for person in range(number):
        send(consultation, device=f"d{person}")

    assert words in page_of(client, consultation)


def test_a_page_without_session_is_kept_and_asks_nothing(
    client, consultation, django_assert_num_queries
) -> None:
    page_of(client, consultation)

    with django_assert_num_queries(0):
        page_of(client, consultation)


def test_the_list_tells_open_coming_and_closed_apart(clock, client, consultation) -> None:
    later = OPENS + timedelta(days=300)
    published(code="b", title="Coming", opens_at=later, closes_at=later + timedelta(days=1))
    make_consultation(code="c", title="Hidden")
    published(code="d", title="Past", opens_at=OPENS - timedelta(days=9), closes_at=OPENS)

    found = client.get(reverse("consultations-list")).context

    assert [str(one) for one in found["open"]] == ["Draft plan (id)"]
    assert [str(one) for one in found["upcoming"]] == ["Coming (id)"]
    assert [str(one) for one in found["page"]] == ["Past (id)"]


def test_the_short_link_leads_there_however_it_is_written(client, consultation) -> None:
    for code in ("ran18", "RAN18"):
        answer = client.get(reverse("consultation-short", args=[code]))
        assert answer["Location"] == consultation.get_absolute_url()


def test_the_short_link_of_a_hidden_one_leads_nowhere(client, db) -> None:
    hidden = make_consultation(short_code="rahasia")

    for name, part in (("consultation-short", "rahasia"), ("consultation-code", hidden.reference)):
        assert client.get(reverse(name, args=[part])).status_code == 404


def test_the_code_is_a_picture(client, consultation) -> None:
    answer = client.get(reverse("consultation-code", args=[consultation.reference]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')


def test_the_time_it_takes_is_estimated_from_the_questions(db) -> None:
    draft = make_consultation()
    page = add_page(draft)
    for number in range(5):
        add_question(page, f"q{number}", QuestionKind.SINGLE, choices=("a", "b"))
    add_question(page, "grid", QuestionKind.MATRIX, choices=("a",), rows=("r", "s", "t"))

    definition = current(published(draft)).definition

    assert (effort.count(definition), effort.minutes(definition)) == (6, 2)  # 84 seconds


# Receipts


def check(client, code):
    return client.post(reverse("receipt-check"), {"code": code})


def test_a_receipt_says_that_the_answer_is_counted(client, consultation) -> None:
    code = send(consultation, channel=Channel.PAPER).code

    answer = check(client, code.lower().replace("-", " "))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert consultation.get_absolute_url() in page
    assert "1 September 2018" in page
    assert "Kertas" in page
    assert "Belum: hasil" in page


def test_a_receipt_says_since_when_the_answer_is_in_the_results(client, consultation) -> None:
    code = send(consultation).code
    Result.objects.create(
        consultation=consultation,
        number=1,
        asked_at=AFTERWARDS,
        made_at=AFTERWARDS,
        published_at=AFTERWARDS,
    )

    assert "2 Oktober 2018" in check(client, code).content.decode()


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA", "", "x" * 41, "'; --", "\N{GRINNING FACE}"])
def test_a_wrong_code_is_told_kindly(client, consultation, code) -> None:
    assert check(client, code).status_code == 422


def test_a_receipt_of_what_was_withdrawn_says_nothing(client, consultation) -> None:
    code = send(consultation).code
    record = Consultation.objects.get().record
    record.published_at = None
    record.save()

    assert check(client, code).status_code == 422


def test_codes_cannot_be_tried_out(client, consultation, settings) -> None:
    caches["default"].clear()
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"answer_receipt": "2/h/ip"}

    answers = [check(client, "AAAA-AAAA-AAAA").status_code for _time in range(3)]

    assert answers == [422, 422, 429]


def made(consultation, at, number=1) -> None:
    Result.objects.create(
        consultation=consultation, number=number, asked_at=at, made_at=at, published_at=at
    )


def test_an_answer_of_the_last_day_is_in_the_result_of_that_day(client, consultation) -> None:
    Consultation.objects.update(closes_at=WHILE_OPEN, concluded_at=WHILE_OPEN)
    code = send(consultation).code
    made(consultation, WHILE_OPEN)

    assert "Belum: hasil" not in check(client, code).content.decode()


def test_a_sheet_is_not_in_a_result_that_was_made_before_it_was_entered(
    client, consultation
) -> None:
    receipt = send(consultation, channel=Channel.PAPER)
    Sheet.objects.create(
        consultation=consultation,
        number=1,
        submission=receipt.submission,
        entered_on=(WHILE_OPEN + timedelta(days=5)).date(),
    )
    made(consultation, WHILE_OPEN + timedelta(days=3))

    assert "Belum: hasil" in check(client, receipt.code).content.decode()


def test_words_that_wait_change_no_promise(client, consultation) -> None:
    Consultation.objects.update(smallest_group=3, keeps_background_for=700)

    page = page_of(client, consultation)

    assert "90 hari" in page
    assert "700" not in page
