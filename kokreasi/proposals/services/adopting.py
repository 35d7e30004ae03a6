"""Take a proposal into the plan: as a new draft commitment, or into one that is drafted."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.organisations.choices import CIVIL_SOCIETY
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.services import commitments
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services.merging import OtherPlanError
from kokreasi.proposals.services.moving import locked
from kokreasi.register import services as register
from kokreasi.register.choices import Tie

ADOPTABLE = frozenset({Verdict.ACCEPTED, Verdict.PARTLY})
TEXTS = ("problem", "causes", "solution", "results")
SETS = ("values", "goals", "challenges")


class NotAcceptedError(DomainError):
    message = _("Only a proposal that is accepted, whole or in part, becomes a commitment.")


class AdoptedError(DomainError):
    message = _("This proposal has become a commitment already.")


class FinalPlanError(DomainError):
    message = _("This plan is final already; what changes now is an amendment.")


@transaction.atomic
def adopt(
    proposal: Proposal, *, leads: Iterable[Organisation], by: User, number: int | None = None
) -> Commitment:
    """Draft a commitment out of an accepted proposal, with its words, leads and partners.

    It takes the days of the plan, and its next free number unless one is given. Organisations of
    civil society among the authors are its partners. The draft is public only when the plan is
    published.
    """
    now = _adoptable(proposal)
    commitment = commitments.draft(
        now.plan,
        number=number or _next_number(now.plan),
        title=now.title,
        theme=now.theme,
        starts_on=now.plan.starts_on,
        ends_on=now.plan.ends_on,
        by=by,
        **_words_of(now),
    )
    _involve(commitment, leads, Part.LEAD, by=by)
    _involve(commitment, _partners(now), Part.PARTNER, by=by)
    return _link(now, commitment, by=by)


@transaction.atomic
def adopt_into(proposal: Proposal, commitment: Commitment, *, by: User) -> Commitment:
    """Take an accepted proposal into a commitment of the plan that is drafted already."""
    now = _adoptable(proposal)
    if commitment.plan_id != now.plan_id:
        raise OtherPlanError
    _involve(commitment, _partners(now), Part.PARTNER, by=by)
    return _link(now, commitment, by=by)


def _adoptable(proposal: Proposal) -> Proposal:
    now = locked(proposal)
    if now.plan.is_final:
        raise FinalPlanError
    if now.commitment_id is not None:
        raise AdoptedError
    if not Response.objects.filter(about=now.record, verdict__in=ADOPTABLE).exists():
        raise NotAcceptedError
    return now


def _next_number(plan: Plan) -> int:
    return (plan.commitments.aggregate(last=Max("number"))["last"] or 0) + 1


def _words_of(proposal: Proposal) -> dict[str, Any]:
    texts = {name: getattr(proposal, name) for name in TEXTS}
    return texts | {name: list(getattr(proposal, name).all()) for name in SETS}


def _partners(proposal: Proposal) -> list[Organisation]:
    """Give the organisations of civil society among the authors, the first author first."""
    bodies = proposal.authors.filter(left_at=None, organisation__kind__in=CIVIL_SOCIETY)
    rows = bodies.select_related("organisation__record").order_by("pk")
    return [author.organisation for author in rows if author.organisation]


def _involve(
    commitment: Commitment, bodies: Iterable[Organisation], part: Part, *, by: User
) -> None:
    for body in bodies:
        commitments.involve(commitment, body, part=part, by=by)


def _link(proposal: Proposal, commitment: Commitment, *, by: User) -> Commitment:
    proposal.commitment = commitment
    proposal.save(update_fields=["commitment"])
    register.tie(proposal.record, commitment.record, Tie.ADOPTED_AS)
    register.record(
        "proposal.adopted",
        proposal.record,
        by=by,
        says=_("made a draft commitment out of this proposal"),
        changes=[Change(_("commitment"), None, commitment.reference)],
        is_public=False,
    )
    return commitment
