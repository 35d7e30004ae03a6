"""Roles that rules depend on, and what happens to accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does for a body; written when a membership starts, ended with it."""

    EDITOR = "editor", _("Secretariat, editor")
    PUBLISHER = "publisher", _("Secretariat, publisher")
    FOCAL_POINT = "focal_point", _("Focal point of a ministry or agency")
    MEMBER = "member", _("Member of a civil-society organisation")
    MODERATOR = "moderator", _("Moderator")
    REVIEWER = "reviewer", _("Independent reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


SECRETARIAT = frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR})
OFFICES = frozenset({Role.PUBLISHER, Role.ADMINISTRATOR})
OF_A_BODY = frozenset({Role.FOCAL_POINT, Role.MEMBER})


class Event(TextChoices):
    """What the history of accounts knows."""

    INVITED = "invited", _("Invited")
    INVITED_AGAIN = "invited_again", _("Invitation sent again")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")
    JOINED = "joined", _("Joined")
    GRANTED = "granted", _("Role given")
    ENDED = "ended", _("Role ended")
    REVOKED = "revoked", _("Role revoked")
    CHANGED = "changed", _("Profile changed")
    CLOSED = "closed", _("Account closed")
    REOPENED = "reopened", _("Account opened again")
    ERASED = "erased", _("Personal data erased")
