"""What imports distinguish."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an import stands. Only what is waiting can be decided, applied or abandoned."""

    WAITING = "waiting", _("Waiting for review")
    APPLIED = "applied", _("Imported")
    ABANDONED = "abandoned", _("Abandoned")


class Action(TextChoices):
    """What a person decides about a name that the platform does not know for certain."""

    MATCH = "match", _("It is an organisation that exists")
    CREATE = "create", _("Create a new organisation")
    REFUSE = "refuse", _("Leave it out of this import")


class Standing(TextChoices):
    """What becomes of one row of a matrix."""

    CREATED = "created", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    UNCLEAR = "unclear", _("Unclear")
    PROBLEM = "problem", _("Problem")
