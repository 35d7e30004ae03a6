"""Kinds of organisations, and the roles that their people may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokreasi.people.choices import Role


class Kind(TextChoices):
    """What an organisation is; the two sides of a plan are made of these."""

    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Government agency")
    STATE_BODY = "state_body", _("State body")
    PARLIAMENT = "parliament", _("Parliament")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    SECRETARIAT = "secretariat", _("Secretariat")
    CSO = "cso", _("Civil-society organisation")
    PARTNER = "partner", _("Development partner")
    UNIVERSITY = "university", _("University")
    PRIVATE = "private", _("Private sector")
    OTHER = "other", _("Other")


GOVERNMENT = frozenset(
    {
        Kind.MINISTRY,
        Kind.AGENCY,
        Kind.STATE_BODY,
        Kind.PARLIAMENT,
        Kind.LOCAL_GOVERNMENT,
        Kind.SECRETARIAT,
    }
)
CIVIL_SOCIETY = frozenset({Kind.CSO})

ANY_BODY = frozenset({Role.MODERATOR, Role.REVIEWER, Role.ADMINISTRATOR})


def roles_in(kind: str) -> frozenset[Role]:
    """Give the roles that people of such an organisation may hold."""
    if kind == Kind.SECRETARIAT:
        return ANY_BODY | {Role.EDITOR, Role.PUBLISHER}
    return ANY_BODY | {Role.FOCAL_POINT if kind in GOVERNMENT else Role.MEMBER}
