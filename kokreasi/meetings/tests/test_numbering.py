"""Numbers as offices write them, and the levels of lines that were pasted."""

import pytest

from kokreasi.meetings.numbering import letters, numbers, pasted


@pytest.mark.parametrize(
    ("levels", "written"),
    [
        ([], []),
        ([0, 0, 0], ["1.", "2.", "3."]),
        ([0, 1, 1, 0, 1], ["1.", "a.", "b.", "2.", "a."]),
        ([0, 1, 2, 2, 1, 2], ["1.", "a.", "1)", "2)", "b.", "1)"]),
        ([1, 0], ["a.", "1."]),
        ([2, 0, 2], ["1)", "1.", "1)"]),
    ],
)
def test_points_are_numbered_by_their_levels(levels, written) -> None:
    assert numbers(levels) == written


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")]
)
def test_letters_go_on_after_z(count, expected) -> None:
    assert letters(count) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Satu\nDua", [(0, "Satu"), (0, "Dua")]),
        (
            "1. Satu\na. Dua\n1) Tiga\n2. Empat",
            [(0, "Satu"), (1, "Dua"), (2, "Tiga"), (0, "Empat")],
        ),
        (
            "Satu\n    Dua\n\tTiga\n        Empat",
            [(0, "Satu"), (1, "Dua"), (1, "Tiga"), (2, "Empat")],
        ),
        ("• Satu\n- Dua\n– Tiga", [(0, "Satu"), (0, "Dua"), (0, "Tiga")]),
        ("\n \r\nSatu\r\n\n", [(0, "Satu")]),
        ("2018 adalah tahun", [(0, "2018 adalah tahun")]),
        ("1.\n-", [(0, "1."), (0, "-")]),
        ("", []),
        (" \n  a\n   b\n    c\n     d", [(0, "a"), (1, "b"), (2, "c"), (2, "d")]),
    ],
)
def test_lines_show_their_level_by_number_or_indentation(text, lines) -> None:
    assert pasted(text) == lines
