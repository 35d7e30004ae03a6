from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.quantities import Quantity, number_from, quantity_in


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("75% tepat waktu", "75", "%"),
        ("80 %", "80", "%"),
        ("12,5 persen", "12.5", "%"),
        ("Forum di 5 daerah", "5", "daerah"),
        ("10 RS", "10", "RS"),
        ("5 K/L", "5", "K/L"),
        ("Data 3 sektor terbuka", "3", "sektor"),
        ("1.000 desa", "1000", "desa"),
        ("12.500 desa", "12500", "desa"),
        ("2,5 juta orang", "2500000", "orang"),
        ("2.5 juta orang", "2500000", "orang"),
        ("Rp 1,25 miliar", "1250000000", ""),
        ("1.250,75 hektare", "1250.75", "hektare"),
        ("- 5 desa", "5", "desa"),
        ("2. Forum di 5 daerah", "5", "daerah"),
        ("minimal 3 (laporan)", "3", ""),
        ("Tahap 2: 10 desa", "10", "desa"),
        ("20 desa pada tahun 2020", "20", "desa"),
        ("LAPOR!-SP4N di 10 provinsi", "10", "provinsi"),
        ("0", "0", ""),
    ],
)
def test_the_number_of_a_target(text, number, unit) -> None:
    assert quantity_in(text) == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Peta jalan integrasi data",
        "e-recap v2",
        "SP4N",
        "Laporan 2019",
        "Perpres 39/2019",
        "Pasal 7 ayat 2",
        "Digabung dengan usulan no. 10?",
        "5-10 desa",
        "5–10 desa",
        "80%-90%",
        "5 s.d. 10 desa",
        "75% dari 10 daerah",
        "10 desa, 2 kota",
        "1,000 desa",
        "1.00.0 desa",
        "-5%",
        "3 desa\n10 kota",
        "1. Modul\n2. Forum di 5 daerah",
        "Triwulan 3",
    ],
)
def test_no_number_where_it_could_be_another(text) -> None:
    assert quantity_in(text) == Quantity()


@given(st.integers(0, 10**12))
def test_indonesian_thousands_are_read_back(number) -> None:
    assert number_from(f"{number:,}".replace(",", ".")) == number
    assert number_from(str(number)) == number


@given(st.text(max_size=200))
def test_any_words_give_a_quantity_or_nothing(text) -> None:
    quantity = quantity_in(text)

    assert quantity.number is None or quantity.number >= 0
    assert quantity.number is not None or quantity.unit == ""
