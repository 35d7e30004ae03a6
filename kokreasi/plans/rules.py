"""Who may do what with plans."""

import rules

from kokreasi.people.models import User
from kokreasi.people.rules import is_focal_point, is_publisher, is_secretariat, moderates
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Draft


@rules.predicate
def may_read_draft(visitor: Visitor, draft: Draft) -> bool:
    """Tell whether a draft was sent to the visitor's body, or opened to everybody."""
    return Draft.objects.visible_to(visitor).filter(pk=draft.pk).exists()


@rules.predicate
def is_signed_in(visitor: Visitor) -> bool:
    """Tell whether somebody speaks in their own name; citizens without account do it by mail."""
    return isinstance(visitor, User) and visitor.is_active


rules.add_perm("plans.add_plan", is_secretariat)
rules.add_perm("plans.change_plan", is_secretariat)
rules.add_perm("plans.publish_plan", is_publisher)
rules.add_perm("plans.sign_draft", is_focal_point)
rules.add_perm("plans.moderate_remarks", moderates)
rules.add_perm("plans.remark_on_draft", is_signed_in & may_read_draft)
