"""Send a draft round with a mail to each who is invited, exactly once for each draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kokreasi.core.days import WIB
from kokreasi.organisations.models import Organisation
from kokreasi.outbox.models import Message
from kokreasi.outbox.services import post
from kokreasi.people.models import RoleGrant, User
from kokreasi.plans import notices
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.services.drafts import send_round


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a mail for which organisation: somebody who acts for it, or else its mailbox."""

    organisation: Organisation
    email: str
    language: str
    person: User | None = None

    def key(self, draft: Draft) -> str:
        who = f"person-{self.person.pk}" if self.person else f"office-{self.organisation.pk}"
        return f"draft-{draft.pk}-{who}"


def addressees(invited: Iterable[Organisation], *, day: date) -> list[Addressee]:
    """List who is written to: each once, also who acts for two of the invited.

    An organisation for which nobody acts here is written to at its mailbox; without one, nobody is.
    """
    bodies = list(invited)
    acting = _acting_for(bodies, day)
    found: dict[str, Addressee] = {}
    for body in bodies:
        people = acting.get(body.reference, [])
        for one in [Addressee(body, who.email, who.language, who) for who in people] or _office(
            body
        ):
            found.setdefault(one.email, one)
    return list(found.values())


def reached(invited: Iterable[Organisation], *, day: date) -> set[int]:
    """Give the keys of those of the invited to whom a mail can go."""
    bodies = list(invited)
    acting = _acting_for(bodies, day)
    return {body.pk for body in bodies if body.reference in acting or body.mailbox}


def _acting_for(bodies: Sequence[Organisation], day: date) -> dict[str, list[User]]:
    references = [body.reference for body in bodies]
    grants = RoleGrant.objects.held_on(day).filter(body__in=references, user__is_active=True)
    found: dict[str, list[User]] = {}
    for grant in grants.select_related("user").order_by("user"):
        people = found.setdefault(grant.body, [])
        if grant.user not in people:
            people.append(grant.user)
    return found


def _office(body: Organisation) -> list[Addressee]:
    return [Addressee(body, body.mailbox.lower(), "id")] if body.mailbox else []


@transaction.atomic
def circulate(
    commitment: Commitment,
    *,
    at: datetime,
    by: User,
    readers: Readers = Readers.INVITED,
    invited: Iterable[Organisation] = (),
    note: str = "",
    closes_on: date | None = None,
) -> Draft:
    """Freeze the draft, let it be read, and write to the invited who were not written to about it.

    Sent again with the same content it stays the same draft, and only who is new gets a mail.
    """
    bodies = list(invited)
    draft = send_round(
        commitment,
        at=at,
        by=by,
        readers=readers,
        invited=bodies,
        note=note,
        closes_on=closes_on,
    )
    told = addressees(bodies, day=at.astimezone(WIB).date())
    known = Message.objects.filter(key__in=[one.key(draft) for one in told])
    written = set(known.values_list("key", flat=True))
    for one in told:
        if one.key(draft) not in written:
            _write_to(one, draft)
    return draft


def _write_to(one: Addressee, draft: Draft) -> None:
    words = notices.sent_round(draft, one.organisation, one.language, person=one.person)
    post(
        key=one.key(draft),
        to=one.email,
        subject=words.subject,
        body=words.body,
        language=one.language,
    )
