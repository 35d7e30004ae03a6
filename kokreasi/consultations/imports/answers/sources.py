"""By what a row is known again when it comes a second time, in the same file or a later one."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kokreasi.consultations.imports.answers.days import DayOrder, stamp_of
from kokreasi.consultations.imports.answers.folding import folded

Sign = Callable[[str], str]
"""Makes of a text a hash that means something only within one consultation."""


def sources(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    day: int | None,
    order: DayOrder | None,
    sign: Sign,
) -> Iterator[str]:
    """Give each row a name made of what stands in it and how often it stood before in the file.

    Headings count and their order does not, nor empty cells: a later export with a question more
    knows the earlier rows again. The day counts however it is written.
    """
    names = _numbered(headers)
    before: Counter[str] = Counter()
    for row in rows:
        content = _content(names, row, day, order)
        before[content] += 1
        yield sign(f"{content}:{before[content]}")


SHORT, SHORT_KEPT = 100, 10_000
"""Cells up to so many characters are folded once; most columns hold the same few."""


def _numbered(headers: Sequence[str]) -> list[str]:
    """Tell columns of the same heading apart."""
    seen: Counter[str] = Counter()
    names = []
    for header in map(folded, headers):
        seen[header] += 1
        names.append(f"{header}#{seen[header]}")
    return names


def _content(
    names: Sequence[str], row: Sequence[str], day: int | None, order: DayOrder | None
) -> str:
    cells = []
    for at, (name, cell) in enumerate(zip(names, row, strict=True)):
        stamp = stamp_of(cell, order) if at == day else None
        if cell:
            cells.append(f"{name}\x1e{stamp or _plain(cell)}")
    return hashlib.sha256("\x1f".join(sorted(cells)).encode()).hexdigest()


def _plain(cell: str) -> str:
    return _short_plain(cell) if len(cell) <= SHORT else folded(cell)


@lru_cache(SHORT_KEPT)
def _short_plain(cell: str) -> str:
    return folded(cell)
