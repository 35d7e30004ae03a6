"""What rules about plans depend on."""

from typing import NamedTuple

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kokreasi.core.bilingual import LANGUAGES
from kokreasi.register.choices import FacetName


class Phase(TextChoices):
    """Where a plan stands; derived from what was published and its period, never typed."""

    DRAFT = "draft", _("Being prepared")
    CO_CREATION = "co_creation", _("Being co-created")
    FINAL = "final", _("Final, not yet begun")
    IMPLEMENTATION = "implementation", _("Being implemented")
    ENDED = "ended", _("Ended")


class Half(IntegerChoices):
    FIRST = 1, _("Semester I")
    SECOND = 2, _("Semester II")


class Side(TextChoices):
    """Who names a challenge."""

    GOVERNMENT = "government", _("Government")
    PUBLIC = "public", _("Public")


class Part(TextChoices):
    """The part that an organisation takes in a commitment."""

    LEAD = "lead", _("Lead institution")
    SUPPORT = "support", _("Supporting institution")
    PARTNER = "partner", _("Civil-society partner")

    @property
    def facet(self) -> FacetName:
        return FacetName(self.value)


class Direction(TextChoices):
    """Which way an indicator should move from its baseline."""

    UP = "up", _("should rise")
    DOWN = "down", _("should fall")
    HOLD = "hold", _("should hold")
    DONE = "done", _("is reached or not")


class Semester(NamedTuple):
    """Half a year: January to June is 1, July to December is 2."""

    year: int
    half: int


class Measure(TextChoices):
    """What a source may count in a plan or a stage."""

    STAGES = "stages", _("Stages")
    CHALLENGES = "challenges", _("Challenges")
    COMMITMENTS = "commitments", _("Commitments")
    THEMES = "themes", _("Themes")
    MEETINGS = "meetings", _("Meetings")
    PARTICIPANTS = "participants", _("Participants")
    ORGANISATIONS_GOVERNMENT = "organisations_government", _("Ministries and agencies")
    ORGANISATIONS_CSO = "organisations_cso", _("Civil-society organisations")
    RESPONSES = "responses", _("Answers")
    OTHER = "other", _("Something else")


class Readers(TextChoices):
    """Who may read a draft version of a commitment and remark upon it."""

    INVITED = "invited", _("The organisations invited to it")
    EVERYBODY = "everybody", _("Everybody")


class ConfirmedBy(TextChoices):
    """How an institution confirmed a draft."""

    LETTER = "letter", _("By letter")
    SIGNED = "signed", _("Signed in the workspace")


class DocumentKind(TextChoices):
    """What is made of a whole plan, or of the version of one commitment."""

    PDF = "pdf", _("The plan (PDF)")
    WORD = "docx", _("The plan (Word)")
    OGP = "ogp", _("OGP's commitment template (Word)")

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages in which it is made; OGP reads English."""
        return ("en",) if self == DocumentKind.OGP else LANGUAGES

    @property
    def ending(self) -> str:
        return "pdf" if self == DocumentKind.PDF else "docx"


class DocumentState(TextChoices):
    """Where a document stands on its way to a file."""

    WAITING = "waiting", pgettext_lazy("document", "Waits to be made")
    WRITING = "writing", pgettext_lazy("document", "Is being made")
    WRITTEN = "written", pgettext_lazy("document", "Made")
    FAILED = "failed", pgettext_lazy("document", "Could not be made")


class Language(TextChoices):
    """A language in which documents are made."""

    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")
