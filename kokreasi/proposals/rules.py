"""Who may do what with proposals."""

import rules

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.matrix import is_step
from kokreasi.proposals.models import Proposal, Row

CLOSED = frozenset({Standing.DECIDED, Standing.WITHDRAWN})


@rules.predicate
def is_author(visitor: Visitor, proposal: Proposal) -> bool:
    """Tell whether the visitor, or a body for which the visitor acts, stands behind it."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return False
    return Proposal.objects.filter(pk=proposal.pk).written_by(visitor).exists()


@rules.predicate
def is_draft(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.is_draft


@rules.predicate
def is_undecided(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.standing not in CLOSED


rules.add_perm("proposals.write_proposal", is_author & is_draft)
rules.add_perm("proposals.take_back_proposal", is_author & ~is_draft & is_undecided)
rules.add_perm("proposals.screen_proposal", is_secretariat & ~is_draft)
rules.add_perm("proposals.change_statuses", is_secretariat)


# The matrix


@rules.predicate
def is_asked(visitor: Visitor, plan: Plan) -> bool:
    """Tell whether rows of the plan wait for an institution whose focal point the visitor is."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return False
    return Row.objects.asked_of(visitor, today_in_jakarta()).filter(plan=plan).exists()


@rules.predicate
def is_asked_for_row(visitor: Visitor, row: Row) -> bool:
    if not isinstance(visitor, User) or not visitor.is_active:
        return False
    return Row.objects.asked_of(visitor, today_in_jakarta()).filter(pk=row.pk).exists()


def may_an_institution_write(name: str) -> bool:
    """Tell whether a cell is one that the institution of its row fills in."""
    return name == "remarks" or is_step(name)


rules.add_perm("proposals.change_matrix", is_secretariat)
rules.add_perm("proposals.fill_matrix", is_secretariat | is_asked)
rules.add_perm("proposals.fill_matrix_row", is_secretariat | is_asked_for_row)
