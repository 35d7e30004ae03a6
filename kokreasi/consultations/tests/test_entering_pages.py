"""The pages on which sheets are numbered, printed, entered, compared, corrected and made void."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from kokreasi.consultations.choices import Channel, Comparison, Repeats
from kokreasi.consultations.exports.chat import message
from kokreasi.consultations.models import Submission
from kokreasi.consultations.queries.wording import current
from kokreasi.consultations.receipts import code_of
from kokreasi.consultations.services import paper
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    WHILE_OPEN,
    add_page,
    add_question,
    ask_everything,
    make_consultation,
    published,
)
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import make_commitment

SENT = {
    "_sheet-channel": "meeting",
    "_sheet-day": "2018-08-20",
    "stance": "for",
    "clarity": "8",
    "grid.speed": "yes",
    "remarks": "Buka datanya.",
    "gender": "female",
}
NEXT = {"_lalu": "berikut"}


@pytest.fixture
def clock():
    with time_machine.travel(WHILE_OPEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def consultation(db, clock):
    return published(short_code="ran18")


@pytest.fixture
def facilitator(db):
    return person_with(Role.MODERATOR)


@pytest.fixture
def desk(client, facilitator):
    client.force_login(facilitator)
    return client


@pytest.fixture
def numbered(consultation, facilitator):
    paper.number_sheets(consultation, count=3, language="id", by=facilitator)
    return consultation


def address(consultation, name="sheets", *more) -> str:
    return reverse(f"consultations:{name}", args=[consultation.reference, *more])


def post(client, consultation, number=1, **more):
    return client.post(address(consultation, "sheet", number), SENT | more)


def text_of(response) -> str:
    return response.content.decode()


def another(client, role=Role.MODERATOR):
    client.force_login(person_with(role))
    return client


def test_sheets_are_numbered_and_offered_for_printing(desk, consultation) -> None:
    sent = {"count": "20", "language": "id", "is_large": "on"}

    response = desk.post(address(consultation, "sheets-number"), sent, follow=True)

    assert consultation.sheets.count() == 20
    print_at = address(consultation, "sheets-print", 1, 20)
    assert f'href="{print_at}?besar=1"' in text_of(response)


@pytest.mark.parametrize("count", ["0", "501", "-1", "9" * 400, "banyak", ""])
def test_a_number_of_sheets_that_makes_no_sense_is_refused_in_words(
    desk, consultation, count
) -> None:
    sent = {"count": count, "language": "id"}

    response = desk.post(address(consultation, "sheets-number"), sent)

    assert response.status_code == 422
    assert "errorlist" in text_of(response)
    assert not consultation.sheets.exists()


def test_a_sheet_is_entered_and_the_next_one_opens_with_the_code_above(desk, numbered) -> None:
    response = post(desk, numbered, **NEXT)

    kept = Submission.objects.get()
    assert response["Location"] == address(numbered, "sheet", 2) + "?tersimpan=1"
    assert (kept.channel, kept.day.isoformat()) == (Channel.MEETING, "2018-08-20")
    assert kept.answers["clarity"] == 8
    page = text_of(desk.get(response["Location"]))
    assert code_of(kept.pk) in page
    assert 'value="meeting" required id="id__sheet-channel_1" checked' in page
    assert 'value="2018-08-20"' in page


def test_saving_alone_leads_to_the_receipt(desk, numbered) -> None:
    response = post(desk, numbered, _lalu="selesai")

    assert response["Location"] == address(numbered, "sheet-receipt", 1)
    assert code_of(Submission.objects.get().pk) in text_of(desk.get(response["Location"]))


def test_after_the_last_sheet_one_without_a_number_opens(desk, numbered) -> None:
    paper.void_rest(numbered, reason="Sobek", by=person_with(Role.EDITOR), at=WHILE_OPEN)
    desk.post(address(numbered, "sheet-take-back", 2))

    response = post(desk, numbered, number=2, **NEXT)

    assert response["Location"] == address(numbered, "sheet-new") + "?tersimpan=2"


def test_without_a_number_it_gets_the_next_one_and_once(desk, numbered) -> None:
    page = text_of(desk.get(address(numbered, "sheet-new")))
    key = re.search(r'name="_kunci" value="([0-9a-f]{32})"', page)[1]
    sent = SENT | {"_kunci": key, "_versi": "1", "_lalu": "selesai"}

    first = desk.post(address(numbered, "sheet-new"), sent)
    second = desk.post(address(numbered, "sheet-new"), sent)

    assert first["Location"] == address(numbered, "sheet-receipt", 4)
    assert second["Location"] == address(numbered, "sheet-receipt", 4) + "?sama=1"
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("version", ["", "7", "0", "-1", "9" * 30, "satu"])
def test_a_version_that_was_never_printed_counts_as_the_present_one(
    desk, consultation, version
) -> None:
    response = desk.get(address(consultation, "sheet-new"), {"versi": version})

    assert response.status_code == 200
    assert 'name="_versi" value="1"' in text_of(response)


WRONG = [
    ({"stance": "maybe"}, "Pilih salah satu jawaban dalam daftar."),
    ({"clarity": "9" * 400}, "Tulis angka"),
    ({"visits": "-5"}, "Angka terkecil di sini 0"),
    ({"since": "31/02/2018"}, "Tulis tanggal yang benar"),
    ({"place": "x" * 301}, "paling banyak 300 huruf"),
    ({"_sheet-day": "2018-07-01"}, "Tanggal pada lembar"),
    ({"_sheet-day": "kemarin"}, "errorlist"),
    ({"_sheet-channel": "web"}, "errorlist"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_what_cannot_be_right_is_said_and_nothing_typed_is_lost(
    desk, numbered, wrong, words
) -> None:
    response = post(desk, numbered, **wrong)

    page = text_of(response)
    assert response.status_code == 422
    assert words in page
    assert "Buka datanya." in page
    assert 'name="gender" value="female" checked' in page
    assert not Submission.objects.exists()


def test_emoji_and_text_from_right_to_left_are_kept(desk, numbered) -> None:
    post(desk, numbered, remarks="👍🏽 \u202bمرحبا\u202c")

    assert Submission.objects.get().answers["remarks"].startswith("👍🏽")


def test_markup_is_text(desk, numbered) -> None:
    page = text_of(post(desk, numbered, remarks="<script>x</script>", stance="maybe"))

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_second_facilitator_is_told_that_it_is_the_same(desk, numbered) -> None:
    post(desk, numbered)

    response = post(another(desk), numbered, _lalu="selesai")

    assert response["Location"].endswith("/tanda-terima/?sama=1")
    assert "isinya sama" in text_of(desk.get(response["Location"]))
    assert Submission.objects.count() == 1


def test_the_second_facilitator_sees_what_differs_and_by_whom(desk, numbered, facilitator) -> None:
    post(desk, numbered)

    response = post(another(desk), numbered, clarity="3", _lalu="selesai")

    page = text_of(response)
    assert response.status_code == 409
    assert str(facilitator) in page
    assert "Question clarity" in page.split('id="beda"')[1].split("</table>")[0]
    assert "Question stance" not in page.split('id="beda"')[1].split("</table>")[0]
    assert 'name="clarity" value="3" checked' in page
    assert Submission.objects.get().answers["clarity"] == 8


def test_an_entered_sheet_is_shown_only_to_who_entered_it_and_the_secretariat(
    desk, numbered
) -> None:
    post(desk, numbered)
    own = text_of(desk.get(address(numbered, "sheet", 1)))
    others = text_of(another(desk).get(address(numbered, "sheet", 1)))
    editors = text_of(another(desk, Role.EDITOR).get(address(numbered, "sheet", 1)))

    assert "Buka datanya." in own
    assert "Buka datanya." in editors
    assert "Buka datanya." not in others


def test_what_was_typed_wrongly_is_corrected_with_a_reason(desk, numbered) -> None:
    post(desk, numbered)
    page = text_of(desk.get(address(numbered, "sheet", 1)))
    seen = re.search(r'name="_lihat" value="([0-9a-f]+)"', page)[1]
    sent = {"_lihat": seen, "_lalu": "perbaiki", "clarity": "3"}

    without = post(desk, numbered, **sent)
    response = post(desk, numbered, **sent, **{"_sheet-reason": "Kotak salah dibaca"})

    assert without.status_code == 409
    assert response["Location"] == address(numbered, "sheet-receipt", 1)
    assert Submission.objects.get().answers["clarity"] == 3


def test_a_void_sheet_says_why_and_takes_nothing(desk, numbered) -> None:
    desk.post(address(numbered, "sheet-void", 1), {"reason": "Sobek di tengah"})

    page = desk.get(address(numbered, "sheet", 1))
    response = post(desk, numbered)

    assert "Sobek di tengah" in text_of(page)
    assert 'name="stance"' not in text_of(page)
    assert response.status_code == 409
    assert "Buka datanya." in text_of(response)


def test_void_needs_a_reason(desk, numbered) -> None:
    response = desk.post(address(numbered, "sheet-void", 1), {"reason": " "})

    assert response.status_code == 422
    assert numbered.sheets.out().count() == 3


def test_what_arrives_when_results_are_made_is_refused_and_not_lost(desk, numbered) -> None:
    numbered.concluded_at = AFTERWARDS
    numbered.save(update_fields=["concluded_at"])

    response = post(desk, numbered)

    assert response.status_code == 409
    assert "Buka datanya." in text_of(response)
    assert not Submission.objects.exists()


def test_before_opening_sheets_are_printed_and_not_entered(desk, clock) -> None:
    announced = published(opens_at=WHILE_OPEN + timedelta(days=1))

    page = text_of(desk.get(address(announced)))

    assert "Lembar dapat dicetak sekarang" in page
    assert address(announced, "sheet-master") in page
    assert address(announced, "sheet-new") not in page


def test_answers_beside_the_way_are_left_out_only_when_the_facilitator_says_so(desk, clock) -> None:
    consultation = make_consultation()
    ask_everything(consultation)
    condition = {"question": "stance", "test": Comparison.ANY_OF, "values": ["against"]}
    consultation.questions.filter(key="place").update(shown_if=[condition])
    published(consultation)
    new = address(consultation, "sheet-new")

    asked = desk.post(new, SENT | {"place": "Desa", "_kunci": "1" * 32})
    desk.post(new, SENT | {"place": "Desa", "_kunci": "1" * 32, "_sheet-without": "on"})

    assert asked.status_code == 422
    assert 'value="Desa"' in text_of(asked)
    assert "Hanya jika jawaban Anda untuk pertanyaan 1: “against (id)”." in text_of(asked)
    assert "place" not in Submission.objects.get().answers


@pytest.mark.parametrize("number", [0, 4, 10**17])
def test_a_sheet_that_was_never_numbered_is_not_found(desk, numbered, number) -> None:
    path = address(numbered, "sheet", 1).replace("/1/", f"/{number}/")

    assert desk.get(path).status_code == 404


def test_numbers_and_lists_say_what_became_of_each_sheet(desk, numbered, facilitator) -> None:
    post(desk, numbered)
    desk.post(address(numbered, "sheet-void", 3), {"reason": "Sobek"})

    whole = text_of(desk.get(address(numbered)))
    waiting = text_of(desk.get(address(numbered), {"keadaan": "menunggu"}))

    assert str(facilitator) in whole
    assert "Sobek" in whole
    assert 'scope="row">2<' in waiting
    assert 'scope="row">1<' not in waiting


def test_the_consultations_that_take_sheets_are_listed(desk, numbered) -> None:
    assert address(numbered) in text_of(desk.get(reverse("consultations:sheets-index")))


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_whatever_its_length(
    desk, consultation, facilitator, count, django_assert_max_num_queries
) -> None:
    paper.number_sheets(consultation, count=count, language="id", by=facilitator)
    desk.get(address(consultation))

    with django_assert_max_num_queries(11):
        desk.get(address(consultation))


def test_the_screen_costs_few_queries_however_much_is_asked(
    desk, clock, django_assert_max_num_queries
) -> None:
    consultation = make_consultation()
    ask_everything(consultation)
    for number in range(1, 16):
        make_commitment(consultation.stage.plan, number=number)
    page = add_page(consultation, "each", repeats=Repeats.COMMITMENTS)
    for key in ("attention", "usefulness"):
        add_question(page, key, choices=("low", "high"))
    published(consultation)
    new = address(consultation, "sheet-new")
    desk.get(new)

    with django_assert_max_num_queries(8):
        page = text_of(desk.get(new))

    assert page.count('name="usefulness@kom-2018-') == 30


def test_the_questionnaire_fits_into_a_chat(desk, consultation) -> None:
    response = desk.get(address(consultation, "sheet-chat"))

    text = message(current(consultation))
    page = text_of(response)
    assert "1. Question stance (id)\n" in text
    assert "  a. for (id)\n  b. against (id)" in text
    assert "Jawab dengan nomor pertanyaan" in page
    assert "Answer with the number" in text_of(
        desk.get(address(consultation, "sheet-chat"), {"bahasa": "en"})
    )


TABLE = [
    ("sheets", (), {"moderator", "editor", "publisher", "administrator"}),
    ("sheet-new", (), {"moderator", "editor", "publisher", "administrator"}),
    ("sheet", (1,), {"moderator", "editor", "publisher", "administrator"}),
    ("sheet-chat", (), {"moderator", "editor", "publisher", "administrator"}),
]


@pytest.mark.parametrize(("name", "more", "expected"), TABLE)
def test_who_may_enter(client, cast, numbered, name, more, expected) -> None:
    allowed = set()
    for who, person in cast.items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        if client.get(address(numbered, name, *more)).status_code == 200:
            allowed.add(who)

    assert allowed == expected


def test_a_facilitator_is_offered_only_what_is_theirs(desk, consultation) -> None:
    page = desk.get(address(consultation)).content.decode()

    assert reverse("consultations:statements-desk", args=[consultation.reference]) in page
    for other in ("index", "edit", "results", "findings"):
        arguments = [] if other == "index" else [consultation.reference]
        assert f'"{reverse(f"consultations:{other}", args=arguments)}"' not in page


def test_a_consultation_that_is_not_published_says_so_instead_of_being_over(client, db) -> None:
    editor = another(client, Role.EDITOR)

    page = text_of(editor.get(address(make_consultation(code="bd"))))

    assert "Terbitkan konsultasi ini dulu" in page
    assert "sudah berakhir" not in page
