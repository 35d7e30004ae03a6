"""A questionnaire made from the columns of a file, where a survey was held before it came here."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kokreasi.consultations.choices import Characteristic, QuestionKind
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.definition.naming import key_for
from kokreasi.consultations.definition.wording import Asked, Choice, Definition, Screen
from kokreasi.consultations.imports.answers.converting import WHOLE
from kokreasi.consultations.imports.answers.days import are_days, order_of
from kokreasi.consultations.imports.answers.folding import folded, words_of
from kokreasi.consultations.imports.answers.mapping import DAY, Column
from kokreasi.consultations.imports.answers.mapping import Mapping as Mapped
from kokreasi.consultations.imports.answers.splitting import Mark, discovered, mark_of
from kokreasi.consultations.imports.answers.suggesting import (
    GRID,
    cells,
    characteristic_of,
    day_column,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.reading.answers import AnswerTable
from kokreasi.reading.attendance import MAN, WOMAN

SEVERAL = re.compile(r"lebih dari satu|pilih semua|more than one|all that apply|beberapa pilihan")
BOUNDS = re.compile(r"\(\s*(-?\d{1,2})\s*[-–]\s*(\d{1,2})\s*\)")
WRITES = re.compile(
    r"\b(masukan|saran|komentar|pendapat|alasan|jelaskan|mengapa|kritik|catatan|usulan|harapan"
    r"|suggestions?|comments?|feedback|why|remarks?|other thoughts)\b"
)
PERSONAL = re.compile(
    r"\b(nama|name|e ?mail|surel|telepon|telp|no hp|nomor hp|phone|whatsapp|nik|alamat|address"
    r"|username|ip)\b"
)
SENTENCE = re.compile(r"[.!?…]\s*$|\n")
LONG_CELL = 80
LONGEST_CHOICE = 300
MOST_CHOICES, MOST_POINTS = 60, 10
FEW = 12
"""Up to so many different cells may be the choices of a question."""
TOPS = (5, 7, 10)
KEYS = (("female", WOMAN), ("male", MAN))
MATTER, PERSON = "survei", "tentang_anda"
MATTER_TITLE = Bilingual(id="Pertanyaan", en="Questions")
PERSON_TITLE = Bilingual(id="Tentang Anda", en="About you")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a column would be asked as; without a kind it is left out, or it is the day.

    `choices` are as written in the file, the most frequent first; those of a grid (heads such as
    `Question [row]`) are the same for all of its rows.
    """

    header: str
    kind: QuestionKind | None = None
    is_day: bool = False
    is_personal: bool = False
    characteristic: Characteristic | None = None
    choices: tuple[str, ...] = ()
    mark: Mark = Mark.COMMA
    lowest: int | None = None
    highest: int | None = None


def proposed(
    table: AnswerTable, titles: Mapping[str, Choice], regions: Container[str]
) -> list[Proposed]:
    """Propose what each column is asked as.

    `titles` are those of commitments, folded; `regions` the names of regions, as `words_of` gives
    them.
    """
    day = day_column(table)
    found = [
        Proposed(header, is_day=True)
        if at == day
        else _proposed(header, [cell for cell in cells(table, at) if cell], titles, regions)
        for at, header in enumerate(table.headers)
    ]
    return _one_of_each_characteristic(_grids(found))


def _proposed(
    header: str, filled: Sequence[str], titles: Mapping[str, Choice], regions: Container[str]
) -> Proposed:
    plain = words_of(header)
    if PERSONAL.search(plain) or not filled:
        return Proposed(header, is_personal=bool(filled))
    characteristic = characteristic_of(header)
    if characteristic == Characteristic.REGION and _name_regions(filled, regions):
        return Proposed(header, QuestionKind.REGION, characteristic=characteristic)
    if characteristic:
        choices = choices_of(Counter(filled))
        return Proposed(header, QuestionKind.SINGLE, characteristic=characteristic, choices=choices)
    if are_days(filled):
        return Proposed(header, QuestionKind.DAY)
    if all(WHOLE.fullmatch(cell) for cell in filled):
        return _counted(header, [int(cell) for cell in filled])
    return _worded(header, filled, titles)


def _name_regions(filled: Sequence[str], regions: Container[str]) -> bool:
    return 2 * sum(words_of(cell) in regions for cell in filled) >= len(filled)


def choices_of(found: Counter[str]) -> tuple[str, ...]:
    shown: dict[str, str] = {}
    for text, _number in found.most_common():
        shown.setdefault(folded(text), text[:LONGEST_CHOICE])
    return tuple(shown.values())[:MOST_CHOICES]


def _counted(header: str, numbers: Sequence[int]) -> Proposed:
    """Propose a scale for whole numbers up to 10, with the bounds that the heading states."""
    stated = BOUNDS.search(header)
    if min(numbers) < 0 or max(numbers) > MOST_POINTS:
        return Proposed(header, QuestionKind.NUMBER)
    lowest = min(1, *numbers)
    highest = next(top for top in TOPS if top >= max(numbers))
    if stated and int(stated[1]) <= min(numbers) and int(stated[2]) >= max(numbers):
        lowest, highest = int(stated[1]), int(stated[2])
    return Proposed(header, QuestionKind.SCALE, lowest=lowest, highest=highest)


def _worded(header: str, filled: Sequence[str], titles: Mapping[str, Choice]) -> Proposed:
    """Propose choices, one or several, or a text."""
    is_several = SEVERAL.search(folded(header)) is not None
    if not is_several and _are_sentences(header, filled):
        return Proposed(header, QuestionKind.LONG_TEXT)
    mark = mark_of(filled)
    pieces = discovered(filled, mark, dict.fromkeys(titles, ""))
    different = len({folded(cell) for cell in filled})
    if is_several or (len(pieces) < different and _combine(pieces, filled)):
        return Proposed(header, QuestionKind.MULTIPLE, choices=choices_of(pieces), mark=mark)
    if different <= FEW and 2 * different <= len(filled) + 2:
        return Proposed(header, QuestionKind.SINGLE, choices=choices_of(Counter(filled)))
    longest = max(map(len, filled))
    return Proposed(
        header, QuestionKind.SHORT_TEXT if longest <= LONG_CELL else QuestionKind.LONG_TEXT
    )


def _are_sentences(header: str, filled: Sequence[str]) -> bool:
    if WRITES.search(words_of(header)):
        return True
    sentences = sum(1 for cell in filled if SENTENCE.search(cell) or len(cell) > 2 * LONG_CELL)
    return 2 * sentences >= len(filled)


def _combine(pieces: Counter[str], filled: Sequence[str]) -> bool:
    """Tell whether cells look like the same few choices put together."""
    return len(pieces) <= MOST_CHOICES and 2 * len(pieces) <= len(filled)


def _grids(found: Sequence[Proposed]) -> list[Proposed]:
    """Make the columns of a grid one matrix: the same choices for all of its rows."""
    stems = Counter(match["question"] for one in found if (match := GRID.fullmatch(one.header)))
    return [_as_row(one, found) if stems[_stem(one)] > 1 else one for one in found]


def _stem(one: Proposed) -> str:
    match = GRID.fullmatch(one.header)
    return match["question"] if match else ""


def _as_row(one: Proposed, found: Sequence[Proposed]) -> Proposed:
    beside = [other for other in found if _stem(other) == _stem(one)]
    points = [other for other in beside if other.kind == QuestionKind.SCALE]
    choices = Counter(choice for other in beside for choice in other.choices)
    if points:
        lowest = min(other.lowest or 1 for other in points)
        highest = max(other.highest or 1 for other in points)
        numbers = [str(number) for number in range(lowest, highest + 1)]
        return Proposed(one.header, QuestionKind.MATRIX, choices=tuple(numbers))
    if not choices:
        return one
    return Proposed(one.header, QuestionKind.MATRIX, choices=choices_of(choices))


def _one_of_each_characteristic(found: Iterable[Proposed]) -> list[Proposed]:
    """Ask each thing about a person once; a second column that says it is a plain question."""
    seen: set[Characteristic] = set()
    kept = []
    for one in found:
        is_again = one.characteristic in seen
        kept.append(replace(one, characteristic=None) if is_again else one)
        seen.update({one.characteristic} if one.characteristic else ())
    return kept


class Building:
    """Makes the questionnaire of proposals, and says what each column means in it."""

    def __init__(self, proposals: Sequence[Proposed], titles: Mapping[str, Choice]) -> None:
        self.proposals = proposals
        self.titles = titles
        self.taken: set[str] = set()
        self.asked: list[Asked] = []
        self.grids: dict[str, int] = {}
        self.targets: list[str] = []

    def build(self) -> Definition:
        """Give the questionnaire: what is asked, then what is asked about the person."""
        self.targets = [self._target(one) for one in self.proposals]
        pages = ((MATTER, MATTER_TITLE, False), (PERSON, PERSON_TITLE, True))
        screens = (
            Screen(key, title, questions=tuple(self._questions(about_person=is_about)))
            for key, title, is_about in pages
        )
        return Definition(screens=tuple(screen for screen in screens if screen.questions))

    def mapping(self, table: AnswerTable) -> Mapped:
        """Say what each column means; call it after `build`."""
        marks = [one.mark for one in self.proposals]
        columns = tuple(map(Column, self.targets, marks))
        days = [at for at, one in enumerate(self.proposals) if one.is_day]
        order = order_of(cells(table, days[0])) if days else None
        return Mapped(columns=columns, day_order=order)

    def _questions(self, *, about_person: bool) -> Iterator[Asked]:
        return (one for one in self.asked if bool(one.characteristic) is about_person)

    def _target(self, one: Proposed) -> str:
        if one.is_day:
            return DAY
        if one.kind is None:
            return ""
        if one.kind == QuestionKind.MATRIX:
            return self._row(one)
        key = self._key(one.header)
        self.asked.append(self._question(one, key, one.header))
        return key

    def _key(self, words: str) -> str:
        key = key_for(words, self.taken, otherwise="pertanyaan")
        self.taken.add(key)
        return key

    def _question(self, one: Proposed, key: str, words: str) -> Asked:
        return Asked(
            key=key,
            kind=one.kind or QuestionKind.LONG_TEXT,
            wording=Bilingual(id=words),
            characteristic=one.characteristic,
            lowest=one.lowest,
            highest=one.highest,
            choices=tuple(self._listed(one)),
        )

    def _row(self, one: Proposed) -> str:
        """Add a row to the matrix of its heading, which the first row begins."""
        match = GRID.fullmatch(one.header)
        stem, words = (match["question"], match["row"]) if match else (one.header, one.header)
        if stem not in self.grids:
            self.grids[stem] = len(self.asked)
            self.asked.append(self._question(one, self._key(stem), stem))
        grid = self.asked[self.grids[stem]]
        row = key_for(words, {row.key for row in grid.rows}, otherwise="baris")
        rows = (*grid.rows, Choice(row, Bilingual(id=words)))
        self.asked[self.grids[stem]] = replace(grid, rows=rows)
        return answer_key(grid.key, of=row)

    def _listed(self, one: Proposed) -> Iterator[Choice]:
        """Give the choices as written; the title of a commitment brings its key and languages."""
        taken: set[str] = set()
        for text in one.choices:
            known = self.titles.get(folded(text))
            if known and known.key not in taken:
                choice = known
            else:
                wanted = _usual_key(one, text) or text
                choice = Choice(key_for(wanted, taken, otherwise="pilihan"), Bilingual(id=text))
            taken.add(choice.key)
            yield choice


def _usual_key(one: Proposed, text: str) -> str | None:
    if one.characteristic != Characteristic.GENDER:
        return None
    return next((key for key, words in KEYS if words_of(text) in words), None)


def titles_of(commitments: Iterable[Choice]) -> dict[str, Choice]:
    """Give commitments by their titles in either language, folded."""
    return {
        folded(words): one
        for one in commitments
        for words in (one.wording.id, one.wording.en)
        if words
    }
