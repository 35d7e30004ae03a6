"""Which column probably means what, by the likeness of its heading to the words of a question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kokreasi.consultations.choices import UNANSWERED, Characteristic, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import OTHER, answer_key
from kokreasi.consultations.definition.wording import Asked, Choice, Definition, Screen
from kokreasi.consultations.imports.answers.days import are_days, order_of
from kokreasi.consultations.imports.answers.folding import words_of
from kokreasi.consultations.imports.answers.mapping import DAY, Column, Mapping
from kokreasi.consultations.imports.answers.splitting import mark_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.similarity import features, jaccard
from kokreasi.reading.answers import AnswerTable

ALIKE = 0.5
"""From this share of common roots on a column is suggested for a question."""
GRID = re.compile(r"(?P<question>.*\S)\s*\[(?P<row>[^\[\]]+)\]\s*", re.DOTALL)
"""How Google Forms heads the row of a grid."""
STAMPS = (
    "timestamp|cap waktu|stempel waktu|waktu|tanggal|hari|day|date|completion time|start time"
    "|submitted at|tanggal pengisian|waktu pengisian|submission date"
)
ABOUT_THE_PERSON = {
    Characteristic.GENDER: "jenis kelamin|gender|sex|kelamin",
    Characteristic.AGE: "umur|usia|age|kelompok umur|kelompok usia|age group",
    Characteristic.REGION: "provinsi|domisili|wilayah|kabupaten kota|province|region|asal daerah",
    Characteristic.AFFILIATION: "asal|afiliasi|asal instansi|instansi|lembaga|kelompok|pekerjaan"
    "|profesi|affiliation|organisation|organization|occupation|latar belakang",
    Characteristic.DISABILITY: "disabilitas|penyandang disabilitas|disability",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """Something that a column may mean: the key of an answer, on which page, in which words."""

    key: str
    question: Asked
    page: Bilingual
    item: Choice | None = None
    row: Choice | None = None
    is_other: bool = False

    def wordings(self) -> Iterator[str]:
        """Give the words by which a heading may name it, in both languages."""
        for language in ("id", "en"):
            parts = [self.question.wording, *(one.wording for one in (self.item, self.row) if one)]
            words = " ".join(getattr(part, language) for part in parts).strip()
            if words:
                yield words


def aims(definition: Definition) -> list[Aim]:
    """List everything that a column may mean, in the order of the questionnaire."""
    return [
        aim
        for screen in definition.screens
        for item in _items(screen, definition)
        for question in screen.questions
        if question.kind not in UNANSWERED
        for aim in _aims(question, screen, item)
    ]


def _items(screen: Screen, definition: Definition) -> Sequence[Choice | None]:
    return (None,) if screen.repeats == Repeats.ONCE else definition.items


def _aims(question: Asked, screen: Screen, item: Choice | None) -> Iterator[Aim]:
    of = item.key if item else ""
    if question.kind == QuestionKind.MATRIX:
        for row in question.rows:
            key = answer_key(question.key, of, of=row.key)
            yield Aim(key, question, screen.title, item, row)
        return
    yield Aim(answer_key(question.key, of), question, screen.title, item)
    if question.has_other:
        key = answer_key(question.key, of, of=OTHER)
        yield Aim(key, question, screen.title, item, is_other=True)


def suggested(table: AnswerTable, definition: Definition) -> Mapping:
    """Suggest what the columns mean; what is like nothing is left out."""
    day = day_column(table)
    pairs = _best_pairs(table.headers, aims(definition), without=day)
    columns = []
    for at, _header in enumerate(table.headers):
        target = DAY if at == day else pairs.get(at, "")
        columns.append(Column(target, mark_of(cells(table, at))))
    order = order_of(cells(table, day)) if day is not None else None
    return Mapping(columns=tuple(columns), day_order=order)


def cells(table: AnswerTable, at: int) -> list[str]:
    return [row[at] for row in table.rows]


def day_column(table: AnswerTable) -> int | None:
    """Find the column of days: headed like one, or else the first in which days stand."""
    days = [at for at in range(len(table.headers)) if are_days(cells(table, at))]
    headed = (at for at in days if words_of(table.headers[at]) in STAMPS.split("|"))
    return next(headed, next(iter(days), None))


def _best_pairs(
    headers: Sequence[str], offered: Iterable[Aim], *, without: int | None
) -> dict[int, str]:
    """Pair headings and aims, the most alike first; each is used once."""
    offered = [aim for aim in offered if not aim.is_other]
    words = [(aim, [features(words) for words in aim.wordings()]) for aim in offered]
    scored = []
    for at, header in enumerate(headers):
        if at == without:
            continue
        roots = features(header)
        for place, (aim, sets) in enumerate(words):
            score = max((jaccard(roots, one) for one in sets), default=0.0)
            score = 1.0 if _is_named(header, aim) else score
            if score >= ALIKE:
                scored.append((-score, at, place, aim.key))
    return _once_each(sorted(scored))


def _is_named(header: str, aim: Aim) -> bool:
    """Tell whether a heading names exactly this, or asks for the same about the person."""
    plain = words_of(header)
    if any(words_of(words) == plain for words in aim.wordings()):
        return True
    characteristic = aim.question.characteristic
    return bool(characteristic) and characteristic_of(header) == characteristic


def _once_each(scored: Iterable[tuple[float, int, int, str]]) -> dict[int, str]:
    pairs: dict[int, str] = {}
    for _score, at, _place, key in scored:
        if at not in pairs and key not in pairs.values():
            pairs[at] = key
    return pairs


def characteristic_of(header: str) -> Characteristic | None:
    """Tell whether a heading asks something about the person."""
    plain = words_of(header)
    found = (one for one, names in ABOUT_THE_PERSON.items() if plain in names.split("|"))
    return next(found, None)
