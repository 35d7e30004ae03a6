"""Commitments beside each other: what was asked of each of them, in one table."""

from dataclasses import dataclass
from decimal import Decimal

from kokreasi.consultations.results import phrases
from kokreasi.consultations.results.sheets import QuestionOnSheet, ResultSheet
from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Compared:
    """The median of one commitment in one question, and of how many people."""

    median: str
    answered: str
    is_highest: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians by commitment (rows) and question (columns)."""

    questions: tuple[Bilingual, ...]
    rows: tuple[tuple[Bilingual, tuple[Compared, ...]], ...]


def comparison_of(sheet: ResultSheet) -> Comparison | None:
    """Compare the commitments in all questions that have a median; None where there are none."""
    asked = [
        items for _key, items in sheet.repeated() if any(each.tally.quartiles for each in items)
    ]
    if not asked:
        return None
    rows = []
    for item in sheet.items:
        found = [_of(items, item.key) for items in asked]
        if any(each is not None for each in found):
            cells = tuple(_compared(each, items) for each, items in zip(found, asked, strict=True))
            rows.append((item.wording, cells))
    return Comparison(tuple(items[0].wording for items in asked), tuple(rows))


def _of(items: list[QuestionOnSheet], key: str) -> QuestionOnSheet | None:
    return next((each for each in items if each.item and each.item.key == key), None)


def _median(question: QuestionOnSheet) -> Decimal | None:
    return Decimal(question.tally.quartiles[1]) if question.tally.quartiles else None


def _compared(question: QuestionOnSheet | None, items: list[QuestionOnSheet]) -> Compared:
    median = _median(question) if question else None
    if question is None or median is None:
        return Compared("–", "0")
    known = [other for other in map(_median, items) if other is not None]
    return Compared(
        median=phrases.number(median),
        answered=phrases.number(question.tally.answered),
        is_highest=median == max(known) and median != min(known),
    )
