"""Who may do what with organisations."""

import rules

from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import is_publisher, is_secretariat
from kokreasi.people.visitors import Visitor


@rules.predicate
def acts_for(visitor: Visitor, organisation: Organisation | None) -> bool:
    """Tell whether the visitor holds a role in this organisation today."""
    if organisation is None or not isinstance(visitor, User) or not visitor.is_active:
        return False
    return organisation.reference in visitor.bodies


@rules.predicate
def is_standing(_visitor: Visitor, organisation: Organisation | None) -> bool:
    """Tell whether the organisation was not merged into another one."""
    return organisation is not None and not organisation.is_merged


rules.add_perm("organisations.add_organisation", is_secretariat)
rules.add_perm("organisations.import_organisations", is_secretariat)
rules.add_perm("organisations.export_organisations", is_secretariat)
rules.add_perm("organisations.change_organisation", is_secretariat & is_standing)
rules.add_perm("organisations.change_profile", (is_secretariat | acts_for) & is_standing)
rules.add_perm("organisations.merge_organisation", is_secretariat & is_standing)
rules.add_perm("organisations.manage_memberships", is_publisher & is_standing)
