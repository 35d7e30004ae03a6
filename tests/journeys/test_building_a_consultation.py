"""A consultation is written on a phone, from nothing to published, with the script at work."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = 360
SAVED = re.compile(r"Tersimpan \d\d\.\d\d")


def fill_both(page, name, indonesian, english="") -> None:
    page.locator(f"[name={name}_id]").last.fill(indonesian)
    page.locator(f"[name={name}_en]").last.fill(english)


def test_a_consultation_is_written_and_published_on_a_phone(window) -> None:
    page = window("publisher", width=PHONE)
    page.goto("/ruang-kerja/konsultasi/baru/")
    page.select_option("#id_stage", index=1)
    fill_both(page, "title", "Suara warga", "What people say")
    page.fill("#id_opens_at", "2018-08-01T00:00")
    page.fill("#id_closes_at", "2099-01-01T00:00")
    page.click("form.form .button-primary")
    desk = page.url

    page.goto(desk + "pertanyaan/")
    page.select_option("#blok-block", "persetujuan")
    page.click("text=Tambahkan pertanyaan ini")
    fill_both(page, "title", "Pendapat", "Opinion")
    page.click("text=Tambahkan halaman")
    _add_question(page, "single", "Setuju?")
    _offer(page, "Ya\nTidak", "Yes\nNo")
    page.goto(desk + "pertanyaan/")
    _add_question(page, "long_text", "Mengapa?")
    page.fill("#kata-hint_0", "Singkat saja")
    expect(page.locator("#kata [data-state]")).to_have_text(SAVED)

    page.select_option("#tanya", label="Setuju?")
    page.click("#syarat button")
    page.check("#syarat input[value=tidak]")
    page.click("text=Tambahkan syarat")
    expect(page.locator("#syarat li")).to_contain_text("Tidak")

    page.goto(desk + "pratinjau/")
    expect(page.locator(".preview")).to_contain_text("ditampilkan jika")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.goto(desk + "periksa/")
    page.click("text=Terbitkan konsultasi")
    expect(page.locator(".page-head .badge")).to_have_text("Dibuka")


def _add_question(page, kind, words) -> None:
    section = page.locator("section.panel").filter(has_text="Pendapat").first
    section.locator("details.fold > summary").click()
    section.locator("[name=kind]").select_option(kind)
    section.locator("[name=wording_id]").fill(words)
    section.locator("details button").click()
    page.wait_for_url(re.compile(r"/pertanyaan/\d+/"))


def _offer(page, indonesian, english) -> None:
    page.fill("#choice-new_0", indonesian)
    page.fill("#choice-new_1", english)
    page.click("text=Simpan daftar")
    expect(page.locator(".option-key")).to_have_text(["ya", "tidak"])
