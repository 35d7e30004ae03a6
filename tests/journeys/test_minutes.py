"""Minutes are written in a browser: with the keyboard, by two at once, without a network."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")
CUT_OFF = "sambungan terputus"
SETTLED = """() => {
  const { saving } = document.querySelector("[data-writing]").dataset;
  const isSettled = (state) => !state.matches(".unsaved") && state.textContent !== saving;
  return [...document.querySelectorAll("[data-line] [data-state]")].every(isSettled);
}"""
PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def minutes(window):
    """New minutes of a new meeting, open in the window of an editor."""
    page = window("editor")
    page.goto("/ruang-kerja/rapat/baru/")
    page.get_by_label("Bahasa Indonesia").first.fill("Rapat untuk pengujian")
    page.locator("select[name=kind]").select_option(index=1)
    page.locator("input[name=day]").fill("2026-11-18")
    page.get_by_role("button", name="Jadwalkan pertemuan").click()
    page.get_by_role("link", name="Notula", exact=True).click()
    page.get_by_role("button", name="Mulai notula").click()
    add(page, "Butir pertama")
    return page


def add(page, text):
    page.get_by_role("textbox", name="Butir baru").first.fill(text)
    page.get_by_role("button", name="Tambah butir").first.click()
    expect(states(page).last).to_have_text(SAVED)


def lines(page):
    return page.locator("[data-kind=said] [data-line]:not([hidden]) textarea")


def states(page):
    return page.locator("[data-kind=said] [data-line]:not([hidden]) [data-state]")


def values(page):
    return lines(page).evaluate_all("all => all.map(one => one.value)")


def numbers(page):
    shown = page.locator("[data-kind=said] [data-line]:not([hidden]) [data-number]")
    return shown.evaluate_all("all => all.map(one => one.textContent)")


def reloaded(page):
    """Open the page again once no line waits or is on its way; give its lines."""
    page.wait_for_function(SETTLED)
    page.reload()
    return values(page)


def test_points_are_written_one_after_the_other_with_the_keyboard(minutes):
    lines(minutes).last.press("End")
    minutes.keyboard.press("Enter")
    minutes.keyboard.type("Anak butir")
    minutes.keyboard.press("Tab")
    minutes.keyboard.press("Enter")
    minutes.keyboard.type("Butir kedua")
    minutes.keyboard.press("Shift+Tab")

    assert numbers(minutes) == ["1.", "a.", "2."]
    expect(states(minutes).last).to_have_text(SAVED)
    assert reloaded(minutes) == ["Butir pertama", "Anak butir", "Butir kedua"]
    assert numbers(minutes) == ["1.", "a.", "2."]


def test_points_are_moved_divided_removed_and_brought_back(minutes):
    add(minutes, "Kedua")
    lines(minutes).last.press("Alt+ArrowUp")
    assert values(minutes) == ["Kedua", "Butir pertama"]

    lines(minutes).first.press("Home")
    minutes.keyboard.press("ArrowRight")
    minutes.keyboard.press("Enter")
    assert values(minutes) == ["K", "edua", "Butir pertama"]
    expect(states(minutes).nth(1)).to_have_text(SAVED)

    lines(minutes).nth(1).fill("")
    minutes.keyboard.press("Backspace")
    assert values(minutes) == ["K", "Butir pertama"]
    minutes.keyboard.press("Control+z")
    assert values(minutes) == ["K", "", "Butir pertama"]
    lines(minutes).nth(1).fill("Kembali")
    assert reloaded(minutes) == ["K", "Kembali", "Butir pertama"]


def test_several_lines_that_are_pasted_become_several_points(minutes):
    lines(minutes).last.press("End")
    minutes.keyboard.press("Enter")

    lines(minutes).nth(1).evaluate(PASTE, "1. Satu\n  a. Anak\n\n2. Dua")

    assert values(minutes) == ["Butir pertama", "Satu", "Anak", "Dua"]
    assert numbers(minutes) == ["1.", "2.", "a.", "3."]
    expect(states(minutes).last).to_have_text(SAVED)
    assert reloaded(minutes) == ["Butir pertama", "Satu", "Anak", "Dua"]


def test_what_is_typed_without_a_connection_is_kept_and_sent_again(minutes):
    minutes.context.set_offline(True)
    lines(minutes).first.fill("Ditulis tanpa sambungan")
    minutes.keyboard.press("Enter")
    minutes.keyboard.type("Butir baru tanpa sambungan")
    expect(states(minutes).first).to_contain_text(CUT_OFF)

    minutes.context.set_offline(False)

    expect(states(minutes).first).to_have_text(SAVED)
    expect(states(minutes).last).to_have_text(SAVED)
    written = ["Ditulis tanpa sambungan", "Butir baru tanpa sambungan"]
    assert reloaded(minutes) == written


def test_words_typed_while_a_move_is_on_its_way_outlive_the_page(minutes):
    add(minutes, "Kedua")
    address = minutes.url
    with minutes.expect_response(lambda answer: answer.request.method == "POST"):
        lines(minutes).last.press("Alt+ArrowUp")
        lines(minutes).first.fill("Ditulis sambil dipindahkan")
    minutes.context.set_offline(True)
    expect(states(minutes).first).to_have_text(re.compile(f"{SAVED.pattern}|{CUT_OFF}"))
    minutes.close(run_before_unload=False)
    minutes.context.set_offline(False)

    again = minutes.context.new_page()
    again.goto(address)

    assert reloaded(again) == ["Ditulis sambil dipindahkan", "Butir pertama"]


def test_what_was_not_saved_is_still_there_when_the_page_is_opened_again(minutes):
    address = minutes.url
    minutes.context.set_offline(True)
    lines(minutes).first.fill("Belum tersimpan")
    minutes.keyboard.press("Enter")
    minutes.keyboard.type("Baris baru")
    minutes.close(run_before_unload=False)
    minutes.context.set_offline(False)

    again = minutes.context.new_page()
    again.goto(address)

    expect(states(again).last).to_have_text(SAVED)
    assert reloaded(again) == ["Belum tersimpan", "Baris baru"]


def test_moves_and_removals_without_a_connection_survive_closing_the_page(minutes):
    for text in ("Kedua", "Ketiga"):
        add(minutes, text)
    address = minutes.url
    minutes.context.set_offline(True)
    lines(minutes).nth(2).press("Alt+ArrowUp")
    lines(minutes).first.fill("")
    lines(minutes).first.press("Backspace")
    expect(states(minutes).first).to_contain_text(CUT_OFF)
    assert values(minutes) == ["Ketiga", "Kedua"]
    minutes.close(run_before_unload=False)
    minutes.context.set_offline(False)

    again = minutes.context.new_page()
    again.goto(address)

    expect(states(again).first).to_have_text(SAVED)
    assert values(again) == ["Ketiga", "Kedua"]
    again.wait_for_function(
        "() => !Object.keys(localStorage).some((key) => key.endsWith('langkah'))"
    )
    assert reloaded(again) == ["Ketiga", "Kedua"]


def test_a_misspelt_organisation_is_found_with_the_keyboard(minutes):
    organisation = minutes.locator("[data-line] [name=organisation_words]").first
    organisation.fill("Kementrian Keuangan")
    organisation.press("Tab")
    offered = minutes.locator("[data-hint] button").first
    expect(offered).to_be_visible()
    name = offered.inner_text()
    organisation.focus()
    minutes.keyboard.press("Tab")
    expect(offered).to_be_focused()

    minutes.keyboard.press("Enter")

    expect(organisation).to_have_value(name)
    expect(organisation).to_be_focused()
    expect(states(minutes).first).to_have_text(SAVED)
    minutes.reload()
    expect(organisation).to_have_value(name)
    expect(minutes.locator("[data-hint]")).to_have_count(0)


def test_two_who_write_one_point_see_both_versions_and_decide(minutes, window):
    other = window("publisher")
    other.goto(minutes.url)
    lines(minutes).first.fill("Tulisan penyunting")
    expect(states(minutes).first).to_have_text(SAVED)

    lines(other).first.fill("Tulisan penerbit")

    conflict = other.locator("[data-line] .conflict")
    expect(conflict).to_contain_text("Tulisan penyunting")
    expect(lines(other).first).to_have_value("Tulisan penerbit")
    other.get_by_role("button", name="Simpan versi saya").click()
    expect(conflict).to_have_count(0)
    assert reloaded(other) == ["Tulisan penerbit"]


def test_minutes_are_written_where_there_is_no_script(minutes, window):
    page = window("editor", java_script_enabled=False)
    page.goto(minutes.url)
    page.get_by_role("textbox", name="Butir baru").first.fill("Satu\nDua")
    page.get_by_role("button", name="Tambah butir").first.click()
    page.locator("[data-kind=said] textarea").last.fill("Dua, diubah")
    page.locator("[data-line] [data-save]").last.click()
    more = page.locator("[data-kind=said] [data-line] details").last
    more.locator("summary").click()

    more.get_by_role("button", name="Hapus").click()

    expect(page.locator("[data-removed]")).to_contain_text("Dua, diubah")
    page.get_by_role("button", name="Kembalikan").click()
    assert reloaded(minutes) == ["Butir pertama", "Satu", "Dua, diubah"]


def test_the_shortcuts_are_shown_by_a_question_mark(minutes):
    minutes.get_by_role("heading", level=1).click()
    minutes.keyboard.press("?")

    expect(minutes.locator("[data-shortcuts]")).to_have_attribute("open", "")
