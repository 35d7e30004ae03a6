"""From a note in Word to a follow-up that is really closed, as a secretariat does it."""

import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys.site import turn_page
from tests.journeys.test_note_review import READ, note, send

pytestmark = pytest.mark.browser

TITLE = "Pertemuan Bilateral Anggaran Desa"
SAMPLE = "notula-bilateral-anggaran-2018-09-18.docx"


def bilateral():
    """Write a note with two follow-ups of two different bodies."""
    document = Document(io.BytesIO(note(day="Selasa, 14 Mei 2030", title=TITLE)))
    row = document.tables[0].add_row()
    for cell, text in zip(
        row.cells,
        ("2", "Mengirim contoh data anggaran", "Kantor Dunia Lain", "30 Mei 2030"),
        strict=True,
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def accepted(page, name, data):
    """Send a note, review it, accept it; give the address of its meeting in the workspace."""
    send(page, name, data)
    expect(page.get_by_role("heading", name="Periksa dulu")).to_be_visible(timeout=READ)
    if page.get_by_label("Bukan, pertemuan lain").count():
        page.get_by_label("Bukan, pertemuan lain").check()
        turn_page(page, page.get_by_role("button", name="Putuskan"))
    for words in ("Biarkan semuanya seperti tertulis", "Sudah saya periksa"):
        if (button := page.get_by_role("button", name=words)).count():
            turn_page(page, button)
    page.get_by_role("button", name=re.compile("^Terima")).click()
    expect(page.get_by_text("Naskah sudah menjadi notula")).to_be_visible()
    return re.search(r"/ruang-kerja/rapat/RPT-\d+-\d+/", page.url).group()


def circulated(page, meeting, to):
    page.goto(f"{meeting}notula/koreksi/")
    page.get_by_label("Kirim juga kepada").fill(to)
    page.get_by_role("button", name="Edarkan").click()
    expect(page.get_by_text("Notula dikirim")).to_be_visible()


def corrected(page, reference, old, new):
    """Suggest other words for a point, as somebody who came."""
    page.goto(f"/pertemuan/{reference}/notula/")
    page.get_by_role("listitem").filter(has_text=old).get_by_role(
        "link", name="Koreksi butir ini"
    ).click()
    page.get_by_label("Seharusnya berbunyi").fill(new)
    page.get_by_role("button", name="Usulkan koreksi").click()
    expect(page.get_by_text("Koreksi Anda akan dijawab")).to_be_visible()


def answered(page, meeting):
    page.goto(f"{meeting}notula/koreksi/")
    page.get_by_label("Jawaban Anda").fill("Benar, terima kasih.")
    page.get_by_role("button", name=re.compile("^Terima")).click()
    expect(page.get_by_text("Jawaban Anda sedang dikirim")).to_be_visible()


def made_final(page, meeting):
    page.goto(f"{meeting}notula/final/")
    page.get_by_role("button", name="Finalkan").click()
    expect(page.get_by_text("Notula sudah final").first).to_be_visible()


def next_meeting(page, meeting, day):
    page.goto(meeting)
    page.locator("[id^=lanjutan-][type=date]").fill(day)
    page.get_by_role("button", name="Jadwalkan pertemuan berikutnya").click()
    expect(page).not_to_have_url(re.compile(re.escape(meeting)))
    return re.search(r"/ruang-kerja/rapat/RPT-\d+-\d+/", page.url).group()


def closed(page, meeting, action, outcome, evidence):
    page.goto(f"{meeting}tindak-lanjut/")
    page.get_by_role("link", name=action).first.click()
    done = page.locator("#selesai")
    done.get_by_label("Apa yang sudah dikerjakan").fill(outcome)
    done.get_by_label("Tautan ke bukti").fill(evidence)
    done.get_by_role("button").last.click()
    expect(page.locator(".page-head .badge").first).to_have_text("Selesai")


def test_a_note_in_word_leads_to_a_follow_up_that_is_closed_with_evidence(window):
    page, member, public = window("editor"), window("member"), window()
    meeting = accepted(page, "notula-anggaran-desa.docx", bilateral())
    reference = meeting.split("/")[-2]
    old, new = "data sekolah tersebar", "Data sekolah tersebar di tiga direktorat."

    circulated(page, meeting, "Anggota <anggota@contoh.example.org>")
    corrected(member, reference, old, new)
    answered(page, meeting)
    made_final(page, meeting)

    public.goto(f"/pertemuan/{reference}/")
    expect(public.locator("#isi")).to_contain_text(new)
    expect(public.locator("#kesepakatan")).to_contain_text("Data dibuka per semester")
    tasks = public.locator("#tindak-lanjut .entries > li")
    expect(tasks).to_have_count(2)

    following = next_meeting(page, meeting, "2030-06-11")
    page.goto(f"{following}tindak-lanjut/")
    for action in ("daftar sekolah", "contoh data anggaran"):
        expect(page.locator("#isi")).to_contain_text(action)

    closed(
        page,
        following,
        re.compile("contoh data anggaran"),
        "Contoh data dikirim lewat surat B-12.",
        "https://contoh.example.org/surat-b12.pdf",
    )
    public.goto(f"/pertemuan/{reference}/")
    expect(tasks.filter(has_text="contoh data anggaran")).to_contain_text("Selesai")
    page.goto(f"{following}tindak-lanjut/")
    expect(page.locator("#isi")).to_contain_text("daftar sekolah")


def test_the_real_note_of_a_bilateral_becomes_minutes_with_its_follow_ups(window, samples):
    page = window("editor")

    meeting = accepted(page, SAMPLE, (samples / SAMPLE).read_bytes())
    made_final(page, meeting)

    page.goto(f"{meeting}tindak-lanjut/")
    expect(page.locator("#isi .entries > li")).to_have_count(4)
