"""What rules about consultations depend on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartKind(TextChoices):
    """What a consultation asks people to do; each at most once."""

    QUESTIONNAIRE = "questionnaire", _("Answer questions")
    STATEMENTS = "statements", _("Agree or disagree with statements")
    TEXT = "text", _("Comment on the text of the draft")


class QuestionKind(TextChoices):
    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    SCALE = "scale", _("Scale")
    RANKING = "ranking", _("Ranking")
    MATRIX = "matrix", _("Matrix: one choice a row")
    NUMBER = "number", pgettext_lazy("kind of question", "Number")
    DAY = "day", _("Date")
    REGION = "region", _("Region")
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    CONSENT = "consent", _("Consent")
    INFORMATION = "information", _("Information without an answer")


WITH_OPTIONS = frozenset(
    {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.MATRIX}
)
TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
UNANSWERED = frozenset({QuestionKind.INFORMATION})


class OptionRole(TextChoices):
    """What a line of a question is: a choice (or label of a point), or a row of a matrix."""

    CHOICE = "choice", _("Choice")
    ROW = "row", _("Row")


class Characteristic(TextChoices):
    """What a question asks about the person; such answers are kept apart and dropped in time."""

    GENDER = "gender", _("Gender")
    AGE = "age", _("Age group")
    REGION = "region", pgettext_lazy("characteristic", "Region")
    AFFILIATION = "affiliation", _("Affiliation")
    DISABILITY = "disability", _("Disability")


class Comparison(TextChoices):
    """How a condition looks at the answer to another question."""

    ANY_OF = "any_of", _("is one of")
    NONE_OF = "none_of", _("is none of")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")
    ANSWERED = "answered", _("was answered")


class Repeats(TextChoices):
    """Whether a page is asked once, or once for each commitment of the draft plan."""

    ONCE = "", _("Once")
    COMMITMENTS = "commitments", _("For each commitment of the draft plan")
    CHOSEN = "chosen", _("For each commitment that the person chose before")


class Channel(TextChoices):
    """How an answer came; separable in every result."""

    WEB = "web", pgettext_lazy("channel", "Web")
    PAPER = "paper", pgettext_lazy("channel", "Paper")
    MEETING = "meeting", pgettext_lazy("channel", "Meeting")
    WHATSAPP = "whatsapp", pgettext_lazy("channel", "WhatsApp")
    FORM = "form", pgettext_lazy("channel", "Form of another service")


ASSISTED = frozenset({Channel.PAPER, Channel.MEETING, Channel.WHATSAPP})
"""Channels in which a facilitator enters what somebody else answered."""


class Release(TextChoices):
    """When results are shown."""

    AT_CLOSE = "at_close", _("After closing")
    IN_BATCHES = "in_batches", _("In batches while it is open")


class StatementState(TextChoices):
    HELD = "held", pgettext_lazy("statement", "Waits for moderation")
    SHOWN = "shown", pgettext_lazy("statement", "Shown")
    REFUSED = "refused", pgettext_lazy("statement", "Not shown")


class Work(TextChoices):
    """Where a job stands that takes long: making results, reading a file of answers."""

    WAITING = "waiting", pgettext_lazy("work", "Waits")
    RUNNING = "running", pgettext_lazy("work", "Is being made")
    READY = "ready", pgettext_lazy("work", "Ready")
    FAILED = "failed", pgettext_lazy("work", "Failed")


UNMADE = frozenset({Work.WAITING, Work.RUNNING})
"""A job in one of these states will be done."""


class Standing(TextChoices):
    """Where a consultation stands at a moment."""

    DRAFT = "draft", pgettext_lazy("consultation", "Draft")
    ANNOUNCED = "announced", pgettext_lazy("consultation", "Announced")
    OPEN = "open", pgettext_lazy("consultation", "Open")
    CLOSED = "closed", pgettext_lazy("consultation", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "Withdrawn")


class ImportObstacle(TextChoices):
    """What has to be settled before the answers of a file can be imported."""

    UNPUBLISHED = (
        "unpublished",
        _("Publish the questionnaire first: answers are given to its words."),
    )
    NO_COLUMNS = "no_columns", _("Say of at least one column which question it answers.")
    TWICE = "twice", _("Two columns mean the same. Leave one of them out.")
    DAY_ORDER = "day_order", _("Say whether the day or the month stands first in the dates.")
    WITHOUT_DAY = "without_day", _("Some rows name no day. Say on which day they were answered.")
    UNKNOWN = "unknown", _("Decide about the answers that no choice here is called like.")
    OUTSIDE = "outside", _("Some rows were answered before the opening or after the closing.")
    FAULTY = "faulty", _("Some rows cannot be right. Say whether the others come without them.")
