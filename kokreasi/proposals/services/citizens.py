"""Proposals and support of people without an account: by e-mail, counted once it has answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import correspondents
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Endorsement, Proposal
from kokreasi.proposals.services import authors, endorsing, submitting, writing
from kokreasi.proposals.services.telling import (
    ask_to_confirm_proposal,
    forget_mails,
    send_own_link,
)

WAITS_FOR = timedelta(days=30)


@transaction.atomic
def begin(
    plan: Plan,
    words: Mapping[str, Any],
    *,
    email: str,
    language: str,
    at: datetime,
    name: str = "",
    is_named: bool = False,
) -> Proposal:
    """Keep what somebody wrote as a draft, and send the link by which it is sent on.

    Until that link is opened nobody reads the draft. A name is shown only where that is wished.
    The same words sent twice are one draft and one mail.
    """
    citizen = correspondents.introduce(email, language=language, name=name)
    draft = writing.begin(
        plan,
        at=at,
        by=None,
        correspondent=citizen,
        title=words["title"],
        texts=words,
        is_named=is_named and bool(name.strip()),
    )
    ask_to_confirm_proposal(draft, citizen)
    return draft


@transaction.atomic
def submit(proposal: Proposal, citizen: Correspondent, *, at: datetime) -> Proposal:
    """Hand a draft in for whoever opened the link in the mail; so the address is confirmed."""
    correspondents.confirm(citizen)
    return submitting.submit(proposal, at=at, by=None)


@transaction.atomic
def support(
    proposal: Proposal, *, email: str, language: str, at: datetime, name: str = "", note: str = ""
) -> Endorsement:
    """Note support that counts once the link in the mail was opened."""
    citizen = correspondents.introduce(email, language=language, name=name)
    return endorsing.promise(proposal, citizen, at=at, note=note)


@transaction.atomic
def support_known(proposal: Proposal, citizen: Correspondent, *, at: datetime) -> Endorsement:
    """Support a proposal at once for whoever holds a link that was mailed to the address."""
    confirmed = correspondents.confirm(citizen)
    return endorsing.endorse_by_link(proposal, confirmed, at=at)


@transaction.atomic
def confirm_support(endorsement: Endorsement, citizen: Correspondent, *, at: datetime) -> None:
    """Let support count for whoever opened the link in the mail."""
    correspondents.confirm(citizen)
    endorsing.confirm(endorsement, at=at)


def send_link(email: str, *, at: datetime) -> None:
    """Send the way back where the address is known; nobody learns whether it is."""
    known = Correspondent.objects.filter(email=email.strip().lower(), erased_at=None).first()
    if known is not None:
        send_own_link(known, at=at)


@transaction.atomic
def forget(citizen: Correspondent) -> None:
    """Forget what only this person could reach, whose address is being erased.

    Drafts that nobody else stands behind go, and support that was never confirmed; what was sent
    stays, without a name.
    """
    for draft in drafts_of(citizen):
        authors.let_go(draft, Q(correspondent=citizen))
    authors.hand_on_leads(Q(correspondent=citizen))
    forget_mails(citizen)
    citizen.endorsements.filter(confirmed_at=None).delete()
    citizen.endorsements.update(note="")
    citizen.authorships.update(is_named=False)


def drafts_of(citizen: Correspondent) -> list[Proposal]:
    """Give the drafts that this person writes."""
    own = Proposal.objects.filter(authors__correspondent=citizen, authors__left_at=None)
    return list(own.filter(standing=Standing.DRAFT).distinct())


@transaction.atomic
def forget_unconfirmed(now: datetime) -> None:
    """Throw away what was written or promised under an address that never answered."""
    long_ago = now - WAITS_FOR
    silent = Correspondent.objects.filter(confirmed_at=None, erased_at=None)
    drafts = Proposal.objects.filter(
        standing=Standing.DRAFT,
        authors__correspondent__in=silent,
        authors__joined_at__lt=long_ago,
    )
    _discard(drafts.distinct())
    promised = Endorsement.objects.filter(confirmed_at=None, given_at__lt=long_ago)
    promised.filter(correspondent__isnull=False).delete()


def _discard(drafts: Any) -> None:
    for draft in drafts:
        writing.discard(draft)
