"""The way of a public thing through a plan: what it came from and what became of it.

challenge → proposal → meeting → commitment; apps above add what they know (draft versions,
reports). The ties are those of the register, followed both ways in one query.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.events import stations_asked
from kokreasi.register.models import Link, Record

ONWARD = (
    Tie.PROPOSED_FOR,
    Tie.ANSWERED_BY,
    Tie.MERGED_INTO,
    Tie.SPLIT_INTO,
    Tie.ADOPTED_AS,
    Tie.CONTINUED_AS,
)
ON_THE_WAY = (Kind.CHALLENGE, Kind.PROPOSAL, Kind.MEETING, Kind.COMMITMENT)

# From the record itself (or, of a meeting, from what it dealt with) back to every source and on to
# every target; UNION ends circles. Only public records are passed through.
WAY = """
WITH RECURSIVE
  here(id) AS (
    SELECT %s
    UNION
    SELECT source_id FROM register_link WHERE target_id = %s AND tie = %s
  ),
  onward(source_id, target_id) AS (
    SELECT link.source_id, link.target_id
    FROM register_link link
    JOIN register_record source ON source.id = link.source_id
    JOIN register_record target ON target.id = link.target_id
    WHERE link.tie IN (%s, %s, %s, %s, %s, %s)
      AND source.published_at IS NOT NULL AND target.published_at IS NOT NULL
  ),
  earlier(id) AS (
    SELECT id FROM here
    UNION
    SELECT onward.source_id FROM onward JOIN earlier ON onward.target_id = earlier.id
  ),
  later(id) AS (
    SELECT id FROM here
    UNION
    SELECT onward.target_id FROM onward JOIN later ON onward.source_id = later.id
  ),
  way(id) AS (SELECT id FROM earlier UNION SELECT id FROM later)
SELECT id FROM way
UNION
SELECT target_id FROM register_link WHERE tie = %s AND source_id IN (SELECT id FROM way)
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing on the way; one of several drafts of it has a number and the day it was made."""

    title: Bilingual
    href: str
    reference: str
    is_here: bool = False
    number: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """All things of one kind on the way, in their own order.

    What an app above adds says `before` which kind it stands.
    """

    code: str
    label: Any
    stops: list[Stop] = field(default_factory=list)
    before: str = ""


def stations_of(record: Record, visitor: Visitor) -> list[Station]:
    """Give the way of a record by stations, none where it stands alone.

    The records on it are the same for everybody and read once until data change; so is, for
    anybody, what apps above add. Whoever is signed in may see more of that.
    """

    def walk() -> list[Station]:
        way = kept_until_change(f"way-{record.pk}", lambda: way_of(record, AnonymousUser()))
        found = stations(way, here=record, added=added_to(way, visitor))
        return found if leads_somewhere(found) else []

    if visitor.is_authenticated:
        return walk()
    return kept_until_change(f"stations-{get_language()}-{record.pk}", walk)


def way_of(record: Record, visitor: Visitor) -> list[Record]:
    """Give the record and every public thing on its way, in the order of lists; one query."""
    ids = RawSQL(WAY, [record.pk, record.pk, Tie.DISCUSSED_IN, *ONWARD, Tie.DISCUSSED_IN])  # noqa: S611 - constants
    visible = Record.objects.visible_to(visitor).public()
    return list(visible.filter(pk__in=ids, kind__in=ON_THE_WAY).order_by("sort_key", "pk"))


def added_to(way: Sequence[Record], visitor: Visitor) -> list[Station]:
    """Ask apps above what else stands there, as far as the visitor may read it."""
    answers: Any = stations_asked.send(Record, way=way, visitor=visitor)
    return [station for _receiver, added in answers for station in added]


def stations(
    way: Iterable[Record], *, here: Record, added: Sequence[Station] = ()
) -> list[Station]:
    """Put what is on the way under its kinds, from the challenge to the commitment."""
    by_kind: dict[str, list[Stop]] = {kind.value: [] for kind in ON_THE_WAY}
    for record in way:
        by_kind[record.kind].append(_stop(record, here))
    found: list[Station] = []
    for kind in ON_THE_WAY:
        found += [station for station in added if station.before == kind]
        found.append(Station(kind.value, kind.label, by_kind[kind]))
    return [station for station in found if station.stops]


def leads_somewhere(found: Sequence[Station]) -> bool:
    return sum(len(station.stops) for station in found) > 1


def _stop(record: Record, here: Record) -> Stop:
    return Stop(
        record.title, record.get_absolute_url(), record.reference, is_here=record.pk == here.pk
    )


def as_data(
    way: Sequence[Record], *, here: Record, added: Sequence[Station] = ()
) -> dict[str, Any]:
    """Tell a way as data: each thing with its links, and which tie leads from which to which.

    What apps above add stands beside it under its own name.
    """
    ties = [
        {"from": link.source.reference, "tie": link.tie, "to": link.target.reference}
        for link in ties_between(way)
    ]
    beside = {station.code: [_told_stop(stop) for stop in station.stops] for station in added}
    return {
        "here": here.reference,
        "things": [_told_record(record) for record in way],
        "ties": ties,
        **beside,
    }


def _told_record(record: Record) -> dict[str, Any]:
    return {
        "reference": record.reference,
        "kind": record.kind,
        "title": record.title.as_dict(),
        "link": settings.ORIGIN + record.permanent_link,
    }


def _told_stop(stop: Stop) -> dict[str, Any]:
    return {
        "reference": stop.reference,
        "number": stop.number,
        "title": stop.title.as_dict(),
        "day": stop.day.isoformat() if stop.day else None,
        "link": settings.ORIGIN + stop.href,
    }


def ties_between(records: Sequence[Record]) -> list[Link]:
    """Give the ties that join these records, as data can tell them."""
    ids = [record.pk for record in records]
    joining = Link.objects.filter(
        source__in=ids, target__in=ids, tie__in=[*ONWARD, Tie.DISCUSSED_IN]
    )
    return list(joining.select_related("source", "target").order_by("source", "target"))
