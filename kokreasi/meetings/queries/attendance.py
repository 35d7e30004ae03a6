"""How many came to a meeting, counted from the list; groups only as they were published."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from kokreasi.insights.disclosure import protect
from kokreasi.meetings.choices import Disability, Gender
from kokreasi.meetings.models import Attendance, Invitee, Meeting, Representation, Tally
from kokreasi.organisations.choices import Kind
from kokreasi.register.models import StatedFigure

PARTICIPANTS = "participants"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KindCount:
    """People and bodies of one kind of organisation; without a kind, where none is known."""

    kind: Kind | None
    people: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many came: fit for everybody to read.

    `people` is None while nobody is recorded: nothing is known then, which is not 0. Groups are
    as published; None stands for a number that is too small to be told.
    """

    people: int | None = None
    by_organisation_kind: tuple[KindCount, ...] = ()
    by_gender: Mapping[Gender, int | None] = field(default_factory=dict)
    by_disability: Mapping[Disability, int | None] = field(default_factory=dict)
    grouped: int | None = None
    stated: StatedFigure | None = None

    @property
    def organisations(self) -> int:
        return sum(each.organisations for each in self.by_organisation_kind)


def headcount(meeting: Meeting) -> Headcount:
    return headcounts([meeting])[meeting.pk]


def headcounts(meetings: Iterable[Meeting]) -> dict[int, Headcount]:
    """Count for many meetings with four queries."""
    shown = {meeting.pk: meeting for meeting in meetings}
    people, bodies = _people_of(shown), _represented_at(shown)
    tallies = {tally.meeting_id: tally for tally in Tally.objects.filter(meeting__in=shown)}
    stated = _stated_about(meeting.record_id for meeting in shown.values())
    return {
        pk: _headcount(
            people.get(pk, []), bodies.get(pk, []), tallies.get(pk), stated.get(meeting.record_id)
        )
        for pk, meeting in shown.items()
    }


def _people_of(meetings: Iterable[int]) -> dict[int, list[tuple[int | None, str | None]]]:
    """Give the organisation of each who came, and its kind; who came on two days is one."""
    rows = Attendance.objects.filter(meeting__in=meetings).order_by()
    columns = ("meeting", "identity", "organisation", "organisation__kind")
    people = defaultdict(list)
    for meeting, _identity, organisation, kind in rows.values_list(*columns).distinct():
        people[meeting].append((organisation, kind))
    return people


def _represented_at(meetings: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Give the organisations that a note names as present without counting their people."""
    rows = Representation.objects.filter(meeting__in=meetings).exclude(organisation=None)
    bodies = defaultdict(list)
    for meeting, pk, kind in rows.values_list("meeting", "organisation", "organisation__kind"):
        bodies[meeting].append((pk, kind))
    return bodies


def _stated_about(records: Iterable[int]) -> dict[int, StatedFigure]:
    figures = StatedFigure.objects.filter(record__in=list(records), measure=PARTICIPANTS)
    return {figure.record_id: figure for figure in figures.order_by("-position", "-pk")}


def _headcount(
    people: list[tuple[int | None, str | None]],
    represented: list[tuple[int, str]],
    tally: Tally | None,
    stated: StatedFigure | None,
) -> Headcount:
    return Headcount(
        people=len(people) or None,
        by_organisation_kind=tuple(_by_kind(people, represented)),
        by_gender=_in_order(Gender, tally.by_gender) if tally else {},
        by_disability=_in_order(Disability, tally.by_disability) if tally else {},
        grouped=tally.people if tally else None,
        stated=stated,
    )


def _by_kind(
    people: list[tuple[int | None, str | None]], represented: list[tuple[int, str]]
) -> Iterable[KindCount]:
    counted = Counter(kind for _organisation, kind in people)
    bodies = defaultdict(set)
    for organisation, kind in [*people, *represented]:
        if organisation is not None:
            bodies[kind].add(organisation)
    for kind in [*Kind, None]:
        if counted[kind] or bodies[kind]:
            yield KindCount(kind, counted[kind], len(bodies[kind]))


def _in_order(choices: Any, kept: Mapping[str, int | None]) -> dict[Any, int | None]:
    """Leave out groups of nobody, and name the others in the order in which forms offer them."""
    return {each: kept[each] for each in choices if kept.get(each, 0) != 0}


def tallied(meeting: Meeting) -> dict[str, Any]:
    """Count the groups of a meeting as they may be published, with small numbers left out."""
    rows = meeting.attendances.order_by().values_list("identity", "gender", "disability")
    people = {identity: (gender, disability) for identity, gender, disability in rows}
    genders = Counter(gender for gender, _disability in people.values())
    disabilities = Counter(disability for _gender, disability in people.values())
    return {
        "people": len(people),
        "by_gender": _protected(Gender, genders),
        "by_disability": _protected(Disability, disabilities),
    }


def _protected(choices: Any, counted: Counter[str]) -> dict[str, int | None]:
    every = {each.value: counted[each.value] for each in choices}
    return protect(every, k=settings.SMALLEST_GROUP)


def missing_invitees(meeting: Meeting) -> QuerySet[Invitee]:
    """Give the standing invitations of which nobody is recorded as present yet."""
    there = meeting.attendances.exclude(invitee=None).values("invitee")
    missing = meeting.invitees.standing().exclude(pk__in=there)
    return missing.select_related("organisation__record", "person").order_by("name", "pk")


def meetings_about(day: date) -> QuerySet[Meeting]:
    """Give the meetings into which somebody may check in, or has just been able to.

    Whoever has the code on the screen sits in the room; that is the permission to see the meeting.
    """
    near = Q(day__lte=day + A_DAY) & Q(last_day__isnull=True, day__gte=day - A_DAY)
    near |= Q(day__lte=day + A_DAY, last_day__gte=day - A_DAY)
    shown = Meeting.objects.filter(Q(check_in_is_open=True) | near)
    return shown.select_related("record", "kind")


def receipt_of(receipt: str) -> Attendance | None:
    rows = Attendance.objects.select_related("meeting__record", "organisation__record")
    return rows.filter(receipt=receipt).first()
