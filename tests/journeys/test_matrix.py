"""The matrix is edited in a browser: with the keyboard, from Excel, by two at once, offline."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import faults_at_both_widths

pytestmark = pytest.mark.browser

HERE = "/ruang-kerja/rencana/2018/matriks/"
SAVED = re.compile("Tersimpan")
PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""
COPY = """(element) => {
  const data = new DataTransfer();
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("copy", options));
  return data.getData("text/plain");
}"""


@pytest.fixture
def matrix(window):
    """The matrix of the plan with its thirteen commitments, and one empty row at its end."""
    page = window("editor")
    page.goto(HERE)
    start = page.get_by_role("button", name="Tambahkan komitmen")
    if not page.locator("tbody tr").count():
        start.click()
    cell(page, -1, "title").click()
    page.get_by_role("button", name="Tambah baris").click()
    saved(page)
    return page


def cell(page, row, name):
    return page.locator("tbody tr").nth(row).locator(f"[data-c='{name}']")


def saved(page):
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    expect(page.locator("tbody .unsaved")).to_have_count(0)


def test_cells_are_written_with_the_keyboard_and_stay(matrix):
    cell(matrix, -1, "title").click()
    matrix.keyboard.type("Ditulis dengan papan tik")
    matrix.keyboard.press("Tab")
    matrix.keyboard.press("F2")
    matrix.keyboard.type("ICW")
    matrix.keyboard.press("Alt+Enter")
    matrix.keyboard.type("TII")
    matrix.keyboard.press("Enter")
    cell(matrix, -1, "remarks").click()
    matrix.keyboard.type("x")
    matrix.keyboard.press("Escape")
    saved(matrix)

    matrix.reload()

    assert cell(matrix, -1, "title").inner_text() == "Ditulis dengan papan tik"
    assert cell(matrix, -1, "proposers").text_content() == "ICW\nTII"
    assert cell(matrix, -1, "remarks").text_content() == ""


def test_a_range_goes_from_excel_and_back_and_is_undone_at_once(matrix):
    count = matrix.locator("tbody tr").count()
    text = 'Satu\t"dua\nbaris"\nTiga\t"em""pat"'
    start = cell(matrix, count - 1, "s2019-1")
    start.click()
    start.evaluate(PASTE, text)
    saved(matrix)
    assert matrix.locator("tbody tr").count() == count + 1

    matrix.reload()
    cell(matrix, count - 1, "s2019-1").click()
    matrix.keyboard.press("Shift+ArrowDown")
    matrix.keyboard.press("Shift+ArrowRight")
    assert cell(matrix, count, "s2019-2").evaluate(COPY) == text

    matrix.keyboard.press("Control+z")
    expect(matrix.locator("tbody tr")).to_have_count(count)
    assert cell(matrix, count - 1, "s2019-1").text_content() == ""


@pytest.mark.parametrize("text", ["a\tb\nc", "a\tb\tc"])
def test_a_range_of_the_wrong_shape_is_refused_and_kept(matrix, text):
    start = cell(matrix, -1, "status")
    start.click()
    start.evaluate(PASTE, text)

    panel = matrix.locator("[data-hints] [role=alert]")
    expect(panel).to_contain_text("Tidak ada yang ditempel")
    assert panel.locator("textarea").input_value() == text
    assert cell(matrix, -1, "remarks").text_content() == ""


def test_two_editors_in_one_row_keep_both_and_in_one_cell_see_both(matrix, window):
    other = window("publisher")
    other.goto(HERE)
    cell(other, -1, "remarks").click()
    other.keyboard.type("dari yang lain")
    other.keyboard.press("Enter")
    saved(other)
    cell(matrix, -1, "s2020-1").click()
    matrix.keyboard.type("punya saya")
    matrix.keyboard.press("Enter")
    saved(matrix)
    expect(cell(matrix, -1, "remarks")).to_have_text("dari yang lain", timeout=20_000)

    cell(other, -1, "title").click()
    other.keyboard.type("Versi lain")
    other.keyboard.press("Enter")
    saved(other)
    cell(matrix, -1, "title").click()
    matrix.keyboard.type("Versi saya")
    matrix.keyboard.press("Enter")
    panel = matrix.locator("[data-hints] [role=alert]")
    expect(panel).to_contain_text("Versi lain")
    expect(panel).to_contain_text("Versi saya")
    panel.get_by_role("button", name="Pakai punya saya").click()
    saved(matrix)

    matrix.reload()
    assert cell(matrix, -1, "title").inner_text() == "Versi saya"
    assert cell(matrix, -1, "s2020-1").inner_text() == "punya saya"


def test_what_is_written_without_a_connection_is_sent_later(matrix):
    matrix.context.set_offline(True)
    for text in ("tanpa", "sambungan"):
        cell(matrix, -1, "supporters" if text == "tanpa" else "s2020-2").click()
        matrix.keyboard.type(text)
        matrix.keyboard.press("Enter")
    expect(matrix.locator("[data-state]")).to_contain_text("sambungan")

    matrix.context.set_offline(False)

    saved(matrix)
    matrix.reload()
    assert cell(matrix, -1, "supporters").inner_text() == "tanpa"
    assert cell(matrix, -1, "s2020-2").inner_text() == "sambungan"


def test_without_a_script_a_row_is_a_form(matrix, window):
    page = window("editor", java_script_enabled=False)
    page.goto(HERE)
    page.get_by_role("link", name=re.compile("^Buka baris")).last.click()
    page.get_by_label("Keterangan").fill("Tanpa skrip")
    page.get_by_role("button", name="Simpan").click()

    assert cell(page, -1, "remarks").inner_text() == "Tanpa skrip"


def test_the_filled_matrix_is_for_everybody(matrix):
    assert faults_at_both_widths(matrix, HERE, "id") == []
