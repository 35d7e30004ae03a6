"""The desk of the secretariat and of an institution in a browser: what is quicker with a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import turn_page
from tests.journeys.test_accessibility import faults

pytestmark = pytest.mark.browser

MATRIX = "/ruang-kerja/rencana/CONTOH/matriks/"
DESK = "/ruang-kerja/usulan/"
SAVED_AT = re.compile(r"Tersimpan \d\d\.\d\d")


def cell(page, row, name):
    return page.locator("tbody tr").nth(row).locator(f"[data-c='{name}']")


def write(page, row, name, text):
    cell(page, row, name).click()
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def saved(page):
    expect(page.locator("[data-state]")).to_have_text(SAVED_AT)
    expect(page.locator("tbody .unsaved")).to_have_count(0)


def test_one_cell_goes_back_step_by_step(window):
    page = window("editor")
    page.goto(MATRIX)
    for text in ("satu", "dua", "tiga"):
        write(page, 0, "remarks", text)
        saved(page)

    cell(page, 0, "remarks").click()
    for expected in ("dua", "satu", ""):
        page.keyboard.press("Control+z")
        expect(cell(page, 0, "remarks")).to_have_text(expected)
        saved(page)


def test_while_a_choice_waits_nothing_claims_to_be_saving(window):
    mine, theirs = window("editor"), window("publisher")
    for page in (mine, theirs):
        page.goto(MATRIX)
    write(theirs, 1, "remarks", "punya mereka")
    saved(theirs)

    write(mine, 1, "remarks", "punya saya")

    expect(mine.get_by_role("alert")).to_contain_text("punya mereka")
    expect(mine.locator("[data-state]")).to_have_text("Belum tersimpan")
    mine.get_by_role("button", name="Pakai punya mereka").click()
    expect(cell(mine, 1, "remarks")).to_have_text("punya mereka")
    saved(mine)


def test_an_institution_sees_its_own_columns_first(window):
    page = window("focal_point")
    page.goto(MATRIX)

    measure = page.locator("tbody [data-c]:not([aria-readonly])").first

    expect(measure).to_be_in_viewport()
    assert measure.get_attribute("tabindex") == "0"
    assert faults(page, "id") == []


def test_all_are_chosen_at_once_and_a_verdict_asks_for_its_own(window):
    page = window("editor")
    page.goto(DESK)
    page.get_by_label("Semua di halaman ini").check()
    number = page.locator(".pick input").count()
    assert page.locator(".pick input:checked").count() == number
    expect(page.locator("[data-chosen]")).to_have_text(str(number))

    page.goto(f"{DESK}putuskan/?usulan=US-CONTOH-001&usulan=US-CONTOH-002")
    into = page.get_by_label("Digabung ke dalam")
    page.get_by_label("Tidak diterima").check()
    expect(into).to_be_hidden()
    page.get_by_label("Digabung dengan usulan lain").check()
    into.fill("tidak ada yang begini")
    turn_page(page, page.get_by_role("button", name="Pratinjau"))
    expect(page.locator(".field-wrong").filter(has=into)).to_contain_text("tidak ada yang begini")
    assert faults(page, "id") == []
