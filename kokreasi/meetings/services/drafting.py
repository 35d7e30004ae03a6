"""What every change of minutes does: lock them, refuse what is final, write a line of history.

These lines are never public: the public reads frozen editions, and no draft of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.meetings.choices import MinutesState
from kokreasi.meetings.models import Minutes
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.models import Revised

Row = TypeVar("Row", bound=Revised)


class FinalError(DomainError):
    message = _("These minutes are final. Reopen them with a reason to correct them.")


def locked(minutes: Minutes) -> Minutes:
    """Give the minutes as they stand now, and keep others from changing them until the end."""
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__record")
    return rows.get(pk=minutes.pk)


def writable(minutes: Minutes) -> Minutes:
    """Lock minutes whose text may still change."""
    now = locked(minutes)
    if now.state == MinutesState.FINAL:
        raise FinalError
    return now


def tell(
    minutes: Minutes,
    *,
    by: User | None,
    says: str | Promise,
    changes: Iterable[Change] = (),
    event: str = "minutes.changed",
    reason: str = "",
) -> None:
    """Write a line of history that only the secretariat reads."""
    register.record(
        event,
        minutes.meeting.record,
        by=by,
        says=says,
        changes=changes,
        reason=reason,
        is_public=False,
    )


def revise(
    minutes: Minutes,
    row: Row,
    values: Mapping[str, Any],
    *,
    seen: int,
    by: User | None,
    says: str | Promise,
) -> Row:
    """Change fields of a section or point of minutes that are locked."""
    return register.revise(
        row,
        values,
        seen=seen,
        about=minutes.meeting.record,
        by=by,
        event="minutes.changed",
        says=says,
        is_public=False,
    )


def next_position(rows: QuerySet[Any]) -> int:
    last: int = rows.aggregate(last=Max("position"))["last"] or 0
    return last + 1
