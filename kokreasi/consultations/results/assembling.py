"""Put the sheet of a result together: read once, count, protect, gather the rest."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from kokreasi.consultations.choices import Channel, QuestionKind
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.wording import asked_in, current, smallest_group
from kokreasi.consultations.results import figures, groups, voices
from kokreasi.consultations.results.apart import told_apart
from kokreasi.consultations.results.before import Before
from kokreasi.consultations.results.following import Follows, follows_of
from kokreasi.consultations.results.marking import mark, marked
from kokreasi.consultations.results.open_rows import OpenRows
from kokreasi.consultations.results.people import (
    asked_about,
    groupings_of,
    provinces,
)
from kokreasi.consultations.results.places import Place, is_closed, places_of
from kokreasi.consultations.results.reconstruction import hides_rows
from kokreasi.consultations.results.retelling import is_same_count, retold
from kokreasi.consultations.results.rows import (
    CHANNEL,
    SUSPICIOUS,
    VERSION,
    Grouping,
    layout_of,
    person,
    rows_of,
)
from kokreasi.consultations.results.sheets import (
    Asking,
    Marked,
    QuestionOnSheet,
    ResultSheet,
    VersionOnSheet,
    WhyNot,
)
from kokreasi.insights import tabulation as tab
from kokreasi.insights.disclosure import Memory, Release, release

BEGUN, MARKED, READ, COUNTED, PROTECTED, GATHERED = 2, 10, 55, 70, 90, 97
"""Percent."""
OPENLY = frozenset({groups.BY_CHANNEL})
"""How many answers came by which channel is told, also where it is one."""
NOT_MARKED: "Where" = {SUSPICIOUS: frozenset({False})}

Tell = Callable[[int], None]
Where = Mapping[str, frozenset[bool]]


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, what the next one needs, and the rows that may be given (None where not).

    `retells` is the number of the result whose figures, and rows, these are; 0 where they are new.
    """

    sheet: ResultSheet
    secret: dict[str, Any]
    rows: bytes | None = None
    retells: int = 0


def assemble(consultation: Consultation, *, number: int, tell: Tell) -> Made:
    """Count everything there is at this moment; `tell` is told how much is done, in percent."""
    now = timezone.now()
    before = Before.of(consultation)
    asked = _Asked.of(consultation)
    findings = mark(consultation, asked.places)
    tell(MARKED)
    found = marked(consultation, findings, before.thresholds)
    rows = OpenRows(asked.shown)
    counted = _Counting(consultation, asked, before, found, rows, tell).count()
    k = smallest_group(consultation)
    opinions, kept = voices.opinions_of(consultation, before.opinions, k=k)
    tell(GATHERED)
    sheet = replace(
        _facts(consultation, counted, number=number, now=now, before=before),
        items=asked.items,
        questions=counted.questions,
        asked_about=tuple(asked.about),
        release=counted.told.as_json(),
        untabled=asked.follows.reasons,
        marked=counted.marked,
        opinions=opinions,
        themes=voices.themes_of(consultation),
        stated=voices.stated_of(consultation),
    )
    if before.last and is_same_count(sheet, before.last):
        return _retold(sheet, before.last, before)
    secret = {"after": before.number, "memory": counted.memory.as_json(), "opinions": kept}
    why_not = _why_no_rows(sheet, rows, before)
    return Made(replace(sheet, no_rows=why_not), secret, None if why_not else rows.as_csv())


def _retold(now: ResultSheet, last: ResultSheet, before: Before) -> Made:
    memory, opinions = before.memory.as_json(), before.opinions or {}
    secret = {"after": before.number, "memory": memory, "opinions": opinions}
    return Made(retold(now, last), secret, retells=before.number)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked, over all versions that somebody answered."""

    definitions: Mapping[int, Definition]
    places: Sequence[Place]
    follows: Follows
    about: Sequence[Asking]
    groupings: Sequence[Grouping]
    names: Mapping[str, str]

    @classmethod
    def of(cls, consultation: Consultation) -> "_Asked":
        definitions = _definitions(consultation)
        places, names = places_of(definitions), provinces()
        is_dropped = consultation.dropped_at is not None
        about = asked_about(definitions, names, is_dropped=is_dropped)
        follows = follows_of(places, definitions)
        return cls(definitions, places, follows, about, groupings_of(definitions, about), names)

    @property
    def items(self) -> Any:
        return self.definitions[max(self.definitions)].items if self.definitions else ()

    @property
    def shown(self) -> list[Place]:
        """Give what is counted; what is asked of a group of people only is not."""
        return [
            place
            for place in self.places
            if self.follows.why_untabled(place.column) != WhyNot.ASKED_OF_A_GROUP
        ]


def _definitions(consultation: Consultation) -> dict[int, Definition]:
    """Give the wording of each version that somebody answered; before that the present one."""
    versions = consultation.submissions.order_by().values_list("version", flat=True).distinct()
    found = {number: asked_in(consultation, number).definition for number in versions}
    sheet, version = current(consultation), consultation.record.version
    if not found and sheet is not None and version is not None:
        return {version.number: sheet.definition}
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted of the answers that were read; more may have come since."""

    channels: Mapping[str, int]
    versions: Mapping[str, int]
    finished: int
    questions: tuple[QuestionOnSheet, ...]
    marked: Marked
    told: Release
    memory: Memory


@dataclass(frozen=True, slots=True)
class _Counting:
    """Everything that counting one consultation needs."""

    consultation: Consultation
    asked: _Asked
    before: Before
    found: Marked
    rows: OpenRows
    tell: Tell

    def count(self) -> _Counted:
        """Write the answers as columns into a folder of its own, and count them."""
        asked = self.asked
        layout = layout_of(asked.places, asked.groupings, tuple(sorted(asked.definitions)))
        with TemporaryDirectory(prefix="kokreasi-result-") as aside:
            path = Path(aside) / "answers.parquet"
            tab.write(path, layout, self.rows.passing(self._read()))
            self.tell(READ)
            with tab.open_store(path) as answers:
                return self._counted(answers)

    def _read(self) -> Iterator[tab.Row]:
        people = self.consultation.submissions.count()
        return rows_of(
            self.consultation,
            self.asked.definitions,
            self.asked.places,
            self.asked.groupings,
            tell=lambda done: self.tell(MARKED + (READ - MARKED) * done // max(people, 1)),
        )

    def _counted(self, answers: tab.Answers) -> _Counted:
        keys = [column for place in self.asked.shown for column, _key in place.parts()]
        everybody = _tallies(answers, [CHANNEL, VERSION, *keys])
        is_compared = self.found.is_compared
        without = _tallies(answers, keys, where=NOT_MARKED) if is_compared else None
        self.tell(COUNTED)
        channels = _given(everybody[CHANNEL])
        questions, found = self._apart(_questions(self.asked, everybody, without), channels)
        told, memory = self._protected(answers)
        self.tell(PROTECTED)
        return _Counted(
            channels=channels,
            versions=_given(everybody[VERSION]),
            finished=_finished(answers, self.asked.shown),
            questions=questions,
            marked=found,
            told=told,
            memory=memory,
        )

    def _apart(
        self, questions: tuple[QuestionOnSheet, ...], channels: Mapping[str, int]
    ) -> tuple[tuple[QuestionOnSheet, ...], Marked]:
        return told_apart(
            questions,
            self.found,
            self.before.sheets,
            people=sum(channels.values()),
            k=smallest_group(self.consultation),
        )

    def _protected(self, answers: tab.Answers) -> tuple[Release, Memory]:
        """Say what may be told by characteristics, in the light of all that was published.

        Once what was kept for that went with what people said about themselves, nothing is told.
        """
        asked, before, k = self.asked, self.before, smallest_group(self.consultation)
        if self.consultation.dropped_at is not None:
            return release({}, [], k=k)
        specs = list(groups.specs_of(asked.places, asked.follows))
        columns = groups.columns_by(
            [groups.BY_CHANNEL, *(each.characteristic for each in asked.groupings)], person
        )
        possible = {str(each.characteristic): [g.key for g in each.groups] for each in asked.about}
        sizes = groups.sizes_by(answers, columns, possible)
        tables = list(groups.crosstabs(answers, specs, columns, sizes)) if specs else []
        told, memory = release(sizes, tables, k=k, earlier=before.memory, openly=OPENLY)
        with_rows = before.sheet_with_rows
        if with_rows is None or hides_rows([*before.told, told], people=with_rows.people):
            return told, memory
        return release(sizes, [], k=k, earlier=before.memory, openly=OPENLY)


def _finished(answers: tab.Answers, places: Sequence[Place]) -> int:
    closed = [column for place in places if is_closed(place) for column, _key in place.parts()]
    done = tab.completion(answers, closed).get(()) if closed else None
    return done.finished if done else 0


def _tallies(
    answers: tab.Answers, keys: Sequence[str], where: Where | None = None
) -> dict[str, tab.AnyTally]:
    counted = tab.count(answers, keys, where=where) if keys else {}
    return {key: table[()] for key, table in counted.items()}


def _given(tally: tab.AnyTally) -> dict[str, int]:
    """Give how many have each key that somebody has."""
    counts = tally.counts if isinstance(tally, tab.ChoiceTally) else {}
    return {key: number for key, number in counts.items() if number}


def _questions(
    asked: _Asked,
    everybody: Mapping[str, tab.AnyTally],
    without: Mapping[str, tab.AnyTally] | None,
) -> tuple[QuestionOnSheet, ...]:
    versions = list(asked.definitions)
    shown = {place.column for place in asked.shown}
    alike: dict[tuple[str, QuestionKind], list[Place]] = defaultdict(list)
    for place in asked.shown:
        alike[place.question.key, place.question.kind].append(place)
    return tuple(
        figures.question_on_sheet(
            place,
            everybody,
            without,
            alike=alike[place.question.key, place.question.kind],
            versions=versions,
            provinces=asked.names,
        )
        if place.column in shown
        else _hidden(place)
        for place in asked.places
    )


def _hidden(place: Place) -> QuestionOnSheet:
    return QuestionOnSheet(
        key=place.question.key,
        kind=place.question.kind,
        wording=place.question.wording,
        item=place.item,
        why_not=WhyNot.ASKED_OF_A_GROUP,
    )


def _facts(
    consultation: Consultation, counted: _Counted, *, number: int, now: datetime, before: Before
) -> ResultSheet:
    """Give what is known without looking at answers to questions: of those counted, no others."""
    days = consultation.submissions.order_by().aggregate(first=Min("day"), last=Max("day"))
    people, asked = sum(counted.channels.values()), current(consultation)
    return ResultSheet(
        reference=consultation.reference,
        number=number,
        title=asked.title if asked else consultation.title,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        made_at=now,
        smallest_group=smallest_group(consultation),
        begun=people + _unsent(consultation, before),
        people=people,
        finished=counted.finished,
        first_on=days["first"],
        last_on=days["last"],
        channels={each: counted.channels[each] for each in Channel if each in counted.channels},
        versions=_versions(consultation, counted.versions),
    )


def _unsent(consultation: Consultation, before: Before) -> int:
    """Count the answers that were begun and not sent; drafts are dropped after a while."""
    return max(consultation.drafts.count(), before.unsent)


def _versions(consultation: Consultation, answers: Mapping[str, int]) -> tuple[VersionOnSheet, ...]:
    versions = consultation.record.versions.filter(number__in=list(map(int, answers)))
    return tuple(
        VersionOnSheet(each.number, answers[str(each.number)], each.created_at, each.reason)
        for each in versions.order_by("number").defer("content")
    )


def _why_no_rows(sheet: ResultSheet, rows: OpenRows, before: Before) -> WhyNot | None:
    """Say why answers are not given as rows, or None where they are."""
    if sheet.people < sheet.smallest_group:
        return WhyNot.TOO_FEW_PEOPLE
    if sheet.is_interim:
        return WhyNot.STILL_OPEN
    if before.sheet_with_rows is not None:
        return WhyNot.ROWS_ARE_OUT
    if rows.is_too_large:
        return WhyNot.TOO_LARGE
    if not hides_rows([*before.told, sheet.told], people=sheet.people):
        return WhyNot.GROUPS_ARE_OUT
    return None
