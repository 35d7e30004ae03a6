"""What is written can be read again, and tells neither who nor when to the hour."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from kokreasi.insights.opinions.polis_csv import read_comments, read_votes
from kokreasi.insights.opinions.polis_export import (
    FIRST_AUTHOR,
    LINES_AT_ONCE,
    Statement,
    write_comments,
    write_votes,
)

DAYS = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
VOTES = [
    (f"person-{p}", s, (p * s + p) % 3 - 1, DAYS[(p + s) % 3]) for p in range(90) for s in range(12)
]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def patterns(rows) -> Counter:
    """Count people by all they voted, whoever they are."""
    own: dict = {}
    for who, what, how in rows:
        own.setdefault(who, set()).add((what, how))
    return Counter(frozenset(each) for each in own.values())


@pytest.mark.parametrize("with_datetime", [True, False])
def test_votes_can_be_read_again(with_datetime):
    text = "".join(write_votes(VOTES, with_datetime=with_datetime))

    read = read_votes(io.BytesIO(text.encode()))

    assert read.problems == []
    again = zip(read.participants, read.statements, read.values, strict=True)
    assert patterns(again) == patterns(vote[:3] for vote in VOTES)
    assert set(read.timestamps) == {
        int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in DAYS
    }


def test_the_layouts_are_those_of_polis():
    long, short = ("".join(write_votes(VOTES[:1], with_datetime=each)) for each in (True, False))

    assert long.splitlines() == [
        "timestamp,datetime,comment-id,voter-id,vote",
        "1709078400,Wed Feb 28 2024 00:00:00 GMT+0000 (Coordinated Universal Time),0,0,-1",
    ]
    assert short.splitlines() == ["timestamp,comment-id,voter-id,vote", "1709078400,0,0,-1"]


def test_participants_get_other_numbers_in_each_export():
    numbers = []
    for _export in "ab":
        rows = rows_of("".join(write_votes(VOTES)))
        assert {int(row["voter-id"]) for row in rows} == set(range(90))
        numbers.append([row["voter-id"] for row in rows if row["vote"] == "1"])

    assert numbers[0] != numbers[1]


def test_the_order_of_lines_says_nothing_of_the_order_of_votes():
    first, second = (
        rows_of("".join(write_votes(votes))) for votes in (VOTES, list(reversed(VOTES)))
    )

    for rows in (first, second):
        keys = [(int(row["comment-id"]), int(row["voter-id"])) for row in rows]
        assert keys == sorted(keys)


def test_votes_are_written_as_they_are_asked_for():
    parts = write_votes(iter(VOTES))

    assert next(parts).count("\n") == LINES_AT_ONCE
    assert sum(part.count("\n") for part in parts) == len(VOTES) + 1 - LINES_AT_ONCE


def test_no_votes_make_a_header():
    assert list(write_votes([])) == ["timestamp,datetime,comment-id,voter-id,vote\r\n"]


WORDS = ["=HYPERLINK(1)", "+62", "-1", "@a", "\tb", 'Ya, "benar"', "baris\nkedua", "👍🏽 مرحبا"]


def statements() -> list[Statement]:
    return [
        Statement(9 - n, DAYS[0], f"author-{n % 3}", n, 2 * n, n % 3 - 1, words)
        for n, words in enumerate(WORDS)
    ]


def test_comments_can_be_read_again():
    text = "".join(write_comments(statements()))

    read = read_comments(io.BytesIO(text.encode()))

    assert read.problems == []
    assert [each.text for each in read.comments] == WORDS[::-1]
    assert [(e.id, e.agrees, e.disagrees, e.moderated) for e in read.comments] == [
        (9 - n, n, 2 * n, n % 3 - 1) for n in range(len(WORDS))
    ][::-1]


def test_no_words_become_a_formula():
    rows = rows_of("".join(write_comments(statements())))

    assert not [row for row in rows if row["comment-body"].startswith(("=", "+", "-", "@", "\t"))]


def test_authors_are_numbered_apart_from_voters():
    """Who knows the author of a text must not find the author's votes."""
    rows = rows_of("".join(write_comments(statements())))

    numbers = {int(row["author-id"]) for row in rows}
    assert numbers == {FIRST_AUTHOR, FIRST_AUTHOR + 1, FIRST_AUTHOR + 2}
