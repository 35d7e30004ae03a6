"""What a meeting deals with: its items, their minutes, and their order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.meetings.models import AgendaItem, Meeting
from kokreasi.meetings.services.meetings import locked
from kokreasi.people.models import User
from kokreasi.register import services as register

LONGEST_AGENDA = 100


class LongAgendaError(DomainError):
    message = _("An agenda has at most a hundred items.")


@transaction.atomic
def add(
    meeting: Meeting, *, title: str, by: User | None, duration: int | None = None
) -> AgendaItem:
    """Add an item at the end."""
    return add_all(meeting, [(title, duration)], by=by)[0]


@transaction.atomic
def add_all(
    meeting: Meeting, items: Iterable[tuple[str, int | None]], *, by: User | None
) -> list[AgendaItem]:
    """Add items at the end, in their order, with one line of history."""
    now = locked(meeting)
    kept = now.agenda.count()
    new = [
        AgendaItem(meeting=now, title=title, duration=minutes, position=position)
        for position, (title, minutes) in enumerate(items, start=kept + 1)
    ]
    if kept + len(new) > LONGEST_AGENDA:
        raise LongAgendaError
    AgendaItem.objects.bulk_create(new)
    titles = ", ".join(item.title for item in new)
    changes = [Change(_("agenda item"), None, titles)]
    _tell(now, "agenda.added", by=by, says=_("added to the agenda"), changes=changes)
    return new


@transaction.atomic
def change(
    item: AgendaItem, values: Mapping[str, Any], *, seen: int, by: User | None
) -> AgendaItem:
    """Change the words or the minutes of an item."""
    meeting = locked(item.meeting)
    return register.revise(
        item,
        values,
        seen=seen,
        about=meeting.record,
        by=by,
        event="agenda.changed",
        says=_("changed the agenda"),
    )


@transaction.atomic
def move(item: AgendaItem, *, step: int, by: User | None) -> None:
    """Move an item `step` places down, or up for a negative one; it stops at either end."""
    meeting = locked(item.meeting)
    items = list(meeting.agenda.all())
    before = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
    if before is None:
        return
    after = min(max(before + step, 0), len(items) - 1)
    if after != before:
        items.insert(after, items.pop(before))
        _write_in_order(items)
        changes = [Change(item.title, before + 1, after + 1)]
        _tell(meeting, "agenda.moved", by=by, says=_("reordered the agenda"), changes=changes)


def _write_in_order(items: Iterable[AgendaItem]) -> None:
    """Number the items anew, without a gap; whoever has one open is not disturbed."""
    for position, item in enumerate(items, start=1):
        AgendaItem.objects.filter(pk=item.pk).update(position=position)


@transaction.atomic
def remove(item: AgendaItem, *, by: User | None) -> None:
    """Take an item off the agenda; the history keeps its words."""
    meeting = locked(item.meeting)
    changes = [Change(_("agenda item"), item.title, None)]
    _tell(meeting, "agenda.removed", by=by, says=_("took an item off the agenda"), changes=changes)
    item.delete()
    _write_in_order(meeting.agenda.all())


def _tell(
    meeting: Meeting, event: str, *, by: User | None, says: Promise, changes: list[Change]
) -> None:
    record = meeting.record
    register.record(event, record, by=by, says=says, changes=changes, is_public=record.is_public)
