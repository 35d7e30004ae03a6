"""Who may do what with proposals."""

import rules

from kokreasi.conversations.models import Response
from kokreasi.core.days import today_in_jakarta
from kokreasi.people.models import User
from kokreasi.people.rules import is_publisher, is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import CLOSED, Standing
from kokreasi.proposals.matrix import is_step
from kokreasi.proposals.models import Proposal, Review, Row


@rules.predicate
def is_author(visitor: Visitor, proposal: Proposal) -> bool:
    """Tell whether the visitor, or a body for which the visitor acts, stands behind it."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return False
    return Proposal.objects.filter(pk=proposal.pk).written_by(visitor).exists()


@rules.predicate
def is_lead_author(visitor: Visitor, proposal: Proposal) -> bool:
    """Tell whether the visitor, or a body for which the visitor acts, is its first author."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return False
    return Proposal.objects.filter(pk=proposal.pk).led_by(visitor).exists()


@rules.predicate
def is_draft(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.is_draft


@rules.predicate
def is_public(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.record.is_public


@rules.predicate
def is_somebody(visitor: Visitor) -> bool:
    return isinstance(visitor, User) and visitor.is_active


@rules.predicate
def is_undecided(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.standing not in CLOSED


@rules.predicate
def is_withdrawn(_visitor: Visitor, proposal: Proposal) -> bool:
    return proposal.standing == Standing.WITHDRAWN


@rules.predicate
def may_be_answered(_visitor: Visitor, proposal: Proposal) -> bool:
    """Tell whether the authors were told of the answer and have not replied yet."""
    told = Response.objects.filter(about=proposal.record_id, told_at__isnull=False)
    return told.filter(replied_at=None).exists()


@rules.predicate
def is_own_review(visitor: Visitor, review: Review) -> bool:
    return isinstance(visitor, User) and visitor.is_active and review.reviewer_id == visitor.pk


@rules.predicate
def is_of_open_proposal(_visitor: Visitor, review: Review) -> bool:
    return review.proposal.standing not in CLOSED


rules.add_perm("proposals.begin_proposal", is_somebody)
rules.add_perm("proposals.own_proposal", is_author)
rules.add_perm("proposals.lead_proposal", is_lead_author)
rules.add_perm("proposals.write_proposal", is_draft & is_author)
rules.add_perm("proposals.choose_authors", is_undecided & is_author)
rules.add_perm("proposals.support_proposal", is_somebody & is_public & is_undecided & ~is_author)
rules.add_perm("proposals.take_back_proposal", ~is_draft & is_undecided & is_lead_author)
rules.add_perm("proposals.release_proposal", is_secretariat & ~is_draft)
rules.add_perm("proposals.screen_proposal", is_secretariat & ~is_draft)
rules.add_perm("proposals.change_statuses", is_secretariat)
rules.add_perm("proposals.see_desk", is_secretariat)
rules.add_perm("proposals.split_proposal", is_secretariat & ~is_draft & is_undecided)
rules.add_perm("proposals.decide_proposal", is_secretariat & ~is_draft & ~is_withdrawn)
rules.add_perm("proposals.publish_decisions", is_publisher)
rules.add_perm("proposals.reply_to_answer", may_be_answered & is_author)
rules.add_perm("proposals.review_proposal", is_own_review & is_of_open_proposal)


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
