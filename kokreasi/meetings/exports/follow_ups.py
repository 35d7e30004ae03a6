"""Follow-ups as a table. The same columns come in again by `imports.follow_ups`."""

from collections.abc import Iterable, Sequence
from datetime import date

from kokreasi.core.days import WIB
from kokreasi.core.tabular import Column
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.models.follow_ups import FollowUpQuerySet
from kokreasi.meetings.queries.follow_ups import with_what_lines_show
from kokreasi.organisations.models import Organisation

BETWEEN = "; "
IN_TURNS = 500
"""Follow-ups that are fetched at once, so that memory does not grow with the table."""


def named(organisation: Organisation) -> str:
    """Write an organisation so that people read it and the table comes in again."""
    return f"{organisation.reference} {organisation.name.shown('id').text}"


def _agreed_on(follow_up: FollowUp) -> date | None:
    moment = follow_up.agreed_at
    return moment.astimezone(WIB).date() if moment else None


def _responsible(follow_up: FollowUp) -> str:
    return BETWEEN.join(named(body) for body in follow_up.responsible.all())


def _successor(follow_up: FollowUp) -> str:
    return follow_up.replaced_by.reference if follow_up.replaced_by else ""


COLUMNS: tuple[Column[FollowUp], ...] = (
    Column("reference", lambda f: f.reference),
    Column("meeting", lambda f: f.meeting.reference),
    Column("nature", lambda f: f.nature),
    Column("action", lambda f: f.action),
    Column("responsible", _responsible),
    Column("responsible_words", lambda f: f.responsible_words),
    Column("deadline", lambda f: f.deadline_words),
    Column("due_on", lambda f: f.due_on),
    Column("certainty", lambda f: f.certainty),
    Column("state", lambda f: f.state),
    Column("outcome", lambda f: f.outcome),
    Column("finished_on", lambda f: f.finished_on),
    Column("evidence_link", lambda f: f.evidence_link),
    Column("replaced_by", _successor),
    Column("reason", lambda _f: ""),
    Column("first_due_on", lambda f: f.first_due_on),
    Column("agreed_on", _agreed_on),
    Column("dispute", lambda f: f.dispute),
)
NAMES: Sequence[str] = [column.name for column in COLUMNS]
READ_ONLY = frozenset({"first_due_on", "agreed_on", "dispute"})


def with_cells(follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
    """Fetch what the columns need, with as many queries for one row as for all."""
    return with_what_lines_show(follow_ups).select_related(
        "record", "meeting__record", "replaced_by__record"
    )


def rows_of(follow_ups: FollowUpQuerySet) -> Iterable[FollowUp]:
    """Give follow-ups by reference, some at a time."""
    ordered = with_cells(follow_ups).order_by("record__reference")
    return ordered.iterator(chunk_size=IN_TURNS)
