"""A note in Word becomes draft minutes in two minutes, in a browser."""

import io
import re
from datetime import date

import pytest
from docx import Document
from playwright.sync_api import expect

from kokreasi.reading.minutes.workdays import after_working_days
from tests.journeys.site import turn_page
from tests.journeys.test_saving import SAVED

pytestmark = pytest.mark.browser

NOTES = "/ruang-kerja/rapat/naskah/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = 60_000
"""Milliseconds until the worker of the demonstration has read a note, on a busy machine."""


def note(
    day="Selasa, 12 Maret 2030", title="Pertemuan Bilateral Data Sekolah", due="akhir April 2030"
):
    """Write a note as offices do: a head, points by speaker, a table of follow-ups."""
    document = Document()
    for line in ("NOTULA", title):
        document.add_paragraph(line)
    for label, value in (
        ("Hari/Tanggal", day),
        ("Waktu", "09.00 - 11.00 WIB"),
        ("Tempat", "Ruang Rapat Anggrek"),
        ("Pimpinan Rapat", "Kepala Bagian Umum"),
        ("Peserta", "Badan Antah Berantah (3 orang)"),
    ):
        document.add_paragraph(f"{label}: {value}")
    document.add_paragraph("PEMBAHASAN")
    document.add_paragraph("1. Badan Antah Berantah menyampaikan bahwa data sekolah tersebar.")
    document.add_paragraph("KESEPAKATAN")
    document.add_paragraph("1. Data dibuka per semester.")
    document.add_paragraph("TINDAK LANJUT")
    table = document.add_table(rows=2, cols=4)
    rows = (
        ("No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"),
        ("1", "Menyusun daftar sekolah", "Badan Antah Berantah", due),
    )
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def send(page, name, data, kind=WORD):
    page.goto(NOTES)
    page.get_by_label("Naskah").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Kirim dan baca").click()


@pytest.fixture
def review(window):
    """A note that was sent and read, open in the window of an editor."""

    def sent(name, **given):
        page = window("editor")
        send(page, name, note(**given))
        expect(page.get_by_role("heading", name="Periksa dulu")).to_be_visible(timeout=READ)
        return page

    return sent


def test_a_note_in_word_becomes_draft_minutes(review):
    page = review("notula-sekolah.docx")
    follow_up = page.locator("#f0")
    expect(follow_up).to_contain_text("Tenggatnya menyebut suatu masa")

    page.locator("#f0-due_on").fill("2030-04-25")
    expect(follow_up.locator("[data-state]")).to_have_text(SAVED)
    expect(follow_up).not_to_contain_text("Tenggatnya menyebut suatu masa")
    page.reload()
    expect(page.locator("#f0-due_on")).to_have_value("2030-04-25")

    question = page.locator("#nama .note-question").first
    question.get_by_label("Biarkan seperti tertulis").check()
    expect(question.locator("[data-state]")).to_have_text(SAVED)
    if (looked := page.get_by_role("button", name="Sudah saya periksa")).count():
        turn_page(page, looked)
    page.get_by_role("button", name="Terima sebagai konsep notula").click()

    expect(page.get_by_text("Naskah sudah menjadi notula")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pertemuan Bilateral Data Sekolah")
    expect(page).to_have_url(re.compile(r"/ruang-kerja/rapat/RPT-2030-\d+/"))


def test_another_day_shows_the_dates_computed_from_it_at_once(review):
    page = review("notula-hari.docx", title="Pertemuan Bilateral Hari", due="10 hari kerja")
    due, action = page.locator("#f0-due_on"), page.locator("#f0-text")
    expect(due).to_have_value(after_working_days(date(2030, 3, 12), 10).isoformat())
    action.fill("Menyusun daftar semua sekolah")
    expect(page.locator("#f0 [data-state]")).to_have_text(SAVED)

    page.locator("#fakta-day").fill("2030-03-14")

    expect(due).to_have_value(after_working_days(date(2030, 3, 14), 10).isoformat())
    expect(page.locator("#f0")).to_contain_text("Dihitung dari hari pertemuan")
    expect(action).to_have_value("Menyusun daftar semua sekolah")


def test_a_field_brings_the_line_behind_it_into_sight(review):
    page = review("notula-baris.docx", title="Pertemuan Bilateral Baris")

    page.locator("#f0-text").focus()

    current = page.locator(".source-current")
    expect(current).to_contain_text("Menyusun daftar sekolah")
    expect(current).to_be_in_viewport()
    page.locator("#fakta-place").focus()
    expect(current).to_contain_text("Ruang Rapat Anggrek")


def test_the_same_file_is_the_same_note_whatever_it_is_called(window):
    page = window("editor")
    data = note(title="Pertemuan Bilateral Kembar")
    send(page, "satu.docx", data)
    address = page.url

    send(page, "dua.docx", data)

    expect(page).to_have_url(address)
    expect(page.get_by_text("1 berkas pernah dikirim")).to_be_visible()


def test_what_is_no_note_is_refused_in_one_sentence(window):
    page = window("editor")
    poem = "Aku ingin mencintaimu\n\ndengan sederhana\n" * 20

    send(page, "puisi.txt", poem.encode(), "text/plain")

    expect(page.get_by_text("Ini tampaknya bukan notula rapat.")).to_be_visible(timeout=READ)
    expect(page.get_by_text("Terima sebagai konsep notula")).to_have_count(0)


def test_everything_works_without_a_script(review, window):
    address = review("tanpa-skrip.docx", title="Pertemuan Bilateral Tanpa Skrip").url
    page = window("editor", java_script_enabled=False)
    page.goto(address)

    page.get_by_role("button", name="Biarkan semuanya seperti tertulis").click()
    page.get_by_role("button", name="Sudah saya periksa").click()
    page.locator("#p0-text").fill("Diubah tanpa skrip")
    page.locator("#p0").get_by_role("button", name="Simpan").click()

    expect(page.locator("#p0-text")).to_have_value("Diubah tanpa skrip")
    page.get_by_role("button", name="Terima sebagai konsep notula").click()
    expect(page.get_by_text("Naskah sudah menjadi notula")).to_be_visible()
