"""Answers as rows of columns: read as values, never as model instances.

A row tells "not asked" (another version, or another way through the questionnaire) from "not
answered".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kokreasi.consultations.choices import Channel, Repeats
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.path import Answers, asked
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results.places import Place, reads
from kokreasi.consultations.results.values import age_band
from kokreasi.insights import tabulation as tab

CHANNEL, SUSPICIOUS, VERSION = "~channel", "~suspicious", "~version"
PERSON = "~person."
IN_TURNS = 2_000
WAYS_REMEMBERED = 20_000

Background = Mapping[str, Any]


def person(characteristic: str) -> str:
    """Give the key of the column of a characteristic."""
    return f"{PERSON}{characteristic}"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A characteristic and its groups, in order; `read` gives the group that somebody is in."""

    characteristic: str
    groups: tuple[str, ...]
    read: Callable[[Any], str | None]

    @property
    def column(self) -> str:
        return person(self.characteristic)


def layout_of(
    places: Sequence[Place], groupings: Sequence[Grouping], versions: tuple[int, ...]
) -> tab.Layout:
    """Give all columns that are counted."""
    return tab.Layout(
        (
            tab.Choice(CHANNEL, tuple(Channel.values)),
            tab.Flag(SUSPICIOUS),
            tab.Choice(VERSION, tuple(map(str, versions))),
            *(tab.Choice(each.column, each.groups) for each in groupings),
            *(column for place in places for column in place.columns()),
        )
    )


def rows_of(
    consultation: Consultation,
    definitions: Mapping[int, Definition],
    places: Sequence[Place],
    groupings: Sequence[Grouping],
    *,
    tell: Callable[[int], None] = lambda _read: None,
) -> Iterator[tab.Row]:
    """Read every answer to these versions; `tell` is told from time to time how many were read.

    An answer to a version that is corrected at this moment belongs to the next result.
    """
    readers = {
        version: VersionReader(version, definition, places)
        for version, definition in definitions.items()
    }
    known = consultation.submissions.filter(version__in=list(definitions)).order_by()
    stored = known.values_list("version", "channel", "marks", "answers", "background__values")
    for number, (version, channel, marks, answers, background) in enumerate(
        stored.iterator(IN_TURNS), start=1
    ):
        row = readers[version].row(answers, background or {})
        row[CHANNEL], row[SUSPICIOUS], row[VERSION] = channel, bool(marks), str(version)
        for grouping in groupings:
            row[grouping.column] = grouping.read((background or {}).get(grouping.characteristic))
        if number % IN_TURNS == 0:
            tell(number)
        yield row


@dataclass(slots=True)
class VersionReader:
    """Turns the answers to one version of the wording into rows."""

    version: int
    definition: Definition
    places: Sequence[Place]
    ways: "Ways" = field(init=False)
    cells: list[tuple[str, str, str, Any]] = field(init=False)
    nothing: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        own = [place for place in self.places if self.version in place.versions]
        self.ways = Ways(self.definition)
        self.nothing = {
            column: tab.NOT_ASKED for place in self.places for column, _key in place.parts()
        }
        self.cells = [
            (column, key, place.key, reads(place)) for place in own for column, key in place.parts()
        ]

    def row(self, answers: Answers, background: Background) -> dict[str, Any]:
        was_asked = self.ways.asked(answers, background)
        row = dict(self.nothing)
        for column, key, of, read in self.cells:
            value = answers.get(key)
            if value is not None:
                row[column] = read(value)
            elif of in was_asked:
                row[column] = None
        return row


class Ways:
    """Which questions somebody was asked; worked out once for all who answered alike on the way."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._about_people = {
            question.key: str(question.characteristic)
            for question in definition.questions()
            if question.characteristic
        }
        self._forks = forks(definition)
        self._found: dict[Any, set[str]] = {}

    def asked(self, answers: Answers, background: Background) -> set[str]:
        """Give the keys of the answers that somebody was asked for."""
        whole = dict(answers)
        for key, characteristic in self._about_people.items():
            if characteristic in background:
                whole[key] = background[characteristic]
        way = tuple(_plain(whole.get(key)) for key in self._forks)
        found = self._found.get(way)
        if found is None:
            found = asked(self._definition, whole)
            if len(self._found) < WAYS_REMEMBERED:
                self._found[way] = found
        return found


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def forks(definition: Definition) -> list[str]:
    """Give the keys of all answers on which it depends what somebody is asked."""
    named = {
        condition.question
        for screen in definition.screens
        for shown_if in (screen.shown_if, *(question.shown_if for question in screen.questions))
        for condition in shown_if
    }
    if any(screen.repeats == Repeats.CHOSEN for screen in definition.screens):
        named |= {each.key for each in definition.questions() if each.asks_commitments}
    items = ("", *(f"@{item.key}" for item in definition.items))
    return [f"{key}{item}" for key in sorted(named) for item in items]


def group_reader(known: set[str], *, digits: int | None = None) -> Callable[[Any], str | None]:
    """Give the reader of the group that somebody is in; None where nothing was said.

    Of a code of a region the first `digits` tell the province.
    """
    return lambda value: _group(value, known, digits)


def _group(value: Any, known: set[str], digits: int | None) -> str | None:
    """Take several choices, and own words, for "other"."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else OTHER
    if value is None:
        return None
    group = str(value)[:digits]
    return group if group in known else _otherwise(known)


def _otherwise(known: set[str]) -> str | None:
    return OTHER if OTHER in known else None


def age_reader(value: Any) -> str | None:
    """Give the band of an age in years."""
    return None if value is None else age_band(value)
