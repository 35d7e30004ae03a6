"""Who follows what, and what there is to tell them."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.db.models.functions import Coalesce

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Follow
from kokreasi.conversations.queries.reach import Word, followed_by_words, reached
from kokreasi.people.models import User
from kokreasi.register.choices import Kind
from kokreasi.register.models import Entry, Record

SETTLED = timedelta(minutes=10)
"""Lines this old are told: one that a slower transaction numbered earlier has arrived by then."""

MOST_TOLD = 40
MONDAY = 0
BREADTH = {Kind.MEETING: 1, Kind.ORGANISATION: 2, Kind.PLAN: 3}
"""A line is told once in a mail, under the narrowest of the followed things that reach it."""


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
    """What is followed, the newest lines since the last mail, and how many there are in all."""

    follow: Follow
    entries: list[Entry]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.entries)


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail: everything that one addressee follows and in which something happened."""

    to: Addressee
    followed: list[Followed] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(one.number for one in self.followed)


@dataclass(frozen=True, slots=True)
class Audience:
    """How many addresses will be told: tomorrow morning, and of the others on Monday."""

    tomorrow: int
    on_monday: int

    @property
    def total(self) -> int:
        return self.tomorrow + self.on_monday


def audience_of(records: QuerySet[Record], *, words: Collection[Word] = ()) -> Audience:
    """Count who will be told of what happens in any of these records, each address once.

    `words` are the facets that the records will carry and do not carry yet.
    """
    followed = set(reached(records))
    followed = followed.union(*followed_by_words(words).values())
    paces: dict[str, set[str]] = defaultdict(set)
    for follow in _with_people(Follow.objects.standing().filter(record__in=followed)):
        paces[addressee_of(follow).address].add(follow.pace)
    daily = sum(Pace.DAILY in chosen for chosen in paces.values())
    return Audience(tomorrow=daily, on_monday=len(paces) - daily)


def followers_of(records: QuerySet[Record], *, words: Collection[Word] = ()) -> int:
    """Count the addresses that will be told of what happens in any of these records."""
    return audience_of(records, words=words).total


def _with_people(follows: QuerySet[Follow]) -> QuerySet[Follow]:
    return follows.select_related("user", "correspondent")


def addressee_of(follow: Follow) -> Addressee:
    somebody = follow.user or follow.correspondent
    return Addressee(somebody.email, somebody.language) if somebody else Addressee("", "id")


def told_until(now: datetime) -> int:
    """Give the last line of history that is told at this moment.

    Lines are numbered when they are written and seen when they are committed; one that is too
    fresh holds back all that were numbered after it.
    """
    fresh = Entry.objects.filter(at__gt=now - SETTLED).aggregate(first=Min("pk"))["first"]
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    return last if fresh is None else fresh - 1


def due(day: date, *, until: int) -> QuerySet[Any]:
    """Keep the follows that are told on a day, if anything has happened since the last time.

    While a page is withdrawn its followers are told nothing; what is public then is told when it
    comes back.
    """
    address = Coalesce("user__email", "correspondent__email")
    found = Follow.objects.standing().annotate(address=address)
    found = found.filter(told_until__lt=until, record__published_at__isnull=False)
    return found if day.weekday() == MONDAY else found.exclude(pace=Pace.WEEKLY)


def addresses_due(day: date, *, until: int) -> list[str]:
    """Name each address that may be told something on a day, once."""
    found = due(day, until=until).order_by("address").values_list("address", flat=True)
    return list(found.distinct())


def digests_of(follows: Collection[Follow], *, until: int) -> list[Digest]:
    """Gather what is told to those who follow; nobody is written to about nothing."""
    since = min((follow.told_until for follow in follows), default=until)
    lines = _lines(since, until)
    changed = Record.objects.public().filter(pk__in=list(lines))
    reach = reached(changed)
    public = set(changed.values_list("pk", flat=True))
    by_address = _by_address(follows)
    others = _by_address(_with_people(Follow.objects.standing().filter(told_until__gt=since)))
    made = (
        _digest(mine, others.get(address, []), _Lines(lines, reach, public, until))
        for address, mine in by_address.items()
    )
    return [digest for digest in made if digest.followed]


def _lines(since: int, until: int) -> Mapping[int, list[Entry]]:
    """Give the public lines of public records by record, numbered after `since`."""
    found: dict[int, list[Entry]] = defaultdict(list)
    entries = Entry.objects.filter(
        is_public=True, record__published_at__isnull=False, pk__gt=since, pk__lte=until
    )
    for entry in entries.select_related("record").defer("changes").order_by("pk"):
        found[entry.record_id].append(entry)
    return found


def _by_address(follows: Iterable[Follow]) -> Mapping[str, list[Follow]]:
    """Put together what one address follows, with an account and without; the account first."""
    found: dict[str, list[Follow]] = defaultdict(list)
    for follow in sorted(follows, key=lambda follow: (follow.user_id is None, follow.pk)):
        found[addressee_of(follow).address].append(follow)
    return found


@dataclass(frozen=True, slots=True)
class _Lines:
    """What has happened, and which of it each followed record reaches."""

    by_record: Mapping[int, list[Entry]]
    reach: Mapping[int, set[int]]
    public: set[int]
    until: int

    def of(self, follow: Follow) -> Iterator[Entry]:
        for record in self.reach.get(follow.record_id, set()) & self.public:
            yield from self.by_record[record]

    def new_to(self, follow: Follow) -> Iterator[Entry]:
        return (entry for entry in self.of(follow) if entry.pk > follow.told_until)

    def told_by(self, follow: Follow) -> Iterator[Entry]:
        """Give the lines of which an earlier mail about this follow has told."""
        span = range(follow.told_from + 1, follow.told_until + 1)
        return (entry for entry in self.of(follow) if entry.pk in span)


def _digest(mine: list[Follow], others: Iterable[Follow], lines: _Lines) -> Digest:
    told = {entry.pk for follow in [*mine, *others] for entry in lines.told_by(follow)}
    digest = Digest(addressee_of(mine[0]))
    for follow in sorted(mine, key=lambda follow: BREADTH.get(Kind(follow.record.kind), 0)):
        new = [entry for entry in lines.new_to(follow) if entry.pk not in told]
        told |= {entry.pk for entry in new}
        if new:
            newest = sorted(new, key=lambda entry: -entry.pk)[:MOST_TOLD]
            digest.followed.append(Followed(follow, newest, len(new)))
    return digest


def followed_by(user: User) -> QuerySet[Follow]:
    """Give what somebody with an account follows, the latest first."""
    rows = Follow.objects.open().filter(user=user).select_related("record", "user")
    return rows.order_by("-asked_at", "-pk")


def others_of(follow: Follow) -> QuerySet[Record]:
    """Give the public records that the address of a follow is told of beside it, each once."""
    rows = Follow.objects.standing().of(addressee_of(follow).address).values("record")
    others = Record.objects.public().filter(pk__in=rows).exclude(pk=follow.record_id)
    return others.order_by("kind", "sort_key", "pk")
