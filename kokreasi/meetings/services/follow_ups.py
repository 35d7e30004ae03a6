"""Take on a follow-up, work on it, and close it only with what was done.

A follow-up is a draft while the minutes that name it are not final. From then on (`agree`) it
counts: its history is public where it is, its first date is kept, and it ends only in words.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.days import today_in_jakarta
from kokreasi.files.models import File
from kokreasi.meetings.choices import (
    Access,
    Certainty,
    FollowUpState,
    MinutesState,
    Nature,
)
from kokreasi.meetings.errors import (
    AgreedError,
    FinishedError,
    NoActionError,
    NoDayError,
    NotAgreedError,
    NothingDoneError,
    UnfinishedError,
    UnfitSuccessorError,
)
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Point
from kokreasi.meetings.services.describing import describe, heading, public_among
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.models import Link
from kokreasi.register.services import ReasonMissingError

CHECKED = ("action", "due_on", "certainty")
WITHOUT_DAY = frozenset({"", Certainty.UNCLEAR})


# Before it counts


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    action: str,
    by: User | None,
    nature: Nature = Nature.PROMISE,
    responsible: Iterable[Organisation] = (),
    responsible_words: str = "",
    person: User | None = None,
    deadline_words: str = "",
    due_on: date | None = None,
    certainty: str = "",
    is_implied: bool = False,
    point: Point | None = None,
    source_line: int | None = None,
    counts: bool = False,
) -> FollowUp:
    """Write down what somebody took on in a meeting.

    It is a draft until the minutes are final. Where they are already, or where it `counts` although
    the meeting has no minutes, it is agreed at once.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record").get(pk=meeting.pk)
    )
    values = {"action": action.strip(), "due_on": due_on, "certainty": certainty}
    _check(values)
    record = register.enrol(
        Kind.FOLLOW_UP,
        reference=f"TL-{meeting.day.year}-####",
        title=heading(action),
        by=by,
        says=_("wrote down this follow-up"),
    )
    follow_up = FollowUp.objects.create(
        record=record,
        meeting=meeting,
        nature=nature,
        responsible_words=responsible_words,
        person=person,
        deadline_words=deadline_words,
        is_implied=is_implied,
        point=point,
        source_line=source_line,
        position=meeting.follow_ups.count() + 1,
        **values,
    )
    follow_up.responsible.set(responsible)
    register.tie(meeting.record, record, Tie.LED_TO)
    describe(follow_up)
    if counts or Minutes.objects.filter(meeting=meeting, state=MinutesState.FINAL).exists():
        _agree(follow_up, by=by)
    return follow_up


def _check(values: Mapping[str, Any]) -> None:
    """Refuse in words what the database would refuse."""
    if not values["action"].strip():
        raise NoActionError
    if values["due_on"] is None and values["certainty"] not in WITHOUT_DAY:
        raise NoDayError


@transaction.atomic
def remove(follow_up: FollowUp, *, by: User) -> None:
    """Take a draft out again; the history of the meeting names it."""
    current = _locked(follow_up)
    if current.agreed_at is not None:
        raise AgreedError
    register.record(
        "follow-up.removed",
        current.meeting.record,
        by=by,
        says=_("removed the draft of a follow-up"),
        is_public=False,
    )
    record = current.record
    current.delete()
    register.strike(record)


def _locked(follow_up: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    return rows.select_related("record", "meeting__record").get(pk=follow_up.pk)


@transaction.atomic
def agree(meeting: Meeting, *, by: User | None) -> list[FollowUp]:
    """Let every follow-up of a meeting count, because its minutes are final.

    Doing it again touches only those that were added since. They are public where everybody may
    read the minutes, and no longer where that has changed.
    """
    rows = meeting.follow_ups.select_for_update(of=("self",))
    drafts = list(rows.filter(agreed_at=None).select_related("record", "meeting__record"))
    for follow_up in drafts:
        _agree(follow_up, by=by)
    if by is not None and not _is_for_everybody(meeting):
        hide(meeting, because=gettext("Not everybody may read the minutes any more."), by=by)
    show(meeting, by=by)
    return drafts


def _agree(follow_up: FollowUp, *, by: User | None) -> None:
    follow_up.agreed_at = timezone.now()
    follow_up.first_due_on = follow_up.due_on
    follow_up.save(update_fields=["agreed_at", "first_due_on"])
    says = _("agreed on this follow-up")
    if _is_for_everybody(follow_up.meeting):
        register.publish(follow_up.record, by=by, says=says)
    else:
        register.record("follow-up.agreed", follow_up.record, by=by, says=says, is_public=False)


def _is_for_everybody(meeting: Meeting) -> bool:
    return meeting.record.is_public and meeting.access == Access.PUBLIC


@transaction.atomic
def show(meeting: Meeting, *, by: User | None) -> None:
    """Publish what counts, once everybody may read the minutes of the meeting."""
    if _is_for_everybody(meeting):
        for follow_up in meeting.follow_ups.agreed().select_related("record"):
            register.publish(follow_up.record, by=by, says=_("published this follow-up"))


@transaction.atomic
def hide(meeting: Meeting, *, because: str, by: User) -> None:
    """Take the follow-ups of a meeting out of the public's sight together with the meeting."""
    public = meeting.follow_ups.filter(record__published_at__isnull=False)
    for follow_up in public.select_related("record"):
        register.withdraw(follow_up.record, by=by, reason=because)


# While it is worked on


@transaction.atomic
def change(
    follow_up: FollowUp,
    values: Mapping[str, Any],
    *,
    seen: int,
    by: User | None,
    reason: str = "",
) -> FollowUp:
    """Change fields; once it counts, another date needs a reason and the first one stays.

    A date that is set by hand is exact unless `certainty` says otherwise. Who the responsible
    person is concerns nobody else: that line of history names no person.
    """
    current = _locked(follow_up)
    values = _with_certainty(current, values)
    after = {name: values.get(name, getattr(current, name)) for name in CHECKED}
    _check(after)
    if current.agreed_at and after["due_on"] != current.due_on and not reason.strip():
        raise ReasonMissingError(_("Say why the agreed date changes."))
    plain = {name: value for name, value in values.items() if name != "person"}
    changed = register.revise(
        current,
        plain,
        seen=seen,
        about=current.record,
        by=by,
        event="follow-up.changed",
        says=_("changed this follow-up"),
        reason=reason,
        is_public=current.record.is_public and _names_only_public(current, plain),
    )
    if "person" in values and values["person"] != changed.person:
        _name(changed, values["person"], by=by)
    describe(changed)
    return changed


def _with_certainty(follow_up: FollowUp, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a date that is changed by hand take its certainty along."""
    if values.get("due_on", follow_up.due_on) == follow_up.due_on or "certainty" in values:
        return values
    return {**values, "certainty": Certainty.EXACT if values["due_on"] else Certainty.UNCLEAR}


def _names_only_public(follow_up: FollowUp, values: Mapping[str, Any]) -> bool:
    """Tell whether a change of the responsible names no body that the public does not know."""
    if "responsible" not in values:
        return True
    bodies = [*values["responsible"], *follow_up.responsible.select_related("record")]
    return len(public_among(bodies)) == len(bodies)


def _name(follow_up: FollowUp, person: User | None, *, by: User | None) -> None:
    follow_up.person = person
    follow_up.save(update_fields=["person"])
    says = _("named another responsible person")
    register.record("follow-up.person", follow_up.record, by=by, says=says, is_public=False)


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
    current = _locked(follow_up)
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


# How it ends


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
    current = _locked(follow_up)
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
    successor = _locked(successor)
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
    current = _locked(follow_up)
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
    current = _locked(follow_up)
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
