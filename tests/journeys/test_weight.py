"""What a visit costs and where it goes: kilobytes on the wire, other hosts, complaints."""

import re
from collections import defaultdict

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FIRST_VISIT, LATER = 100_000, 30_000
ANSWERING, NEXT_PAGE = 50_000, 10_000
PICTURES = {"Image"}
HEAVIEST = [
    "/",
    "/rencana/RAN-2018/",
    "/rencana/RAN-2018/tantangan/",
    "/komitmen/KOM-2018-07/",
    "/usulan/",
    "/usulan/US-2023-001/",
    "/tanggapan/",
]
PUBLIC = [
    *HEAVIEST,
    "/rencana/",
    "/komitmen/",
    "/organisasi/",
    "/organisasi/ORG-0001/",
    "/perubahan/",
    "/cari/?q=data",
    "/usulan/?q=data",
    "/usulan/pedoman/",
    "/usulan/tulis/",
    "/usulan/saya/",
    "/tanggapan/?rencana=RAN-2023",
    "/tentang/",
    "/en/",
    "/en/komitmen/KOM-2018-07/",
]
DESK = [
    "/ruang-kerja/rencana/2018/",
    "/ruang-kerja/rencana/2018/komitmen/KOM-2018-07/",
    "/ruang-kerja/rencana/2018/terbit/",
    "/ruang-kerja/rencana/2018/tantangan/",
    "/ruang-kerja/organisasi/",
    "/ruang-kerja/usulan/",
    "/ruang-kerja/usulan/US-CONTOH-001/",
    "/ruang-kerja/usulan/terbitkan/",
    "/ruang-kerja/rencana/CONTOH/matriks/",
    "/ruang-kerja/rencana/CONTOH/masukan/",
]

ASKED = "/konsultasi/KSP-CONTOH-02/"
OPENED = [
    "/konsultasi/",
    ASKED,
    f"{ASKED}isi/",
    f"{ASKED}pernyataan/",
    f"{ASKED}pernyataan/usul/",
    f"{ASKED}naskah/",
    "/tanda-terima/",
]
"""Where somebody with a link, a short link or a QR code may come in."""
VOTED = [
    f"{ASKED}pernyataan/suara-saya/",
    f"{ASKED}pernyataan/moderasi/",
    f"{ASKED}pernyataan/posisi/",
    f"{ASKED}naskah/",
]


class Wire:
    """What a window receives in bytes by kind, where it asks, and what it complains about."""

    def __init__(self, page):
        self.page = page
        self.kinds, self.received = {}, defaultdict(int)
        self.asked, self.complaints = [], []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self._learn)
        wire.on("Network.loadingFinished", self._count)
        page.on("request", lambda asked: self.asked.append(asked.url))
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda asked: self.complaints.append(f"failed: {asked.url}"))

    def _learn(self, told):
        self.kinds[told["requestId"]] = told["type"]

    def _count(self, told):
        self.received[self.kinds.get(told["requestId"], "?")] += told["encodedDataLength"]

    def visit(self, address):
        """Give the bytes that a visit received by kind, without pictures."""
        self.received.clear()
        answer = self.page.goto(address, wait_until="networkidle")
        assert answer.status == 200, f"{address}: {answer.status}"
        return self.counted()

    def press(self, button):
        """Give the bytes that a press received which leads to another page."""
        self.received.clear()
        with self.page.expect_navigation(wait_until="networkidle"):
            button.click()
        return self.counted()

    def counted(self):
        return {kind: size for kind, size in self.received.items() if kind not in PICTURES}


@pytest.mark.parametrize("address", HEAVIEST)
def test_a_first_visit_is_light(window, address):
    received = Wire(window(width=360)).visit(address)

    assert sum(received.values()) <= FIRST_VISIT, f"{address}: {dict(received)}"


def test_later_visits_are_light_stay_here_and_nothing_complains(window, site):
    wire = Wire(window(width=360))
    wire.visit("/aksesibilitas/")

    later = {address: wire.visit(address) for address in PUBLIC}

    assert {at: got for at, got in later.items() if sum(got.values()) > LATER} == {}
    assert [url for url in wire.asked if not url.startswith((site, "data:"))] == []
    assert wire.complaints == []  # breaches of the content security policy are told here too


def test_the_desk_is_as_light(window, site):
    wire = Wire(window("publisher"))
    first = wire.visit("/ruang-kerja/")

    later = {address: wire.visit(address) for address in DESK}

    assert sum(first.values()) <= FIRST_VISIT, dict(first)
    assert {at: got for at, got in later.items() if sum(got.values()) > LATER} == {}
    assert [url for url in wire.asked if not url.startswith((site, "data:"))] == []
    assert wire.complaints == []


@pytest.mark.parametrize("address", OPENED)
def test_who_comes_to_answer_waits_for_little(window, address):
    received = Wire(window(width=360)).visit(address)

    assert sum(received.values()) <= ANSWERING, f"{address}: {dict(received)}"


def test_each_page_of_answering_is_light(window, site):
    wire = Wire(window(width=360))
    page = wire.page
    wire.visit(ASKED)
    forward = page.locator(".answering-actions .button-primary")

    pages = [wire.visit(f"{ASKED}isi/")]
    page.locator("[data-question=needs] input[type=radio]").last.check()
    expect(page.locator("[data-state]")).to_have_text(re.compile(r"Tersimpan \d\d"))
    for _page in range(4):  # two more pages, the check, the receipt
        pages.append(wire.press(forward))
    expect(page.locator(".receipt-code")).to_be_visible()
    pages += [wire.visit(f"{ASKED}pernyataan/")]
    pages += [wire.visit(address) for address in VOTED]
    pages += [wire.press(page.get_by_role("main").locator(".entry-title a").first)]

    assert [got for got in pages if sum(got.values()) > NEXT_PAGE] == []
    assert [url for url in wire.asked if not url.startswith((site, "data:"))] == []
    assert wire.complaints == []
