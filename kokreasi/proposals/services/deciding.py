"""Decide about proposals, with a reason, and publish the decisions together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import hold
from kokreasi.people.models import User
from kokreasi.proposals import tasks
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import NotSubmittedError
from kokreasi.proposals.lettering import letter_of
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import merging, splitting
from kokreasi.proposals.services.moving import enter, first_step, locked
from kokreasi.register.models import Record

MOVING = frozenset({Verdict.MERGED, Verdict.SPLIT})
"""What moves authors and supporters when it is published."""


class WithdrawnProposalError(DomainError):
    message = _("The authors have withdrawn this proposal.")


class NoPartsError(DomainError):
    message = _("Make the parts first; then say why it was split.")


class NotWrittenError(DomainError):
    message = _("Nothing is decided about these proposals that could be published.")


class MergerPublishedError(DomainError):
    message = _(
        "This proposal has gone on in another since the answer was published; its authors are "
        "there now. Other words for the reason are possible, another decision is not."
    )


@transaction.atomic
def decide(
    proposal: Proposal, *, answer: Answer, by: User, heard: Bilingual | None = None
) -> Response:
    """Write down what is decided about a proposal; nobody outside reads it until it is published.

    `heard` is what the register of responses says we heard, the title where nothing is given. A
    merger that would lead back to the proposal itself is refused here already.
    """
    _lock_register(proposal.plan_id)
    now = _decidable(proposal)
    _check(now, answer.verdict, answer.leads_to)
    return responses.respond(
        now.record,
        plan=now.plan.record,
        letter=letter_of(now),
        heard=heard or now.title,
        answer=answer,
        by=by,
    )


def _lock_register(plan_id: int) -> None:
    """Let one decision of a plan follow another, so that two never merge in a circle."""
    Record.objects.select_for_update().get(plan=plan_id)


def _decidable(proposal: Proposal) -> Proposal:
    now = locked(proposal)
    if now.is_draft:
        raise NotSubmittedError
    if now.standing == Standing.WITHDRAWN:
        raise WithdrawnProposalError
    return now


def _check(proposal: Proposal, verdict: str, leads_to: Record | None) -> None:
    if verdict == Verdict.MERGED and leads_to is not None:
        merging.check(proposal, into=Proposal.objects.get(record=leads_to))
    if verdict == Verdict.SPLIT and not splitting.parts_of(proposal):
        raise NoPartsError


@transaction.atomic
def decide_all(proposals: Iterable[Proposal], *, answer: Answer, by: User) -> list[Response]:
    """Decide the same about several, all or none."""
    chosen = list(proposals)
    _hold(chosen)
    return [decide(proposal, answer=answer, by=by) for proposal in chosen]


def _hold(proposals: Sequence[Proposal], *, into: Iterable[int] = ()) -> None:
    """Lock the registers and then the proposals of a batch in one order, whoever marks what."""
    for plan_id in sorted({proposal.plan_id for proposal in proposals}):
        _lock_register(plan_id)
    hold(Proposal.objects.all(), {*into, *(proposal.pk for proposal in proposals)})


@transaction.atomic
def change(
    response: Response, values: Mapping[str, Any], *, seen: int, by: User, reason: str = ""
) -> Response:
    """Change a decision; a published one says why, and its authors are not told again.

    What has happened to authors by a published merger or split stays as it is.
    """
    proposal = Proposal.objects.get(record=response.about_id)
    _lock_register(proposal.plan_id)
    now = _decidable(proposal)
    before = Response.objects.get(pk=response.pk)
    verdict = values.get("verdict", before.verdict)
    leads_to = values.get("leads_to", before.leads_to)
    is_other = (verdict, leads_to) != (before.verdict, before.leads_to)
    if is_other and before.published_at and {verdict, before.verdict} & MOVING:
        raise MergerPublishedError
    if is_other:
        _check(now, verdict, leads_to)
    return responses.change(response, values, seen=seen, by=by, reason=reason)


@transaction.atomic
def publish(proposals: Iterable[Proposal], *, at: datetime, by: User) -> list[Response]:
    """Publish what is decided about these proposals, together, and tell each author once.

    Only now do mergers happen: authors and supporters follow to the proposal that goes on.
    """
    chosen = list(proposals)
    records = [proposal.record_id for proposal in chosen]
    prepared = Response.objects.filter(about__in=records, published_at=None)
    going_on = prepared.filter(leads_to__proposal__isnull=False)
    _hold(chosen, into=going_on.values_list("leads_to__proposal", flat=True))
    published = responses.publish(prepared, at=at, by=by)
    if not published:
        raise NotWrittenError
    for response in published:
        _carry_out(response, at=at, by=by)
        transaction.on_commit(partial(tasks.tell_decision.enqueue, response.pk))
    return published


def _carry_out(response: Response, *, at: datetime, by: User) -> None:
    proposal = _decidable(Proposal.objects.get(record=response.about))
    if response.verdict == Verdict.MERGED:
        merging.merge(proposal, into=Proposal.objects.get(record=response.leads_to), at=at, by=by)
    if response.verdict == Verdict.SPLIT:
        splitting.show_parts(proposal, by=by)
    enter(proposal, first_step(Standing.DECIDED), at=at, by=by)
