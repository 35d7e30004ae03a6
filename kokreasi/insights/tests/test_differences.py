"""What changed between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.insights.differences import Fate, differences

TEXTS = st.text(alphabet="ab .,\nç ", max_size=60)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.fate.value, piece.text) for piece in differences(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("sama", "sama", [("kept", "sama")]),
        ("", "baru", [("added", "baru")]),
        ("lama", "", [("removed", "lama")]),
        (
            "tiga kabupaten pada 2019",
            "lima kabupaten pada 2019",
            [("removed", "tiga "), ("added", "lima "), ("kept", "kabupaten pada 2019")],
        ),
        (
            "data terbuka",
            "data anggaran terbuka",
            [("kept", "data "), ("added", "anggaran "), ("kept", "terbuka")],
        ),
        ("2 kota.", "2 kota!", [("kept", "2 kota"), ("removed", "."), ("added", "!")]),
    ],
)
def test_words_are_kept_removed_or_added(old, new, expected) -> None:
    assert told(old, new) == expected


@given(old=TEXTS, new=TEXTS)
def test_pieces_are_both_texts_again(old, new) -> None:
    pieces = differences(old, new)

    assert "".join(p.text for p in pieces if p.fate != Fate.ADDED) == old
    assert "".join(p.text for p in pieces if p.fate != Fate.REMOVED) == new
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x " * 200_000, "y " * 200_000),
        ("a b " * 1_000, "b a " * 1_000),
        ("a b " * 110, "b a " * 110),
        ("a " * 240, "a b " * 120),
        (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))),
    ],
    ids=["very long", "many alike", "fewer alike", "one word again and again", "turned round"],
)
def test_no_text_takes_long(old, new) -> None:
    started = time.perf_counter()

    differences(old, new)

    assert time.perf_counter() - started < 3


def test_long_texts_of_people_are_compared_word_by_word() -> None:
    old = " ".join(f"kata{n} dan" for n in range(200))
    new = old.replace("kata100 ", "lain ")

    assert told(old, new)[1:3] == [("removed", "kata100 "), ("added", "lain ")]
