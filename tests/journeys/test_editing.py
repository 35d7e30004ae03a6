"""Writing a commitment: it saves by itself, and nothing typed is lost whatever happens."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PLAN = "/ruang-kerja/rencana/CONTOH/"
NEW = {"number": 40}
OFFLINE = "Belum tersimpan: sambungan terputus"


@pytest.fixture(scope="module")
def draft(browser, site, passes):
    """Make drafts of one's own, each at its address: `draft()`."""
    context = browser.new_context(base_url=site, storage_state=passes("editor"), locale="id-ID")
    page = context.new_page()

    def make():
        NEW["number"] += 1
        page.goto(f"{PLAN}komitmen/baru/")
        page.get_by_label("Nomor").fill(str(NEW["number"]))
        title = page.get_by_role("group", name="Judul")
        title.get_by_label("Bahasa Indonesia").fill(f"Percobaan {NEW['number']}")
        page.get_by_role("main").locator("form button").click()
        page.wait_for_url(re.compile(r"/komitmen/KOM-"))
        return page.url

    yield make
    context.close()


def field(page, name="Masalah publik"):
    return page.get_by_role("group", name=name).get_by_label("Bahasa Indonesia")


def state(page):
    return page.locator("#masalah [data-state]")


def test_it_saves_by_itself_and_says_when(window, draft):
    page = window("editor")
    page.goto(draft())

    field(page).fill("Warga tidak tahu jadwal layanan.")
    expect(state(page)).to_have_text("Belum tersimpan")
    expect(state(page)).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d"))

    page.reload()
    expect(field(page)).to_have_value("Warga tidak tahu jadwal layanan.")


def test_without_a_connection_it_says_so_and_saves_when_it_is_back(window, draft):
    page = window("editor")
    page.goto(draft())

    page.context.set_offline(True)
    field(page).fill("Ditulis di kereta.")
    expect(state(page)).to_contain_text(OFFLINE)
    expect(field(page)).to_have_value("Ditulis di kereta.")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Tersimpan")

    page.reload()
    expect(field(page)).to_have_value("Ditulis di kereta.")


def test_two_in_one_field_the_second_sees_both_and_decides(window, draft):
    first, second, address = window("editor"), window("publisher"), draft()
    first.goto(address)
    second.goto(address)

    field(first).fill("Kata orang pertama.")
    expect(state(first)).to_contain_text("Tersimpan")
    field(second).fill("Kata orang kedua.")
    both = second.get_by_role("region", name="Kedua versi")
    expect(both).to_contain_text("Kata orang pertama.")
    expect(both).to_contain_text("Kata orang kedua.")
    expect(field(second)).to_have_value("Kata orang kedua.")
    first.reload()
    expect(field(first)).to_have_value("Kata orang pertama.")

    second.get_by_role("button", name="Simpan versi saya").click()
    expect(state(second)).to_contain_text("Tersimpan")
    first.reload()
    expect(field(first)).to_have_value("Kata orang kedua.")


def test_two_in_different_fields_do_not_meet(window, draft):
    first, second, address = window("editor"), window("publisher"), draft()
    first.goto(address)
    second.goto(address)

    field(first).fill("Masalah dari yang pertama.")
    expect(state(first)).to_contain_text("Tersimpan")
    field(second, "Penyebab").fill("Penyebab dari yang kedua.")
    expect(state(second)).to_contain_text("Tersimpan")

    first.reload()
    expect(field(first)).to_have_value("Masalah dari yang pertama.")
    expect(field(first, "Penyebab")).to_have_value("Penyebab dari yang kedua.")


def test_going_back_after_saving_shows_and_breaks_nothing(window, draft):
    page = window("editor")
    address = draft()
    page.goto(address)
    field(page).fill("Sebelum pergi.")
    expect(state(page)).to_contain_text("Tersimpan")

    page.get_by_role("navigation", name="Bagian rencana aksi").get_by_role(
        "link", name="Komitmen"
    ).click()
    page.wait_for_url("**/komitmen/")
    page.go_back()
    field(page, "Penyebab").fill("Sesudah kembali.")
    expect(state(page)).to_contain_text("Tersimpan")

    page.reload()
    expect(field(page)).to_have_value("Sebelum pergi.")
    expect(field(page, "Penyebab")).to_have_value("Sesudah kembali.")


def test_a_double_click_adds_one_milestone(window, draft):
    page = window("editor")
    address = draft()
    page.goto(address)

    page.get_by_text("Tambah tonggak").click()
    form = page.locator("form", has=page.get_by_role("button", name="Tambahkan tonggak"))
    form.get_by_role("group", name="Tonggak").get_by_label("Bahasa Indonesia").fill("Peta jalan")
    form.get_by_role("button", name="Tambahkan tonggak").dblclick()
    added = page.locator("#tonggak .card-title", has_text="Peta jalan")
    expect(added).to_have_count(1)
    page.wait_for_load_state("networkidle")
    page.goto(address)

    expect(added).to_have_count(1)


def test_the_same_without_a_script(window, draft):
    first = window("editor", java_script_enabled=False)
    second = window("publisher", java_script_enabled=False)
    address = draft()
    first.goto(address)
    second.goto(address)

    field(first).fill("Tanpa skrip.")
    first.locator("#masalah").get_by_role("button", name="Simpan").click()
    expect(state(first)).to_contain_text("Tersimpan")
    expect(field(first)).to_have_value("Tanpa skrip.")

    field(second).fill("Juga tanpa skrip.")
    second.locator("#masalah").get_by_role("button", name="Simpan").click()
    both = second.get_by_role("region", name="Kedua versi")
    expect(both).to_contain_text("Tanpa skrip.")
    expect(field(second)).to_have_value("Juga tanpa skrip.")
    second.get_by_role("button", name="Simpan versi saya").click()
    expect(field(second)).to_have_value("Juga tanpa skrip.")
