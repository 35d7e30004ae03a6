"""Whom to ask for a confirmation, and by which address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant
from kokreasi.plans.models import Plan
from kokreasi.plans.queries.confirmations import Standing, merged, standings

DEFAULT_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the mail: a focal point, or the mailbox of the office."""

    key: str
    email: str
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class ToAsk:
    """An institution with everything it is to be asked about in one mail to each recipient."""

    organisation: Organisation
    standings: Sequence[Standing]
    recipients: Sequence[Recipient]


def to_ask(plan: Plan, found: Iterable[Standing] | None = None) -> list[ToAsk]:
    """List the institutions that have not confirmed and were not asked about the latest draft."""
    wanted = [one for one in (standings(plan) if found is None else found) if one.can_be_asked]
    by_lead = _by_lead(wanted)
    organisations = Organisation.objects.filter(record__reference__in=by_lead)
    focal_points = _focal_points(by_lead)
    return [
        ToAsk(
            organisation,
            by_lead[organisation.reference],
            focal_points.get(organisation.reference)
            or _mailbox(organisation, by_lead[organisation.reference]),
        )
        for organisation in organisations.select_related("record").order_by("record__sort_key")
    ]


def _by_lead(found: Iterable[Standing]) -> dict[str, list[Standing]]:
    renamed = merged()
    by_lead: dict[str, list[Standing]] = {}
    for one in found:
        by_lead.setdefault(renamed.get(one.lead.key, one.lead.key), []).append(one)
    return by_lead


def _focal_points(bodies: Iterable[str]) -> Mapping[str, list[Recipient]]:
    """Name the focal points of these bodies today, in one query."""
    held = RoleGrant.objects.held_on(today_in_jakarta())
    rows = held.filter(role=Role.FOCAL_POINT, body__in=list(bodies), user__is_active=True)
    found: dict[str, list[Recipient]] = {}
    for grant in rows.select_related("user").order_by("user"):
        person = grant.user
        found.setdefault(grant.body, []).append(
            Recipient(str(person.pk), person.email, person.language)
        )
    return found


def _mailbox(organisation: Organisation, found: Iterable[Standing]) -> list[Recipient]:
    """Give the mailbox that the commitment names, or else that of the institution."""
    address = next((one.lead.mailbox for one in found if one.lead.mailbox), organisation.mailbox)
    return [Recipient("mailbox", address)] if address else []
