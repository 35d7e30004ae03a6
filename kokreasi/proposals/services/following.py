"""What proposals hold of an organisation goes to the one into which it is merged."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.proposals.choices import AuthorRole
from kokreasi.proposals.models import Author, Endorsement, JoiningRequest, Proposal
from kokreasi.proposals.services.describing import describe
from kokreasi.register import services as register


@transaction.atomic
def take_over(loser: Organisation, *, into: Organisation, by: User, reason: str) -> None:
    """Give the survivor every authorship, support, request and mention of the loser.

    Whoever would stand twice behind the same proposal stands there once, in the higher role.
    """
    touched = {*_move_authors(loser, into), *_move_mentions(loser, into)}
    touched |= {*_move_support(loser, into), *_move_requests(loser, into)}
    change = Change(_("authors and institutions"), loser.record.title, into.record.title)
    for proposal in Proposal.objects.filter(pk__in=touched).select_related(
        "record", "plan__record"
    ):
        if not proposal.is_draft:
            describe(proposal)
        register.record(
            "proposal.institution_merged",
            proposal.record,
            by=by,
            says=_("follows the merger of two organisations"),
            changes=[] if proposal.is_draft else [change],
            reason="" if proposal.is_draft else reason,
            is_public=False,
        )


def _move_authors(loser: Organisation, into: Organisation) -> set[int]:
    rows = list(Author.objects.filter(organisation=loser))
    for row in rows:
        twin = Author.objects.filter(proposal=row.proposal_id, organisation=into, left_at=None)
        other = twin.first() if row.left_at is None else None
        if other is None:
            row.organisation = into
            row.save(update_fields=["organisation"])
        else:
            _join(row, other)
    return {row.proposal_id for row in rows}


def _join(row: Author, other: Author) -> None:
    was_first = row.role == AuthorRole.LEAD
    row.delete()
    if was_first:
        other.role = AuthorRole.LEAD
        other.save(update_fields=["role"])


def _move_support(loser: Organisation, into: Organisation) -> set[int]:
    """Move support, but not where the survivor supports already or is itself an author."""
    rows = list(Endorsement.objects.filter(organisation=loser))
    for row in rows:
        has_twin = Endorsement.objects.filter(proposal=row.proposal_id, organisation=into).exists()
        if has_twin or _is_author(row.proposal_id, into):
            row.delete()
        else:
            row.organisation = into
            row.save(update_fields=["organisation"])
    authored = Author.objects.filter(organisation=into, left_at=None).values("proposal")
    Endorsement.objects.filter(organisation=into, proposal__in=authored).delete()
    return {row.proposal_id for row in rows}


def _is_author(proposal: int, organisation: Organisation) -> bool:
    standing = Author.objects.filter(left_at=None, organisation=organisation)
    return standing.filter(proposal=proposal).exists()


def _move_requests(loser: Organisation, into: Organisation) -> set[int]:
    rows = list(JoiningRequest.objects.filter(organisation=loser))
    for row in rows:
        twins = JoiningRequest.objects.filter(
            proposal=row.proposal_id, organisation=into, answered_at=None
        )
        is_settled = twins.exists() or _is_author(row.proposal_id, into)
        if row.answered_at is None and is_settled:
            row.delete()
        else:
            row.organisation = into
            row.save(update_fields=["organisation"])
    return {row.proposal_id for row in rows}


def _move_mentions(loser: Organisation, into: Organisation) -> set[int]:
    rows = list(Proposal.objects.filter(institutions=loser))
    for row in rows:
        row.institutions.remove(loser)
        row.institutions.add(into)
    waiting = Proposal.objects.filter(stuck_with=loser)
    found = {row.pk for row in rows} | set(waiting.values_list("pk", flat=True))
    waiting.update(stuck_with=into)
    return found
