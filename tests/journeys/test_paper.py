"""A facilitator prints numbered sheets, types them in by keyboard, and hands out receipts."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kokreasi.consultations.choices import Channel, QuestionKind, Repeats
from kokreasi.consultations.models import Sheet, Submission
from kokreasi.consultations.services.entering import Typed, enter
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    ask_everything,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import make_commitment
from tests.journeys.test_accessibility import NARROW, faults, faults_at_both_widths

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = (
    "Keterbukaan anggaran dan belanja daerah bagi warga di seluruh kabupaten dan kota",
    "Legislasi elektronik",
    "Forum konsultasi publik",
)


@pytest.fixture
def consultation():
    """A consultation that is open now, with a page for each of three commitments."""
    now = timezone.now()
    consultation = make_consultation(
        title="Konsultasi rancangan rencana aksi",
        opens_at=now - timedelta(days=9),
        closes_at=now + timedelta(days=9),
        short_code="ran18",
    )
    ask_everything(consultation)
    for number, title in enumerate(TITLES, start=1):
        make_commitment(consultation.stage.plan, number=number, title=Bilingual(id=title))
    page = add_page(consultation, "each", repeats=Repeats.COMMITMENTS)
    for key in ("attention", "clarity_of"):
        add_question(page, key, QuestionKind.SCALE, lowest=1, highest=5)
    return published(consultation)


@pytest.fixture
def facilitator():
    return person_with(Role.MODERATOR)


@pytest.fixture
def page(live_window, facilitator):
    """The window of a facilitator."""
    return live_window(facilitator)


def address(consultation, name="sheets", *more):
    return reverse(f"consultations:{name}", args=[consultation.reference, *more])


def pages_of(path):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def heading(page, words):
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()


def test_sheets_are_printed_typed_in_by_keyboard_and_receipted(page, consultation) -> None:
    page.goto(address(consultation))
    page.get_by_label("Berapa lembar").fill("3")
    page.get_by_role("button", name="Beri nomor").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh untuk dicetak (PDF)").click()
    texts = pages_of(download.value.path())
    assert len(texts) % 3 == 0
    assert all(
        re.search(rf"Lembar\s+{sheet}\b", texts[(sheet - 1) * len(texts) // 3])
        for sheet in (1, 2, 3)
    )

    page.get_by_role("link", name="Masukkan lembar 1").click()
    heading(page, "Lembar 1")
    page.get_by_label("Pertemuan").check()
    page.get_by_label("Tanggal diisi").fill((today_in_jakarta() - timedelta(days=2)).isoformat())
    page.locator("[name=stance]").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("a")
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    page.keyboard.press("8")
    page.keyboard.press("Control+Enter")

    heading(page, "Lembar 2")
    kept = Submission.objects.get()
    assert kept.channel == Channel.MEETING
    assert kept.day == today_in_jakarta() - timedelta(days=2)
    assert kept.answers == {"stance": "against", "topics": ["budget", "forum"], "clarity": 8}
    expect(page.get_by_label("Pertemuan")).to_be_checked()
    code = page.locator(".strip-code").inner_text()
    page.get_by_role("link", name="Cetak tanda terima").click()
    heading(page, "Lembar 1 sudah dimasukkan")
    page.goto(reverse("receipt-check"))
    page.get_by_label("Kode tanda terima").fill(code)
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("main").get_by_text("Pertemuan", exact=True)).to_be_visible()


def test_two_readings_are_set_side_by_side_and_corrected(page, consultation) -> None:
    other = person_with(Role.MODERATOR)
    sheet = Sheet.objects.create(consultation=consultation, number=1)
    typed = Typed({"stance": "for"}, Channel.PAPER, today_in_jakarta())
    enter(sheet, typed, by=other, at=timezone.now())

    page.goto(address(consultation, "sheet", 1))
    page.locator("[name=stance][value=against]").check()
    page.get_by_role("button", name="Bandingkan").click()
    rows = page.locator(".differences-table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("for")
    expect(rows).to_contain_text("against")
    page.get_by_label("Mengapa diperbaiki").fill("Kotak salah dibaca")
    page.get_by_role("button", name="Perbaiki dengan isian di atas").click()

    heading(page, "Lembar 1 sudah dimasukkan")
    assert Submission.objects.get().answers == {"stance": "against"}


def test_pages_of_sheets_are_for_everybody(page, consultation) -> None:
    Sheet.objects.bulk_create(
        Sheet(consultation=consultation, number=number) for number in range(1, 4)
    )
    names = ("sheets", "sheet-new", "sheet-chat", "sheets-rest")
    addresses = [address(consultation, name) for name in names]
    addresses += [address(consultation, name, 1) for name in ("sheet", "sheet-void")]
    found = [fault for one in addresses for fault in faults_at_both_widths(page, one, "id")]

    page.goto(address(consultation, "sheet", 1))
    page.locator("[name=visits]").fill("-5")
    page.get_by_role("button", name="Simpan dan lembar berikutnya").click()
    expect(page.get_by_text("Angka terkecil di sini 0.")).to_be_visible()
    page.set_viewport_size({"width": NARROW, "height": 800})
    found += faults(page, "id")

    assert found == []
