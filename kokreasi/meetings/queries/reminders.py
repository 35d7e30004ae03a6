"""Whom to remind of which follow-ups on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from kokreasi.meetings.choices import Occasion
from kokreasi.meetings.models import FollowUp, Reminder
from kokreasi.meetings.queries.follow_ups import with_what_lines_show
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import OF_A_BODY
from kokreasi.people.models import RoleGrant

WEEK = 7
AFTERWARDS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up of which somebody is reminded, and why now."""

    follow_up: FollowUp
    occasion: Occasion
    due_on: date


@dataclass(frozen=True, slots=True)
class Addressee:
    """A mailbox of an office, or a person, by the address."""

    address: str
    language: str = "id"


@dataclass(slots=True)
class Digest:
    """Everything that one addressee is reminded of on a day, in one mail."""

    to: Addressee
    items: list[Due] = field(default_factory=list)

    def of(self, occasion: Occasion) -> list[FollowUp]:
        return [item.follow_up for item in self.items if item.occasion == occasion]


def occasion_on(day: date, due_on: date) -> Occasion | None:
    """Tell why somebody is reminded on a day of what is due on another, if at all.

    Who was not reminded on the right day, because nothing ran or it was agreed later, still is a
    little later; what is long overdue, as in minutes of past years, is not.
    """
    left = (due_on - day).days
    if 1 < left <= WEEK:
        return Occasion.WEEK
    if 0 <= left <= 1:
        return Occasion.EVE
    return Occasion.AFTER if -AFTERWARDS <= left < 0 else None


def due_for_reminding(day: date) -> list[Due]:
    """List what binds, is open, and was not told of yet on its occasion."""
    near = Q(due_on__gte=day - timedelta(days=AFTERWARDS), due_on__lte=day + timedelta(days=WEEK))
    rows = FollowUp.objects.agreed().binding().unfinished().filter(near).order_by("due_on", "pk")
    told = set(
        Reminder.objects.filter(follow_up__in=rows.values("pk")).values_list(
            "follow_up", "occasion", "due_on"
        )
    )
    found = [due for row in with_what_lines_show(rows) if (due := _due(row, day))]
    return [due for due in found if (due.follow_up.pk, due.occasion, due.due_on) not in told]


def _due(follow_up: FollowUp, day: date) -> Due | None:
    due_on = follow_up.due_on
    occasion = occasion_on(day, due_on) if due_on else None
    return Due(follow_up, occasion, due_on) if due_on and occasion else None


def digests(items: Iterable[Due], day: date) -> list[Digest]:
    """Gather what each addressee is told: the person named, and every responsible office once.

    An office is told through its mailbox, or through those who act for it where it has none.
    """
    every = list(items)
    acting = _acting_for(every, day)
    found: dict[str, Digest] = {}
    for item in every:
        for to in _addressees(item.follow_up, acting):
            found.setdefault(to.address, Digest(to)).items.append(item)
    return list(found.values())


def _addressees(
    follow_up: FollowUp, acting: Mapping[str, list[Addressee]]
) -> dict[Addressee, None]:
    """Give each addressee once, in order."""
    person = follow_up.person
    named = [Addressee(person.email, person.language)] if person and person.is_active else []
    offices = [to for body in follow_up.responsible.all() for to in _office(body, acting)]
    by_address = {to.address: to for to in [*offices, *named]}
    return dict.fromkeys(by_address.values())


def _office(body: Organisation, acting: Mapping[str, list[Addressee]]) -> list[Addressee]:
    if body.mailbox:
        return [Addressee(body.mailbox.lower())]
    return acting.get(body.reference, [])


def _acting_for(items: Iterable[Due], day: date) -> Mapping[str, list[Addressee]]:
    """Give who acts today for each of the bodies, by its reference."""
    bodies = {body.reference for item in items for body in item.follow_up.responsible.all()}
    grants = RoleGrant.objects.held_on(day).filter(
        body__in=bodies, role__in=OF_A_BODY, user__is_active=True
    )
    acting: dict[str, list[Addressee]] = {}
    for grant in grants.select_related("user").order_by("user__email"):
        acting.setdefault(grant.body, []).append(Addressee(grant.user.email, grant.user.language))
    return acting
