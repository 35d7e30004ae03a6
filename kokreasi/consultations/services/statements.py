"""Statements to agree or disagree with: written, sent by people, let through or refused."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import StatementState
from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Consultation, Statement
from kokreasi.conversations.moderating import has_link
from kokreasi.core.bilingual import LANGUAGES, Bilingual
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh, hold
from kokreasi.core.page_cache import forget_pages
from kokreasi.core.wording import tidied
from kokreasi.people.models import User
from kokreasi.register import services as register

LONGEST = 280
"""Characters that can be read and weighed at a glance."""
MOST_HELD = 5
"""Statements of one device that may wait for moderation at a time."""


class SilentStatementError(DomainError):
    message = _("Write a statement.")


class LongStatementError(DomainError):
    message = _("This is too long. One thought in at most 280 characters can be voted on.")


class StatementLinkError(DomainError):
    message = _("A statement holds no link. Say it in words.")


class ManyStatementsHeldError(DomainError):
    message = _("Your earlier statements have not been read yet. Please wait until they are.")


class SameStatementError(DomainError):
    message = _("This statement is there already. Vote on it instead.")


class NoStatementsTakenError(DomainError):
    message = _("In this consultation nobody adds statements.")


class VotedOnError(DomainError):
    message = _("Somebody has voted on this statement: its words and its place stay as they are.")


class SentByOthersError(DomainError):
    message = _("Somebody sent this statement: its words are theirs. It is shown or refused.")


class AlreadyDecidedError(DomainError):
    message = _("Somebody else has decided on this statement meanwhile.")


class RefusalReasonError(DomainError):
    message = _("Say why: whoever sent the statement reads it, and everybody in the log.")


@transaction.atomic
def write(consultation: Consultation, *, text: Bilingual, on: date, by: User | None) -> Statement:
    """Add a statement of the secretariat, at the end and shown at once."""
    hold(Consultation.objects.all(), [consultation.pk])
    made = _add(consultation, _checked(text), on=on, state=StatementState.SHOWN, is_seed=True)
    _record("statement.added", made, _("added a statement"), by=by)
    return made


def _add(
    consultation: Consultation,
    text: Bilingual,
    *,
    on: date,
    state: StatementState,
    is_seed: bool = False,
    device: str = "",
) -> Statement:
    """Give the next number to a statement; the consultation is locked by whoever calls."""
    last = consultation.statements.aggregate(last=Max("number"))["last"] or 0
    return Statement.objects.create(
        consultation=consultation,
        number=last + 1,
        text=text,
        is_seed=is_seed,
        state=state,
        device=device,
        sent_on=on,
    )


def _checked(text: Bilingual) -> Bilingual:
    """Tidy the words. Raises for none, for too many, and for links."""
    clean = Bilingual(**{code: _clean(getattr(text, code)) for code in LANGUAGES})
    if not clean:
        raise SilentStatementError
    if max(len(clean.id), len(clean.en)) > LONGEST:
        raise LongStatementError
    if has_link(f"{clean.id} {clean.en}"):
        raise StatementLinkError
    return clean


def _clean(words: str) -> str:
    return " ".join(tidied(words).split())


@transaction.atomic
def change(statement: Statement, *, text: Bilingual, by: User) -> Statement:
    """Put other words to a statement of the secretariat, before anybody has voted on the old ones.

    What people sent is let through or refused; nobody words it anew in their place.
    """
    now = _locked_before_votes(statement)
    if not now.is_seed:
        raise SentByOthersError
    now.text = _checked(text)
    now.save(update_fields=["text"])
    _record("statement.changed", now, _("changed a statement"), by=by)
    return now


@transaction.atomic
def discard(statement: Statement, *, by: User) -> None:
    """Take away a statement of the secretariat that nobody has voted on."""
    now = _locked_before_votes(statement)
    if not now.is_seed:
        raise SentByOthersError
    _record("statement.discarded", now, _("took away a statement"), by=by)
    now.delete()


@transaction.atomic
def move_up(statement: Statement, *, by: User) -> None:
    """Change places with the statement before, as long as nobody has voted on either."""
    hold(Consultation.objects.all(), [statement.consultation_id])
    now = _locked_before_votes(statement)
    rows = Statement.objects.filter(consultation=now.consultation_id)
    before = rows.filter(number__lt=now.number).order_by("-number").first()
    if before is None:
        return
    before = _locked_before_votes(before)
    higher, lower = now.number, before.number
    free = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    for one, number in ((now, free), (before, higher), (now, lower)):
        one.number = number
        one.save(update_fields=["number"])
    _record("statement.moved", now, _("moved a statement"), by=by)


def locked(statement: Statement) -> Statement:
    """Let one person at a time decide on a statement."""
    return fresh(Statement.objects.select_related("consultation__record"), statement.pk)


def _locked_before_votes(statement: Statement) -> Statement:
    now = locked(statement)
    if now.votes.exists():
        raise VotedOnError
    return now


@transaction.atomic
def send(
    consultation: Consultation, *, text: str, language: str, device: str, at: datetime
) -> Statement:
    """Keep a statement of somebody until it is let through; the same words again are the same one.

    `language` is the one in which it is written. Raises where the consultation is not open or
    takes none, for words that cannot be a statement, and where too many of the device wait.
    """
    if not consultation.is_open_at(at):
        raise ClosedError if consultation.is_closed_at(at) else NotOpenError
    if not consultation.takes_statements:
        raise NoStatementsTakenError
    words = _checked(Bilingual(**{language: text}))
    hold(Consultation.objects.all(), [consultation.pk])
    if same := _same(consultation, words):
        return _own_or_refused(same, device)
    held = consultation.statements.held().filter(device=device)
    if held.count() >= MOST_HELD:
        raise ManyStatementsHeldError
    day = at.astimezone(WIB).date()
    return _add(consultation, words, on=day, state=StatementState.HELD, device=device)


def _same(consultation: Consultation, words: Bilingual) -> Statement | None:
    """Find the statement that has these words in the same language, in whatever case."""
    wanted = {code: said.casefold() for code, said in words.as_dict().items() if said}
    rows = consultation.statements.exclude(state=StatementState.REFUSED)
    return next(
        (
            one
            for one in rows
            if any(getattr(one.text, code).casefold() == said for code, said in wanted.items())
        ),
        None,
    )


def _own_or_refused(same: Statement, device: str) -> Statement:
    if same.device and same.device == device:
        return same
    raise SameStatementError


@transaction.atomic
def accept(
    statement: Statement, *, at: datetime, by: User, translation: Bilingual | None = None
) -> Statement:
    """Let everybody vote on a statement, its words unchanged; a missing language may be added."""
    now = locked(statement)
    if now.state == StatementState.SHOWN:
        return now
    if now.state != StatementState.HELD:
        raise AlreadyDecidedError
    now.text = _with_translation(now.text, translation)
    return _decide(now, StatementState.SHOWN, "", _("let a statement through"), at=at, by=by)


def _with_translation(text: Bilingual, translation: Bilingual | None) -> Bilingual:
    if translation is None:
        return text
    added = _checked(translation) if translation else translation
    return Bilingual(id=text.id or added.id, en=text.en or added.en)


@transaction.atomic
def refuse(statement: Statement, *, reason: str, at: datetime, by: User) -> Statement:
    """Show a statement to nobody, or no longer; the reason stands in the log of moderation.

    Votes on one that had been shown are kept and count nowhere.
    """
    now = locked(statement)
    reason = _clean(reason)
    if not reason:
        raise RefusalReasonError
    if now.state == StatementState.REFUSED:
        if now.reason == reason:
            return now
        raise AlreadyDecidedError
    says = _("did not publish a statement")
    return _decide(now, StatementState.REFUSED, reason, says, at=at, by=by)


def _decide(
    statement: Statement,
    state: StatementState,
    reason: str,
    says: Promise | str,
    *,
    at: datetime,
    by: User,
) -> Statement:
    statement.state, statement.reason = state, reason
    statement.decided_at, statement.decided_by = at, by
    statement.save(update_fields=["state", "reason", "decided_at", "decided_by", "text"])
    _record(f"statement.{state.value}", statement, says, by=by)
    return statement


def _record(event: str, statement: Statement, says: Promise | str, *, by: User | None) -> None:
    """Write a line that names the number and not the words: these may have been refused."""
    says = format_lazy("{says} ({number})", says=says, number=statement.number)
    register.record(event, statement.consultation.record, by=by, says=says, is_public=False)
    transaction.on_commit(forget_pages)
