"""What rules about conversations depend on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Pace(TextChoices):
    """How often somebody who follows a thing is told."""

    DAILY = "daily", _("Every morning on which something has happened")
    WEEKLY = "weekly", _("Every Monday after a week in which something has happened")


class Verdict(TextChoices):
    """What was decided about a contribution; each comes with its reason."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    MERGED = "merged", _("Merged with another")
    SPLIT = "split", _("Split into several")
    ABSORBED = "absorbed", _("Taken up by an existing programme")
    DEFERRED = "deferred", _("Deferred")
    DECLINED = "declined", _("Not accepted")
    OUT_OF_SCOPE = "out_of_scope", _("Outside the scope of the plan")


class RemarkState(TextChoices):
    """What became of a remark on a paragraph of a draft."""

    HELD = "held", pgettext_lazy("remark", "Waits for moderation")
    OPEN = "open", pgettext_lazy("remark", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("remark", "Accepted")
    DECLINED = "declined", pgettext_lazy("remark", "Declined")
    REFUSED = "refused", pgettext_lazy("remark", "Not published")
