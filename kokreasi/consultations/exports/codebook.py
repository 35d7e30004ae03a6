"""The codebook of answers as rows: every column, every value, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from kokreasi.consultations.choices import TEXTS, QuestionKind
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.definition.wording import Choice
from kokreasi.consultations.results.charts import joined
from kokreasi.consultations.results.open_rows import NOT_ASKED
from kokreasi.consultations.results.sheets import QuestionOnSheet, ResultSheet
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.tabular import Column

MARKS = (
    Choice("1", Bilingual("dipilih", "chosen")),
    Choice("0", Bilingual("tidak dipilih", "not chosen")),
)
RANK = Choice("1, 2, 3 …", Bilingual("urutan; kosong: tidak diurutkan", "rank; empty: not ranked"))
EMPTY = Choice("", Bilingual("ditanya, tidak dijawab", "asked, not answered"))
UNASKED = Choice(NOT_ASKED, Bilingual("tidak ditanya", "not asked"))


@dataclass(frozen=True, slots=True)
class CodebookLine:
    column: str
    kind: str
    question: Bilingual
    about: Bilingual
    value: Choice


CODEBOOK: tuple[Column[CodebookLine], ...] = (
    Column("column", lambda line: line.column),
    Column("kind", lambda line: line.kind),
    Column("question_id", lambda line: line.question.id),
    Column("question_en", lambda line: line.question.en),
    Column("about_id", lambda line: line.about.id),
    Column("about_en", lambda line: line.about.en),
    Column("value", lambda line: line.value.key),
    Column("meaning_id", lambda line: line.value.wording.id or line.value.key),
    Column("meaning_en", lambda line: line.value.wording.en or line.value.wording.id),
)


def codebook_of(sheet: ResultSheet) -> list[CodebookLine]:
    """Give a line for each value of each column, in the order of the columns."""
    return [
        line
        for question in sheet.questions
        if not question.why_not and question.kind not in TEXTS | {QuestionKind.CONSENT}
        for line in _lines(question)
    ]


def _lines(question: QuestionOnSheet) -> Iterator[CodebookLine]:
    for column, about, values in _columns(question):
        for value in (*values, EMPTY, UNASKED):
            yield CodebookLine(column, question.kind, question.wording, about, value)


def _columns(
    question: QuestionOnSheet,
) -> Iterator[tuple[str, Bilingual, tuple[Choice, ...]]]:
    item = question.item
    if question.kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        values = MARKS if question.kind == QuestionKind.MULTIPLE else (RANK,)
        for option in question.options:
            yield _key(question, option.key), _about(question, option), values
    elif question.kind == QuestionKind.MATRIX:
        for row in question.rows:
            yield _key(question, row.key), _about(question, row), question.options
    else:
        yield _key(question), item.wording if item else Bilingual(), question.options


def _about(question: QuestionOnSheet, one: Choice) -> Bilingual:
    return joined(question.item.wording, one.wording) if question.item else one.wording


def _key(question: QuestionOnSheet, of: str = "") -> str:
    return answer_key(question.key, question.item.key if question.item else "", of=of)
