"""Public layouts are read, columns in any order; what is hostile comes back as lines and codes."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.opinions.polis_csv import (
    LONGEST_TEXT,
    MOST_PROBLEMS,
    Code,
    Comment,
    Problem,
    VotesRead,
    read_comments,
    read_votes,
)
from kokreasi.insights.opinions.votes import Votes

SHORT = "timestamp,comment-id,voter-id,vote"
LONG = "timestamp,datetime,comment-id,voter-id,vote"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"


def votes_in(text: str | bytes) -> VotesRead:
    return read_votes(io.BytesIO(text.encode() if isinstance(text, str) else text))


def comments_in(text: str):
    return read_comments(io.BytesIO(text.encode()))


def rows_of(read: VotesRead) -> list[tuple[int, int, int, int]]:
    columns = (read.timestamps, read.statements, read.participants, read.values)
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        f"{SHORT}\n1480465413,3,7,-1\n",
        f"{SHORT}\r\n1480465413,3,7,-1",
        f"\ufeff{SHORT}\n1480465413,3,7,-1\n\n",
        f"{LONG}\n1480465413,Tue Nov 29 2016 16:23:33 GMT-0800 (PST),3,7,-1\n",
        "vote;Voter-Id;x;Comment-ID;timestamp\n-1;7;;3;1480465413\n",
        "timestamp\tcomment-id\tvoter-id\tvote\n1480465413\t 3 \t7\t-1\n",
        f'{SHORT}\n"1480465413","3","7","-1"\n',
        f"{SHORT}\n1480465413999,3,7,-1\n",
    ],
    ids=["short", "windows", "mark", "long", "order", "tabs", "quotes", "milliseconds"],
)
def test_public_layouts_are_read(text):
    read = votes_in(text)

    assert rows_of(read) == [(1480465413, 3, 7, -1)]
    assert (read.problems, read.repeated) == ([], 0)


def test_the_last_vote_by_time_counts():
    read = votes_in(f"{SHORT}\n30,1,1,1\n10,1,1,-1\n20,1,2,0\n20,1,2,1\n")

    votes = Votes.of(read.participants, read.statements, read.values)
    assert votes.values.tolist() == [1, 1]
    assert read.repeated == 2
    assert list(read.timestamps) == [10, 20, 20, 30]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("1,1,1,2", Code.UNKNOWN_VOTE, "vote"),
        ("1,1,1,", Code.UNKNOWN_VOTE, "vote"),
        ("1,1,1,agree", Code.UNKNOWN_VOTE, "vote"),
        ("1,1,1," + "9" * 400, Code.UNKNOWN_VOTE, "vote"),
        ("1,1," + "9" * 400 + ",1", Code.NUMBER_TOO_LARGE, "voter-id"),
        ("1," + "9" * 400 + ",1,1", Code.NUMBER_TOO_LARGE, "comment-id"),
        ("9" * 400 + ",1,1,1", Code.NUMBER_TOO_LARGE, "timestamp"),
        ("999999999999999,1,1,1", Code.NUMBER_TOO_LARGE, "timestamp"),
        ("1,1e400,1,1", Code.NOT_A_NUMBER, "comment-id"),
        ("1,-1,1,1", Code.NOT_A_NUMBER, "comment-id"),
        ("1,1,,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,1_0,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,٣,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,²,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,\0,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,👍🏽,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,\u202e7,1", Code.NOT_A_NUMBER, "voter-id"),
        ("1,1,=1+1,1", Code.NOT_A_NUMBER, "voter-id"),
        ("2020-01-01,1,1,1", Code.NOT_A_NUMBER, "timestamp"),
        ("1,1,1", Code.TOO_FEW_CELLS, ""),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(line, code, column):
    read = votes_in(f"{SHORT}\n5,1,1,1\n{line}\n6,1,2,0\n")

    assert read.problems == [Problem(3, code, column)]
    assert rows_of(read) == [(5, 1, 1, 1), (6, 1, 2, 0)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", Problem(1, Code.EMPTY_FILE)),
        (b"\n\n", Problem(1, Code.EMPTY_FILE)),
        (b"name,age\n1,2\n", Problem(1, Code.MISSING_COLUMN, "timestamp")),
        (b"timestamp,comment-id,vote\n", Problem(1, Code.MISSING_COLUMN, "voter-id")),
        (f"{SHORT},vote\n".encode(), Problem(1, Code.DOUBLE_COLUMN, "vote")),
        (f"{SHORT}\n1,1,1,1\n1,1,\xff,1\n".encode("latin-1"), Problem(3, Code.NOT_UTF8)),
        (SHORT.encode("utf-16"), Problem(1, Code.NOT_UTF8)),
        (f"{SHORT}\n1,1,1,1\n".encode() + b"x" * 20_000_000, Problem(3, Code.LINE_TOO_LONG)),
        (f"{SHORT}\n1,1,1,1\n".encode() + b"," * 20_000_000, Problem(3, Code.LINE_TOO_LONG)),
        (b"x" * 20_000_000, Problem(1, Code.LINE_TOO_LONG)),
        (b"PK\x03\x04" + bytes(range(256)) * 9, Problem(1, Code.MISSING_COLUMN, "timestamp")),
    ],
    ids=lambda each: repr(each)[:30],
)
def test_a_file_of_another_kind_is_refused(text, problem):
    read = votes_in(text)

    assert read.problems == [problem]
    assert len(read.values) <= 1


def test_a_quote_that_never_ends_breaks_the_file():
    read = votes_in(f'{SHORT}\n1,1,1,1\n1,1,"1,1\n' + "1,1,1,1\n" * 40_000)

    assert [each.code for each in read.problems] == [Code.BROKEN]
    assert len(read.values) == 1


def test_problems_are_counted_and_the_first_told():
    read = votes_in(f"{SHORT}\n" + "1,1,1,9\n" * 1_000)

    assert (len(read.problems), read.problem_count) == (MOST_PROBLEMS, 1_000)
    assert read.problems[-1].line == MOST_PROBLEMS + 1


@settings(deadline=None)
@given(
    st.binary(max_size=300) | st.text(alphabet='10-,;\t"\r\n\ufeff', max_size=200).map(str.encode)
)
def test_nothing_is_raised_whatever_the_file(rest):
    for start in (b"", f"{SHORT}\n".encode(), f"{COMMENTS}\n".encode()):
        for read in (read_votes, read_comments):
            found = read(io.BytesIO(start + rest))
            assert found.problem_count >= len(found.problems)


def test_votes_read_go_straight_to_be_counted():
    read = votes_in(f"{SHORT}\n" + "".join(f"1,{s},{p},1\n" for s in range(9) for p in range(40)))

    votes = Votes.of(read.participants, read.statements, read.values)

    assert (votes.people, len(votes.ids)) == (40, 9)
    assert np.all(votes.values == 1)


def test_comments_are_read_with_their_words():
    words = 'Anggaran desa "terbuka", 👩🏽‍🌾 مرحبا\nbaris kedua'
    quoted = words.replace('"', '""')

    read = comments_in(f'{COMMENTS}\n1480453577,Tue Nov 29,12,3,40,5,-1,"{quoted}"\n')

    assert read.problems == []
    assert read.comments == [Comment(1480453577, 12, 3, 40, 5, -1, words)]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ("1,,1,1,1,1,2,a", Code.UNKNOWN_STATE, "moderated"),
        ("1,,1,1,1,1,1,  ", Code.NO_TEXT, "comment-body"),
        ("1,,1,1,1,1,1," + "a" * (LONGEST_TEXT + 1), Code.TEXT_TOO_LONG, "comment-body"),
        ("1,,1,1,1,1,1,a\0b", Code.CONTROL_CHARACTER, "comment-body"),
        ("1,,1,1,1,1,1,a\x1bb", Code.CONTROL_CHARACTER, "comment-body"),
        ("1,,7,1,1,1,1,a", Code.DOUBLE_STATEMENT, "comment-id"),
        ("1,,1,1,x,1,1,a", Code.NOT_A_NUMBER, "agrees"),
        ("1,,1,1,1,1,1", Code.TOO_FEW_CELLS, ""),
    ],
)
def test_a_bad_comment_is_told(cells, code, column):
    read = comments_in(f"{COMMENTS}\n1,,7,1,0,0,0,Jalan\n{cells}\n")

    assert read.problems == [Problem(3, code, column)]
    assert [each.id for each in read.comments] == [7]


def test_a_formula_made_harmless_gets_its_own_words_back():
    read = comments_in(f"{COMMENTS}\n1,,7,1,0,0,0,'=1+1\n1,,8,1,0,0,0,'tis\n")

    assert [each.text for each in read.comments] == ["=1+1", "'tis"]
