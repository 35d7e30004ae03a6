"""Support of a proposal: once by each organisation or person, never by its authors."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.models import Correspondent
from kokreasi.core.changes import Change
from kokreasi.core.wording import tidied
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.proposals.choices import CLOSED
from kokreasi.proposals.errors import ClosedProposalError, NotPublicYetError, OwnProposalError
from kokreasi.proposals.models import Endorsement, Proposal
from kokreasi.proposals.services.moving import locked
from kokreasi.proposals.services.telling import ask_to_confirm_support
from kokreasi.proposals.services.writing import check_standing
from kokreasi.register import services as register

ENDORSED = "proposal.endorsed"


@transaction.atomic
def endorse(
    proposal: Proposal,
    *,
    at: datetime,
    by: User,
    organisation: Organisation | None = None,
    note: str = "",
) -> Endorsement:
    """Support a proposal for an organisation, or for oneself; again changes nothing."""
    now = _open(proposal)
    check_standing(organisation)
    _check_others(now, Q(organisation=organisation) if organisation else _oneself(by))
    given = {"given_at": at, "confirmed_at": at, "note": tidied(note).strip()}
    if organisation is not None:
        found, is_new = Endorsement.objects.get_or_create(
            proposal=now, organisation=organisation, defaults={**given, "user": by}
        )
    else:
        found, is_new = Endorsement.objects.get_or_create(
            proposal=now, user=by, organisation=None, defaults=given
        )
    if is_new and organisation is not None and organisation.reference not in by.bodies:
        _note_for(organisation, now, by=by)
    elif is_new:
        _note(now, organisation, _("supports this proposal"), by=by)
    return found


def _note_for(organisation: Organisation, proposal: Proposal, *, by: User) -> None:
    """Write that somebody else entered it for an organisation, in the name of who did."""
    says = _("noted that an organisation supports this proposal")
    given = [Change(_("organisation"), None, organisation.name)]
    register.record(ENDORSED, proposal.record, by=by, says=says, changes=given)


@transaction.atomic
def promise(
    proposal: Proposal, correspondent: Correspondent, *, at: datetime, note: str = ""
) -> Endorsement:
    """Note that somebody without an account wants to support it; it counts once confirmed.

    A link goes to the address. Whoever typed it learns nothing about what is known of it.
    """
    found = _promised(proposal, correspondent, at=at, note=note)
    if found.confirmed_at is None:
        ask_to_confirm_support(found, correspondent)
    return found


@transaction.atomic
def endorse_by_link(
    proposal: Proposal, correspondent: Correspondent, *, at: datetime
) -> Endorsement:
    """Let somebody without an account support it at once who came by a link of a mail."""
    return confirm(_promised(proposal, correspondent, at=at), at=at)


def _promised(
    proposal: Proposal, correspondent: Correspondent, *, at: datetime, note: str = ""
) -> Endorsement:
    now = _open(proposal)
    _check_others(now, Q(correspondent=correspondent))
    found, _is_new = Endorsement.objects.get_or_create(
        proposal=now,
        correspondent=correspondent,
        defaults={"given_at": at, "note": tidied(note).strip()},
    )
    return found


@transaction.atomic
def confirm(endorsement: Endorsement, *, at: datetime) -> Endorsement:
    """Let the support of somebody count whose address has answered; the first time counts."""
    proposal = _open(endorsement.proposal)
    found = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if found.confirmed_at is None:
        found.confirmed_at = at
        found.save(update_fields=["confirmed_at"])
        _note(proposal, None, _("noted the support of a citizen"), by=None)
    return found


@transaction.atomic
def withdraw(endorsement: Endorsement, *, by: User | None) -> None:
    """Take support back; a decided proposal keeps what was given until then."""
    proposal = _open(endorsement.proposal)
    rows = Endorsement.objects.filter(pk=endorsement.pk).select_related("organisation__record")
    found = rows.first()
    if found is None:  # somebody who presses twice gets the same answer
        return
    organisation, counted = found.organisation, found.confirmed_at is not None
    found.delete()
    if counted:
        _note(proposal, organisation, _("no longer supports this proposal"), by=by)


@transaction.atomic
def forget(person: User) -> None:
    """Forget that it was this person who supported something; the number stays."""
    Endorsement.objects.filter(user=person).update(user=None, note="")


def _open(proposal: Proposal) -> Proposal:
    now = locked(proposal)
    if now.standing in CLOSED:
        raise ClosedProposalError
    if not now.record.is_public:
        raise NotPublicYetError
    return now


def _oneself(person: User) -> Q:
    return Q(user=person, organisation=None)


def _check_others(proposal: Proposal, oneself: Q) -> None:
    if proposal.authors.filter(oneself, left_at=None).exists():
        raise OwnProposalError


def _note(
    proposal: Proposal, organisation: Organisation | None, says: str | Promise, *, by: User | None
) -> None:
    """Write a line of history; that of a person is told to nobody, for a number is enough."""
    register.record(
        ENDORSED,
        proposal.record,
        by=by,
        says=says,
        is_public=organisation is not None,
        acting=organisation.name.shown("id").text if organisation else None,
    )
