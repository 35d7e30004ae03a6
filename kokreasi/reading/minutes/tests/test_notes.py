"""Notes of many kinds of offices and groups, and the follow-ups that a person finds in them."""

from pathlib import Path

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.minutes.header import read_header
from kokreasi.reading.minutes.reader import read_minutes, read_minutes_file

NOTES = Path(__file__).with_name("notes")


def expected():
    found: dict[str, list[str]] = {}
    for line in (NOTES / "expected.txt").read_text().splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found


EXPECTED = expected()


def read(name):
    path = NOTES / name
    return read_minutes_file(path.read_bytes(), name)


def shown(follow_up):
    due = " ".join(filter(None, [follow_up.due_on, follow_up.certainty]))
    kind = f"{follow_up.kind}{' implied' if follow_up.implied else ''}"
    return f"{follow_up.actor or '-'} | {follow_up.action} | {due or '-'} | {kind}"


@pytest.mark.parametrize("name", EXPECTED)
def test_the_follow_ups_of_a_note_are_these_and_no_others(name) -> None:
    assert [shown(each) for each in read(name).follow_ups] == EXPECTED[name]


def test_there_is_a_note_for_every_expectation() -> None:
    notes = {path.name for path in NOTES.iterdir()} - {"expected.txt"}

    assert notes == set(EXPECTED)
    assert len(notes) >= 40


@pytest.mark.parametrize("name", EXPECTED)
def test_every_line_behind_a_follow_up_holds_words_of_it(name) -> None:
    minutes = read(name)

    for follow_up in minutes.follow_ups:
        near = " ".join(minutes.lines_text[follow_up.line - 1 : follow_up.line + 2])
        assert follow_up.action.split()[0].casefold() in near.casefold()


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_dropped_in_silence(name) -> None:
    """Every block is head, heading, point, agreement, follow-up, left out or unread."""
    document = read_document((NOTES / name).read_bytes(), name)
    minutes = read_minutes(document)
    told = [
        *minutes.sections,
        *minutes.points,
        *minutes.follow_ups,
        *minutes.unread,
        *minutes.left_out,
    ]
    lines = {each.line for each in told} | set(minutes.agreement_lines)
    words = " ".join(
        [
            f"{each.actor} {each.action} {each.deadline_text} {each.status_text}"
            for each in minutes.follow_ups
        ]
        + minutes.agreements
    )

    missing = [
        block.text
        for index, block in enumerate(document.blocks)
        if index not in read_header(document).used
        and block.line not in lines
        and block.text.split(":")[-1].strip(" .;-") not in words
        and block.text.split(":")[0] not in words
    ]

    assert missing in ([], *SPLIT_OVER_LINES)


SPLIT_OVER_LINES = (
    ["Setelah mendengarkan masukan, Pansus III memutuskan :"],
    ["September 2024."],
)
"""A line that announces the agreements below it; a deadline broken in two."""
