"""States and kinds that rules about meetings depend on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Zone(TextChoices):
    """The three times of Indonesia; the label is what people write behind the hour."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Access(TextChoices):
    """Who may read what a meeting said, once its minutes are final."""

    PUBLIC = "public", _("Everybody")
    SUMMARY = "summary", _("Everybody reads a summary; the invited read the minutes")
    INVITED = "invited", _("Only the invited")


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Answer(TextChoices):
    """What an invited person or organisation said."""

    NONE = "none", _("No answer yet")
    YES = "yes", _("Will attend")
    NO = "no", _("Will not attend")
    INSTEAD = "instead", _("Somebody else attends instead")


class Gender(TextChoices):
    """As people call themselves; not said is an answer too."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Other")
    NOT_SAID = "not_said", _("Not said")


class Disability(TextChoices):
    YES = "yes", _("Person with a disability")
    NO = "no", _("No disability")
    NOT_SAID = "not_said", _("Not said")


class CheckInWay(TextChoices):
    """How somebody came to be on the attendance list."""

    CODE = "code", _("By the code on the screen")
    LIST = "list", _("Ticked off a list")
    TABLE = "table", _("Imported from a table")
    MINUTES = "minutes", _("Named in the minutes")


class MinutesState(TextChoices):
    DRAFT = "draft", pgettext_lazy("minutes", "Draft")
    CIRCULATED = "circulated", pgettext_lazy("minutes", "Circulated for corrections")
    FINAL = "final", pgettext_lazy("minutes", "Final")


class SectionRole(TextChoices):
    """What a part of the minutes is for."""

    BACKGROUND = "background", _("Background")
    AIMS = "aims", _("Aims")
    OPENING = "opening", _("Opening")
    PRESENTATION = "presentation", _("Presentation")
    DISCUSSION = "discussion", _("Discussion")
    QUESTIONS = "questions", _("Questions and answers")
    CONCLUSIONS = "conclusions", _("Conclusions")
    OTHER = "other", _("Other")


class PointKind(TextChoices):
    SAID = "said", _("Said")
    AGREED = "agreed", _("Agreed")


class VeilKind(TextChoices):
    """What the public version does not show."""

    NAME = "name", _("A name that becomes a role")
    PASSAGE = "passage", _("A passage that is withheld")
    NUMBER = "number", _("A personal number or address")


class CorrectionState(TextChoices):
    OPEN = "open", pgettext_lazy("correction", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("correction", "Accepted")
    DECLINED = "declined", pgettext_lazy("correction", "Declined")


class Nature(TextChoices):
    """How binding a follow-up was when it was said; a wish is never counted as a promise."""

    PROMISE = "promise", _("Promise")
    REQUEST = "request", _("Request")
    WISH = "wish", _("Wish")


class Certainty(TextChoices):
    """How sure the date of a follow-up is, given the words of its deadline."""

    EXACT = "exact", _("the date is written")
    COMPUTED = "computed", _("computed from the day of the meeting")
    APPROXIMATE = "approximate", _("the last day of the period that is written")
    UNCLEAR = "unclear", _("the words name no day")


class FollowUpState(TextChoices):
    OPEN = "open", pgettext_lazy("follow-up", "Open")
    IN_PROGRESS = "in_progress", pgettext_lazy("follow-up", "In progress")
    DONE = "done", pgettext_lazy("follow-up", "Done")
    DROPPED = "dropped", pgettext_lazy("follow-up", "Dropped")
    REPLACED = "replaced", pgettext_lazy("follow-up", "Replaced")


UNFINISHED = frozenset({FollowUpState.OPEN, FollowUpState.IN_PROGRESS})


class Occasion(TextChoices):
    """When the responsible are reminded of a follow-up."""

    WEEK = "week", _("a week before the date")
    EVE = "eve", _("the day before the date")
    AFTER = "after", _("after the date")


class NoteState(TextChoices):
    """Where a document stands on its way to minutes."""

    WAITING = "waiting", pgettext_lazy("note", "Waits to be read")
    READING = "reading", pgettext_lazy("note", "Is being read")
    REFUSED = "refused", pgettext_lazy("note", "Could not be read")
    READ = "read", pgettext_lazy("note", "Waits for review")
    ACCEPTED = "accepted", pgettext_lazy("note", "Became minutes")
    DISCARDED = "discarded", pgettext_lazy("note", "Discarded")


class Becomes(TextChoices):
    """What a passage of a note becomes in the minutes."""

    SAID = "said", _("Something said")
    AGREED = "agreed", _("An agreement")
    FOLLOW_UP = "follow_up", _("A follow-up")
    NOTHING = "nothing", _("Left out")


class Meant(TextChoices):
    """What a person decides about a name in a note that the platform does not know for certain."""

    MATCH = "match", _("It is an organisation that exists")
    CREATE = "create", _("Create a new organisation")
    WORDS = "words", _("Keep the words as they are written")
