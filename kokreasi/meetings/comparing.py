"""What a reader of one version of minutes finds changed in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kokreasi.meetings.sheets import MinutesSheet, PointOnSheet


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: the `same` in both, `gone` from the old, or `new`."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A point that reads otherwise, by its number in the version where it stands."""

    number: str
    pieces: Sequence[Piece]


def differences(old: MinutesSheet, new: MinutesSheet) -> list[Difference]:
    """List the points that were changed, taken out or added, in the order of the new version.

    Points are the same when they have the same key; those that were taken out come last.
    """
    before = {point.key: point for point in old.points()}
    after = {point.key: point for point in new.points()}
    changed = [
        Difference(point.number, pieces(_line(before.get(key)), _line(point)))
        for key, point in after.items()
        if _line(before.get(key)) != _line(point)
    ]
    gone = [
        Difference(point.number, pieces(_line(point), ""))
        for key, point in before.items()
        if key not in after
    ]
    return changed + gone


def _line(point: PointOnSheet | None) -> str:
    if point is None:
        return ""
    who = ", ".join(words for words in (point.speaker, point.organisation_words) if words)
    return f"{who}: {point.text}" if who else point.text


def pieces(old: str, new: str) -> list[Piece]:
    """Set two texts beside each other word by word."""
    before, after = old.split(), new.split()
    found = []
    for _op, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[a1:a2] == after[b1:b2]:
            found.append(Piece("same", " ".join(after[b1:b2])))
            continue
        found += [Piece("gone", " ".join(before[a1:a2]))] if a1 < a2 else []
        found += [Piece("new", " ".join(after[b1:b2]))] if b1 < b2 else []
    return found
