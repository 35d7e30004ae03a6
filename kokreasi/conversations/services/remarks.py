"""Remark on a paragraph, let it through, say what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations import keys
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.moderating import has_link, is_suspicious
from kokreasi.conversations.notices import remarks as notices
from kokreasi.conversations.services import correspondents
from kokreasi.core.errors import DomainError
from kokreasi.core.page_cache import forget_pages
from kokreasi.core.wording import tidied
from kokreasi.organisations.models import Organisation
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.people.notices import Words
from kokreasi.register import services as register
from kokreasi.register.models import Record

LONGEST = 5_000
MOST_HELD = 20
"""Remarks of one person that may wait for moderation at a time."""
A_DAY = timedelta(days=1)
WAITS_FOR = timedelta(days=30)


class SilentRemarkError(DomainError):
    message = _("Write a remark, or other words for the paragraph.")


class SameWordsError(DomainError):
    message = _("The suggested words are those of the paragraph. Change them, or add a remark.")


class LongRemarkError(DomainError):
    message = _("This is too long. Write at most 5,000 characters.")


class LinkError(DomainError):
    message = _(
        "Links are possible once one of your remarks was let through. Name the source in words."
    )


class ManyHeldError(DomainError):
    message = _("Your earlier remarks have not been read yet. Please wait until they are.")


class AlreadyAnsweredError(DomainError):
    message = _("Somebody else has answered this remark meanwhile.")


class UnreadError(DomainError):
    message = _("Let this remark through first, or refuse it.")


class ReasonNeededError(DomainError):
    message = _("Say why: whoever wrote the remark reads it.")


class ConfirmedNotError(DomainError):
    message = _("The address has not confirmed this remark yet.")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a person with an account, perhaps for an organisation, or a citizen by e-mail.

    Without any of them it is somebody unknown, whose remarks always wait to be let through; how
    many may wait is for whoever calls to bound.
    """

    user: User | None = None
    organisation: Organisation | None = None
    correspondent: Correspondent | None = None
    is_named: bool = False

    @property
    def is_unknown(self) -> bool:
        return self.user is None and self.correspondent is None

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "user": self.user,
            "organisation": self.organisation,
            "correspondent": self.correspondent,
        }

    def remarks(self) -> Any:
        """Give the remarks of the same person, whatever body they spoke for."""
        if self.is_unknown:
            return Remark.objects.none()
        return Remark.objects.filter(
            Q(user=self.user) if self.user else Q(correspondent=self.correspondent)
        )


class Paragraph(NamedTuple):
    """The draft by its fingerprint, the place in it, and the words that stand there."""

    fingerprint: str
    place: str
    words: str


@transaction.atomic
def remark(
    record: Record,
    paragraph: Paragraph,
    voice: Voice,
    *,
    at: datetime,
    text: str = "",
    suggestion: str = "",
) -> Remark:
    """Keep a remark, with other words for the paragraph where they are suggested.

    What an organisation says is read at once. A person's first remark, and one that reads like an
    advertisement, waits until it is let through; one by e-mail first for the answer of the
    address. The same words sent twice are one remark; of somebody unknown each is one.
    """
    Record.objects.select_for_update().get(pk=record.pk)
    said = {"text": _clean(text), "suggestion": _clean(suggestion)}
    place = {"fingerprint": paragraph.fingerprint, "place": paragraph.place}
    whole: dict[str, Any] = {"record": record, **place, **voice.fields, **said}
    if not voice.is_unknown and (same := Remark.objects.filter(**whole).first()):
        return same
    _check(paragraph, voice, at=at, **said)
    made = Remark.objects.create(
        quoted=paragraph.words,
        made_at=at,
        confirmed_at=None if voice.correspondent else at,
        state=_first_state(voice, " ".join(said.values())),
        is_named=voice.is_named and voice.organisation is None,
        **whole,
    )
    _record("remark.made", made, _("remarked on a paragraph of the draft"), by=voice.user)
    return made


def _clean(words: str) -> str:
    return tidied(words.replace("\r\n", "\n")).strip()


def _check(paragraph: Paragraph, voice: Voice, *, at: datetime, text: str, suggestion: str) -> None:
    if not (text or suggestion):
        raise SilentRemarkError
    if max(len(text), len(suggestion)) > LONGEST:
        raise LongRemarkError
    if suggestion.split() == paragraph.words.split():
        raise SameWordsError
    if voice.organisation is not None:
        return
    if has_link(f"{text} {suggestion}") and not is_known(voice):
        raise LinkError
    if _waiting(voice, at) >= MOST_HELD:
        raise ManyHeldError


def _waiting(voice: Voice, at: datetime) -> int:
    """Count what waits to be read; what others sent under the same address blocks it for a day."""
    unconfirmed = voice.remarks().unconfirmed().filter(made_at__gt=at - A_DAY)
    return int(voice.remarks().held().count() + unconfirmed.count())


def is_known(voice: Voice) -> bool:
    """Tell whether a remark of this person was let through before."""
    return bool(voice.remarks().shown().exists())


def _first_state(voice: Voice, words: str) -> RemarkState:
    if voice.correspondent is not None:
        return RemarkState.HELD
    if voice.organisation is not None:
        return RemarkState.OPEN
    return _next_state(voice, words)


def _next_state(voice: Voice, words: str) -> RemarkState:
    is_trusted = is_known(voice) and not is_suspicious(words)
    return RemarkState.OPEN if is_trusted else RemarkState.HELD


def ask_to_confirm(remark: Remark, *, address: str) -> None:
    """Send the link by which a citizen says that the remark is theirs; once."""
    if remark.correspondent is not None and remark.confirmed_at is None:
        words = notices.confirm(remark, remark.correspondent, address)
        _post(f"remark-{remark.pk}-confirm", remark.correspondent, words)


@transaction.atomic
def confirm(remark: Remark, citizen: Correspondent, *, at: datetime) -> Remark:
    """Note that whoever holds the link of the mail says: this remark is mine. Once."""
    now = locked(remark)
    if now.confirmed_at is not None or now.correspondent_id != citizen.pk:
        return now
    correspondents.confirm(citizen)
    voice = Voice(correspondent=citizen)
    now.confirmed_at = at
    now.state = _next_state(voice, f"{now.text} {now.suggestion}")
    now.save(update_fields=["confirmed_at", "state"])
    _forget_pages(now)
    return now


@transaction.atomic
def let_through(remark: Remark, *, by: User) -> Remark:
    """Let others read a remark that was held; pressing twice changes nothing."""
    now = locked(remark)
    if now.state == RemarkState.OPEN:
        return now
    _expect(now, RemarkState.HELD)
    now.state = RemarkState.OPEN
    now.save(update_fields=["state"])
    _record("remark.let_through", now, _("let a remark on the draft through"), by=by)
    return now


@transaction.atomic
def refuse(remark: Remark, *, reason: str, at: datetime, by: User, address: str = "") -> Remark:
    """Keep a held remark from being read by others, and tell its author why."""
    now = locked(remark)
    if _is_same(now, RemarkState.REFUSED, reason):
        return now
    _expect(now, RemarkState.HELD)
    says = _("did not publish a remark on the draft")
    return _answer(now, RemarkState.REFUSED, reason, says, at=at, by=by, address=address)


@transaction.atomic
def accept(
    remark: Remark, *, answer: str = "", at: datetime, by: User, address: str = ""
) -> Remark:
    """Say that a remark was taken up; whoever calls has changed the draft, where it asked so."""
    now = locked(remark)
    if _is_same(now, RemarkState.ACCEPTED, answer):
        return now
    _expect(now, RemarkState.OPEN)
    says = _("accepted a remark on the draft")
    return _answer(now, RemarkState.ACCEPTED, answer, says, at=at, by=by, address=address)


@transaction.atomic
def decline(remark: Remark, *, reason: str, at: datetime, by: User, address: str = "") -> Remark:
    """Say that a remark is not taken up, and why."""
    now = locked(remark)
    if _is_same(now, RemarkState.DECLINED, reason):
        return now
    _expect(now, RemarkState.OPEN)
    says = _("declined a remark on the draft")
    return _answer(now, RemarkState.DECLINED, reason, says, at=at, by=by, address=address)


def locked(remark: Remark) -> Remark:
    """Let one person at a time answer a remark."""
    rows = Remark.objects.select_for_update(of=("self",))
    return rows.select_related("record", "user", "correspondent").get(pk=remark.pk)


def _is_same(remark: Remark, state: RemarkState, answer: str) -> bool:
    return remark.state == state and remark.answer == answer.strip()


def _expect(remark: Remark, state: RemarkState) -> None:
    if remark.confirmed_at is None:
        raise ConfirmedNotError
    if remark.state == RemarkState.HELD and state == RemarkState.OPEN:
        raise UnreadError
    if remark.state != state:
        raise AlreadyAnsweredError


def _answer(
    remark: Remark,
    state: RemarkState,
    answer: str,
    says: Promise | str,
    *,
    at: datetime,
    by: User,
    address: str,
) -> Remark:
    """Write the answer, a line of history, and the mail to the author."""
    answer = answer.strip()
    if state != RemarkState.ACCEPTED and not answer:
        raise ReasonNeededError
    remark.state, remark.answer, remark.answered_at, remark.answered_by = state, answer, at, by
    remark.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    _record(f"remark.{state.value}", remark, says, by=by)
    _tell_author(remark, address)
    return remark


def _tell_author(remark: Remark, address: str) -> None:
    author = _reachable(remark)
    if author is not None and not (isinstance(author, User) and author.pk == remark.answered_by_id):
        words = notices.answered(remark, author, address)
        _post(f"remark-{remark.pk}-{remark.state}", author, words)


def _reachable(remark: Remark) -> User | Correspondent | None:
    if remark.user is not None:
        return remark.user if remark.user.is_active else None
    found = remark.correspondent
    return found if found is not None and found.is_confirmed else None


def _post(key: str, reader: User | Correspondent, words: Words) -> None:
    if isinstance(reader, Correspondent):
        keys.renew(reader)
    post(
        key=key,
        to=reader.email,
        subject=words.subject,
        body=words.body,
        language=reader.language,
    )


def _record(event: str, remark: Remark, says: Promise | str, *, by: User | None) -> None:
    """Write a line about the place and not about the person; it is as little public as a draft."""
    says = format_lazy("{says} ({place})", says=says, place=remark.place)
    register.record(event, remark.record, by=by, says=says, is_public=False)
    _forget_pages(remark)


def _forget_pages(remark: Remark) -> None:
    """Let pages count anew; what nobody else reads yet changes none of them."""
    if remark.is_shown:
        transaction.on_commit(forget_pages)


@transaction.atomic
def take_over(loser: Organisation, *, into: Organisation) -> None:
    """Let the survivor of a merge stand behind what the other one said."""
    Remark.objects.filter(organisation=loser).update(organisation=into)


@transaction.atomic
def forget(remarks: Any) -> None:
    """Erase who said it; what nobody else was allowed to read goes altogether."""
    remarks.filter(state__in=(RemarkState.HELD, RemarkState.REFUSED)).delete()
    remarks.update(is_named=False, user=None)


@transaction.atomic
def forget_unconfirmed(now: datetime) -> None:
    """Throw away what was sent under an address that never said that it was its own."""
    Remark.objects.unconfirmed().filter(made_at__lt=now - WAITS_FOR).delete()
