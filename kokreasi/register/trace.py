"""The way of a public thing through a plan: what it came from and what became of it.

challenge → proposal → meeting → commitment; apps above add what they know (draft versions,
answers, reports). The ties are those of the register, followed both ways in one query.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models.expressions import RawSQL

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import Kind, Tie
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
    """One thing on the way; `note` says in short what it is there ("version 2")."""

    title: Bilingual
    href: str
    reference: str
    is_here: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """All things of one kind on the way, in their own order."""

    code: str
    label: Any
    stops: list[Stop] = field(default_factory=list)


def stations_of(record: Record, visitor: Visitor) -> list[Station]:
    """Give the way of a record by stations, none where it stands alone.

    For anybody it is read once until data change.
    """

    def walk() -> list[Station]:
        found = stations(way_of(record, visitor), here=record)
        return found if leads_somewhere(found) else []

    if visitor.is_authenticated:
        return walk()
    return kept_until_change(f"way-{record.pk}", walk)


def way_of(record: Record, visitor: Visitor) -> list[Record]:
    """Give the record and every public thing on its way, in the order of lists; one query."""
    ids = RawSQL(WAY, [record.pk, record.pk, Tie.DISCUSSED_IN, *ONWARD, Tie.DISCUSSED_IN])  # noqa: S611 - constants
    visible = Record.objects.visible_to(visitor).public()
    return list(visible.filter(pk__in=ids, kind__in=ON_THE_WAY).order_by("sort_key", "pk"))


def stations(way: Iterable[Record], *, here: Record) -> list[Station]:
    """Put what is on the way under its kinds, from the challenge to the commitment."""
    found = [Station(kind.value, kind.label, []) for kind in ON_THE_WAY]
    by_kind = {station.code: station for station in found}
    for record in way:
        by_kind[record.kind].stops.append(_stop(record, here))
    return [station for station in found if station.stops]


def leads_somewhere(found: Sequence[Station]) -> bool:
    return sum(len(station.stops) for station in found) > 1


def _stop(record: Record, here: Record) -> Stop:
    return Stop(
        record.title, record.get_absolute_url(), record.reference, is_here=record.pk == here.pk
    )


def as_data(way: Sequence[Record], *, here: Record) -> dict[str, Any]:
    """Tell a way as data: each thing with its links, and which tie leads from which to which."""
    things = [
        {
            "reference": record.reference,
            "kind": record.kind,
            "title": record.title.as_dict(),
            "link": settings.ORIGIN + record.permanent_link,
        }
        for record in way
    ]
    ties = [
        {"from": link.source.reference, "tie": link.tie, "to": link.target.reference}
        for link in ties_between(way)
    ]
    return {"here": here.reference, "things": things, "ties": ties}


def ties_between(records: Sequence[Record]) -> list[Link]:
    """Give the ties that join these records, as data can tell them."""
    ids = [record.pk for record in records]
    joining = Link.objects.filter(
        source__in=ids, target__in=ids, tie__in=[*ONWARD, Tie.DISCUSSED_IN]
    )
    return list(joining.select_related("source", "target").order_by("source", "target"))
