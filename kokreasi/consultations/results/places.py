"""Where answers are counted: questions over all versions of the wording, as columns.

A correction may change words, order, choices. The key of a question stays, so its answers are
counted together; choices of old stay countable beside the present ones. Where a correction made
another kind of question of it, the answers to either kind are counted apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kokreasi.consultations.choices import TEXTS, UNANSWERED, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import OTHER, answer_key
from kokreasi.consultations.definition.wording import Asked, Choice, Definition, Screen
from kokreasi.consultations.results.sheets import Earlier
from kokreasi.consultations.results.values import (
    MONTHS,
    NUMBER_DECIMALS,
    PROVINCES,
    Reader,
    edges_of,
    number_of,
    reader_of,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights import tabulation as tab

Column = tab.Choice | tab.Choices | tab.Ranking | tab.Scale | tab.Number | tab.Flag
LISTED = {QuestionKind.DAY: MONTHS, QuestionKind.REGION: PROVINCES}
OF_OPTIONS: Mapping[QuestionKind, Callable[[str, tuple[str, ...]], Column]] = {
    QuestionKind.SINGLE: tab.Choice,
    QuestionKind.MATRIX: tab.Choice,
    QuestionKind.MULTIPLE: tab.Choices,
    QuestionKind.RANKING: tab.Ranking,
}
OTHERS = Choice(OTHER, Bilingual("Lainnya", "Other"))
WIDEST_SCALE = 100
LOWEST_POINT, HIGHEST_POINT = 1, 10


@dataclass(frozen=True, slots=True)
class Place:
    """A question as it is counted: once, or once for each commitment.

    `question` has the newest words, and the choices of all versions; `versions` are those that
    asked it, the newest first. `column` is the key of its column, or begins those of its rows.
    """

    column: str
    question: Asked
    screen: Screen
    item: Choice | None
    versions: tuple[int, ...]
    earlier: tuple[Earlier, ...] = ()

    @property
    def item_key(self) -> str:
        return self.item.key if self.item else ""

    @property
    def key(self) -> str:
        """Give the key under which a set of answers has it."""
        return answer_key(self.question.key, self.item_key)

    def parts(self) -> Iterator[tuple[str, str]]:
        """Give each column with the key of the answer that stands in it."""
        if self.question.kind != QuestionKind.MATRIX:
            yield self.column, self.key
            return
        for row in self.question.rows:
            yield (
                f"{self.column}/{row.key}",
                answer_key(self.question.key, self.item_key, of=row.key),
            )

    def columns(self) -> list[Column]:
        return [column_of(self.question, key) for key, _answer in self.parts()]


def places_of(definitions: Mapping[int, Definition]) -> list[Place]:
    """Give what is counted, in the order of the newest version; what only older ones asked last."""
    found: dict[tuple[str, str, QuestionKind], Place] = {}
    for version in sorted(definitions, reverse=True):
        for screen, question, item in _asked_in(definitions[version]):
            key = answer_key(question.key, item.key if item else "")
            identity = question.key, item.key if item else "", question.kind
            if identity in found:
                found[identity] = _with(found[identity], version, question)
            else:
                is_taken = any(place.column == key for place in found.values())
                column = f"{key}~{question.kind}" if is_taken else key
                found[identity] = Place(column, question, screen, item, (version,))
    return [place for place in found.values() if _can_be_answered(place.question)]


def _asked_in(definition: Definition) -> Iterator[tuple[Screen, Asked, Choice | None]]:
    for screen in definition.screens:
        items: Iterable[Choice | None] = (
            [None] if screen.repeats == Repeats.ONCE else definition.items
        )
        for item in items:
            for question in screen.questions:
                if question.kind not in UNANSWERED and not question.characteristic:
                    yield screen, question, item


def _with(place: Place, version: int, older: Asked) -> Place:
    """Add an older version to a place: its choices, and its words where they differ."""
    known = place.question
    merged = replace(
        known,
        choices=all_choices(known.choices, older.choices),
        rows=all_choices(known.rows, older.rows),
        has_other=known.has_other or older.has_other,
        lowest=_outer(min, known.lowest, older.lowest),
        highest=_outer(max, known.highest, older.highest),
    )
    words = [known.wording, *(each.wording for each in place.earlier)]
    changed = () if older.wording in words else (Earlier(version, older.wording),)
    return replace(
        place,
        question=merged,
        versions=(*place.versions, version),
        earlier=(*place.earlier, *changed),
    )


def all_choices(newer: tuple[Choice, ...], older: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Give what a newer wording offers, and behind it what only the older one did."""
    known = {choice.key for choice in newer}
    return (*newer, *(choice for choice in older if choice.key not in known))


def _outer(furthest: Any, one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else furthest(one, other)


def _can_be_answered(question: Asked) -> bool:
    if question.kind == QuestionKind.MATRIX:
        return bool(question.rows and question.choices)
    needs = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING}
    return question.kind not in needs or bool(options_of(question))


def options_of(question: Asked) -> tuple[Choice, ...]:
    """Give what can be chosen, in order, with "other" at its end."""
    is_named = any(choice.key == OTHER for choice in question.choices)
    other = (OTHERS,) if question.has_other and not is_named else ()
    if question.kind == QuestionKind.SCALE:
        low, high = bounds_of(question)
        return tuple(Choice(str(step), _label(question, step)) for step in range(low, high + 1))
    return (*question.choices, *other)


def _label(question: Asked, step: int) -> Bilingual:
    return next((one.wording for one in question.choices if one.key == str(step)), Bilingual())


def bounds_of(question: Asked) -> tuple[int, int]:
    """Give the lowest and highest point of a scale."""
    labelled = [int(one.key) for one in question.choices if one.key.isdecimal()]
    low = question.lowest if question.lowest is not None else min(labelled, default=LOWEST_POINT)
    high = question.highest if question.highest is not None else max(labelled, default=low + 9)
    return low, high


def is_counted_by_points(question: Asked) -> bool:
    """Tell whether each point of a scale is counted; a very wide one is a number."""
    low, high = bounds_of(question)
    return high - low < WIDEST_SCALE


def column_of(question: Asked, key: str) -> Column:
    """Give the column in which the answers to a question, or to one row of it, are stored."""
    if question.kind == QuestionKind.SCALE and is_counted_by_points(question):
        return tab.Scale(key, *bounds_of(question))
    if question.kind in {QuestionKind.NUMBER, QuestionKind.SCALE}:
        return number_column(question, key)
    if question.kind in LISTED:
        return tab.Choice(key, LISTED[question.kind])
    of_options = OF_OPTIONS.get(question.kind)
    return of_options(key, _keys(question)) if of_options else tab.Flag(key)


def number_column(question: Asked, key: str) -> tab.Number:
    return tab.Number(key, NUMBER_DECIMALS, edges_of(question.lowest, question.highest))


def _keys(question: Asked) -> tuple[str, ...]:
    keys = tuple(option.key for option in question.choices)
    return (*keys, OTHER) if question.has_other and OTHER not in keys else keys


def reads(place: Place) -> Reader:
    """Give the function that turns an answer into what its column stores."""
    question = place.question
    if question.kind == QuestionKind.SCALE and not is_counted_by_points(question):
        return number_of
    return reader_of(question)


def is_closed(place: Place) -> bool:
    """Tell whether a question offers answers to choose from; words and consents are extra."""
    return place.question.kind not in TEXTS | {QuestionKind.CONSENT}
