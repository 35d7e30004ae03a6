"""A survey of another service comes in as a file: mapped, rehearsed, imported once, counted.

The file is like that of 2018, in words of our own: 17 people, 19 choices, three women, and choices
that hold commas. Where the folder of samples lies beside the project, the one of 2018 comes in too.
"""

import re

import pytest
from playwright.sync_api import expect

from kokreasi.consultations.models import Submission
from kokreasi.consultations.tests.answer_files import BUDGET, FORUM, LAW, csv_of, survey
from kokreasi.consultations.tests.factories import make_consultation
from tests.journeys.windows import follow, main, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
FOREST = "Data hutan, laut, dan tambang dalam satu peta"
OTHERS = [FOREST, *(f"Layanan {letter}" for letter in "ABCDEFGHIJK")]
CHOSEN = [BUDGET, f"{BUDGET}, {LAW}", FORUM, BUDGET, LAW, f"{FORUM}, {OTHERS[0]}", *OTHERS[1:]]


@pytest.fixture
def consultation():
    """A consultation of 2018 in which nothing is asked yet."""
    return make_consultation(title="Konsultasi rancangan rencana aksi 2018")


@pytest.fixture
def desk(consultation):
    return f"/ruang-kerja/konsultasi/{consultation.reference}"


def test_a_survey_in_our_own_words(live_window, publisher, consultation, desk) -> None:
    page = live_window(publisher)

    come_in(page, desk, csv_of(survey(CHOSEN)))
    nothing_comes_in_twice(page, desk, csv_of(survey(CHOSEN), mark=";"))
    count_and_publish(page, desk)
    read(live_window(viewport=PHONE), consultation)


def test_the_survey_of_2018(live_window, publisher, consultation, desk, samples) -> None:
    data = (samples / "konsultasi-publik-2018-sintetis.csv").read_bytes()
    page = live_window(publisher)

    come_in(page, desk, data)
    nothing_comes_in_twice(page, desk, data)
    count_and_publish(page, desk)
    read(live_window(viewport=PHONE), consultation)


def upload(page, desk, data):
    page.goto(f"{desk}/impor/")
    file = {"name": "jawaban.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("Berkas jawaban").set_input_files(file)
    press(page, "Unggah dan baca")


def come_in(page, desk, data):
    """Make the questionnaire of the columns, rehearse, publish what is asked, and import."""
    upload(page, desk, data)
    choices = column(page, "Komitmen yang").get_by_label("Pilihan, satu per baris")
    assert len(choices.input_value().splitlines()) == 15
    assert BUDGET in choices.input_value().splitlines()
    expect(column(page, "Jenis kelamin").get_by_label("menerangkan diri peserta")).to_have_value(
        "gender"
    )
    press(page, "Buat kuesioner")

    expect(main(page)).to_contain_text("Belum ada yang diimpor")
    assert not Submission.objects.exists()
    here = page.url
    follow(page, "Terbitkan kuesioner dulu", exact=False)
    press(page, "Terbitkan konsultasi")
    page.goto(here)
    expect(main(page).locator(".figures")).to_contain_text(re.compile(r"17\s*jawaban akan masuk"))
    expect(main(page).locator("#jumlah")).to_contain_text("19 pilihan seluruhnya")
    assert not Submission.objects.exists()
    press(page, "Impor 17 jawaban")
    expect(main(page)).to_contain_text("17 jawaban diimpor.")
    assert Submission.objects.count() == 17


def column(page, heading):
    return page.locator(".column-asked", has=page.get_by_role("heading", name=heading))


def nothing_comes_in_twice(page, desk, data):
    """The second time the columns are paired with the questions; nothing of it is new."""
    upload(page, desk, data)
    topics = column(page, "Komitmen yang").get_by_label("artinya")
    expect(topics.locator("option:checked")).to_contain_text("Komitmen yang")
    press(page, "Simpan dan lihat yang akan terjadi")
    expect(main(page)).to_contain_text("Tidak ada yang perlu diimpor.")
    expect(main(page).get_by_role("button", name=re.compile("^Impor"))).to_have_count(0)
    assert Submission.objects.count() == 17


def count_and_publish(page, desk):
    page.goto(f"{desk}/hasil/")
    press(page, "Hitung jawaban sekarang")
    press(page, "Terbitkan hasil ini")
    expect(main(page)).to_contain_text("Hasil sudah diterbitkan.")


def read(page, consultation):
    """Every figure names its base; three women are in no table."""
    page.goto(f"{consultation.get_absolute_url()}hasil/")
    expect(main(page)).to_contain_text("17 orang menjawab")
    topics = page.locator("article.question", has_text="Komitmen yang").first
    for words, counted in ((BUDGET, (3, 16, 18)), (LAW, (2, 11, 12)), (FORUM, (2, 11, 12))):
        line = topics.locator("li", has_text=words)
        times, of_choices, of_people = counted
        expect(line).to_contain_text(f"{times} dari 19 pilihan ({of_choices} %)")
        expect(line).to_contain_text(f"{times} dari 17 orang ({of_people} %)")
    expect(page.locator("article.question", has_text="Kejelasan").first).to_contain_text(
        "Nilai yang paling sering diberikan adalah 8"
    )
    expect(page.locator("#siapa")).to_contain_text("Tidak ditampilkan")
    expect(page.locator("a[href*='/menurut/']")).to_have_count(0)
    page.goto(f"{consultation.get_absolute_url()}hasil/1/menurut/gender/")
    expect(page.locator("table")).to_have_count(0)
