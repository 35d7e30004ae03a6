"""Take on a follow-up: a draft, until the minutes that name it are final and it counts."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Access, MinutesState, Nature
from kokreasi.meetings.errors import AgreedError
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Point
from kokreasi.meetings.services.describing import describe, heading
from kokreasi.meetings.services.follow_ups.holding import check, locked
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie


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
    check(values)
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


@transaction.atomic
def remove(follow_up: FollowUp, *, by: User) -> None:
    """Take a draft out again; the history of the meeting names it."""
    current = locked(follow_up)
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
