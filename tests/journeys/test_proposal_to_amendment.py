"""From an idea to a promise that is kept up to date: the whole way of a proposal, by pages alone.

A plan of its own on a site of its own, served as `./run` serves it: the worker makes the documents
and sends the mails, into the folder in which such a site keeps them.
"""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from kokreasi.core.days import today_in_jakarta
from kokreasi.plans.tests.documents import squeezed
from kokreasi.writing.tests.test_writing import text_of_pdf, text_of_word
from tests.journeys.site import served, turn_page
from tests.journeys.windows import Site, both, card, follow, main, press, waits

pytestmark = pytest.mark.browser

STAGES = "Kalender RAN OGI VII: dari penjaringan usulan sampai peluncuran"
TITLE, TITLE_EN = "Rencana Aksi Perjalanan 2027–2028", "Journey Action Plan 2027–2028"
MINISTRY, CITIZENS = "Kementerian Contoh", "Perkumpulan Warga Contoh"
OLDER = ("Papan antrean puskesmas yang dapat dilihat dari rumah", "A board of clinic queues")
NAME, NAME_EN = ("Antrean puskesmas terlihat dari rumah", "Clinic queues visible from home")
MEETING = "Pertemuan bilateral antrean puskesmas"
SUGGESTED = "Setiap puskesmas menampilkan antreannya pada satu laman dan di papan ruang tunggu."
LETTER = "B-17/KC/2026"
RESULT = ("Warga tahu kapan gilirannya.", "People know when it is their turn.")
AMENDED = ("Warga tahu kapan gilirannya, juga tanpa ponsel.", "People know it without a phone too.")
REASON = ("Warga tanpa ponsel meminta papan.", "People without a phone asked for a board.")
FOLLOWER = "siti@example.org"
FIRST, SECOND, PROMISE = "US-UJI-001", "US-UJI-002", "KOM-UJI-01"
DRAFT = "/ruang-kerja/rencana/UJI/komitmen/KOM-UJI-01/"
ARRIVES = 60_000
"""Milliseconds within which the worker of a busy machine has made a document or sent a mail."""


@pytest.fixture
def site(browser, tmp_path):
    with served(tmp_path) as address:
        found = Site(browser, address, tmp_path)
        yield found
        for page in found.windows.values():
            page.context.close()


def test_from_a_proposal_to_the_amendment_of_its_commitment(site):
    secretariat = site.window("publisher")
    open_the_plan(secretariat)
    a_citizen_follows(site)
    the_ministry_proposes(site.window("focal_point"))
    an_organisation_proposes(site.window("member"))
    screen(secretariat, site.window("reviewer"))
    meet(secretariat)
    merge_and_accept(secretariat)
    adopt(secretariat)
    suggest_other_words(secretariat, site.window("member"))
    confirm_by_letter(secretariat)
    finalise(secretariat)
    look_at_the_documents(site)
    amend(secretariat)
    walk_the_whole_way(site.window())
    the_follower_is_told_once(site)


def open_the_plan(page):
    page.goto("/ruang-kerja/rencana/baru/")
    page.get_by_label("Kode singkat").fill("UJI")
    both(page, "Judul", (TITLE, TITLE_EN))
    both(page, "Dasar hukum", ("Keputusan Nomor 9", "Decision No. 9"))
    both(page, "Pengantar", ("Ditulis bersama warga.", "Written with citizens."))
    page.get_by_label("Hari pertama", exact=True).fill("2027-01-01")
    page.get_by_label("Hari terakhir").fill("2028-12-31")
    page.get_by_label("Tahapan dari pola").select_option(label=STAGES)
    page.get_by_label("Hari pertama ko-kreasi").fill(str(today_in_jakarta()))
    press(page, "Buka rancangan")
    press(page, "Buka rencana aksi dan lini masa kepada publik")
    page.goto("/ruang-kerja/rencana/UJI/tema/")
    both(page, "Judul", ("Layanan kesehatan", "Health services"))
    press(page, "Tambahkan tema")


def a_citizen_follows(site):
    page = site.window()
    page.goto("/rencana/RAN-UJI/")
    follow(page, "Ikuti lewat surel")
    page.get_by_label("Alamat surel Anda").fill(FOLLOWER)
    page.get_by_label("Setiap pagi").check()
    press(page, "Kirimkan tautan")
    page.goto(re.search(r"/ikuti/kunci/[^/\s]+/", mail_that_comes(site, page))[0])
    press(page, "Ya, kabari saya")
    expect(page.get_by_role("heading", name="Anda mengikuti ini")).to_be_visible()


def mail_that_comes(site, page, number=1):
    """Wait until the worker has sent so many mails to the follower; give the last of them."""
    for _second in range(ARRIVES // 1000):
        if len(mails := site.mails_to(FOLLOWER)) >= number:
            return mails[-1]
        page.wait_for_timeout(1000)
    raise AssertionError(f"mails to {FOLLOWER}: {len(mails)}")


def begin(page, titles):
    page.goto("/usulan/tulis/?rencana=RAN-UJI")
    both(page, "Judul", titles)


def write(page, problem, solution):
    """Write the rest of a draft, and send it at once: what was typed last is saved before."""
    press(page, "Mulai")
    both(page, "Masalah publik", problem)
    both(page, "Solusi yang diusulkan", solution)


def the_ministry_proposes(page):
    begin(page, OLDER)
    write(
        page,
        ("Pasien mengantre sejak subuh.", "Patients queue from dawn."),
        ("Puskesmas menayangkan nomor antrean pada laman.", "Clinics show their numbers online."),
    )
    press(page, "Kirim usulan")
    expect(main(page)).to_contain_text("Mulai sekarang semua orang dapat membacanya")


def an_organisation_proposes(page):
    """While one writes, what says nearly the same stands beside it."""
    begin(page, (NAME, NAME_EN))
    expect(page.locator("#serupa")).to_contain_text(OLDER[0])
    write(
        page,
        ("Warga mengantre sejak subuh di puskesmas.", "People queue from dawn at the clinic."),
        (
            "Setiap puskesmas menampilkan antreannya pada satu laman.",
            "Each clinic shows its queue.",
        ),
    )
    expect(page.locator("[data-refresh]")).to_contain_text("Semua yang diperlukan sudah tertulis")
    expect(page.locator("[data-refresh]")).to_contain_text(FIRST)
    press(page, "Kirim usulan")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def screen(page, reviewer):
    waits(page, re.compile("usulan menunggu ditapis"))
    follow(page, NAME)
    expect(page.locator("#serupa")).to_contain_text(OLDER[0])
    page.get_by_label("Status").select_option(label="Penapisan")
    press(page, "Simpan")
    main(page).get_by_text("Minta telaah", exact=True).click()
    page.get_by_label("Riv Penelaah").check()
    press(page, "Minta")

    waits(reviewer, re.compile(f"Telaah usulan {SECOND}"))
    scores = main(reviewer).locator("select")
    for number in range(scores.count()):
        scores.nth(number).select_option("4")
    press(reviewer, "Serahkan")
    page.reload()
    expect(page.locator("#telaah")).to_contain_text("4,0")


def meet(page):
    page.get_by_label("Status").select_option(label="Diteruskan ke pembahasan dengan K/L")
    press(page, "Simpan")
    follow(page, "Adakan pertemuan tentang usulan ini")
    both(page, "Judul", (MEETING, "Bilateral meeting on clinic queues"))
    page.get_by_label("Jenis").select_option(label="Pertemuan bilateral")
    page.get_by_label("Hari", exact=True).fill(str(today_in_jakarta()))
    press(page, "Jadwalkan pertemuan")
    expect(page.locator("#tentang")).to_contain_text(NAME)
    press(page, "Umumkan pertemuan")
    press(page, "Sudah terlaksana")
    follow(page, "Notula")
    press(page, "Mulai notula")
    page.locator("form[data-add] textarea").first.fill("Kementerian memimpin, usulan digabung.")
    page.locator("form[data-add] button").first.click()
    expect(page.locator(".line").first.locator("[data-state]")).to_contain_text("Tersimpan")
    follow(page, "Finalkan")
    press(page, "Finalkan")
    expect(main(page)).to_contain_text("Notula sudah final.")


def decide(page, reference, verdict, reason, into=""):
    page.goto(f"/ruang-kerja/usulan/{reference}/")
    follow(page, "Putuskan")
    page.get_by_label(verdict, exact=True).check()
    if into:
        page.get_by_label("Digabung ke dalam").fill(into)
    both(page, "Alasan", (reason, reason))
    page.get_by_label("Unit penanggung jawab").fill("Sekretariat OGI")
    meeting = page.get_by_label("Pertemuan tempat diputuskan")
    meeting.select_option(meeting.locator("option", has_text=MEETING).get_attribute("value"))
    press(page, "Pratinjau")
    press(page, "Tulis keputusan")


def merge_and_accept(page):
    decide(page, FIRST, "Digabung dengan usulan lain", "Isinya sama.", SECOND)
    decide(page, SECOND, "Diterima", "Jelas, dapat diperiksa, dan ada yang memimpin.")
    waits(page, re.compile("keputusan tentang usulan menunggu terbit"))
    expect(main(page).locator(f"input[name=usulan][value={FIRST}]")).to_be_checked()
    others = f"input[name=usulan]:not([value={FIRST}]):not([value={SECOND}])"
    for box in main(page).locator(others).all():  # all are chosen until somebody says otherwise
        box.uncheck()
    press(page, "Terbitkan yang dipilih")
    expect(main(page)).to_contain_text("2 tanggapan terbit")


def adopt(page):
    page.goto(f"/ruang-kerja/usulan/{SECOND}/")
    follow(page, "Jadikan komitmen")
    page.get_by_label("Penanggung jawab lain").fill(MINISTRY)
    press(page, "Jadikan komitmen")
    follow(page, "Rancangan komitmen")
    expect(main(page).get_by_role("link", name=NAME)).to_be_visible()  # where it came from
    card(page, "Nomor dalam rencana").get_by_label("Tema").select_option(label="Layanan kesehatan")
    both(page, "Hasil yang diharapkan", RESULT)
    both(page, "Dukungan bagi transparansi", ("Antrean terlihat.", "The queue is visible."))
    page.get_by_label("Transparansi", exact=True).check()
    page.get_by_label("Kehidupan sehat dan sejahtera").check()
    add(page, "tonggak", ("Laman antrean tayang", "The queue page is online"))
    add(page, "indikator", ("Puskesmas yang menayangkan", "Clinics that show it"))
    target = page.locator("form[action$='/target/']")
    both(target, "Dengan kata-kata", ("20 puskesmas", "20 clinics"))
    expect(page.locator("[data-refresh]")).to_contain_text("Tidak ada yang kurang.")


def add(page, what, titles):
    """Add a milestone or an indicator; what was typed elsewhere on the page is saved before."""
    main(page).get_by_text(f"Tambah {what}", exact=True).click()
    form = page.locator("form", has=page.get_by_role("button", name=f"Tambahkan {what}"))
    both(form, what.title(), titles)
    if what == "tonggak":
        form.get_by_label("Mulai").fill("2027-01-01")
        form.get_by_label("Batas waktu").fill("2027-06-30")
    press(page, f"Tambahkan {what}")
    expect(page.locator(f"#{what}")).to_contain_text(titles[0])


def suggest_other_words(page, member):
    """An organisation that was invited changes a paragraph; the secretariat takes it in."""
    follow(page, "Edarkan rancangan")
    page.get_by_label(CITIZENS).check()
    press(page, "Lihat siapa yang mendapat surel")
    press(page, "Edarkan sekarang")

    waits(member, re.compile(f"Baca rancangan dan beri masukan, {NAME}"))
    place = member.locator("#tulis-solutionid0")
    place.locator("summary").click()
    place.get_by_label("Masukan Anda").fill("Sebutkan juga papan.")
    place.get_by_label("Kata-kata yang disarankan").fill(SUGGESTED)
    press(member, "Kirim masukan")

    waits(page, re.compile(f"masukan atas rancangan menunggu jawaban, {TITLE}"))
    page.get_by_label("Jawaban atau alasan").fill("Setuju.")
    press(page, "Terima dan masukkan")
    member.reload()
    expect(main(member)).to_contain_text("Setuju.")


def confirm_by_letter(page):
    """The list of what is missing leads to the institution that has not confirmed yet."""
    page.goto("/ruang-kerja/rencana/UJI/finalisasi/")
    follow(page, "Belum dikonfirmasi", exact=False)
    press(page, "Buat rancangan untuk dikonfirmasi")
    follow(page, "Catat surat", exact=False)
    page.get_by_label("1. Antrean").check()
    page.get_by_label("Nomor surat").fill(LETTER)
    page.get_by_label("Tanggal surat").fill(str(today_in_jakarta()))
    page.get_by_label("Ditandatangani oleh").fill("Rina Sekretaris")
    page.get_by_label("Selaku").fill("Sekretaris Kementerian")
    press(page, "Catat konfirmasi")
    expect(main(page)).to_contain_text(LETTER)


def finalise(page):
    page.goto("/ruang-kerja/rencana/UJI/finalisasi/")
    expect(main(page)).to_contain_text("1 komitmen sudah lengkap dan dikonfirmasi.")
    expect(main(page)).to_contain_text("1 orang akan dikabari lewat surel besok pagi")
    press(page, "Tetapkan final dan terbitkan semuanya")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rencana aksi ini sudah final")


def look_at_the_documents(site):
    """The worker makes them: shown as it goes, and without a script by looking again."""
    page = site.window("publisher")
    follow(page, "Dokumennya, atau sampai mana pembuatannya")
    expect(main(page).get_by_text("Sudah dibuat")).to_have_count(5, timeout=ARRIVES)

    plain = site.window(java_script_enabled=False)
    plain.goto("/rencana/RAN-UJI/")
    expect(main(plain)).to_contain_text("Final sejak")
    prints = plain.locator("code.fingerprint").all_inner_texts()
    links = plain.locator("a[href*='/dokumen/v1/']")
    expect(links).to_have_count(5)
    files = {
        link.get_attribute("href"): plain.request.get(link.get_attribute("href")).body()
        for link in links.all()
    }
    for address, file in files.items():
        text = squeezed(text_of_pdf(file) if "/pdf/" in address else text_of_word(file))
        is_english = address.endswith("/en/")
        wanted = [TITLE_EN, NAME_EN] if is_english else [TITLE, NAME, SUGGESTED]
        wanted += [] if "/ogp/" in address else [LETTER]
        assert [words for words in wanted if squeezed(words) not in text] == [], address
        assert any(print_ in text for print_ in prints), address
    look_at_the_data(plain)


def look_at_the_data(page):
    written = page.request.get("/data/RAN-UJI/komitmen.xlsx").body()
    head, row = CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_index(0).to_python()
    found = dict(zip(head, row, strict=True))
    plan = page.request.get("/data/RAN-UJI/kokreasi.json").json()
    (promise,) = plan["commitments"]

    assert (found["title_id"], found["title_en"]) == (NAME, NAME_EN)
    assert (found["confirmed_by"], found["letters"]) == (MINISTRY, LETTER)
    assert found["fingerprint"] == promise["fingerprint"]
    assert promise["confirmed_by"][0]["letter_number"] == LETTER
    assert plan["plan"]["title"] == {"id": TITLE, "en": TITLE_EN}


def amend(page):
    page.goto(DRAFT)
    both(page, "Hasil yang diharapkan", AMENDED)
    expect(card(page, "Nomor dalam rencana")).to_be_visible()
    results = page.locator("form", has=page.get_by_role("group", name=re.compile("^Hasil yang")))
    expect(results.locator("[data-state]")).to_contain_text("Tersimpan")
    waits(page, re.compile("komitmen berbeda dari yang terbit"))
    follow(page, "Ubah resmi", exact=False)
    both(page, "Mengapa diubah", REASON)
    page.get_by_label(MINISTRY).check()
    page.get_by_label(CITIZENS).check()
    page.get_by_label("Disepakati pada").fill(str(today_in_jakarta()))
    meeting = page.get_by_label("Pertemuan tempat disepakati")
    meeting.select_option(meeting.locator("option", has_text=MEETING).get_attribute("value"))
    press(page, "Ubah dan terbitkan")


def walk_the_whole_way(page):
    """Anybody reads old and new, and walks from the promise to the proposals and back."""
    page.goto(f"/komitmen/{PROMISE}/")
    for words in (AMENDED[0], REASON[0], LETTER, MINISTRY, CITIZENS):
        expect(main(page)).to_contain_text(words)
    for reference in (FIRST, SECOND, PROMISE):
        expect(page.locator("#jejak")).to_contain_text(reference)
    follow(page, "Semula dan sekarang berdampingan")
    for words in (RESULT[0], "juga tanpa ponsel", REASON[0], MEETING):
        expect(main(page)).to_contain_text(words)
    turn_page(page, page.get_by_role("banner").get_by_role("link", name="English"))
    for words in ("is their turn", "without a phone too", REASON[1]):
        expect(main(page)).to_contain_text(words)
    page.goto(f"/usulan/{SECOND}/")
    turn_page(page, page.locator(f"#jejak a[href$='/{PROMISE}/']"))
    expect(page).to_have_url(re.compile(PROMISE))
    met = page.locator("#jejak .reference", has_text="RPT-").inner_text()
    way = {
        (FIRST, "merged_into", SECOND),
        (SECOND, "discussed_in", met),
        (SECOND, "adopted_as", PROMISE),
    }
    assert ways_of(page) == [way, way, way]


def ways_of(page):
    """Read the way as data, as it is told at each of its ends."""
    told = [page.request.get(f"/r/{at}/jejak.json").json() for at in (FIRST, SECOND, PROMISE)]
    return [{tuple(tie.values()) for tie in way["ties"]} for way in told]


def the_follower_is_told_once(site):
    before = len(site.mails_to(FOLLOWER))
    site.tell_followers_tomorrow()
    told = mail_that_comes(site, site.window("publisher"), before + 1)

    assert len(site.mails_to(FOLLOWER)) == before + 1
    for words in (NAME, OLDER[0], MEETING, REASON[0]):
        assert words in told
