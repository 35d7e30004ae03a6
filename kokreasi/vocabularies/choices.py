"""Which vocabularies there are, and the meanings that rules depend on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Vocabulary(TextChoices):
    """A list of terms that an office may extend, rename and retire; the value is its address."""

    STAGE_KIND = "stage-kinds", _("Kinds of stages")
    MEETING_KIND = "meeting-kinds", _("Kinds of meetings")
    CHALLENGE_AXIS = "challenge-axes", _("Axes of the grand challenges")
    SECTOR = "sectors", _("Sectors of the grand challenges")
    GLOBAL_ISSUE = "global-issues", _("Global issues")
    PRIORITY_CRITERION = "priority-criteria", _("Criteria for prioritising challenges")
    REVIEW_CRITERION = "review-criteria", _("Criteria for reviewing proposals")
    DECISION_REASON = "decision-reasons", _("Reasons of decisions, as templates")
    PLANNING_DOCUMENT = "planning-documents", _("Planning documents")
    SDG_GOAL = "sdg-goals", _("Sustainable Development Goals")
    SDG_TARGET = "sdg-targets", _("Targets of the Sustainable Development Goals")
    OGP_VALUE = "values", _("Values of open government")
    CHALLENGE_AREA = "challenge-areas", _("Challenge areas of the OGP strategy")
    POLICY_AREA = "policy-areas", _("Policy areas")
    IRM_VERIFIABLE = "irm-verifiable", _("IRM: verifiable")
    IRM_SPECIFICITY = "irm-specificity", _("IRM: specificity")
    IRM_LENS = "irm-lens", _("IRM: open-government lens")
    IRM_RELEVANCE = "irm-relevance", _("IRM: relevance to OGP values")
    IRM_POTENTIAL = "irm-potential", _("IRM: potential for results")
    IRM_COMPLETION = "irm-completion", _("IRM: completion")
    IRM_EARLY_RESULTS = "irm-early-results", _("IRM: early results")


class StageMeaning(TextChoices):
    """What a stage does for the plan, whatever an office calls its kind."""

    CHALLENGES = "challenges", _("Names the grand challenges")
    PROPOSALS = "proposals", _("Collects proposals")
    SCREENING = "screening", _("Screens proposals")
    WORKSHOP = "workshop", _("Drafts commitments in a workshop")
    KICK_OFF = "kick-off", _("Opens the co-creation")
    BILATERAL = "bilateral", _("Brings ministries and civil society to one table")
    CONSULTATION = "consultation", _("Asks the public")
    CONSULTATIVE = "consultative", _("Deepens the draft in consultative meetings")
    FINALISATION = "finalisation", _("Settles the plan")
    PUBLICATION = "publication", _("Publishes the plan")
    OTHER = "other", _("Something else")


class Scheme(TextChoices):
    """Who gave a region its code; the two schemes differ below the province."""

    KEMENDAGRI = "kemendagri", _("Ministry of Home Affairs (Kemendagri)")
    BPS = "bps", _("Statistics Indonesia (BPS)")


class Level(TextChoices):
    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency")
    CITY = "city", _("City")


class Validity(TextChoices):
    """Where a day lies in the time of an entry."""

    COMING = "coming", _("Not yet valid")
    VALID = "valid", _("Valid")
    ENDED = "ended", _("Ended")
