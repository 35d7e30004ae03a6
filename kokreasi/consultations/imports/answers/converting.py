"""From a cell to the value of a question, or to what nobody understands; nothing is guessed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.values import REGION
from kokreasi.consultations.definition.wording import Asked
from kokreasi.consultations.imports.answers.days import DayOrder, stamp_of
from kokreasi.consultations.imports.answers.folding import folded, words_of
from kokreasi.consultations.imports.answers.mapping import IGNORED
from kokreasi.consultations.imports.answers.splitting import Known, Mark, split
from kokreasi.reading.attendance import MAN, NO, WOMAN, YES

WHOLE = re.compile(r"[+-]?\d{1,9}")
LABELLED = re.compile(r"(\d{1,2})\s*[-–:=.)(]\s*\D.*", re.DOTALL)
"""A point of a scale with its label: "8 - jelas"."""
DECIMAL = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
"""1.000 may be a thousand or one: nobody knows, so it is asked."""
AGREED = YES | frozenset(("setuju", "saya setuju", "agree", "i agree", "bersedia", "1"))
NOT_AGREED = NO | frozenset(("tidak setuju", "disagree", "tidak bersedia", "0"))
SAME = (("female", "woman", "perempuan"), WOMAN), (("male", "man", "laki-laki", "laki_laki"), MAN)
"""Keys of choices, and the words that mean them in any table."""
BETWEEN_OWN_WORDS = "; "


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: a value, own words for “other”, and pieces that nobody understands."""

    value: Any = None
    other: str = ""
    unknown: tuple[str, ...] = ()


NOTHING = Value()
NO_REGIONS: Mapping[str, str] = MappingProxyType({})


class ColumnReader:
    """Reads the cells of one column as answers to one question; each distinct cell once.

    `regions` are the codes of regions by their names, as `words_of` gives them.
    """

    def __init__(
        self,
        question: Asked,
        *,
        mark: Mark,
        decisions: Mapping[str, str],
        order: DayOrder | None,
        regions: Mapping[str, str] = NO_REGIONS,
    ) -> None:
        self.question = question
        self.decisions = decisions
        self.regions = regions
        self.order = order
        self.places = {choice.key: at for at, choice in enumerate(question.choices)}
        self.known = Known({**meanings_of(question), **decisions}, mark)
        self.usual = usual_words(question)
        self.seen: dict[str, Value] = {}

    def read(self, cell: str) -> Value:
        if cell not in self.seen:
            self.seen[cell] = self._read(cell) if cell else NOTHING
        return self.seen[cell]

    def _read(self, cell: str) -> Value:
        decision = self.decisions.get(folded(cell))
        if decision == IGNORED:
            return NOTHING
        return READERS[self.question.kind](self, cell)

    def one(self, cell: str) -> Value:
        """Read a choice by its words, or by those that mean it in any table."""
        meaning = self.known.meaning(cell) or self.usual.get(words_of(cell))
        return self._chosen([(cell, meaning)], is_list=False)

    def several(self, cell: str) -> Value:
        """Read all choices of a cell, in the order of the question."""
        pieces = [(piece, self.known.meaning(piece)) for piece in split(cell, self.known)]
        return self._chosen(pieces, is_list=True)

    def _chosen(self, pieces: Iterable[tuple[str, str | None]], *, is_list: bool) -> Value:
        keys: list[str] = []
        words: list[str] = []
        unknown = []
        for piece, meaning in pieces:
            if meaning is None:
                unknown.append(piece)
            elif meaning != IGNORED:
                keys.append(meaning)
                if meaning == OTHER and self.question.has_other and OTHER not in self.places:
                    words.append(piece)
        return Value(
            self._value(keys, is_list=is_list), BETWEEN_OWN_WORDS.join(words), tuple(unknown)
        )

    def _value(self, keys: list[str], *, is_list: bool) -> Any:
        once = list(dict.fromkeys(keys))
        if not is_list:
            return once[0] if once else None
        if self.question.kind == QuestionKind.MULTIPLE:
            once.sort(key=lambda key: self.places.get(key, len(self.places)))
        return once or None

    def point(self, cell: str) -> Value:
        """Read a point of a scale: a whole number, or the words at it."""
        meaning = self.known.meaning(cell)
        if meaning is not None and WHOLE.fullmatch(meaning):
            return Value(int(meaning))
        labelled = LABELLED.fullmatch(cell)
        plain = labelled[1] if labelled else cell
        return self._bounded(int(plain), cell) if WHOLE.fullmatch(plain) else Value(unknown=(cell,))

    def _bounded(self, number: int, cell: str) -> Value:
        lowest, highest = self.question.lowest, self.question.highest
        is_low = lowest is not None and number < lowest
        is_high = highest is not None and number > highest
        return Value(unknown=(cell,)) if is_low or is_high else Value(number)

    def number(self, cell: str) -> Value:
        if WHOLE.fullmatch(cell):
            return Value(int(cell))
        if THOUSANDS.fullmatch(cell) or not DECIMAL.fullmatch(cell):
            return Value(unknown=(cell,))
        return Value(cell.replace(",", "."))

    def day(self, cell: str) -> Value:
        stamp = stamp_of(cell, self.order)
        return Value(stamp.day.isoformat()) if stamp else Value(unknown=(cell,))

    def region(self, cell: str) -> Value:
        """Read the code of a region, or a name that means one region only."""
        code = self.known.meaning(cell) or self.regions.get(words_of(cell))
        if code == IGNORED:
            return NOTHING
        return Value(code) if code and REGION.fullmatch(code) else Value(unknown=(cell,))

    def text(self, cell: str) -> Value:
        return Value(cell)

    def agreement(self, cell: str) -> Value:
        plain = words_of(cell)
        if plain in NOT_AGREED:
            return NOTHING
        wording = {words_of(words) for words in _both(self.question.wording)}
        return Value(value=True) if plain in AGREED | wording else Value(unknown=(cell,))


READERS: Mapping[QuestionKind, Callable[[ColumnReader, str], Value]] = {
    QuestionKind.SINGLE: ColumnReader.one,
    QuestionKind.MULTIPLE: ColumnReader.several,
    QuestionKind.SCALE: ColumnReader.point,
    QuestionKind.RANKING: ColumnReader.several,
    QuestionKind.MATRIX: ColumnReader.one,
    QuestionKind.NUMBER: ColumnReader.number,
    QuestionKind.DAY: ColumnReader.day,
    QuestionKind.REGION: ColumnReader.region,
    QuestionKind.SHORT_TEXT: ColumnReader.text,
    QuestionKind.LONG_TEXT: ColumnReader.text,
    QuestionKind.CONSENT: ColumnReader.agreement,
}


def meanings_of(question: Asked) -> dict[str, str]:
    """Give the key of each choice by its words, in both languages, folded."""
    return {
        folded(words): choice.key for choice in question.choices for words in _both(choice.wording)
    }


def usual_words(question: Asked) -> dict[str, str]:
    """Give the key of a choice by words that mean it in any table: "L", "P", "pria"."""
    keys = {choice.key for choice in question.choices}
    return {word: key for names, words in SAME for key in keys & set(names) for word in words}


def _both(words: Any) -> Iterator[str]:
    yield from (one for one in (words.id, words.en) if one)
