"""Which choices stand in a cell of several choices, although choices hold commas themselves.

A form of Google writes all choices of a person into one cell, with ", " between them, and puts
nothing around a choice that has commas of its own. What is known decides: of all ways to cut a
cell the one that leaves the fewest pieces unknown, and of those the one with the fewest pieces.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from kokreasi.consultations.imports.answers.folding import folded

Span = tuple[int, int]


class Mark(StrEnum):
    """What stands between two choices of one cell."""

    COMMA = ","
    SEMICOLON = ";"
    LINE = "\n"


def mark_of(cells: Iterable[str]) -> Mark:
    """Tell what stands between choices in a column, by what most of its cells hold."""
    held = Counter(mark for cell in cells for mark in Mark if mark in cell.strip(" ;,\n"))
    lines, semicolons, commas = held[Mark.LINE], held[Mark.SEMICOLON], held[Mark.COMMA]
    if lines > max(semicolons, commas):
        return Mark.LINE
    return Mark.SEMICOLON if semicolons > commas else Mark.COMMA


class Known:
    """The choices that may stand in a cell: their words in any spelling, and what each means."""

    def __init__(self, meanings: Mapping[str, str], mark: Mark) -> None:
        self.mark = mark
        self.meanings = {_key(words, mark): meaning for words, meaning in meanings.items()}
        self.longest = max((words.count(mark) + 1 for words in meanings), default=1)

    def meaning(self, words: str) -> str | None:
        return self.meanings.get(_key(words, self.mark))


def _key(words: str, mark: Mark) -> str:
    """Fold words so that the space beside a mark does not matter."""
    return mark.join(folded(part) for part in words.split(mark))


def split(cell: str, known: Known) -> list[str]:
    """Cut a cell into its choices, as they are written.

    Unknown pieces side by side stay together as long as they go on with a small letter.
    """
    return [cell[begin:end] for begin, end in _pieces(cell, known)]


def _pieces(cell: str, known: Known) -> list[Span]:
    spans = list(_spans(cell, known.mark))
    ends = _best_ends(cell, spans, known)
    found: list[Span] = []
    at, was_unknown = 0, False
    while at < len(spans):
        last, is_known = ends[at]
        begin, end = spans[at][0], spans[last][1]
        goes_on = was_unknown and not is_known and known.mark == Mark.COMMA
        if goes_on and cell[begin].islower():
            begin = found.pop()[0]
        found.append((begin, end))
        at, was_unknown = last + 1, not is_known
    return found


def _spans(cell: str, mark: Mark) -> Iterator[Span]:
    """Give begin and end of what stands between marks, without space around it."""
    at = 0
    for part in cell.split(mark):
        bare = part.strip()
        if bare:
            begin = at + part.index(bare)
            yield begin, begin + len(bare)
        at += len(part) + 1


def _best_ends(cell: str, spans: list[Span], known: Known) -> list[tuple[int, bool]]:
    """Give for each piece where the choice that begins there ends, and whether it is known.

    From the last piece backwards: the cost of the rest is (unknown pieces, pieces).
    """
    costs = [(0, 0)] * (len(spans) + 1)
    ends: list[tuple[int, bool]] = [(0, False)] * len(spans)
    for at in reversed(range(len(spans))):
        costs[at] = (costs[at + 1][0] + 1, costs[at + 1][1] + 1)
        ends[at] = (at, False)
        for last in range(at, min(at + known.longest, len(spans))):
            cost = (costs[last + 1][0], costs[last + 1][1] + 1)
            words = cell[spans[at][0] : spans[last][1]]
            if cost < costs[at] and known.meaning(words) is not None:
                costs[at], ends[at] = cost, (last, True)
    return ends


def discovered(cells: Iterable[str], mark: Mark, meanings: Mapping[str, str]) -> Counter[str]:
    """Find the choices of a column of which nothing is known, or not all, with their counts.

    A piece with a small letter at its start belongs to the one before it. A cell that comes more
    than once, and whose pieces come nowhere else, is one choice.
    """
    cells = [cell for cell in cells if cell.strip()]
    known = Known(meanings, mark)
    whole = _recurring_wholes(Counter(cells), known)
    known = Known({**dict.fromkeys(whole, ""), **meanings}, mark)
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cell in cells:
        for piece in split(cell, known):
            found[shown.setdefault(_key(piece, mark), piece)] += 1
    return found


def _recurring_wholes(cells: Mapping[str, int], known: Known) -> list[str]:
    pieces = {cell: split(cell, known) for cell in cells}
    within = Counter(_key(piece, known.mark) for found in pieces.values() for piece in set(found))
    return [
        cell
        for cell, number in cells.items()
        if number > 1
        and len(pieces[cell]) > 1
        and all(within[_key(piece, known.mark)] == 1 for piece in pieces[cell])
    ]
