"""Put the sheet of a result together: read once, count, protect, gather the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.wording import asked_in, current
from kokreasi.consultations.results import figures, groups, voices
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
from kokreasi.consultations.results.rows import (
    SUSPICIOUS,
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
NOT_MARKED = {SUSPICIOUS: frozenset({False})}

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, what the next one needs, and the rows that may be given (None where not)."""

    sheet: ResultSheet
    secret: dict[str, Any]
    rows: bytes | None = None


def assemble(consultation: Consultation, *, number: int, tell: Tell) -> Made:
    """Count everything there is at this moment; `tell` is told how much is done, in percent."""
    now = timezone.now()
    before = Before.of(consultation)
    asked = _Asked.of(consultation)
    findings = mark(consultation, asked.places)
    tell(MARKED)
    found = marked(consultation, findings, before.thresholds)
    counted = _count(consultation, asked, before, found, tell)
    opinions, kept = voices.opinions_of(
        consultation, before.opinions, k=consultation.smallest_group
    )
    tell(GATHERED)
    sheet = replace(
        _facts(consultation, number=number, now=now, before=before),
        finished=counted.finished,
        items=asked.items,
        questions=counted.questions,
        asked_about=tuple(asked.about),
        release=counted.told.as_json(),
        untabled=counted.untabled,
        marked=counted.marked,
        opinions=opinions,
        themes=voices.themes_of(consultation),
        stated=voices.stated_of(consultation),
    )
    return _with_rows(sheet, counted, before, opinions=kept)


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
        return cls(
            definitions, places, follows, about, groupings_of(definitions, about), names
        )

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
    """Give the wording of each version that somebody answered, and the present one."""
    versions = consultation.submissions.order_by().values_list("version", flat=True).distinct()
    found = {number: asked_in(consultation, number).definition for number in versions}
    sheet, version = current(consultation), consultation.record.version
    if not found and sheet is not None and version is not None:
        return {version.number: sheet.definition}
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    finished: int
    questions: tuple[QuestionOnSheet, ...]
    told: Release
    memory: Memory
    marked: Marked
    rows: OpenRows
    untabled: dict[str, WhyNot] = field(default_factory=dict)


def _count(
    consultation: Consultation, asked: _Asked, before: Before, found: Marked, tell: Tell
) -> _Counted:
    rows = OpenRows(asked.shown)
    layout = layout_of(asked.places, asked.groupings, tuple(sorted(asked.definitions)))
    people = consultation.submissions.count()
    with TemporaryDirectory(prefix="kokreasi-result-") as aside:
        path = Path(aside) / "answers.parquet"
        read = rows_of(
            consultation,
            asked.definitions,
            asked.places,
            asked.groupings,
            tell=lambda done: tell(MARKED + (READ - MARKED) * done // max(people, 1)),
        )
        tab.write(path, layout, rows.passing(read))
        tell(READ)
        with tab.open_store(path) as answers:
            return _counted(consultation, answers, asked, before, found, rows, tell)


def _counted(
    consultation: Consultation,
    answers: tab.Answers,
    asked: _Asked,
    before: Before,
    found: Marked,
    rows: OpenRows,
    tell: Tell,
) -> _Counted:
    keys = [column for place in asked.shown for column, _key in place.parts()]
    everybody = _tallies(answers, keys)
    without = _tallies(answers, keys, where=NOT_MARKED) if found.is_compared else None
    tell(COUNTED)
    told, memory = _protected(consultation, answers, asked, before)
    tell(PROTECTED)
    closed = [column for place in asked.shown if is_closed(place) for column, _key in place.parts()]
    done = tab.completion(answers, closed).get(()) if closed else None
    return _Counted(
        finished=done.finished if done else 0,
        questions=_questions(asked, everybody, without),
        told=told,
        memory=memory,
        marked=found,
        rows=rows,
        untabled=dict(asked.follows.reasons),
    )


def _tallies(
    answers: tab.Answers, keys: Sequence[str], where: Any = None
) -> dict[str, tab.AnyTally]:
    counted = tab.count(answers, keys, where=where) if keys else {}
    return {key: table[()] for key, table in counted.items()}


def _questions(
    asked: _Asked,
    everybody: Mapping[str, tab.AnyTally],
    without: Mapping[str, tab.AnyTally] | None,
) -> tuple[QuestionOnSheet, ...]:
    versions = list(asked.definitions)
    shown = set(map(id, asked.shown))
    return tuple(
        figures.question_on_sheet(
            place, everybody, without, versions=versions, provinces=asked.names
        )
        if id(place) in shown
        else QuestionOnSheet(
            key=place.question.key,
            kind=place.question.kind,
            wording=place.question.wording,
            item=place.item,
            why_not=WhyNot.ASKED_OF_A_GROUP,
        )
        for place in asked.places
    )


def _protected(
    consultation: Consultation, answers: tab.Answers, asked: _Asked, before: Before
) -> tuple[Release, Memory]:
    """Say what may be told by characteristics, in the light of all that was published."""
    specs = list(groups.specs_of(asked.places, asked.follows))
    columns = groups.columns_by(
        [groups.BY_CHANNEL, *(each.characteristic for each in asked.groupings)], person
    )
    possible = {str(each.characteristic): [g.key for g in each.groups] for each in asked.about}
    sizes = groups.sizes_by(answers, columns, possible)
    tables = list(groups.crosstabs(answers, specs, columns, sizes)) if specs else []
    k = consultation.smallest_group
    told, memory = release(sizes, tables, k=k, earlier=before.memory)
    with_rows = before.sheet_with_rows
    if with_rows is None or hides_rows([*before.told, told], people=with_rows.people):
        return told, memory
    return release(sizes, [], k=k, earlier=before.memory)


def _facts(
    consultation: Consultation, *, number: int, now: datetime, before: Before
) -> ResultSheet:
    """Give what is known without counting answers to questions."""
    submissions = consultation.submissions.order_by()
    days = submissions.aggregate(first=Min("day"), last=Max("day"))
    channels = dict(submissions.values_list("channel").annotate(number=Count("pk")))
    people = sum(channels.values())
    return ResultSheet(
        reference=consultation.reference,
        number=number,
        title=consultation.title,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        made_at=now,
        smallest_group=consultation.smallest_group,
        begun=people + _unsent(consultation, before),
        people=people,
        finished=0,
        first_on=days["first"],
        last_on=days["last"],
        channels={each: channels[each] for each in Channel if each in channels},
        versions=_versions(consultation),
    )


def _unsent(consultation: Consultation, before: Before) -> int:
    """Count the answers that were begun and not sent; drafts are dropped with the traces."""
    if consultation.dropped_at is not None:
        return before.unsent
    return consultation.drafts.count()


def _versions(consultation: Consultation) -> tuple[VersionOnSheet, ...]:
    answers = dict(
        consultation.submissions.order_by().values_list("version").annotate(number=Count("pk"))
    )
    versions = consultation.record.versions.filter(number__in=list(answers)).order_by("number")
    return tuple(
        VersionOnSheet(each.number, answers[each.number], each.created_at, each.reason)
        for each in versions
    )


def _with_rows(
    sheet: ResultSheet, counted: _Counted, before: Before, *, opinions: dict[str, Any]
) -> Made:
    """Add the rows where they may be given, or say why they are not."""
    why_not = _why_no_rows(sheet, counted, before)
    secret = {
        "after": before.number,
        "memory": counted.memory.as_json(),
        "opinions": opinions,
    }
    rows = None if why_not else counted.rows.as_csv()
    return Made(replace(sheet, no_rows=why_not), secret, rows)


def _why_no_rows(sheet: ResultSheet, counted: _Counted, before: Before) -> WhyNot | None:
    if sheet.people < sheet.smallest_group:
        return WhyNot.TOO_FEW_PEOPLE
    if sheet.is_interim:
        return WhyNot.STILL_OPEN
    if counted.rows.is_too_large:
        return WhyNot.TOO_LARGE
    if not hides_rows([*before.told, counted.told], people=sheet.people):
        return WhyNot.GROUPS_ARE_OUT
    return None
