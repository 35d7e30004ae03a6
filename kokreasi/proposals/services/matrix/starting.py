"""Rows that come from the proposals and the commitments of the plan."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.matrix import Naming
from kokreasi.plans.matrix_drafts import goals, rows_of, taking_part, written
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.services.order import locked
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.matrix import PARTS
from kokreasi.proposals.models import Proposal, Row, Step
from kokreasi.proposals.queries.deciding import answerable
from kokreasi.proposals.services.matrix.bodies import name_bodies
from kokreasi.proposals.services.matrix.rows import make, tell_rows


@transaction.atomic
def from_commitments(plan: Plan, *, by: User | None) -> list[Row]:
    """Add a row for each commitment that has none; a row of the same number is joined to it.

    A row that was there keeps every word. Doing it again adds nothing.
    """
    now = locked(plan)
    attach(now)
    known = set(now.matrix_rows.exclude(commitment=None).values_list("commitment", flat=True))
    missing = [each for each in rows_of(now) if each.pk not in known]
    naming = Naming()
    made = make(now, [_of_commitment(now, each, naming) for each in missing])
    _add_goals(now, zip(made, missing, strict=True))
    name_bodies(made)
    if made:
        says = _("added the commitments of the plan to the matrix of proposals")
        tell_rows(now, ActKind.ADDED, made, says, by=by)
    return made


def attach(plan: Plan) -> int:
    """Join rows to the commitments they are about; tell how many were joined.

    A row of a proposal is about the commitment that grew out of it, whatever its number; any other
    row is about the commitment of the same number.
    """
    taken = plan.matrix_rows.exclude(commitment=None).values("commitment")
    rows = list(plan.matrix_rows.standing().filter(commitment=None).select_related("proposal"))
    joined = []
    for commitment in plan.commitments.exclude(pk__in=taken):
        if row := _row_about(commitment, rows):
            row.commitment = commitment
            rows.remove(row)
            joined.append(row)
    return Row.objects.bulk_update(joined, ["commitment"])


def _row_about(commitment: Commitment, rows: Sequence[Row]) -> Row | None:
    grown = (r for r in rows if r.proposal and r.proposal.commitment_id == commitment.pk)
    numbered = (r for r in rows if r.proposal is None and r.number == commitment.number)
    return next(grown, None) or next(numbered, None)


def _of_commitment(plan: Plan, commitment: Commitment, naming: Naming) -> Row:
    cells = {name: naming.cell(taking_part(commitment, part)) for name, part in PARTS.items()}
    taken = plan.matrix_rows.standing().filter(number=commitment.number).exists()
    return Row(
        number=0 if taken else commitment.number,
        commitment=commitment,
        theme=commitment.theme,
        title=written(commitment.title),
        remarks=commitment.remarks,
        **cells,
    )


def _add_goals(plan: Plan, pairs: Iterable[tuple[Row, Commitment]]) -> None:
    periods = {period.semester: period for period in plan.periods.all()}
    Step.objects.bulk_create(
        Step(row=row, period=periods[semester], words=goal.text)
        for row, commitment in pairs
        for semester, goal in goals(commitment).items()
        if goal.text
    )


@transaction.atomic
def from_proposals(plan: Plan, *, by: User | None) -> list[Row]:
    """Add a row for each public proposal that has none; doing it again adds nothing.

    What was withdrawn, and what the public does not see, is put before no ministry.
    A proposal that became a commitment goes to the row of that commitment, if none is there yet.
    """
    now = locked(plan)
    join_adopted(now)
    waiting = answerable().public().filter(plan=now, row=None).order_by("submitted_at", "pk")
    naming = Naming()
    found = waiting.select_related("theme", "record").prefetch_related(
        "authors__organisation__record", "institutions__record"
    )
    made = make(now, [_of_proposal(each, naming) for each in found])
    name_bodies(made)
    if made:
        says = _("added proposals to the matrix of proposals")
        tell_rows(now, ActKind.ADDED, made, says, by=by)
    return made


def join_adopted(plan: Plan) -> int:
    """Join the rows of commitments to the proposals they grew out of; tell how many were joined."""
    without = plan.matrix_rows.standing().filter(proposal=None)
    rows = {row.commitment_id: row for row in without.exclude(commitment=None)}
    grown = Proposal.objects.submitted().filter(plan=plan, row=None, commitment__in=rows)
    joined: dict[int | None, Row] = {}
    for proposal in grown.order_by("submitted_at", "pk"):
        if proposal.commitment_id not in joined:
            joined[proposal.commitment_id] = rows[proposal.commitment_id]
            joined[proposal.commitment_id].proposal = proposal
    return Row.objects.bulk_update(joined.values(), ["proposal"])


def _of_proposal(proposal: Proposal, naming: Naming) -> Row:
    authors: list[Organisation] = [
        author.organisation
        for author in proposal.authors.all()
        if author.organisation and author.left_at is None
    ]
    return Row(
        proposal=proposal,
        theme=proposal.theme,
        title=written(proposal.title),
        proposers=naming.cell(authors),
        leads=naming.cell(list(proposal.institutions.all())),
    )
