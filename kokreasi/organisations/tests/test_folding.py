"""When two spellings are the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.organisations.folding import core, fold, key, parts

names = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("KEMENKEU", "Kemenkeu"),
        ("  Kementerian\n Keuangan ", "Kementerian Keuangan"),
        ("Kementerian PANRB", "KemenPAN-RB"),
        ("Kemen PANRB", "KemenPANRB"),
        ("LAPOR!-SP4N", "LAPOR SP4N"),
        ("Perkumpulan “Inisiatif”", "perkumpulan inisiatif"),
        ("Café Société", "cafe societe"),
    ],
)
def test_these_are_the_same_name(written, known) -> None:
    assert key(written) == key(known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kementerian Keuangan", "Kementerian Kesehatan"),
        ("Pattirol", "Pattiro"),
        ("Keuangan", "Kementerian Keuangan"),
        ("Kemenyan", "Kementerian Yang"),
    ],
)
def test_these_are_different_names(one, other) -> None:
    assert key(one) != key(other)


@given(names)
def test_folding_a_folded_name_changes_nothing(name) -> None:
    assert fold(fold(name)) == fold(name)


@given(names)
def test_case_and_space_never_part_two_names(name) -> None:
    assert key(f"  {name} ") == key(name)
    assert key(name.replace(" ", "\t\u00a0")) == key(name)


@given(names)
def test_the_core_is_empty_only_where_the_name_is(name) -> None:
    assert bool(core(name)) == bool(fold(name))


@pytest.mark.parametrize(
    ("name", "distinct"),
    [
        ("Kementerian Keuangan Republik Indonesia", "keuangan"),
        ("Kementrian Keuangan RI", "keuangan"),
        ("Yayasan Penguatan Partisipasi", "penguatan partisipasi"),
        ("Republik Indonesia", "republik indonesia"),
    ],
)
def test_the_core_leaves_common_words_out(name, distinct) -> None:
    assert core(name) == distinct


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kemenkeu (DJA)", ["Kemenkeu", "DJA"]),
        ("Kementerian PPN/Bappenas", ["Kementerian PPN", "Bappenas"]),
        ("Kemenkeu", []),
        ("()", []),
    ],
)
def test_parts_may_stand_for_the_whole(text, expected) -> None:
    assert parts(text) == expected
