"""What a visit costs and where it goes: kilobytes on the wire, other hosts, complaints."""

from collections import defaultdict

import pytest

pytestmark = pytest.mark.browser

FIRST_VISIT, LATER = 100_000, 30_000
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
