"""What lists and pages of meetings read: which meetings, and their agenda by the clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, TextChoices
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.meetings.choices import MeetingState
from kokreasi.meetings.models import AgendaItem, Meeting
from kokreasi.meetings.models.meetings import MeetingQuerySet
from kokreasi.meetings.queries.offering import Filter, Option, asked_for
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record, RecordQuerySet
from kokreasi.register.search import matching
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

PLAN, STAGE, KIND, STATE, TIME, WORDS = "rencana", "tahapan", "jenis", "keadaan", "waktu", "q"
SUBJECT = "tentang"
SUBJECTS = (
    Kind.PROPOSAL,
    Kind.COMMITMENT,
    Kind.CHALLENGE,
    Kind.STAGE,
    Kind.PLAN,
    Kind.ORGANISATION,
)


def subjects_for(visitor: Visitor) -> RecordQuerySet:
    """Give the records that a meeting can be about."""
    return Record.objects.visible_to(visitor).filter(kind__in=SUBJECTS)


class When(TextChoices):
    """On which side of today a meeting lies; the value stands in addresses."""

    COMING = "mendatang", _("Coming")
    PAST = "lampau", _("Past")


def coming_on(day: date) -> Q:
    """Keep what has not ended before this day."""
    return Q(last_day__gte=day) | Q(last_day=None, day__gte=day)


def narrowed(
    meetings: MeetingQuerySet, parameters: Mapping[str, str], *, today: date
) -> MeetingQuerySet:
    """Keep the meetings that an address asks for by plan, stage, kind, state, time and words."""
    asked = {name: value for name, value in parameters.items() if value}
    if PLAN in asked:
        meetings = meetings.filter(plan__record__reference=asked[PLAN])
    if STAGE in asked:
        meetings = meetings.filter(stages__record__reference=asked[STAGE])
    if KIND in asked:
        meetings = meetings.filter(kind__code=asked[KIND])
    if asked.get(STATE) in MeetingState.values:
        meetings = meetings.filter(state=asked[STATE])
    if asked.get(TIME) == When.COMING:
        meetings = meetings.filter(coming_on(today)).in_order()
    if asked.get(TIME) == When.PAST:
        meetings = meetings.exclude(coming_on(today))
    return _worded(meetings, asked.get(WORDS, ""))


def _worded(meetings: MeetingQuerySet, words: str) -> MeetingQuerySet:
    if not words.strip():
        return meetings
    found = matching(Record.objects.filter(pk__in=meetings.values("record")), words)
    return meetings.filter(record__in=[record.pk for record in found])


def filters(asked: QueryDict, *, is_public: bool, with_state: bool = False) -> list[Filter]:
    """Offer only what some meeting has; the stages only of a plan that is chosen.

    What the public is offered is read once until data change.
    """
    plan = asked.get(PLAN, "")
    name = f"meeting-options-{is_public}-{plan[:60]}"
    ways = kept_until_change(name, lambda: _ways(plan, is_public=is_public))
    if with_state:
        ways = [*ways, (STATE, _("State"), _choices(MeetingState))]
    ways = [*ways, (TIME, _("Time"), _choices(When))]
    return [
        asked_for(asked, parameter, label, options) for parameter, label, options in ways if options
    ]


def _choices(choices: type[TextChoices]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in choices.choices)


Way = tuple[str, str | Promise, tuple[Option, ...]]


def _ways(plan: str, *, is_public: bool) -> list[Way]:
    meetings = Meeting.objects.public() if is_public else Meeting.objects.all()
    plans = Plan.objects.filter(pk__in=meetings.values("plan")).select_related("record")
    stages = Stage.objects.filter(plan__record__reference=plan, meetings__in=meetings)
    kinds = Term.objects.of(Vocabulary.MEETING_KIND).filter(pk__in=meetings.values("kind"))
    if is_public:
        plans = plans.filter(record__published_at__isnull=False)
        stages = stages.filter(record__published_at__isnull=False)
    found_stages = stages.select_related("record").distinct() if plan else Stage.objects.none()
    return [
        (PLAN, _("Plan"), _options((one.reference, one.title) for one in plans)),
        (STAGE, _("Stage"), _options((one.reference, one.title) for one in found_stages)),
        (KIND, _("Kind"), _options((kind.code, kind.name) for kind in kinds)),
    ]


def _options(pairs: Iterable[tuple[str, Bilingual]]) -> tuple[Option, ...]:
    return tuple(Option(value, name) for value, name in pairs)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item of the agenda with the hour at which it begins, as far as that can be computed."""

    item: AgendaItem
    begins: time | None


def agenda_lines(meeting: Meeting, items: Iterable[AgendaItem]) -> list[AgendaLine]:
    """Compute when each item begins; after one without minutes nobody knows any more."""
    lines: list[AgendaLine] = []
    clock = datetime.combine(meeting.day, meeting.begins) if meeting.begins else None
    for item in items:
        lines.append(AgendaLine(item, clock.time() if clock else None))
        known = clock and item.duration
        clock = clock + timedelta(minutes=item.duration or 0) if known and clock else None
    return lines


def minutes_over(meeting: Meeting, items: Iterable[AgendaItem]) -> int:
    """Give by how many minutes the agenda is longer than a meeting of one day; 0 where it fits."""
    if meeting.begins is None or meeting.ends is None or meeting.last_day is not None:
        return 0
    day = meeting.day
    lasts = datetime.combine(day, meeting.ends) - datetime.combine(day, meeting.begins)
    planned = timedelta(minutes=sum(item.duration or 0 for item in items))
    return max(0, int((planned - lasts).total_seconds()) // 60)


def others_in_series(meeting: Meeting) -> MeetingQuerySet:
    """Give the other meetings of its series, the latest first."""
    if meeting.series_id is None:
        return Meeting.objects.none()
    others = Meeting.objects.filter(series=meeting.series_id).exclude(pk=meeting.pk)
    return others.select_related("record")
