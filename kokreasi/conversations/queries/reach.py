"""What somebody who follows a record is told of, asked in both directions.

Who follows a plan follows what belongs to it, who follows an organisation everything it takes part
in, who follows a meeting the meetings of its series, and who follows anything else that alone. All
of it is read from facets, so that a thing is in reach as soon as the register knows its words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from kokreasi.register.choices import INVOLVEMENTS, FacetName, Kind
from kokreasi.register.models import Facet, Record

Word = tuple[str, str]
"""The name and the value of a facet."""

NAMED_IN: Mapping[str, frozenset[FacetName]] = {
    Kind.PLAN: frozenset({FacetName.PLAN}),
    Kind.ORGANISATION: INVOLVEMENTS | {FacetName.PROPOSER, FacetName.RESPONSIBLE},
}
"""In which facets the reference of a followed record stands on those that it reaches."""

KIND_NAMED = {name: kind for kind, names in NAMED_IN.items() for name in names}


def scope_of(record: Record) -> QuerySet[Record]:
    """Give the public records that somebody who follows a record is told of."""
    wider = Facet.objects.filter(name__in=NAMED_IN.get(record.kind, ()), value=record.reference)
    if record.kind == Kind.MEETING:
        series = Facet.objects.filter(record=record, name=FacetName.SERIES).values("value")
        wider = Facet.objects.filter(name=FacetName.SERIES, value__in=series)
    return Record.objects.public().filter(Q(pk=record.pk) | Q(pk__in=wider.values("record")))


def reached(records: QuerySet[Record]) -> Mapping[int, set[int]]:
    """Give, by the record that may be followed, which of these records its followers are told of.

    The other direction of `scope_of`, for any number of records in the same few questions.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for pk in records.values_list("pk", flat=True):
        found[pk].add(pk)
    facets = Facet.objects.filter(record__in=records, name__in={*KIND_NAMED, FacetName.SERIES})
    rows = list(facets.values_list("record", "name", "value"))
    followed = followed_by_words({(name, value) for _pk, name, value in rows})
    for pk, name, value in rows:
        for one in followed.get((name, value), ()):
            found[one].add(pk)
    return found


def followed_by_words(words: Collection[Word]) -> Mapping[Word, set[int]]:
    """Give, by facet, the records whose followers are told of whatever carries it."""
    found: dict[Word, set[int]] = defaultdict(set)
    named = {value for name, value in words if name in KIND_NAMED}
    things = Record.objects.filter(kind__in=NAMED_IN, reference__in=named)
    by_name = {(kind, reference): pk for pk, kind, reference in _rows(things)}
    for name, value in words:
        pk = by_name.get((KIND_NAMED.get(FacetName(name), ""), value))
        if pk is not None:
            found[name, value].add(pk)
    for pk, value in _in_series({value for name, value in words if name == FacetName.SERIES}):
        found[FacetName.SERIES, value].add(pk)
    return found


def _rows(things: QuerySet[Record]) -> Iterable[tuple[int, str, str]]:
    return things.values_list("pk", "kind", "reference")


def _in_series(series: Collection[str]) -> Iterable[tuple[int, str]]:
    facets = Facet.objects.filter(name=FacetName.SERIES, value__in=series)
    return facets.values_list("record", "value")
