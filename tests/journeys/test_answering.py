"""Somebody answers on a phone: with a lost connection, in two goes, without a script.

Looked at by axe while empty, filled and in error, at 320 and 1280 px.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kokreasi.consultations.choices import Comparison, PartKind, QuestionKind
from kokreasi.consultations.models import Consultation, Draft, Submission
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    ask_everything,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.vocabularies.choices import Level
from kokreasi.vocabularies.models import Region
from tests.journeys.site import turn_page
from tests.journeys.test_accessibility import LANGUAGES, NARROW, WIDE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")
LONG = "Keterbukaan data anggaran dan pengadaan sampai tingkat desa se-Kabupaten Kepulauan Sangihe"


@pytest.fixture
def consultation():
    now = timezone.now()
    draft = make_consultation(
        title=LONG,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        kinds=tuple(PartKind),
        summary=Bilingual(id="Kami ingin tahu apa yang penting bagi Anda."),
    )
    ask_everything(draft)
    last = add_page(draft, "last", title=Bilingual(id="Penutup"))
    add_question(last, "more", choices=("yes", "no"), wording=Bilingual(id="Masih ada lagi?"))
    add_question(
        last,
        "what",
        QuestionKind.LONG_TEXT,
        wording=Bilingual(id="Apa lagi?"),
        is_required=True,
        shown_if=[{"question": "more", "test": Comparison.ANY_OF, "values": ["yes"]}],
    )
    province = Region.objects.create(code="33", level=Level.PROVINCE, name="Jawa Tengah")
    for code, name in (("33.08", "Kabupaten Magelang"), ("33.71", "Kota Magelang")):
        level = Level.CITY if name.startswith("Kota") else Level.REGENCY
        Region.objects.create(code=code, level=level, name=name, parent=province)
    return published(draft)


@pytest.fixture
def phone(browser, live_server, consultation):
    """Open a phone at the consultation: `phone(java_script_enabled=False)`."""
    contexts = []

    def open_phone(width=360, **given):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 740},
            locale="id-ID",
            **given,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(consultation.get_absolute_url())
        return page

    yield open_phone
    for context in contexts:
        context.close()


def press(page, name):
    turn_page(page, page.get_by_role("main").get_by_role("button", name=name, exact=True).last)


def begin(page):
    page.get_by_role("link", name="Jawab pertanyaan").click()
    page.wait_for_url("**/halaman/views/**")


def state(page):
    return page.locator("[data-state]")


def question(page, key):
    return page.locator(f'[data-question="{key}"]')


def choose(page, key, value):
    question(page, key).locator(f'input[value="{value}"]').check()


def test_an_answer_survives_a_lost_connection_and_ends_with_a_receipt(phone) -> None:
    page = phone()
    begin(page)
    choose(page, "stance", "for")
    expect(state(page)).to_have_text(SAVED)

    page.context.set_offline(True)
    question(page, "remarks").locator("textarea").fill("Ditulis tanpa sambungan")
    choose(page, "clarity", "8")
    page.get_by_role("main").get_by_role("button", name="Berikutnya").last.click()
    expect(state(page)).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Tersambung lagi")

    press(page, "Berikutnya")
    choose(page, "gender", "female")
    press(page, "Berikutnya")
    press(page, "Periksa jawaban Anda")
    expect(page.get_by_role("main")).to_contain_text("Ditulis tanpa sambungan")
    press(page, "Kirim jawaban saya")

    code = page.locator(".receipt-code").inner_text()
    page.get_by_role("link", name="Periksa tanda terima").click()
    page.get_by_label("Kode tanda terima").fill(code.lower())
    press(page, "Periksa")
    expect(page.get_by_role("status")).to_contain_text("Ya, jawaban ini dihitung.")
    assert Submission.objects.get().answers["clarity"] == 8


def test_what_was_typed_without_connection_is_there_in_a_new_window(phone) -> None:
    page = phone()
    begin(page)
    expect(page.locator("html")).to_have_class(re.compile("scripted"))
    page.context.set_offline(True)
    question(page, "place").locator("input").fill("Magelang")
    expect(state(page)).to_contain_text("Sambungan terputus")
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)

    expect(question(again, "place").locator("input")).to_have_value("Magelang")
    expect(state(again)).to_have_text(SAVED)
    assert Draft.objects.get().answers == {"place": "Magelang"}
    assert again.evaluate("localStorage.length") == 0


def test_a_ranking_is_made_by_pressing_and_taken_back(phone) -> None:
    page = phone()
    begin(page)
    third, first = (page.get_by_role("button", name=name) for name in ("third", "first"))

    third.click()
    first.click()
    third.click()

    expect(first).to_have_attribute("aria-pressed", "true")
    expect(state(page)).to_have_text(SAVED)
    assert Draft.objects.get().answers["order"] == ["first"]


def test_further_questions_come_at_once(phone, consultation) -> None:
    page = phone()
    begin(page)
    page.goto(page.url.replace("/views/", "/last/"))
    further = question(page, "what")
    expect(further).to_be_hidden()

    choose(page, "more", "yes")
    expect(further).to_be_visible()
    choose(page, "more", "no")

    expect(further).to_be_hidden()


def test_everything_works_without_a_script(phone) -> None:
    page = phone(java_script_enabled=False)
    begin(page)
    press(page, "Berikutnya")
    expect(page.get_by_role("alert")).to_contain_text("1 jawaban perlu diperiksa lagi")
    choose(page, "stance", "for")
    question(page, "order").locator("select").first.select_option("2")
    question(page, "visits").locator("input").fill("12,5")
    press(page, "Berikutnya")
    question(page, "region").locator("input").first.fill("magelang")
    press(page, "Berikutnya")
    page.get_by_label("Kota Magelang, Jawa Tengah").check()
    press(page, "Berikutnya")
    choose(page, "more", "yes")
    press(page, "Periksa jawaban Anda")
    expect(page.get_by_role("main")).to_contain_text("ada pertanyaan lanjutan")
    page.get_by_label("Apa lagi?").fill("Contoh")
    press(page, "Periksa jawaban Anda")

    press(page, "Kirim jawaban saya")

    kept = Submission.objects.get()
    expect(page.locator(".receipt-code")).to_be_visible()
    assert kept.background.values == {"region": "33.71"}
    assert kept.answers == {
        "stance": "for",
        "order": ["first"],
        "visits": "12.5",
        "more": "yes",
        "what": "Contoh",
    }


def test_after_closing_the_page_shows_what_was_typed(phone, consultation) -> None:
    page = phone()
    begin(page)
    long_ago = timezone.now() - timedelta(hours=2)
    Consultation.objects.update(opens_at=long_ago - timedelta(days=1), closes_at=long_ago)

    question(page, "remarks").locator("textarea").fill("Baru saja ditulis")
    page.get_by_role("main").get_by_role("button", name="Berikutnya").last.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Konsultasi ini sudah ditutup")
    expect(page.get_by_role("main")).to_contain_text("Baru saja ditulis")


def test_under_attack_a_phone_works_for_a_moment_and_sends(phone) -> None:
    Consultation.objects.update(is_guarded=True)
    page = phone()
    begin(page)
    choose(page, "stance", "for")
    for name in ("Berikutnya", "Berikutnya", "Periksa jawaban Anda"):
        press(page, name)

    expect(page.get_by_role("status").last).to_contain_text("Selesai")
    press(page, "Kirim jawaban saya")

    expect(page.locator(".receipt-code")).to_be_visible()


def seen_at_both_widths(page, language):
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{page.url} {width}: {fault}" for fault in faults(page, language)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_answering_is_for_everybody(phone, consultation, language) -> None:
    page = phone()
    found = []

    def look():
        found.extend(seen_at_both_widths(page, language))

    prefix = "/en" if language == "en" else ""
    page.goto(prefix + consultation.get_absolute_url())
    look()
    page.goto(f"{prefix}/konsultasi/{consultation.reference}/isi/")
    look()
    question(page, "visits").locator("input").fill("banyak")
    choose(page, "topics", "other")
    question(page, "topics").locator("input").last.fill("Perizinan")
    page.get_by_role("button", name="third").click()
    forward = page.locator(".answering-actions .button-primary")
    turn_page(page, forward)
    look()
    question(page, "visits").locator("input").fill("2")
    choose(page, "stance", "for")
    choose(page, "clarity", "8")
    turn_page(page, forward)
    question(page, "region").locator("input").first.fill("magelang")
    turn_page(page, forward)
    look()
    question(page, "region").locator("input").first.fill("")
    turn_page(page, forward)
    turn_page(page, forward)
    look()
    turn_page(page, forward)
    look()
    for rest in ("/tanda-terima/", "/konsultasi/"):
        page.goto(prefix + rest)
        look()

    assert found == []
