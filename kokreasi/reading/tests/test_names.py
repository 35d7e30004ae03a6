import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.names import names_in

TABLE = [
    ("", []),
    ("-", []),
    (" ; ;", []),
    ("ICW", ["ICW"]),
    ("ICW; PWYP Indonesia", ["ICW", "PWYP Indonesia"]),
    ("ICW;TII;", ["ICW", "TII"]),
    ("ICW\nTII", ["ICW", "TII"]),
    ("• ICW\n• Perkumpulan Inisiatif", ["ICW", "Perkumpulan Inisiatif"]),
    ("- ICW\n- TII", ["ICW", "TII"]),
    ("1. ICW 2. Seknas FITRA", ["ICW", "Seknas FITRA"]),
    ("1) ICW\n2) Seknas FITRA", ["ICW", "Seknas FITRA"]),
    ("1. Kementerian PPN", ["Kementerian PPN"]),
    ("ICW, TII, Kemenkeu", ["ICW", "TII", "Kemenkeu"]),
    ("Kementerian Hukum dan HAM", ["Kementerian Hukum dan HAM"]),
    ("Kementerian Pendidikan, Kebudayaan, Riset", ["Kementerian Pendidikan, Kebudayaan, Riset"]),
    ("Kemenkes; BPJS  Kesehatan", ["Kemenkes", "BPJS Kesehatan"]),
    ("ICW dan TII", ["ICW dan TII"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_names_in_a_cell(text, expected) -> None:
    assert names_in(text).names == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kementerian Hukum dan HAM", False),
        ("Kementerian PPN/Bappenas", False),
        ("Komisi Pemberantasan Korupsi", False),
        ("ICW dan TII", True),
        ("KSP & Bappenas", True),
        ("Kementerian Desa dan Kementerian Dalam Negeri", True),
        ("Kemenkeu / Kemendagri", True),
        ("Kementerian Pendidikan, Kebudayaan", True),
    ],
)
def test_what_may_be_several_is_left_whole_and_pointed_out(text, expected) -> None:
    names = names_in(text)

    assert names.names == [text]
    assert names.maybe_several == ([text] if expected else [])


def test_a_name_twice_is_kept_once_and_pointed_out() -> None:
    names = names_in("ICW; TII; icw")

    assert (names.names, names.twice) == (["ICW", "TII"], ["icw"])


NAME = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,3}", fullmatch=True)


@given(st.lists(NAME, unique_by=str.casefold, max_size=6))
def test_what_an_export_joins_is_read_back(names) -> None:
    assert names_in("; ".join(names)).names == names


@given(st.text(max_size=200))
def test_no_letter_of_a_name_is_lost(text) -> None:
    names = names_in(text)
    letters = "".join(letter for letter in text.casefold() if letter.isalpha())
    kept = "".join(names.names + names.twice).casefold()

    assert sorted(letter for letter in kept if letter.isalpha()) == sorted(letters)
