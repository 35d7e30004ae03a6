"""A result as a spreadsheet: overview, frequencies, tables by group, codebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.exports.codebook import CODEBOOK, codebook_of
from kokreasi.consultations.results import overview
from kokreasi.consultations.results.by_group import name_of, reason_in_words, tables_by
from kokreasi.consultations.results.charts import label_of
from kokreasi.consultations.results.groups import CHARACTERISTICS
from kokreasi.consultations.results.sheets import QuestionOnSheet, ResultSheet, Tally
from kokreasi.core.tabular import Column, Page, xlsx_book


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one answer was given to one question, or to one row or commitment of it."""

    question: QuestionOnSheet
    part: str
    tally: Tally
    answer: str
    count: int
    without: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a group gave an answer, in words; `*` where it is not shown."""

    characteristic: str
    question: str
    part: str
    group: str
    size: str
    answer: str
    count: str


FACTS: tuple[Column[Fact], ...] = (
    Column("about", lambda row: row.label),
    Column("value", lambda row: row.words),
)
FREQUENCIES: tuple[Column[Frequency], ...] = (
    Column("key", lambda row: row.question.key),
    Column("question", lambda row: str(row.question.wording)),
    Column("part", lambda row: row.part),
    Column("answer", lambda row: row.answer),
    Column("count", lambda row: row.count),
    Column("asked", lambda row: row.tally.asked),
    Column("answered", lambda row: row.tally.answered),
    Column("choices_made", lambda row: row.tally.made or None),
    Column("count_without_suspicious", lambda row: row.without),
)
CELLS: tuple[Column[Cell], ...] = (
    Column("characteristic", lambda row: row.characteristic),
    Column("question", lambda row: row.question),
    Column("part", lambda row: row.part),
    Column("group", lambda row: row.group),
    Column("group_asked", lambda row: row.size),
    Column("answer", lambda row: row.answer),
    Column("count", lambda row: row.count),
)


def spreadsheet_of(sheet: ResultSheet) -> IO[bytes]:
    """Write the workbook, in the language that is active."""
    return xlsx_book(
        (
            Page(_("Overview"), FACTS, _facts(sheet)),
            Page(_("Frequencies"), FREQUENCIES, frequencies(sheet)),
            Page(_("By group"), CELLS, cells(sheet)),
            Page(_("Codebook"), CODEBOOK, codebook_of(sheet)),
        )
    )


def _facts(sheet: ResultSheet) -> Iterator[Fact]:
    yield Fact(_("Results of the consultation"), str(sheet.title))
    yield Fact(_("Reference"), f"{sheet.reference} · {sheet.number}")
    yield Fact(_("Before you read the figures"), overview.lead(sheet))
    yield from (Fact(label, words) for label, words in overview.facts(sheet))
    yield from (Fact(rule, number) for rule, number in overview.marks(sheet))
    for each in sheet.stated:
        yield Fact(f"{each.label} – {each.source}", f"{each.value}{each.unit}")
    for characteristic, reason in sheet.told.withheld_characteristics.items():
        yield Fact(name_of(characteristic), reason_in_words(reason))


def frequencies(sheet: ResultSheet) -> Iterator[Frequency]:
    """Give a row for each answer to each question, also where nobody gave it."""
    for question in sheet.questions:
        if not question.why_not:
            yield from _frequencies(question)


def _frequencies(question: QuestionOnSheet) -> Iterator[Frequency]:
    for at, tally in enumerate(question.tallies):
        part = _part(question, at)
        for place, option in enumerate(question.options):
            without = question.without[at].counts[place] if question.without else None
            yield Frequency(
                question, part, tally, str(label_of(option)), tally.counts[place], without
            )
        if not question.options:
            without = question.without[at].answered if question.without else None
            yield Frequency(
                question, part, tally, pgettext("people", "answered"), tally.answered, without
            )


def _part(question: QuestionOnSheet, at: int) -> str:
    if question.kind == QuestionKind.MATRIX:
        row = str(label_of(question.rows[at]))
        return f"{question.item.wording} – {row}" if question.item else row
    return str(question.item.wording) if question.item else ""


def cells(sheet: ResultSheet) -> Iterator[Cell]:
    """Give a row for each cell of each table by group."""
    for characteristic in CHARACTERISTICS:
        for table in tables_by(sheet, characteristic):
            for row in table.rows:
                for answer, cell in zip(table.head, row.cells, strict=True):
                    yield Cell(
                        name_of(characteristic),
                        f"{table.number}. {table.wording}",
                        str(table.part),
                        str(row.label),
                        row.size,
                        str(answer),
                        cell,
                    )
