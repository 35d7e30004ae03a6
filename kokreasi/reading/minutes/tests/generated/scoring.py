"""What a reader found beside what it should have found."""

import re
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.minutes.model import Minutes
from kokreasi.reading.minutes.reader import read_minutes
from kokreasi.reading.minutes.tests.generated.layouts import (
    HEADS,
    TASKS,
    WITH_CELLS,
    Layout,
    lay_out,
)
from kokreasi.reading.minutes.tests.generated.meetings import Meeting, Task, make_meeting
from kokreasi.reading.minutes.tests.generated.rendering import FORMATS

FIELDS = (
    "title",
    "date",
    "start",
    "end",
    "zone",
    "place",
    "agenda",
    "chair",
    "note_taker",
    "participants",
    "counts",
)
MARKDOWN_ONLY = {"markdown"}
LAYOUTS_OF_TEXT = {"no colons"}


@dataclass
class Score:
    """Counts of fields and follow-ups: right, and all of them; `failed` says what went wrong."""

    right: Counter = field(default_factory=Counter)
    all: Counter = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def note(self, name: str, *, is_right: bool, words: str = "") -> None:
        self.all[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.failed.append(f"{name}: {words}")

    def share(self, *names: str) -> float:
        """Give the share that is right, 1.0 where there was nothing to find."""
        total = sum(self.all[name] for name in names)
        return sum(self.right[name] for name in names) / total if total else 1.0

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.all += other.all
        self.failed += other.failed


def measure(format_name: str, seed: int) -> Score:
    """Make one note up, read it, and compare."""
    random = Random(f"{format_name} {seed}")
    meeting = make_meeting(random)
    heads = [head for head in HEADS if _suits(head, format_name)]
    layout = lay_out(
        meeting, random, head=heads[seed % len(heads)], tasks=random.choice(list(TASKS))
    )
    data = FORMATS[format_name](layout.parts)
    minutes = read_minutes(read_document(data, f"notula.{format_name}"))
    return compare(minutes, meeting, layout)


def _suits(head: str, format_name: str) -> bool:
    if head in MARKDOWN_ONLY:
        return format_name == "md"
    if head in WITH_CELLS:
        return format_name in {"docx", "odt", "html"}
    return head not in LAYOUTS_OF_TEXT or format_name in {"txt", "pdf", "docx"}


def compare(minutes: Minutes, meeting: Meeting, layout: Layout) -> Score:
    """Count what is right; a field that the layout leaves out must be None."""
    score = Score()
    expected = _expected(meeting, layout)
    for name in FIELDS:
        if name == "agenda" and name in layout.absent:
            continue
        found = getattr(minutes, name)
        is_right = _same(found, expected[name])
        words = f"[{layout.head}] {found!r} instead of {expected[name]!r}"
        score.note(name, is_right=is_right, words=words)
    _compare_tasks(score, minutes, meeting.tasks, layout)
    return score


def _expected(meeting: Meeting, layout: Layout) -> dict[str, object]:
    people = [
        body if number is None else f"{body} ({number} orang)"
        for body, number in zip(
            meeting.bodies, meeting.numbers or [None] * len(meeting.bodies), strict=True
        )
    ]
    known: dict[str, object] = {
        "title": meeting.title,
        "date": meeting.day.isoformat(),
        "start": meeting.start,
        "end": meeting.end,
        "zone": meeting.zone,
        "place": meeting.place,
        "agenda": meeting.agenda,
        "chair": meeting.chair,
        "note_taker": meeting.note_taker,
        "participants": people,
        "counts": _counts(meeting, layout),
    }
    return known | dict.fromkeys(layout.absent - {"counts", "men", "all counts"})


def _counts(meeting: Meeting, layout: Layout) -> tuple[int | None, int | None, int | None]:
    if "all counts" in layout.absent:
        return (meeting.total, meeting.men, meeting.women)
    if "men" in layout.absent:
        return (meeting.total, None, None)
    if "counts" in layout.absent or not meeting.numbers:
        return (None, None, None)
    return (meeting.total, meeting.men, meeting.women)


def _same(found: object, expected: object) -> bool:
    if isinstance(expected, tuple):
        return (found.total, found.men, found.women) == expected
    if isinstance(found, list) and isinstance(expected, list):
        return [_plain(text) for text in found] == [_plain(text) for text in expected]
    return _plain(found) == _plain(expected)


def _plain(text: object) -> object:
    return " ".join(re.findall(r"\w+", text.casefold())) if isinstance(text, str) else text


def _compare_tasks(score: Score, minutes: Minutes, tasks: list[Task], layout: Layout) -> None:
    left = list(minutes.follow_ups)
    for task in tasks:
        found = next((each for each in left if _plain(task.action) in _plain(each.action)), None)
        form = f"[{layout.tasks}] {task}"
        score.note("found", is_right=found is not None, words=form)
        if found is None:
            continue
        left.remove(found)
        score.note("actor", is_right=_same(found.actor, task.actor), words=f"{found.actor} {form}")
        due_on = task.due_on.isoformat() if task.due_on else None
        score.note("due_on", is_right=found.due_on == due_on, words=f"{found.due_on} {form}")
        is_invented = found.due_on is not None and found.due_on != due_on
        score.note("no invented date", is_right=not is_invented, words=f"{found.due_on} {form}")
    for each in minutes.follow_ups:
        score.note("real", is_right=each not in left, words=f"[{layout.tasks}] {each}")
