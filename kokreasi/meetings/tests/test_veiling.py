"""What is left of a text when words are withheld: nothing of the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.meetings.choices import VeilKind
from kokreasi.meetings.veiling import Cover, Veiling, occurs

NAME = Cover(VeilKind.NAME, "Budi Santoso", "[seorang warga]")
PASSAGE = Cover(VeilKind.PASSAGE, "said that the tender was rigged", "[withheld]")
NUMBER = Cover(VeilKind.NUMBER, "0812-3456-7890", "[number]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Budi Santoso asked.", "[seorang warga] asked."),
        ("BUDI  santoso asked.", "[seorang warga] asked."),
        ("Budi\nSantoso asked", "[seorang warga] asked"),
        ("Budi Santosowati asked", "Budi Santosowati asked"),
        ("Budi", "Budi"),
        ("Call 0812 3456 7890.", "Call [number]."),
        ("Call +62 812.3456.7890", "Call [number]"),
        ("Call 6281234567890", "Call [number]"),
        ("Call 08123456789012", "Call 08123456789012"),
        ("He Said that the  tender was rigged!", "He [withheld]!"),
        ("", ""),
    ],
)
def test_words_are_withheld_however_they_are_written(text, shown) -> None:
    assert Veiling([NAME, PASSAGE, NUMBER]).over(text) == shown


def test_overlapping_passages_are_withheld_as_one() -> None:
    covers = [
        Cover(VeilKind.NAME, "Pak Budi", "[a citizen]"),
        Cover(VeilKind.PASSAGE, "Budi said that it was rigged", "[withheld]"),
    ]

    shown = Veiling(covers).over("Then Pak Budi said that it was rigged. Good.")

    assert shown == "Then [withheld]. Good."


def test_without_veils_nothing_changes() -> None:
    assert Veiling([]).over("Budi Santoso") == "Budi Santoso"


@pytest.mark.parametrize(
    ("kind", "words", "text", "expected"),
    [
        (VeilKind.NAME, "Budi", "Pak Budi.", True),
        (VeilKind.NAME, "Budi", "Budiman", False),
        (VeilKind.PASSAGE, "Budi", "Budiman", True),
        (VeilKind.NUMBER, "0812", "0812", True),
        (VeilKind.NUMBER, "a@b.id", "A@B.ID", True),
    ],
)
def test_words_are_found_by_their_kind(kind, words, text, expected) -> None:
    assert occurs(kind, words, [text]) == expected


WORDS = st.text(alphabet="ab ", min_size=1, max_size=6).filter(str.strip)


@given(st.text(alphabet="ab ", max_size=40), st.lists(WORDS, min_size=1, max_size=4))
def test_no_withheld_passage_survives(text, words) -> None:
    covers = [Cover(VeilKind.PASSAGE, each, "[…]") for each in words]

    shown = Veiling(covers).over(text)

    assert not any(occurs(VeilKind.PASSAGE, each, shown.split("[…]")) for each in words)
