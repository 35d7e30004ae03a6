"""A commitment is written in a browser: saved as one goes, by two at once, without a network."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")


@pytest.fixture
def draft(window):
    """A new draft in the running plan, open in the window of a publisher; gives its address."""
    page = window("publisher")
    page.goto("/ruang-kerja/rencana/")
    page.get_by_role("link", name="Rencana Aksi Keterbukaan Contoh").first.click()
    page.get_by_role("link", name="Rancang komitmen").first.click()
    page.get_by_label("Bahasa Indonesia").first.fill("Janji untuk pengujian")
    page.get_by_role("button", name="Mulai rancangan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Janji untuk pengujian")
    return page


def words(page, card="masalah"):
    return page.locator(f"#{card} textarea").first


def state(page, card="masalah"):
    return page.locator(f"#{card} [data-state]")


def test_what_is_typed_is_saved_by_itself_and_still_there_after_a_reload(draft):
    words(draft).fill("Anggaran sulit dibaca")

    expect(state(draft)).to_have_text(SAVED)
    draft.reload()
    expect(words(draft)).to_have_value("Anggaran sulit dibaca")


def test_two_people_at_once_see_both_versions_and_decide(draft, window):
    other = window("editor")
    other.goto(draft.url)
    words(draft).fill("Tulisan penerbit")
    expect(state(draft)).to_have_text(SAVED)

    words(other).fill("Tulisan penyunting")

    conflict = other.locator("#masalah .conflict")
    expect(conflict).to_contain_text("Tulisan penerbit")
    expect(words(other)).to_have_value("Tulisan penyunting")
    other.get_by_role("button", name="Simpan versi saya").click()
    expect(state(other)).to_have_text(SAVED)
    expect(conflict).to_have_count(0)


def test_a_lost_connection_is_said_and_saving_is_tried_again(draft):
    draft.context.set_offline(True)
    words(draft, "solusi").fill("Satu portal")
    expect(state(draft, "solusi")).to_contain_text("sambungan terputus")

    draft.context.set_offline(False)

    expect(state(draft, "solusi")).to_have_text(SAVED)


def test_a_section_is_saved_with_its_button_where_there_is_no_script(draft, window):
    page = window("publisher", java_script_enabled=False)
    page.goto(draft.url)
    words(page).fill("Ditulis tanpa skrip")

    page.locator("#masalah").get_by_role("button", name="Simpan").click()

    expect(state(page)).to_have_text(SAVED)
    expect(words(page)).to_have_value("Ditulis tanpa skrip")


def test_an_institution_is_found_while_one_types(draft):
    name = draft.locator("#pihak-name")
    name.press_sequentially("kemencontoh")

    draft.locator(".suggestions button").first.click()

    expect(draft.locator("#lembaga")).to_contain_text("Kementerian Contoh")


def test_what_was_just_typed_is_saved_before_another_form_is_sent(draft):
    words(draft).fill("Baru saja ditulis.")
    draft.get_by_label("Nama atau singkatan").fill("Kementerian Contoh")
    draft.get_by_role("button", name="Tambah", exact=True).click()

    expect(draft.locator("#lembaga")).to_contain_text("Kementerian Contoh")
    expect(words(draft)).to_have_value("Baru saja ditulis.")
