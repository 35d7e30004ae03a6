"""Submit a proposal while the call is open, show it to the public, take it back."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.core.page_cache import forget_pages
from kokreasi.core.wording import tidied
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.services.order import locked as plan_as_it_stands
from kokreasi.proposals.choices import AuthorRole, Standing
from kokreasi.proposals.errors import (
    ClosedCallError,
    DecidedError,
    IncompleteError,
    NotSubmittedError,
)
from kokreasi.proposals.models import Author, Proposal
from kokreasi.proposals.queries.calls import collecting
from kokreasi.proposals.services.describing import describe
from kokreasi.proposals.services.moving import enter, first_step, locked
from kokreasi.proposals.services.writing import check_standing
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

NEEDED = ("title", "problem", "solution")


def open_call(plan: Plan, at: datetime) -> Stage | None:
    """Give the public stage in which the plan takes proposals at this moment, in WIB.

    The plan is held until the end, so that it does not become final before the proposal is in it.
    """
    held = plan_as_it_stands(plan)
    stages = collecting(AnonymousUser()).filter(plan=held)
    return stages.open_on(at.astimezone(WIB).date()).first()


@transaction.atomic
def submit(proposal: Proposal, *, at: datetime, by: User | None) -> Proposal:
    """Hand a draft in, once; sending it again changes nothing.

    What an organisation proposes is public at once. What a citizen proposes for the first time is
    shown once the secretariat lets it through. Raises `ClosedCallError` outside a call and
    `IncompleteError` while the words that matter are missing; the draft stays as it is.
    """
    now = locked(proposal)
    if not now.is_draft:
        return now
    stage = open_call(now.plan, at)
    if stage is None:
        raise ClosedCallError
    if not all(getattr(now, name) for name in NEEDED):
        raise IncompleteError
    lead = now.authors.select_related("organisation__record").get(
        role=AuthorRole.LEAD, left_at=None
    )
    check_standing(lead.organisation)

    now.stage, now.submitted_at, now.status_since = stage, at, at
    now.status = first_step(Standing.RECEIVED)
    now.standing = now.status.standing
    now.save(update_fields=["stage", "submitted_at", "status", "standing", "status_since"])
    _hand_over_files(now, by=by)
    describe(now)
    register.record(
        "proposal.submitted",
        now.record,
        by=by,
        says=_("submitted this proposal"),
        is_public=False,
    )
    if lead.organisation is not None or _is_known(lead):
        return release(now, by=by)
    transaction.on_commit(forget_pages)  # no public line says so, and the secretariat counts it
    return now


def _hand_over_files(proposal: Proposal, *, by: User | None) -> None:
    """Let the record keep what lay with the draft; it is seen by whoever sees the record."""
    enclosures = list(proposal.enclosures.select_related("file"))
    for one in enclosures:
        register.attach(proposal.record, one.file, title=one.title, alt=one.alt, by=by)
    if enclosures:
        proposal.enclosures.all().delete()


def _is_known(citizen: Author) -> bool:
    """Tell whether the secretariat has let a proposal of the same person through before."""
    if citizen.user is not None:
        same = Author.objects.filter(user=citizen.user, organisation=None)
    elif citizen.correspondent is not None:
        same = Author.objects.filter(correspondent=citizen.correspondent)
    else:
        return False
    others = same.exclude(proposal=citizen.proposal_id)
    return others.filter(proposal__record__published_at__isnull=False).exists()


@transaction.atomic
def release(proposal: Proposal, *, by: User | None) -> Proposal:
    """Show a submitted proposal to everybody; give it as it stands now."""
    now = locked(proposal)
    if now.is_draft:
        raise NotSubmittedError
    register.publish(now.record, by=by, says=_("published this proposal"))
    return now


@transaction.atomic
def hold_back(proposal: Proposal, *, by: User, reason: str) -> None:
    """Take a proposal out of the public's sight, with a reason: spam, or what harms somebody."""
    register.withdraw(locked(proposal).record, by=by, reason=reason)


@transaction.atomic
def take_back(proposal: Proposal, *, at: datetime, by: User | None, reason: str) -> Proposal:
    """Let the authors withdraw what is not decided yet; everybody still reads it, and why."""
    now = locked(proposal)
    if now.is_draft:
        raise NotSubmittedError
    if now.standing == Standing.DECIDED:
        raise DecidedError
    words = tidied(reason).strip()
    if not words:
        raise ReasonMissingError
    if now.standing == Standing.WITHDRAWN:
        return now
    says = _("The authors withdrew this proposal")
    step = first_step(Standing.WITHDRAWN)
    return enter(now, step, at=at, by=by, reason=words, says=says, acting="")
