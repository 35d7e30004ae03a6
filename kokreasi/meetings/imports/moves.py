"""What a line of a table says about the state of a follow-up, done as people do it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from kokreasi.meetings import errors
from kokreasi.meetings.choices import UNFINISHED, FollowUpState, MeetingState, MinutesState
from kokreasi.meetings.models import FollowUp, Meeting
from kokreasi.meetings.services import follow_ups as services
from kokreasi.meetings.services.follow_ups.holding import WITHOUT_DAY
from kokreasi.people.models import User

ENDS = frozenset({"outcome", "finished_on", "evidence_link", "replaced_by"})


def may_count(meeting: Meeting) -> bool:
    """Tell whether what a table adds to a meeting counts at once: it was held, without minutes."""
    if not hasattr(meeting, "minutes"):
        return meeting.state == MeetingState.HELD
    return bool(meeting.minutes.state == MinutesState.FINAL)


def problems(
    follow_up: FollowUp | None,
    meeting: Meeting | None,
    cells: Mapping[str, str],
    changed: Collection[str],
) -> list[str]:
    """Say what the services would refuse, before anything is written."""
    if follow_up is None and meeting is None:
        return []
    found = [*_of_dates(follow_up, cells, changed)]
    if ENDS.union({"state"}) & set(changed):
        found += _of_states(follow_up, meeting, cells)
    return found


def _of_dates(
    follow_up: FollowUp | None, cells: Mapping[str, str], changed: Collection[str]
) -> list[str]:
    is_agreed = follow_up is not None and follow_up.agreed_at is not None
    if is_agreed and "due_on" in changed and not cells.get("reason"):
        return [_("Another agreed date needs a reason in the column reason.")]
    due = cells.get("due_on", str(follow_up.due_on or "") if follow_up else "")
    sure = cells.get("certainty", follow_up.certainty if follow_up else "")
    if not due and sure not in WITHOUT_DAY:
        return [str(errors.NoDayError.message)]
    return []


def _of_states(
    follow_up: FollowUp | None, meeting: Meeting | None, cells: Mapping[str, str]
) -> list[str]:
    state = cells.get("state") or (follow_up.state if follow_up else FollowUpState.OPEN)
    now = follow_up.state if follow_up else FollowUpState.OPEN
    if state != now and not _counts(follow_up, meeting):
        return [str(errors.NotAgreedError.message)]
    if now not in UNFINISHED and not cells.get("reason"):
        return [_("What is closed is reopened only with a reason in the column reason.")]
    return _of_the_end(state, cells)


def _counts(follow_up: FollowUp | None, meeting: Meeting | None) -> bool:
    if follow_up is not None:
        return follow_up.agreed_at is not None
    return meeting is not None and may_count(meeting)


def _of_the_end(state: str, cells: Mapping[str, str]) -> list[str]:
    given = [column for column in sorted(ENDS) if cells.get(column)]
    if state in UNFINISHED:
        words = _("%(columns)s: only for what is closed.")
        return [words % {"columns": ", ".join(given)}] if given else []
    if state == FollowUpState.REPLACED and not cells.get("replaced_by"):
        return [_("Say in the column replaced_by which follow-up takes its place.")]
    if not cells.get("outcome"):
        return [_("Say in the column outcome what was done, or why not.")]
    return []


def move(follow_up: FollowUp, cells: Mapping[str, str], *, by: User) -> FollowUp:
    """Bring a follow-up into the state that a line says; the same state changes nothing."""
    now = FollowUp.objects.get(pk=follow_up.pk)
    state = cells.get("state", now.state)
    if _is_so(now, state, cells):
        return now
    if not now.is_unfinished:
        now = services.reopen(now, because=cells.get("reason", ""), by=by)
    if state == FollowUpState.IN_PROGRESS:
        return services.start(now, by=by)
    return now if state == FollowUpState.OPEN else _close(now, state, cells, by=by)


def _is_so(follow_up: FollowUp, state: str, cells: Mapping[str, str]) -> bool:
    if follow_up.state != state:
        return False
    kept = {
        "outcome": follow_up.outcome,
        "finished_on": str(follow_up.finished_on or ""),
        "evidence_link": follow_up.evidence_link,
        "replaced_by": follow_up.replaced_by.reference if follow_up.replaced_by else "",
    }
    return all(cells.get(column, value) == value for column, value in kept.items())


def _close(follow_up: FollowUp, state: str, cells: Mapping[str, str], *, by: User) -> FollowUp:
    on = date.fromisoformat(cells["finished_on"]) if cells.get("finished_on") else None
    words = cells.get("outcome", "")
    if state == FollowUpState.DONE:
        link = cells.get("evidence_link", "")
        return services.finish(follow_up, outcome=words, evidence_link=link, on=on, by=by)
    if state == FollowUpState.DROPPED:
        return services.drop(follow_up, because=words, on=on, by=by)
    reference = cells.get("replaced_by", "")
    successor = FollowUp.objects.filter(record__reference=reference).first()
    if successor is None:
        raise errors.UnfitSuccessorError
    return services.replace(follow_up, successor, because=words, on=on, by=by)
