"""Roles that rules depend on."""

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
