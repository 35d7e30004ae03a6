"""What a quotation may give away is offered; roles, places and institutions are left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.insights.personal_numbers import personal_numbers
from kokreasi.insights.veils import Hint, veils_offered

OFFERED = [
    ("Bapak Budi Santoso berjanji", Hint.NAME, "Budi Santoso"),
    ("kata Pak Suyono kemarin", Hint.NAME, "Suyono"),
    ("Ibu Siti Nurhaliza, warga", Hint.NAME, "Siti Nurhaliza"),
    ("bu Tini tidak dapat bantuan", Hint.NAME, "Tini"),
    ("Sdr. Rahmat Hidayat", Hint.NAME, "Rahmat Hidayat"),
    ("Sdri Dewi", Hint.NAME, "Dewi"),
    ("H. Abdul Karim memotong dana", Hint.NAME, "Abdul Karim"),
    ("Hj. Aminah", Hint.NAME, "Aminah"),
    ("dr. Lestari di puskesmas", Hint.NAME, "Lestari"),
    ("Prof. Dr. Ir. Bambang W. Sutrisno", Hint.NAME, "Bambang W. Sutrisno"),
    ("Bpk. Ahmad bin Yusuf", Hint.NAME, "Ahmad bin Yusuf"),
    ("Pak JOKO menolak", Hint.NAME, "JOKO"),
    ("Pak RT Joko marah", Hint.NAME, "Joko"),
    ("Bapak Camat Budi Santoso", Hint.NAME, "Budi Santoso"),
    ("ditangani Ratna Sari, S.H.", Hint.NAME, "Ratna Sari"),
    ("nama saya Yohanes", Hint.NAME, "Yohanes"),
    ("rumah di Jl. Merdeka Barat No. 12", Hint.ADDRESS, "Jl. Merdeka Barat No. 12"),
    ("Jalan Diponegoro 45 rusak", Hint.ADDRESS, "Jalan Diponegoro 45"),
    ("gg. Mawar 3", Hint.ADDRESS, "gg. Mawar 3"),
    ("warga RT 03/RW 05", Hint.ADDRESS, "RT 03/RW 05"),
    ("RT.004 RW.012 belum", Hint.ADDRESS, "RT.004 RW.012"),
    ("ikuti @budi_santoso ya", Hint.ACCOUNT, "@budi_santoso"),
    ("IG: warga.peduli", Hint.ACCOUNT, "IG: warga.peduli"),
    ("lihat https://contoh.id/a?b=1.", Hint.LINK, "https://contoh.id/a?b=1"),
    ("wa.me/6281234567", Hint.LINK, "wa.me/6281234567"),
    ("mobil AB 1234 CD parkir", Hint.PLATE, "AB 1234 CD"),
    ("motor B 3456 KLM", Hint.PLATE, "B 3456 KLM"),
    ("hubungi 0812-3456-7890", Hint.NUMBER, "0812-3456-7890"),
    ("surel a.b@contoh.id", Hint.NUMBER, "a.b@contoh.id"),
]

LEFT_ALONE = [
    "",
    "Pak RT dan Pak RW tidak hadir",
    "Pak Lurah sudah tahu",
    "Bapak Bupati dan Ibu Gubernur",
    "Bapak Presiden",
    "Ibu Kota Nusantara",
    "Ibu Negara",
    "ibu hamil dan ibu menyusui",
    "Bapak/Ibu yang terhormat",
    "Bapak Ibu sekalian",
    "Bappenas dan Kementerian PPN",
    "OGI 2018 dan RAN 2020",
    "Keppres 13/2014",
    "UU 14 Tahun 2008",
    "jalan rusak di desa kami",
    "jalan tol dan gang sempit",
    "SP4N-LAPOR! lambat",
    "Dana BOS tahun 2023 belum cair",
    "Provinsi Jawa Tengah",
    "Kabupaten Brebes, Jawa Tengah",
    "ketua RT kami",
]


@pytest.mark.parametrize(("text", "hint", "words"), OFFERED)
def test_what_leads_to_a_person_is_offered_as_it_is_written(text, hint, words) -> None:
    offered = veils_offered(text)

    assert [(each.hint, each.words) for each in offered] == [(hint, words)]
    assert text[offered[0].start : offered[0].end] == words


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_roles_places_and_institutions_are_left_alone(text) -> None:
    assert veils_offered(text) == []


def test_spans_come_in_their_order() -> None:
    text = "Pak Budi (0812 3456 7890), Jl. Mawar No. 3, menolak; Bu Tini juga."

    hints = [each.hint for each in veils_offered(text)]

    assert hints == [Hint.NAME, Hint.NUMBER, Hint.ADDRESS, Hint.NAME]


@given(st.text(st.sampled_from("PakBuH. 0812@Jl/RTW,3-éم\u202e\n"), max_size=80))
def test_spans_are_of_the_text_and_never_overlap(text) -> None:
    offered = veils_offered(text)

    assert all(text[each.start : each.end] == each.words != "" for each in offered)
    ends = [0, *(each.end for each in offered)]
    assert all(each.start >= end for each, end in zip(offered, ends, strict=False))
    covered = {place for each in offered for place in range(each.start, each.end)}
    assert all(set(range(n.start, n.end)) <= covered for n in personal_numbers(text))


@pytest.mark.parametrize(
    "piece",
    ["Pak ", "Pak Budi ", "A", "Aa ", "A. ", "Jl. A", "RT 1 ", "@a.", "Ir. ", "H.", "B 1 A "],
)
def test_twenty_thousand_characters_are_read_in_little_time(piece) -> None:
    started = time.process_time()

    veils_offered((piece * 20_000)[:20_000])

    assert time.process_time() - started < 2
