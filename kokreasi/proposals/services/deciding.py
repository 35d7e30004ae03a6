"""Decide about proposals, with a reason, and publish the decisions together."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.proposals import tasks
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import NotSubmittedError
from kokreasi.proposals.lettering import letter_of
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import merging
from kokreasi.proposals.services.moving import enter, first_step, locked


class WithdrawnProposalError(DomainError):
    message = _("The authors have withdrawn this proposal.")


@transaction.atomic
def decide(
    proposal: Proposal, *, answer: Answer, by: User, heard: Bilingual | None = None
) -> Response:
    """Write down what is decided about a proposal; nobody outside reads it until it is published.

    `heard` is what the register of responses says we heard, the title where nothing is given. A
    merger that would lead back to the proposal itself is refused here already.
    """
    now = locked(proposal)
    if now.is_draft:
        raise NotSubmittedError
    if now.standing == Standing.WITHDRAWN:
        raise WithdrawnProposalError
    if answer.verdict == Verdict.MERGED and answer.leads_to is not None:
        merging.check(now, into=Proposal.objects.get(record=answer.leads_to))
    return responses.respond(
        now.record,
        plan=now.plan.record,
        letter=letter_of(now),
        heard=heard or now.title,
        answer=answer,
        by=by,
    )


@transaction.atomic
def decide_all(proposals: Iterable[Proposal], *, answer: Answer, by: User) -> list[Response]:
    """Decide the same about several, all or none."""
    return [decide(proposal, answer=answer, by=by) for proposal in proposals]


@transaction.atomic
def publish(proposals: Iterable[Proposal], *, at: datetime, by: User) -> list[Response]:
    """Publish what is decided about these proposals, together, and tell each author once.

    Only now do mergers happen: authors and supporters follow to the proposal that goes on.
    """
    records = [proposal.record_id for proposal in proposals]
    prepared = Response.objects.filter(about__in=records, published_at=None)
    published = responses.publish(prepared, at=at, by=by)
    for response in published:
        _carry_out(response, at=at, by=by)
        transaction.on_commit(partial(tasks.tell_decision.enqueue, response.pk))
    return published


def _carry_out(response: Response, *, at: datetime, by: User) -> None:
    proposal = locked(Proposal.objects.get(record=response.about))
    if response.verdict == Verdict.MERGED:
        merging.merge(proposal, into=Proposal.objects.get(record=response.leads_to), at=at, by=by)
    enter(proposal, first_step(Standing.DECIDED), at=at, by=by)
