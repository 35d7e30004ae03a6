"""Pictures of the pages that carry the product, drawn from the demonstration for docs/."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from kokreasi.reading.tests.layouts import TWO_LINE_RANGES, Layout, two_lines, xlsx
from tests.conftest import CHROMIUM, FLAGS
from tests.journeys.site import ROOT, served, sign_in
from tests.journeys.test_note_review import READ, note, send

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {360: 780, 1280: 900}
TALL = {
    "answers",
    "consultation-form",
    "consultation-result",
    "draft",
    "plan",
    "proposal",
    "proposal-writing",
    "proposals",
    "workspace-confirmations",
    "workspace-consultation-texts",
    "workspace-import",
    "workspace-matrix",
    "workspace-proposal",
    "workspace-proposals",
}
"""What these are for stands further down."""
TALLER = 700
COLOURS = 96
PUBLIC = {
    "home": "/",
    "plan": "/rencana/RAN-2018/",
    "commitment": "/komitmen/KOM-2018-07/",
    "proposals": "/usulan/",
    "proposal": "/usulan/US-2023-003/",
    "answers": "/tanggapan/",
    "consultation": "/konsultasi/KSP-CONTOH-02/",
    "consultation-form": "/konsultasi/KSP-CONTOH-02/isi/",
    "consultation-statements": "/konsultasi/KSP-CONTOH-02/pernyataan/",
    "consultation-result": "/konsultasi/KSP-2018-01/hasil/",
    "draft": "/komitmen/KOM-CONTOH-06/rancangan/2/",
    "amendment": "/komitmen/KOM-2023-03/perubahan/",
    "meetings": "/pertemuan/",
    "meeting": "/pertemuan/RPT-2018-002/",
    "follow-ups": "/tindak-lanjut/",
    "follow-ups-by-organisation": "/tindak-lanjut/lembaga/",
}
DESK = {
    "workspace": "/ruang-kerja/",
    "workspace-plan": "/ruang-kerja/rencana/CONTOH/",
    "workspace-commitment": "/ruang-kerja/rencana/CONTOH/komitmen/KOM-CONTOH-01/",
    "workspace-publish": "/ruang-kerja/rencana/CONTOH/terbit/",
    "workspace-proposals": "/ruang-kerja/usulan/",
    "workspace-proposal": "/ruang-kerja/usulan/US-CONTOH-003/",
    "workspace-matrix": "/ruang-kerja/rencana/2018/matriks/",
    "workspace-confirmations": "/ruang-kerja/rencana/CONTOH/konfirmasi/",
    "workspace-consultation": "/ruang-kerja/konsultasi/KSP-CONTOH-02/pertanyaan/",
    "workspace-consultation-texts": "/ruang-kerja/konsultasi/KSP-CONTOH-01/temuan/teks/",
}
WRITING = {"proposal-writing": "/usulan/tulis/US-CONTOH-008/"}
ROWS: list[list[object]] = [
    [
        21,
        "Pelayanan",
        "Antrean layanan yang terlihat dari rumah",
        "Perkumpulan Warga Contoh; Forum Pemuda Desa",
        "Kementerian Contoh",
        "Badan Contoh; Dinas Antrean Nasional",
        "Rancangan sistem",
        "5 kantor layanan",
        "",
    ],
    [
        22,
        "Data",
        "Peta jalan desa yang dapat diunduh",
        "Perkumpulan Warga Contoh",
        "Kementerian Contoh",
        "",
        "",
        "75% desa",
        "Menunggu konfirmasi",
    ],
]
MINUTES = "/ruang-kerja/rapat/RPT-2018-003/notula/"
WRONG_DAY = "Senin, 12 Maret 2030"
POINTS = (
    "Kementerian dan lembaga menyampaikan surat konfirmasi komitmennya.",
    "Dua indikator dirumuskan lagi supaya dapat diukur tiap semester.",
    "Masyarakat sipil meminta jadwal laporan dibuka sejak awal.",
)
IMPORT = "/ruang-kerja/rencana/RAN-CONTOH/impor/"


def draw(address: str, browser: Browser) -> None:
    """Draw every page at every width; the import is uploaded once and reviewed."""
    for width in SIZES:
        _draw_all(_window(browser, address, width), PUBLIC, width)
    desk, author = _window(browser, address, max(SIZES)), _window(browser, address, max(SIZES))
    sign_in(desk, "publisher")
    sign_in(author, "member")
    written = _begin(desk)
    uploaded = {
        "workspace-import": _upload(desk),
        "workspace-note": _send_note(desk),
        "workspace-minutes": written,
    }
    for width in SIZES:
        _draw_all(desk, DESK | uploaded, width)
        _draw_all(author, WRITING, width)


def _window(browser: Browser, address: str, width: int) -> Page:
    size = {"width": width, "height": SIZES[width]}
    return browser.new_context(base_url=address, viewport=size, locale="id-ID").new_page()


def _upload(page: Page) -> str:
    page.goto(IMPORT)
    page.locator("input[type=file]").set_input_files(
        {"name": "matriks-contoh.xlsx", "mimeType": "", "buffer": _matrix()}
    )
    page.get_by_role("main").locator("button.button-primary").click()
    page.wait_for_url("**/impor/*/")
    return page.url


def _send_note(page: Page) -> str:
    """Send a note and wait until it is read."""
    send(page, "notula-contoh.docx", note(day=WRONG_DAY))
    page.locator("#periksa").wait_for(timeout=READ)
    return page.url


def _begin(page: Page) -> str:
    """Write the first points of a meeting that has no minutes yet."""
    page.goto(MINUTES)
    page.get_by_role("button", name="Mulai notula").click()
    page.locator("form[data-add] textarea").first.fill("\n".join(POINTS))
    page.locator("form[data-add] button").first.click()
    page.locator(".line").nth(len(POINTS) - 1).wait_for()
    return page.url


def _matrix() -> bytes:
    semesters = ["Semester II 2027", "Semester I 2028"]
    return xlsx(Layout(header=two_lines(semesters=semesters), rows=ROWS, ranges=TWO_LINE_RANGES))


def _draw_all(page: Page, addresses: Mapping[str, str], width: int) -> None:
    for name, address in addresses.items():
        height = SIZES[width] + (TALLER if name in TALL else 0)
        page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{address} was not answered")
        file = FOLDER / f"{name}-{width}.png"
        _keep(page.screenshot(), file)
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


def _keep(drawn: bytes, file: Path) -> None:
    with Image.open(BytesIO(drawn)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def main(at: str = "") -> None:
    """Draw a site that is served already, or one of our own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        if at:
            draw(at, browser)
            return
        with TemporaryDirectory() as folder, served(Path(folder)) as address:
            draw(address, browser)


if __name__ == "__main__":
    main(*sys.argv[1:])
