from datetime import date

import pytest

from kokreasi.reading.minutes.deadlines import find_deadline, holds_deadline, read_deadline

MEETING = date(2018, 9, 18)  # a Tuesday

#    the words                                due           certainty
WORDS = [
    ("28 September 2018", "2018-09-28", "exact"),
    ("Senin, 1 Oktober 2018 pukul 10.00 WIB", "2018-10-01", "exact"),
    ("before 5 October 2018", "2018-10-05", "exact"),
    ("12-14 November 2018", "2018-11-14", "exact"),
    ("17/10", "2018-10-17", "computed"),
    ("s.d. 30 April", "2019-04-30", "computed"),
    ("paling lambat 10 (sepuluh) hari kerja", "2018-10-02", "computed"),
    ("3 hari setelah rapat", "2018-09-21", "computed"),
    ("dua minggu", "2018-10-02", "computed"),
    ("1 x 24 jam", "2018-09-19", "computed"),
    ("1 bulan", "2018-10-18", "computed"),
    ("5 hari setelah 1 Oktober 2018", "2018-10-06", "computed"),
    ("besok", "2018-09-19", "computed"),
    ("Jumat", "2018-09-21", "computed"),
    ("by Friday", "2018-09-21", "computed"),
    ("tanggal 30", "2018-09-30", "computed"),
    ("minggu I Oktober 2018", "2018-10-07", "approximate"),
    ("Minggu ke-2 Oktober", "2018-10-14", "approximate"),
    ("minggu terakhir Oktober 2018", "2018-10-31", "approximate"),
    ("minggu pertama bulan depan", "2018-10-07", "approximate"),
    ("akhir Oktober 2018", "2018-10-31", "approximate"),
    ("awal Oktober 2018", "2018-10-10", "approximate"),
    ("pertengahan Oktober", "2018-10-20", "approximate"),
    ("Oktober", "2018-10-31", "approximate"),
    ("Oktober - November 2018", "2018-11-30", "approximate"),
    ("Triwulan II 2019", "2019-06-30", "approximate"),
    ("Q4 2018", "2018-12-31", "approximate"),
    ("Semester I 2019", "2019-06-30", "approximate"),
    ("tahun 2019", "2019-12-31", "approximate"),
    ("minggu ini", "2018-09-21", "approximate"),
    ("minggu depan", "2018-09-28", "approximate"),
    ("akhir bulan ini", "2018-09-30", "approximate"),
    ("end of month", "2018-09-30", "approximate"),
    ("akhir tahun", "2018-12-31", "approximate"),
    ("31 Februari 2019", None, "unclear"),
    ("segera", None, "unclear"),
    ("H+7", None, "unclear"),
    ("setiap bulan", None, "unclear"),
    ("sebelum rapat berikutnya", None, "unclear"),
    ("sebelum Oktober 2018", None, "unclear"),
    ("14 hari kerja sejak surat diterima", None, "unclear"),
    ("tujuh hari sesudahnya", None, "unclear"),
    ("minggu ke-2", None, "unclear"),
]


@pytest.mark.parametrize(("words", "due", "certainty"), WORDS)
def test_words_yield_their_date_and_no_other(words, due, certainty) -> None:
    deadline = read_deadline(words, MEETING)

    assert (str(deadline.due) if deadline.due else None, deadline.certainty) == (due, certainty)
    assert deadline.text == words


@pytest.mark.parametrize("words", ["", "-", "…", "n/a", "TBD", "nihil"])
def test_an_empty_cell_is_no_deadline(words) -> None:
    assert read_deadline(words, MEETING) is None


NEEDS_A_MEETING = [words for words, _due, certainty in WORDS if certainty == "computed"]


@pytest.mark.parametrize("words", [each for each in NEEDS_A_MEETING if "2018" not in each])
def test_nothing_is_computed_without_the_day_of_the_meeting(words) -> None:
    deadline = read_deadline(words, None)

    assert (deadline.due, deadline.certainty) == (None, "unclear")


#    the sentence                                                   the deadline in it
SENTENCES = [
    ("menyusun draf paling lambat tanggal 30 September 2018", "2018-09-30"),
    ("menyusun laporan, 30 Oktober 2018", "2018-10-30"),
    ("mengirim surat dalam waktu 7 (tujuh) hari kerja", "2018-09-27"),
    ("melakukan rapat pada bulan Oktober 2018 di Jakarta", "2018-10-31"),
    ("kirim data (30/09)", "2018-09-30"),
    ("membagikan bahan minggu depan", "2018-09-28"),
    ("menyampaikan surat tanggal 3 Oktober 2018 kepada Bappenas", None),
    ("mengirim notula rapat tanggal 5 September 2018", None),
    ("menyusun APBDes tahun 2019", None),
    ("menindaklanjuti hasil pertemuan pada 3 Agustus 2018", None),
    ("melaporkan kegiatan setiap bulan", None),
    ("mengulas rencana aksi 2016-2017", None),
]


@pytest.mark.parametrize(("sentence", "due"), SENTENCES)
def test_only_what_is_said_as_a_deadline_is_one(sentence, due) -> None:
    placed = find_deadline(sentence, MEETING)

    assert (str(placed.deadline.due) if placed else None) == due


@pytest.mark.parametrize("words", ["segera menyusun", "menyusun sebelum rapat berikutnya"])
def test_hurried_words_are_kept_without_a_date(words) -> None:
    placed = find_deadline(words, MEETING)

    assert (placed.deadline.due, placed.deadline.certainty) == (None, "unclear")


def test_a_bracket_may_hold_a_deadline_that_is_over() -> None:
    assert holds_deadline("minggu I Juli 2021")
    assert not holds_deadline("Sekretariat OGI, Juli")
