"""Open data of follow-ups: what everybody reads on their pages, as a table."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.exchange.exports.describing import Described, address
from kokreasi.meetings.exports.follow_ups import BETWEEN, IN_TURNS
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.queries.follow_ups import with_what_lines_show
from kokreasi.organisations.models import Organisation


def _bodies(row: FollowUp) -> list[Organisation]:
    return [body for body in row.responsible.all() if body.record.is_public]


def _plan(row: FollowUp) -> str:
    plan = row.meeting.plan
    return plan.reference if plan and plan.record.is_public else ""


def _successor(row: FollowUp) -> str:
    other = row.replaced_by
    return other.reference if other and other.record.is_public else ""


FOLLOW_UPS: tuple[Described, ...] = (
    Described("reference", _("reference of the follow-up; never changes"), lambda r: r.reference),
    Described("meeting", _("reference of the meeting"), lambda r: r.meeting.reference),
    Described("meeting_on", _("day of the meeting (year-month-day)"), lambda r: r.meeting.day),
    Described("plan", _("reference of the action plan"), _plan),
    Described(
        "nature",
        _("how binding it was when it was said: promise, request, wish"),
        lambda r: r.nature,
    ),
    Described("action", _("what is to be done"), lambda r: r.action),
    Described(
        "responsible",
        _("responsible organisations, separated by semicolons"),
        lambda r: BETWEEN.join(body.name.shown("id").text for body in _bodies(r)),
    ),
    Described(
        "responsible_references",
        _("their references, in the same order"),
        lambda r: BETWEEN.join(body.reference for body in _bodies(r)),
    ),
    Described("responsible_words", _("the responsible as written"), lambda r: r.responsible_words),
    Described("deadline", _("the deadline as written"), lambda r: r.deadline_words),
    Described("due_on", _("due on (year-month-day)"), lambda r: r.due_on),
    Described(
        "certainty",
        _("how sure that date is: exact, computed, approximate, unclear"),
        lambda r: r.certainty,
    ),
    Described(
        "first_due_on",
        _("the date when the minutes became final (year-month-day)"),
        lambda r: r.first_due_on,
    ),
    Described(
        "state",
        _("state: open, in_progress, done, dropped, replaced"),
        lambda r: r.state,
    ),
    Described(
        "finished_on", _("day on which it was closed (year-month-day)"), lambda r: r.finished_on
    ),
    Described("outcome", _("what was done, or why not"), lambda r: r.outcome),
    Described("evidence_link", _("link to the evidence"), lambda r: r.evidence_link),
    Described("replaced_by", _("reference of the follow-up that takes its place"), _successor),
    Described("dispute", _("what the responsible say about it"), lambda r: r.dispute),
    Described(
        "agreed_on",
        _("day since which it counts (year-month-day)"),
        lambda r: r.agreed_at.astimezone(WIB).date(),
    ),
    Described("address", _("permanent link"), lambda r: address(r.record)),
)


def public_follow_ups() -> Iterator[FollowUp]:
    """Give what everybody may read, whoever asks, some at a time."""
    visible = FollowUp.objects.visible_to(AnonymousUser()).agreed()
    rows = with_what_lines_show(visible).select_related(
        "record", "meeting__record", "meeting__plan__record", "replaced_by__record"
    )
    return rows.order_by("record__reference").iterator(chunk_size=IN_TURNS)
