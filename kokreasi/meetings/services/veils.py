"""What the public version of minutes does not show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.insights.personal_numbers import Found, personal_numbers
from kokreasi.meetings.choices import Access, VeilKind
from kokreasi.meetings.models import Meeting, Minutes, Veil
from kokreasi.meetings.services import closing
from kokreasi.meetings.services.drafting import tell, writable
from kokreasi.meetings.sheets import FollowUpOnSheet, MinutesSheet, covers_of, sheet
from kokreasi.meetings.veiling import Veiling, occurs
from kokreasi.people.models import User
from kokreasi.register.services import ReasonMissingError

ON_THE_PAGE = ("title", "summary", "place", "room", "letter_number", "cancelled_because")


class ForeignWordsError(DomainError):
    message = _("These words do not stand in the minutes.")


class RoleMissingError(DomainError):
    message = _("Say what the public reads instead of the name, such as a role.")


class TellingError(DomainError):
    message = _("What the public reads instead must not say what is withheld.")


class WithheldAlreadyError(DomainError):
    message = _("These words are withheld already.")


@dataclass(frozen=True, slots=True)
class Place:
    """A public text outside the minutes that says withheld words, by its label and its words."""

    label: str
    text: str


@transaction.atomic
def add(
    minutes: Minutes,
    *,
    kind: VeilKind,
    words: str,
    instead: str = "",
    reason: str = "",
    by: User | None,
) -> Veil:
    """Withhold words wherever they stand; a name becomes a role, a passage says why.

    What is public already and says them is closed at once: see `closing`.
    """
    now = writable(minutes)
    words = " ".join(words.split())
    _check(kind, words, instead, reason)
    if not occurs(kind, words, sheet(now).texts()):
        raise ForeignWordsError
    try:
        with transaction.atomic():
            veil = Veil.objects.create(
                minutes=now, kind=kind, words=words, instead=instead.strip(), reason=reason.strip()
            )
    except IntegrityError as error:
        raise WithheldAlreadyError from error
    tell(now, by=by, says=_("withheld words from the public"), changes=_change(veil, is_new=True))
    closing.close_what_tells(now, by=by)
    return veil


def _check(kind: VeilKind, words: str, instead: str, reason: str) -> None:
    if not words:
        raise ForeignWordsError
    if kind == VeilKind.NAME and not instead.strip():
        raise RoleMissingError
    if kind == VeilKind.PASSAGE and not reason.strip():
        raise ReasonMissingError
    if occurs(kind, words, [instead, reason]):
        raise TellingError


def _change(veil: Veil, *, is_new: bool) -> list[Change]:
    label, words = VeilKind(veil.kind).label, veil.words
    return [Change(label, None, words) if is_new else Change(label, words, None)]


@transaction.atomic
def remove(veil: Veil, *, by: User | None) -> None:
    """Show words to the public again."""
    now = writable(veil.minutes)
    tell(now, by=by, says=_("showed withheld words again"), changes=_change(veil, is_new=False))
    veil.delete()


def undecided(whole: MinutesSheet, veils: Iterable[Veil]) -> list[Found]:
    """Give the personal numbers that the public would read, each once."""
    veiling = Veiling(covers_of(veils))
    found = [each for text in whole.texts() for each in personal_numbers(veiling.over(text))]
    return list({each.key: each for each in reversed(found)}.values())[::-1]


def idle(whole: MinutesSheet, veils: Iterable[Veil]) -> list[Veil]:
    """Give the veils whose words no longer stand in the minutes: somebody rewrote the text."""
    texts = whole.texts()
    return [veil for veil in veils if not occurs(veil.kind, veil.words, texts)]


def said_elsewhere(minutes: Minutes, whole: MinutesSheet) -> list[Place]:
    """Give the texts that the public reads outside the minutes and that say withheld words.

    These are the facts and the agenda on the meeting's page, its public papers, its follow-ups,
    which have pages of their own, and what stands in the place of other withheld words.
    """
    if minutes.meeting.access == Access.INVITED:
        return []
    veils = list(minutes.veils.all())
    places = _public_places(minutes, whole, veils)
    return [
        place
        for place in places
        if any(occurs(veil.kind, veil.words, [place.text]) for veil in veils)
    ]


def _public_places(minutes: Minutes, whole: MinutesSheet, veils: list[Veil]) -> list[Place]:
    meeting = minutes.meeting
    papers = meeting.papers.filter(is_public=True)
    return [
        *(Place(_label(meeting, name), _text(getattr(meeting, name))) for name in ON_THE_PAGE),
        *(Place(str(_("agenda item")), line.title) for line in whole.agenda),
        *(Place(str(_("paper")), f"{_text(p.title)} {_text(p.alt)}") for p in papers),
        *(Place(f"{_('follow-up')} {task.key}", _all_of(task)) for task in whole.follow_ups),
        *(Place(f"{_('follow-up')} {key}", text) for key, text in _told_of_follow_ups(meeting)),
        *(Place(str(_("withheld words")), f"{veil.instead} {veil.reason}") for veil in veils),
    ]


def _told_of_follow_ups(meeting: Meeting) -> list[tuple[str, str]]:
    """Give how the follow-ups ended, and what this meeting said about those that came back."""
    ended = meeting.follow_ups.exclude(outcome="").values_list("record__reference", "outcome")
    carried = meeting.carried.exclude(said="")
    return [*ended, *carried.values_list("follow_up__record__reference", "said")]


def _all_of(task: FollowUpOnSheet) -> str:
    bodies = (f"{body.name.id} {body.name.en} {body.short}" for body in task.responsible)
    return " ".join([task.action, task.responsible_words, task.deadline_words, *bodies])


def _label(row: Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def _text(words: str | Bilingual) -> str:
    return f"{words.id} {words.en}" if isinstance(words, Bilingual) else words
