"""From an empty database to a published plan that anybody can walk through, by pages alone.

Nothing is made behind the pages but what an installation has: the vocabularies, the templates of
stages and the first administrator. People are addressed by the words they read.
"""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from kokreasi.people.models import User
from kokreasi.reading.tests.layouts import TWO_LINE_RANGES, Layout, two_lines, xlsx
from tests.conftest import WINDOW
from tests.journeys.site import enter, turn_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "kata-sandi-perjalanan"
ADMINISTRATOR = "pengelola@example.org"
EDITOR, PUBLISHER = "penyunting@example.org", "penerbit@example.org"
SECRETARIAT = "Sekretariat Nasional Percobaan"
TITLE, TITLE_EN = "Rencana Aksi Percobaan 2018–2020", "Trial Action Plan 2018–2020"
COMMITMENTS, ANNOUNCED = 13, 14
DOCUMENTS = 5
SEMESTERS = ["Semester I 2019", "Semester II 2019", "Semester I 2020", "Semester II 2020"]


@pytest.fixture
def matrix(request):
    """The matrix of 2018 where it is at hand, else one of the same shape."""
    file = request.config.rootpath.parent / "shared" / "samples" / "matriks-usulan-2018.xlsx"
    if file.is_file():
        return file.read_bytes()
    header = two_lines(semesters=SEMESTERS)
    rows = [
        [number, "Anggaran", f"Usulan {number}", "FITRA; JPPI", "Kemenkeu", "Kemenkes"]
        + [f"Langkah {semester}" for semester in range(1, 5)]
        + [""]
        for number in range(1, COMMITMENTS + 1)
    ]
    note = f"Catatan: situs menyebutkan {ANNOUNCED} usulan."
    return xlsx(Layout(header=header, rows=rows, below=[note], ranges=TWO_LINE_RANGES))


@pytest.fixture
def open_window(browser, live_server):
    """Open windows of different people onto the site that the tests serve."""
    contexts = []

    def open_one():
        contexts.append(browser.new_context(base_url=live_server.url, **WINDOW))
        contexts[-1].set_default_timeout(20_000)
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def _queued(settings):
    """Leave tasks to a worker, as where the site is really served: pressing answers at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work():
    """Do what waits for the worker."""
    call_command("run_worker", batch=True, verbosity=0)


@pytest.fixture
def _installed():
    call_command("load_vocabularies", verbosity=0)
    call_command("load_stage_templates", verbosity=0)
    User.objects.create_superuser(ADMINISTRATOR, PASSWORD, name="Pengelola")


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page, name, *, exact=True):
    page.get_by_role("main").get_by_role("link", name=name, exact=exact).first.click()


def both(page, label, indonesian, english=""):
    """Fill the two languages of a field."""
    group = page.get_by_role("group", name=label, exact=False).first
    group.get_by_label("Bahasa Indonesia").fill(indonesian)
    group.get_by_label("Bahasa Inggris").fill(english)


@pytest.mark.usefixtures("_installed", "_queued")
def test_from_an_empty_database_to_a_published_plan(open_window, matrix):
    administrator = open_window()
    enter(administrator, ADMINISTRATOR, PASSWORD)
    found_the_secretariat(administrator)
    invite(administrator, EDITOR, "Sekretariat, penyunting")
    invite(administrator, PUBLISHER, "Sekretariat, penerbit")
    editor = accept(open_window(), EDITOR)
    publisher = accept(open_window(), PUBLISHER)

    create_the_plan(editor)
    move_stages_over_each_other(editor)
    import_the_matrix(editor, matrix)
    complete_one_commitment(editor)
    publish(publisher)
    have_the_documents_made(publisher)

    anybody = open_window()
    walk_through(anybody)
    read_in_english(anybody)


def found_the_secretariat(page):
    follow(page, "Direktori organisasi")
    follow(page, "Tambah organisasi")
    page.get_by_label("Jenis").select_option("Sekretariat")
    both(page, "Nama", SECRETARIAT, "Trial National Secretariat")
    page.get_by_label("Singkatan").fill("Seknas")
    press(page, "Tambah")
    expect(page.get_by_role("heading", level=1)).to_have_text(SECRETARIAT)


def invite(page, email, role):
    follow(page, "Undang seseorang")
    page.get_by_label("Alamat surel").fill(email)
    page.get_by_label("Nama", exact=True).fill(email.split("@")[0].title())
    page.get_by_label("Peran").select_option(role)
    press(page, "Kirim undangan")
    expect(page.get_by_role("main")).to_contain_text(email)


def accept(page, email):
    """Follow the link of the invitation that came by mail; then the person is signed in."""
    work()
    sent = [message for message in mail.outbox if message.to == [email]]
    assert len(sent) == 1
    page.goto(re.search(r"/undangan/\S+", sent[0].body)[0])
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(page, "Terima undangan")
    expect(page.get_by_role("main")).to_contain_text("Selamat datang")
    page.get_by_role("banner").get_by_role("link", name="Ruang kerja").first.click()
    return page


def create_the_plan(page):
    follow(page, "Rencana aksi")
    follow(page, "Buka rencana aksi baru")
    page.get_by_label("Kode singkat").fill("2018")
    page.get_by_label("Nomor urut").fill("5")
    both(page, "Judul", TITLE, TITLE_EN)
    page.get_by_label("Hari pertama", exact=True).fill("2019-01-01")
    page.get_by_label("Hari terakhir").fill("2020-12-31")
    page.get_by_label("Tahapan dari pola").select_option(index=1)
    page.get_by_label("Hari pertama ko-kreasi").fill("2018-06-01")
    press(page, "Buka rancangan")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("Hanya sekretariat yang melihat")


def move_stages_over_each_other(page):
    """Let the second stage begin before the first and end after it, and the last one before all."""
    follow(page, "Lokakarya")
    page.get_by_label("Dibuka").fill("2018-05-20")
    page.get_by_label("Ditutup").fill("2018-08-20")
    page.get_by_label("Alasan perubahan").fill("Tanggal menurut undangan")
    press(page, "Simpan")
    expect(page.get_by_role("main")).to_contain_text("janggal")
    follow(page, "Ringkasan")
    expect(page.get_by_role("main")).to_contain_text("mungkin membingungkan pembaca")
    expect(page.get_by_role("main")).to_contain_text("20 Mei – 20 Agustus 2018")


def import_the_matrix(page, matrix):
    follow(page, "Komitmen")
    follow(page, "Impor matriks")
    page.get_by_label("Berkas matriks").set_input_files(
        {"name": "matriks.xlsx", "mimeType": "application/octet-stream", "buffer": matrix}
    )
    press(page, "Unggah dan bandingkan")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Belum jelas: Anda yang memutuskan")
    expect(main).to_contain_text(str(ANNOUNCED))  # the note announces what the list does not have
    if (semesters := page.get_by_label("Tambahkan semester ini ke rencana")).count():
        semesters.check()
        decide(page)
    turn_page(page, main.get_by_role("button", name=re.compile(r"Buat \d+ organisasi baru")))
    while (questions := main.locator("fieldset.question")).count():
        for question in questions.all():
            question.get_by_label("Buat organisasi baru").check()
        decide(page)
    press(page, "Impor semuanya")
    expect(main).to_contain_text("Semuanya sudah diimpor.")
    expect(main.locator("ol.entries > li")).to_have_count(COMMITMENTS)


def decide(page):
    turn_page(page, page.get_by_role("button", name="Simpan keputusan dan bandingkan lagi"))


def complete_one_commitment(page):
    page.locator("ol.entries a").nth(3).click()
    page.get_by_role("group", name="Masalah publik").get_by_label("Bahasa Indonesia").fill(
        "Anggaran sulit dibaca orang tua murid."
    )
    problem = page.locator("form", has=page.get_by_role("group", name="Masalah publik"))
    expect(problem.get_by_role("status")).to_contain_text("Tersimpan", timeout=20_000)

    page.get_by_text("Tambah tonggak").click()
    milestone = page.locator("form", has=page.get_by_role("button", name="Tambahkan tonggak"))
    both(milestone, "Tonggak", "Laman anggaran sekolah", "School budget page")
    milestone.get_by_label("Mulai").fill("2019-01-01")
    milestone.get_by_label("Batas waktu").fill("2019-06-30")
    press(page, "Tambahkan tonggak")
    expect(page.locator("#tonggak")).to_contain_text("Laman anggaran sekolah")

    page.get_by_text("Tambah indikator").click()
    indicator = page.locator("form", has=page.get_by_role("button", name="Tambahkan indikator"))
    both(indicator, "Indikator", "Sekolah yang membuka anggaran", "Schools with open budgets")
    press(page, "Tambahkan indikator")
    expect(page.locator("#indikator")).to_contain_text("Sekolah yang membuka anggaran")

    follow(page, "Komitmen")
    expect(page.locator("ol.entries > li")).to_have_count(COMMITMENTS)
    expect(page.locator("ol.entries .missing")).to_have_count(COMMITMENTS)


def publish(page):
    follow(page, "Rencana aksi")
    follow(page, TITLE)
    press(page, "Buka rencana aksi dan lini masa kepada publik")
    expect(page.get_by_role("main")).to_contain_text("kini terbit")
    follow(page, "Terbitkan")
    choices = page.locator("input[name=commitments]")
    expect(choices).to_have_count(COMMITMENTS)
    for choice in choices.all():
        choice.check()
    press(page, "Lihat pratinjau")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{COMMITMENTS} komitmen")
    press(page, "Terbitkan sekarang")
    expect(page.get_by_role("main")).to_contain_text("sidik jari")


def have_the_documents_made(page):
    """Look at how far they are before the worker has come, and once it has."""
    follow(page, "Dokumen")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Dokumen sedang dibuat")
    expect(main.get_by_text("Menunggu dibuat")).to_have_count(DOCUMENTS)
    work()
    expect(main.get_by_text("Sudah dibuat")).to_have_count(DOCUMENTS)
    expect(main).not_to_contain_text("Dokumen sedang dibuat")


def walk_through(page):
    page.goto("/")
    follow(page, TITLE)
    figure = page.locator(".figure", has_text="Komitmen").first
    expect(figure).to_contain_text(str(COMMITMENTS))
    expect(figure).to_contain_text(str(ANNOUNCED))
    page.locator("#komitmen a").nth(3).click()
    expect(page.get_by_role("main")).to_contain_text("Laman anggaran sekolah")
    page.get_by_role("main").locator("a[href*='/organisasi/ORG-']").first.click()
    expect(page.get_by_role("main")).to_contain_text("Komitmen")
    page.get_by_role("banner").get_by_label("Cari rencana").first.fill("anggaran")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").locator(".entries > li").first).to_be_visible()
    feed = page.request.get("/perubahan/atom.xml")
    assert feed.status == 200
    assert TITLE in feed.text()


def read_in_english(page):
    page.goto("/rencana/RAN-2018/")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE_EN)
    assert page.evaluate("document.documentElement.lang") == "en"
