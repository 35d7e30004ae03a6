"""The paragraphs of a sheet: places that a remark can point to, and words put in their place.

"solution.id#2" is the third paragraph of the Indonesian solution, "milestones#0" the first
milestone. A paragraph ends at an empty line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from kokreasi.core.bilingual import LANGUAGES, Bilingual
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment
from kokreasi.plans.sheets import PARTS_OF_A_SHEET, CommitmentSheet

GAP = re.compile(r"((?:\r?\n[^\S\r\n]*){2,})")
TEXTS = (
    "title",
    "problem",
    "causes",
    "done_so_far",
    "solution",
    "results",
    "transparency",
    "participation",
    "accountability",
    "budget_note",
)
ROWS = ("parties", "milestones", "indicators")
AFTER = {"results": ROWS}
"""Rows stand behind the text that they belong to, as on the public sheet."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words at a place; `words` are compared, `shown` is what a reader sees of a row."""

    place: str
    words: str
    shown: str
    language: str = ""

    @property
    def can_change(self) -> bool:
        """Tell whether other words for it can be suggested, and put in its place."""
        return bool(self.language)

    @property
    def number(self) -> int:
        return int(self.place.rpartition("#")[2])


@dataclass(frozen=True, slots=True)
class Group:
    """The paragraphs of one text in one language, or the rows of one list (no language)."""

    key: str
    label: str | Promise
    language: str
    paragraphs: list[Paragraph]


def groups(sheet: CommitmentSheet) -> list[Group]:
    """Give everything that can be remarked on, in the order in which it is read."""
    return [group for name in TEXTS for group in _around(sheet, name) if group.paragraphs]


def _around(sheet: CommitmentSheet, name: str) -> Iterator[Group]:
    text: Bilingual = getattr(sheet, name)
    for language in LANGUAGES:
        key = f"{name}.{language}"
        found = split(getattr(text, language))
        paragraphs = [
            Paragraph(f"{key}#{number}", words, words, language)
            for number, words in enumerate(found)
        ]
        yield Group(key, label(name), language, paragraphs)
    for rows in AFTER.get(name, ()):
        yield Group(rows, label(rows), "", _rows(sheet, rows))


def _rows(sheet: CommitmentSheet, name: str) -> list[Paragraph]:
    rows = getattr(sheet, name)
    with override("id"):
        stable = [_line(row) for row in rows]
    return [
        Paragraph(f"{name}#{number}", words, _line(row))
        for number, (row, words) in enumerate(zip(rows, stable, strict=True))
    ]


def _line(row: Any) -> str:
    """Write a row on one line; whom to ask in an office is nothing to remark on."""
    part = getattr(row, "part", "")
    return f"{row.name} · {Part(part).label}" if part else str(row)


def label(name: str) -> str | Promise:
    """Name a text or a list as the forms do."""
    if name in PARTS_OF_A_SHEET:
        return PARTS_OF_A_SHEET[name]
    column: Any = Commitment._meta.get_field(name)
    words: str | Promise = column.verbose_name
    return words


def place_label(place: str) -> str:
    """Name a place in words: "solusi (id), 3"."""
    key, _hash, number = place.rpartition("#")
    name, _dot, language = key.partition(".")
    if name not in (*TEXTS, *ROWS):
        return place
    aside = f" ({language})" if language else ""
    return f"{label(name)}{aside}, {int(number) + 1}"


def at(sheet: CommitmentSheet, place: str) -> Paragraph | None:
    """Give the paragraph at a place."""
    found = (one for group in groups(sheet) for one in group.paragraphs)
    return next((one for one in found if one.place == place), None)


def split(text: str) -> list[str]:
    """Give the paragraphs of a text, without the empty lines between them."""
    return [part.strip() for part in GAP.split(text)[::2] if part.strip()]


def same(one: str, other: str) -> bool:
    """Tell whether two paragraphs say the same, whatever the spaces between their words."""
    return one.split() == other.split()


def replaced(text: str, number: int, *, quoted: str, by: str) -> str | None:
    """Give the text with other words for the paragraph that reads `quoted`; None if none does.

    It is looked for at its number first, then wherever else it stands once; the rest of the text
    stays as it is, empty lines too.
    """
    parts = GAP.split(text)
    filled = [index for index in range(0, len(parts), 2) if parts[index].strip()]
    fitting = [index for index in filled if same(parts[index], quoted)]
    here = filled[number] if number < len(filled) else None
    where = here if here in fitting else fitting[0] if len(fitting) == 1 else None
    if where is None:
        return None
    parts[where] = by.strip()
    return "".join(parts)
