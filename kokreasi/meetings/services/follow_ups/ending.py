"""Work on a follow-up that counts, and end it only in words: what was done, or why not."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.days import today_in_jakarta
from kokreasi.files.models import File
from kokreasi.meetings.choices import FollowUpState
from kokreasi.meetings.errors import (
    FinishedError,
    NotAgreedError,
    NothingDoneError,
    UnfinishedError,
    UnfitSuccessorError,
)
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services.follow_ups.holding import locked
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.choices import Tie
from kokreasi.register.models import Link
from kokreasi.register.services import ReasonMissingError


@transaction.atomic
def start(follow_up: FollowUp, *, by: User, progress: str = "") -> FollowUp:
    """Say that it is being worked on, and how far it is; saying nothing new writes nothing."""
    current = _unfinished(follow_up)
    if current.state == FollowUpState.IN_PROGRESS and not progress.strip():
        return current
    current.state = FollowUpState.IN_PROGRESS
    told = [Change(_("how far it is"), None, progress.strip())] if progress.strip() else []
    return _move(current, by=by, says=_("reported progress"), changes=told)


def _unfinished(follow_up: FollowUp) -> FollowUp:
    current = locked(follow_up)
    if current.agreed_at is None:
        raise NotAgreedError
    if not current.is_unfinished:
        raise FinishedError
    return current


def _move(
    follow_up: FollowUp,
    *,
    by: User,
    says: str | Promise,
    reason: str = "",
    changes: Iterable[Change] = (),
) -> FollowUp:
    """Keep another state with its line of history."""
    follow_up.revision += 1
    follow_up.field_revisions |= {"state": follow_up.revision}
    follow_up.save()
    register.record(
        f"follow-up.{follow_up.state}",
        follow_up.record,
        by=by,
        says=says,
        changes=changes,
        reason=reason.strip(),
        is_public=follow_up.record.is_public,
    )
    return follow_up


@transaction.atomic
def finish(
    follow_up: FollowUp,
    *,
    outcome: str,
    by: User,
    evidence: File | None = None,
    evidence_title: Bilingual | None = None,
    evidence_link: str = "",
    on: date | None = None,
) -> FollowUp:
    """Close it with what was done. The same words sent again close it once."""
    if not outcome.strip():
        raise NothingDoneError
    current = locked(follow_up)
    if current.state == FollowUpState.DONE and current.outcome == outcome.strip():
        return current
    current = _close(follow_up, FollowUpState.DONE, outcome=outcome, on=on)
    current.evidence_link = evidence_link
    if evidence is not None:
        title = evidence_title or Bilingual(id=evidence.name)
        register.attach(current.record, evidence, title=title, alt=title, by=by)
    told = [Change(_("what was done"), None, current.outcome)]
    return _move(current, by=by, says=_("reported this follow-up as done"), changes=told)


def _close(
    follow_up: FollowUp, state: FollowUpState, *, outcome: str, on: date | None = None
) -> FollowUp:
    current = _unfinished(follow_up)
    current.state = state
    current.outcome = outcome.strip()
    current.finished_on = on or today_in_jakarta()
    return current


@transaction.atomic
def drop(follow_up: FollowUp, *, because: str, by: User, on: date | None = None) -> FollowUp:
    """Give it up, and say why."""
    _require_reason(because)
    current = _close(follow_up, FollowUpState.DROPPED, outcome=because, on=on)
    return _move(current, by=by, says=_("dropped this follow-up"), reason=because)


def _require_reason(because: str) -> None:
    if not because.strip():
        raise ReasonMissingError


@transaction.atomic
def replace(
    follow_up: FollowUp,
    successor: FollowUp,
    *,
    because: str,
    by: User,
    on: date | None = None,
) -> FollowUp:
    """Let another follow-up take its place, and say why."""
    _require_reason(because)
    _hold(follow_up, successor)
    successor = locked(successor)
    is_fit = successor.agreed_at is not None and successor.is_unfinished
    if successor.pk == follow_up.pk or not is_fit:
        raise UnfitSuccessorError
    current = _close(follow_up, FollowUpState.REPLACED, outcome=because, on=on)
    current.replaced_by = successor
    register.tie(current.record, successor.record, Tie.REPLACED_BY)
    return _move(current, by=by, says=_("replaced this follow-up by another one"), reason=because)


def _hold(*follow_ups: FollowUp) -> None:
    """Lock several in one order, so that two that cross wait for each other and do not block."""
    keys = [one.pk for one in follow_ups]
    list(FollowUp.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def reopen(follow_up: FollowUp, *, because: str, by: User) -> FollowUp:
    """Open again what was closed, and say why; the history keeps what was said at its end."""
    _require_reason(because)
    current = locked(follow_up)
    if current.is_unfinished:
        raise UnfinishedError
    current.state = FollowUpState.OPEN
    current.finished_on = current.replaced_by = None
    current.outcome = ""
    Link.objects.filter(source=current.record, tie=Tie.REPLACED_BY).delete()
    return _move(current, by=by, says=_("reopened this follow-up"), reason=because)


@transaction.atomic
def dispute(follow_up: FollowUp, *, says: str, by: User) -> FollowUp:
    """Let the responsible say what everybody should know beside it; empty takes the note away."""
    current = locked(follow_up)
    if current.agreed_at is None:
        raise NotAgreedError
    words = says.strip()
    if words == current.dispute:
        return current
    before, current.dispute = current.dispute, words
    current.disputed_at = timezone.now() if words else None
    current.save(update_fields=["dispute", "disputed_at"])
    register.record(
        "follow-up.disputed",
        current.record,
        by=by,
        says=_("added a note of the responsible") if words else _("withdrew the note"),
        changes=[Change(_("note of the responsible"), before, words)],
        is_public=current.record.is_public,
    )
    return current
