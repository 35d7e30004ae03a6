"""What the register distinguishes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kinds of public things; each value is also the name of the address of its page."""

    PLAN = "plan", _("Action plan")
    STAGE = "stage", _("Stage")
    CHALLENGE = "challenge", _("Challenge")
    PROPOSAL = "proposal", _("Proposal")
    COMMITMENT = "commitment", _("Commitment")
    ORGANISATION = "organisation", _("Organisation")
    MEETING = "meeting", _("Meeting")
    FOLLOW_UP = "follow-up", _("Follow-up")
    CONSULTATION = "consultation", _("Consultation")
    FINDING = "finding", _("Finding of a consultation")


class FacetName(TextChoices):
    """By what a published record can be found."""

    PLAN = "plan", _("Plan")
    THEME = "theme", _("Theme")
    LEAD = "lead", _("Lead institution")
    SUPPORT = "support", _("Supporting institution")
    PARTNER = "partner", _("Civil-society partner")
    GOAL = "goal", _("Sustainable development goal")
    VALUE = "value", _("Open-government value")
    AREA = "area", _("Policy area")
    STAGE = "stage", _("Stage")
    MEETING_KIND = "meeting-kind", _("Kind of meeting")
    RESPONSIBLE = "responsible", _("Responsible")
    PROPOSER = "proposer", _("Proposer")
    STANDING = "standing", _("Where it stands")
    SERIES = "series", _("Series of meetings")


INVOLVEMENTS = frozenset({FacetName.LEAD, FacetName.SUPPORT, FacetName.PARTNER})


class Tie(TextChoices):
    """How one record leads to another, read from source to target."""

    ANSWERED_BY = "answered_by", _("is answered by")
    CONTINUED_AS = "continued_as", _("continues as")
    MERGED_INTO = "merged_into", _("was merged into")
    DISCUSSED_IN = "discussed_in", _("was discussed in")
    LED_TO = "led_to", _("led to")
    REPLACED_BY = "replaced_by", _("was replaced by")
    SPLIT_INTO = "split_into", _("was split into")
    ADOPTED_AS = "adopted_as", _("was taken into the plan as")
    PROPOSED_FOR = "proposed_for", _("is answered by the proposal")


class Show(TextChoices):
    """How a page shows an attachment."""

    DOCUMENT = "document", _("Document")
    PICTURE = "picture", _("Picture")
