"""Reading about follow-ups: which return in a meeting, and how the promises of each body stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, Q

from kokreasi.meetings.choices import (
    UNFINISHED,
    Access,
    FollowUpState,
    MeetingState,
    MinutesState,
    Nature,
)
from kokreasi.meetings.models import Carrying, FollowUp, Meeting, Minutes
from kokreasi.meetings.models.follow_ups import FollowUpQuerySet
from kokreasi.organisations.models import Organisation
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor


def with_what_lines_show(follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
    """Fetch what a line about each follow-up shows, with as many queries for one as for all."""
    bodies = Prefetch("responsible", Organisation.objects.with_record())
    related = follow_ups.select_related("record", "meeting__record")
    return related.prefetch_related(bodies)


def shown_to(visitor: Visitor) -> FollowUpQuerySet:
    """Give those that count and that the visitor may read, as lists show them."""
    return with_what_lines_show(FollowUp.objects.visible_to(visitor).agreed())


# What returns in the next meeting


def carried_into(meeting: Meeting) -> list[FollowUp]:
    """List what earlier meetings of the series left open, the most urgent first.

    Once the minutes of the meeting are final these are the ones that were recorded then.
    """
    if meeting.series_id is None or meeting.state == MeetingState.CANCELLED:
        return []
    is_final = Minutes.objects.filter(meeting=meeting, state=MinutesState.FINAL).exists()
    return list(with_what_lines_show(recorded_in(meeting) if is_final else open_before(meeting)))


def recorded_in(meeting: Meeting) -> FollowUpQuerySet:
    return FollowUp.objects.filter(carryings__meeting=meeting).order_by("due_on", "pk")


def open_before(meeting: Meeting) -> FollowUpQuerySet:
    """Keep what counts and was not closed before the day of the meeting."""
    earlier = Q(meeting__day__lt=meeting.day) | Q(meeting__day=meeting.day, meeting__lt=meeting.pk)
    still_open = Q(state__in=UNFINISHED) | Q(finished_on__gte=meeting.day)
    found = FollowUp.objects.agreed().filter(earlier, still_open, meeting__series=meeting.series_id)
    return found.order_by("due_on", "pk")


def said_in(meeting: Meeting) -> dict[int, str]:
    """Give what was said in a meeting about each follow-up that came back, by its key."""
    return dict(meeting.carried.values_list("follow_up", "said"))


@dataclass(frozen=True, slots=True)
class Return:
    """A meeting in which a follow-up came back: how it stood at its end, and what was said."""

    meeting: Meeting
    state: FollowUpState
    said: str


def returns_of(follow_up: FollowUp, visitor: Visitor) -> list[Return]:
    """List the meetings with final minutes in which it came back, as far as the visitor knows them.

    What was said is told where everybody may read the minutes, and to the secretariat.
    """
    visible = Meeting.objects.visible_to(visitor)
    rows = follow_up.carryings.filter(
        meeting__in=visible.values("pk"), meeting__minutes__state=MinutesState.FINAL
    )
    in_order = rows.select_related("meeting__record").order_by("meeting__day", "meeting")
    return [_return(row, visitor) for row in in_order]


def _return(row: Carrying, visitor: Visitor) -> Return:
    meeting = row.meeting
    is_open = meeting.access == Access.PUBLIC and meeting.record.is_public
    said = row.said if is_open or is_secretariat(visitor) else ""
    return Return(meeting, FollowUpState(row.state), said)


# How the promises of each body stand


@dataclass(frozen=True, slots=True)
class Standing:
    """How many promises and requests somebody has, by where they stand on a day."""

    promised: int = 0
    done: int = 0
    dropped: int = 0
    pending: int = 0
    overdue: int = 0
    without_day: int = 0
    disputed: int = 0
    oldest_due_on: date | None = None
    wishes: int = 0

    @property
    def ahead(self) -> int:
        """Those that are open and whose date has not passed."""
        return self.pending - self.overdue - self.without_day


def _counts(day: date) -> dict[str, Count | Min]:
    is_wish = Q(nature=Nature.WISH)
    is_open = ~is_wish & Q(state__in=UNFINISHED)
    is_late = is_open & Q(due_on__lt=day)
    ended = ~is_wish & Q(state__in=[FollowUpState.DROPPED, FollowUpState.REPLACED])
    return {
        "promised": Count("pk", filter=~is_wish),
        "done": Count("pk", filter=~is_wish & Q(state=FollowUpState.DONE)),
        "dropped": Count("pk", filter=ended),
        "pending": Count("pk", filter=is_open),
        "overdue": Count("pk", filter=is_late),
        "without_day": Count("pk", filter=is_open & Q(due_on=None)),
        "disputed": Count("pk", filter=is_late & ~Q(dispute="")),
        "oldest_due_on": Min("due_on", filter=is_late),
        "wishes": Count("pk", filter=is_wish),
    }


def standing(follow_ups: FollowUpQuerySet, day: date) -> Standing:
    """Count promises and requests by where they stand; wishes are counted apart from them."""
    return Standing(**follow_ups.agreed().aggregate(**_counts(day)))


@dataclass(frozen=True, slots=True)
class Account:
    """An organisation and how what it promised stands."""

    organisation: Organisation
    standing: Standing


def accounts(follow_ups: FollowUpQuerySet, day: date) -> list[Account]:
    """Count for each responsible organisation; who owes nothing overdue comes last, by name."""
    counted = _by_organisation(follow_ups.agreed().binding(), day)
    bodies = Organisation.objects.filter(pk__in=counted).with_record()
    found = [Account(body, counted[body.pk]) for body in bodies]
    return sorted(found, key=lambda one: (-one.standing.overdue, one.organisation.record.sort_key))


def _by_organisation(follow_ups: FollowUpQuerySet, day: date) -> Mapping[int, Standing]:
    rows = follow_ups.filter(responsible__isnull=False).order_by()
    names = _counts(day)
    counted = rows.values_list("responsible").annotate(**names)
    return {row[0]: Standing(**dict(zip(names, row[1:], strict=True))) for row in counted}


def overdue_by_organisation(day: date) -> list[Account]:
    """List the organisations that owe something public whose date has passed."""
    found = accounts(FollowUp.objects.public(), day)
    return [one for one in found if one.standing.overdue]


def of_organisations(follow_ups: FollowUpQuerySet, references: Iterable[str]) -> FollowUpQuerySet:
    """Keep those for which one of these organisations is responsible, each once."""
    responsible = FollowUp.objects.filter(responsible__record__reference__in=references)
    return follow_ups.filter(pk__in=responsible.values("pk"))


def has_minutes(meeting: Meeting) -> bool:
    return Minutes.objects.filter(meeting=meeting).exists()
