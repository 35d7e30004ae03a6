"""Who follows what, and what there is to tell them."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Follow
from kokreasi.register.choices import INVOLVEMENTS, FacetName, Kind
from kokreasi.register.models import Entry, Facet, Record

SETTLED = timedelta(minutes=10)
"""Lines this old are told: one that a slower transaction numbered earlier has arrived by then."""

MOST_TOLD = 40
MONDAY = 0
OF_AN_ORGANISATION = frozenset({*INVOLVEMENTS, FacetName.PROPOSER, FacetName.RESPONSIBLE})


@dataclass(frozen=True, slots=True)
class Addressee:
    """An address with the language of its owner; `key` names it without telling it."""

    address: str
    language: str

    @property
    def key(self) -> str:
        return hashlib.sha256(self.address.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed, and the lines that have been added since the last mail."""

    follow: Follow
    entries: list[Entry]


@dataclass(slots=True)
class Digest:
    """One mail: everything that one addressee follows and in which something happened."""

    to: Addressee
    until: int
    followed: list[Followed] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(len(one.entries) for one in self.followed)


def scope_of(record: Record) -> QuerySet[Record]:
    """Give the public records that somebody who follows a record is told of.

    Who follows a plan follows what belongs to it, who follows an organisation everything it takes
    part in, who follows a meeting the meetings of its series.
    """
    public = Record.objects.public()
    if record.kind == Kind.PLAN:
        wider = _carrying({FacetName.PLAN}, record.reference)
    elif record.kind == Kind.ORGANISATION:
        wider = _carrying(OF_AN_ORGANISATION, record.reference)
    elif record.kind == Kind.MEETING:
        series = Facet.objects.filter(record=record, name=FacetName.SERIES).values("value")
        wider = Q(
            pk__in=Facet.objects.filter(name=FacetName.SERIES, value__in=series).values("record")
        )
    else:
        wider = Q(pk__in=[])
    return public.filter(wider | Q(pk=record.pk))


def _carrying(names: frozenset[FacetName] | set[FacetName], value: str) -> Q:
    return Q(pk__in=Facet.objects.filter(name__in=names, value=value).values("record"))


def followers_of(records: QuerySet[Record]) -> int:
    """Count the addresses that will be told of what happens in any of these records."""
    keys = set(records.values_list("pk", flat=True))
    told = {
        addressee_of(follow).address
        for follow in Follow.objects.standing().select_related("user", "correspondent", "record")
        if keys & set(scope_of(follow.record).values_list("pk", flat=True))
    }
    return len(told)


def addressee_of(follow: Follow) -> Addressee:
    somebody = follow.user or follow.correspondent
    return Addressee(somebody.email, somebody.language) if somebody else Addressee("", "id")


def digests_due(day: date, *, now: datetime) -> list[Digest]:
    """Gather what each addressee is told on a day; nobody is written to about nothing."""
    entries = Entry.objects.filter(is_public=True, at__lte=now - SETTLED)
    until = entries.aggregate(last=Max("pk"))["last"] or 0
    due = Follow.objects.standing().filter(told_until__lt=until)
    if day.weekday() != MONDAY:
        due = due.exclude(pace=Pace.WEEKLY)
    found: dict[Addressee, Digest] = {}
    scopes = _scopes(due)
    for follow in due.select_related("record", "user", "correspondent").order_by("pk"):
        lines = _lines(entries, scopes[follow.record_id], follow, until)
        to = addressee_of(follow)
        if lines and to.address:
            found.setdefault(to, Digest(to, until)).followed.append(Followed(follow, lines))
    return list(found.values())


def _scopes(due: QuerySet[Follow]) -> dict[int, QuerySet[Record]]:
    """Give what each followed record reaches, once however many follow it."""
    records = Record.objects.filter(pk__in=due.values("record"))
    return {record.pk: scope_of(record) for record in records}


def _lines(
    entries: QuerySet[Entry], scope: QuerySet[Record], follow: Follow, until: int
) -> list[Entry]:
    told = entries.filter(record__in=scope, pk__gt=follow.told_until, pk__lte=until)
    return list(told.select_related("record").order_by("-pk")[:MOST_TOLD])
