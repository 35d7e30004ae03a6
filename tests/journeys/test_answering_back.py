"""What people answered comes back to them: closing, report, finding, register, mail, next draft."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from kokreasi.consultations.choices import Characteristic, QuestionKind
from kokreasi.consultations.jobs import make_results
from kokreasi.consultations.models.consultations import GRACE
from kokreasi.consultations.tests.answers import keep_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.conversations.services.telling import tell
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.services import send_due
from kokreasi.plans.tests.drafting import make_draft, make_written
from kokreasi.plans.tests.factories import make_plan
from kokreasi.writing.tests.test_writing import text_of_pdf, text_of_word
from tests.journeys.windows import both, follow, main, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINISTRY = "Kementerian Desa Contoh"
TITLE = "Konsultasi rancangan rencana aksi"
PROMISE = "Papan anggaran di setiap balai desa"
MINE = "Anggaran desa ditempel di balai. Hubungi Ibu Sari di 0812-3456-7890."
QUOTED = "Anggaran desa ditempel di balai. Hubungi Ibu […] di […]."
OTHERS = ("Tempel anggaran desa di pasar juga.", "Anggaran desa dibacakan di masjid.")
FINDING = ("Anggaran desa ingin dibaca di tempat", "People want to read village budgets there")
REASON = ("Papan dipasang di balai dan di pasar.", "Boards hang in village halls and markets.")
SOLUTION = ("Papan dipasang di balai dan pasar.", "Boards in halls and markets.")
PHONE = {"width": 360, "height": 740}
SITI = "siti@example.org"
OWN = re.compile(r"/ikuti/kunci/[^/\s]+/")


@pytest.fixture
def commitment():
    """A commitment of which one draft was sent round already."""
    plan = make_plan(is_open=True)
    made = make_written(
        plan=plan, lead=make_ministry(MINISTRY), title=Bilingual(PROMISE, "Budget boards")
    )
    make_draft(made)
    return made


@pytest.fixture
def consultation(commitment):
    """A consultation that 40 people have answered, and that is still open."""
    tomorrow = timezone.now() + timedelta(days=1)
    made = make_consultation(commitment.plan, title=TITLE, closes_at=tomorrow)
    page = add_page(made, "views")
    stance = add_question(page, "stance", choices=("for", "against"), is_required=True)
    words = add_question(
        page,
        "remarks",
        QuestionKind.LONG_TEXT,
        is_quotable=True,
        wording=Bilingual("Apa yang perlu diubah?", "What should change?"),
    )
    gender = add_question(
        add_page(made, "person"),
        "gender",
        choices=("female", "male"),
        characteristic=Characteristic.GENDER,
    )
    keep_all(published(made), _people(stance.key, words.key, gender.key))
    return made


def _people(stance, words, gender):
    for number in range(40):
        answers = {stance: "for" if number % 4 else "against"}
        if number < len(OTHERS):
            answers[words] = OTHERS[number]
        yield answers, {gender: "female" if number % 2 else "male"}


@pytest.fixture
def desk(consultation):
    return f"/ruang-kerja/konsultasi/{consultation.reference}"


def test_from_closing_to_the_draft_that_was_changed(
    live_window, publisher, consultation, commitment, desk
) -> None:
    phone, page = live_window(viewport=PHONE), live_window(publisher)
    siti_answers(phone, consultation)
    close(page, desk)
    publish_the_result(page, desk)
    open_the_files(live_window(), consultation)
    name_a_finding(page, desk)
    quote(page)
    answer(page, commitment)
    publish_the_answer(page, desk)
    read_it_in_the_register(phone, commitment)
    put_it_into_the_report(page, desk, live_window())
    siti_is_told(phone)
    change_the_draft(page, commitment)
    see_what_changed_it(live_window(), commitment)


def siti_answers(page, consultation):
    """She may be quoted, and leaves an address that nothing joins to her answer."""
    page.goto(consultation.get_absolute_url())
    follow(page, "Jawab pertanyaan")
    page.locator("[data-question=stance] input[value=for]").check()
    page.locator("[data-question=remarks] textarea").fill(MINE)
    page.get_by_label("Kata-kata ini boleh dikutip").check()
    for name in ("Berikutnya", "Periksa jawaban Anda", "Kirim jawaban saya"):
        page.get_by_role("main").get_by_role("button", name=name, exact=True).last.click()
        page.wait_for_load_state()
    expect(page.locator(".receipt-code")).to_be_visible()
    follow(page, "Ikuti lewat surel")
    page.get_by_label("Alamat surel Anda").fill(SITI)
    page.get_by_label("Setiap pagi").check()
    press(page, "Kirimkan tautan")
    send_due(timezone.now())
    page.goto(OWN.search(mail.outbox[-1].body)[0])
    press(page, "Ya, kabari saya")


def close(page, desk):
    """It closes this minute; an hour later everything is counted by itself."""
    page.goto(f"{desk}/waktu/")
    page.get_by_label("Ditutup pada").fill(
        timezone.now().astimezone(WIB).strftime("%Y-%m-%dT%H:%M")
    )
    page.get_by_label("Alasan").fill("Semua yang diundang sudah menjawab.")
    press(page, "Ubah waktunya")
    make_results(timezone.now() + GRACE)


def publish_the_result(page, desk, *, number=1):
    page.goto(f"{desk}/hasil/")
    expect(main(page)).to_contain_text(f"Hasil {number}")
    press(page, "Terbitkan hasil ini")
    expect(main(page)).to_contain_text("Hasil sudah diterbitkan.")


def open_the_files(page, consultation):
    page.goto(consultation.get_absolute_url())
    follow(page, "Baca hasilnya")
    expect(main(page)).to_contain_text("41 orang menjawab")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^Laporan \(PDF\)")).click()
    report = text_of_pdf(download.value.path().read_bytes())
    links = {link.get_attribute("href") for link in main(page).locator("a[download]").all()}
    files = {link: page.request.get(link).body() for link in links}
    word = text_of_word(ending(files, "/docx/id/"))
    sheets = CalamineWorkbook.from_filelike(BytesIO(ending(files, "/xlsx/id/")))
    frozen = json.loads(ending(files, "hasil.json"))
    codebook = ending(files, "kamus.csv").decode()

    for text in (report, word):
        assert "41 orang menjawab" in text
        assert "(31 dari 41 orang)" in text
    counted = [
        row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()
    ]
    assert any("stance" in row and 31 in row for row in counted)
    assert frozen["people"] == 41
    assert "stance" in codebook
    assert not [link for link, file in files.items() if b"Sari" in file]


def ending(files, words):
    return next(file for link, file in files.items() if link.endswith(words))


def name_a_finding(page, desk):
    page.goto(f"{desk}/temuan/")
    follow(page, "Baca tulisan peserta")
    for words in (MINE, OTHERS[0]):
        page.get_by_label(words).check()
    both(page, "Judul temuan baru", FINDING)
    press(page, "Masukkan ke temuan")
    expect(main(page)).to_contain_text("2 tulisan dimasukkan ke temuan.")
    page.goto(f"{desk}/temuan/")
    expect(main(page)).to_contain_text("2 dari 3 tulisan")
    follow(page, FINDING[0])


def quote(page):
    """Only who agreed can be quoted; a name and a number are offered as left out."""
    expect(main(page).get_by_text("Kutip", exact=True)).to_have_count(1)
    main(page).get_by_text("Kutip", exact=True).click()
    words = page.get_by_label("Kata-kata yang ditampilkan")
    expect(words).to_have_value(QUOTED)
    press(page, "Simpan kutipan")
    expect(page.locator("#teks blockquote")).to_have_text(QUOTED)


def answer(page, commitment):
    follow(page, "Tulis tanggapan")
    page.get_by_label("Diterima", exact=True).check()
    page.get_by_label("Komitmen yang berubah karenanya").select_option(commitment.reference)
    both(page, "Alasan", REASON)
    page.get_by_label("Unit penanggung jawab").fill(MINISTRY)
    press(page, "Simpan")
    expect(page.locator("#jawaban")).to_contain_text(REASON[0])


def publish_the_answer(page, desk):
    page.goto(f"{desk}/temuan/")
    follow(page, "Terbitkan temuan beserta tanggapannya")
    expect(main(page)).to_contain_text("1 orang")
    press(page, "Terbitkan")
    expect(main(page)).to_contain_text("1 temuan terbit beserta tanggapannya.")


def read_it_in_the_register(page, commitment):
    page.goto(f"/tanggapan/?rencana={commitment.plan.record.reference}")
    entry = main(page).locator("#K11")
    expect(entry).to_contain_text(REASON[0])
    expect(entry).to_contain_text("Diterima")
    page.goto(entry.locator("a[href*='/temuan/']").first.get_attribute("href"))
    expect(main(page)).to_contain_text(QUOTED)
    expect(main(page)).not_to_contain_text("0812")
    expect(main(page)).not_to_contain_text("Sari")


def put_it_into_the_report(page, desk, reader):
    """The figures stay what they were; what people said stands beside them."""
    page.goto(f"{desk}/hasil/")
    press(page, "Hitung jawaban sekarang")
    publish_the_result(page, desk, number=2)
    reader.goto("/konsultasi/")
    follow(reader, TITLE, exact=False)
    follow(reader, "Baca hasilnya")
    expect(reader.locator("#tema")).to_contain_text(FINDING[0])
    expect(reader.locator("#tema blockquote")).to_have_text(QUOTED)
    report = reader.get_by_role("link", name=re.compile(r"^Laporan \(PDF\)")).get_attribute("href")
    text = text_of_pdf(reader.request.get(report).body())
    assert QUOTED in text
    assert "(31 dari 41 orang)" in text


def siti_is_told(page):
    morning = timezone.now() + timedelta(days=1)
    tell(morning.astimezone(WIB).date(), now=morning)
    send_due(morning)
    told = [one.body for one in mail.outbox if one.to == [SITI]][-1]
    assert "menerbitkan hasil konsultasi ini" in told
    assert "menanggapi temuan dari konsultasi ini" in told


def change_the_draft(page, commitment):
    page.goto(f"/ruang-kerja/rencana/{commitment.plan.code}/komitmen/{commitment.reference}/")
    both(page, "Solusi", SOLUTION)
    form = page.locator("form", has=page.get_by_role("group", name=re.compile("^Solusi")))
    expect(form.locator("[data-state]")).to_contain_text("Tersimpan")
    follow(page, "Edarkan rancangan")
    page.get_by_label("Semua orang").check()
    press(page, "Lihat siapa yang mendapat surel")
    press(page, "Edarkan sekarang")


def see_what_changed_it(page, commitment):
    page.goto(f"/komitmen/{commitment.reference}/rancangan/2/")
    expect(main(page)).to_contain_text("Masukan dalam konsultasi mengubah komitmen ini:")
    expect(main(page)).to_contain_text(SOLUTION[0])
    follow(page, FINDING[0])
    expect(main(page)).to_contain_text(REASON[0])
