"""Load meetings with who came, what was said and who took on what; then show them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from django.db.models import Q

from kokreasi.demonstration.meetingtexts import MeetingText, PointText, TaskText
from kokreasi.demonstration.surroundings import Surroundings, state_figures
from kokreasi.meetings.choices import (
    Access,
    CheckInWay,
    Gender,
    MeetingState,
    Nature,
    PointKind,
    SectionRole,
)
from kokreasi.meetings.models import Meeting, Minutes, Series
from kokreasi.meetings.services import follow_ups, meetings, minutes, points, sections
from kokreasi.meetings.services.attendance import Attendee, attend_all, publish_tally
from kokreasi.meetings.services.points import Draft
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.proposals.models import Proposal
from kokreasi.register.models import Record
from kokreasi.vocabularies.choices import Vocabulary

NO_PROPOSALS: Mapping[str, Proposal] = MappingProxyType({})
NOBODY_REAL = "Peserta {number}"


def load_meetings(
    texts: Iterable[MeetingText],
    around: Surroundings,
    plan: Plan | None,
    proposals: Mapping[str, Proposal] = NO_PROPOSALS,
) -> dict[str, Meeting]:
    """Arrange the meetings in their order and hold those that are past; give them by their keys."""
    known: dict[str, Meeting] = {}
    for text in texts:
        about = [proposals[key].record.pk for key in text.proposals]
        subjects = _subjects(plan, text, about)
        known[text.key] = _load(text, around, plan, subjects, before=known.get(text.follows))
    return known


def _load(
    text: MeetingText,
    around: Surroundings,
    plan: Plan | None,
    subjects: Iterable[Record],
    *,
    before: Meeting | None,
) -> Meeting:
    meeting = _arrange(text, around, plan, subjects, _series(before, by=around.by))
    state_figures(meeting.record, text.figures, by=around.by)
    _come(meeting, text, around)
    for task in text.tasks:
        _take_on(meeting, task, around)
    meetings.publish(meeting, by=around.by)
    if text.has_minutes:
        minutes.finalise(_write(meeting, text, around), by=around.by)
        _close(meeting, text, around)
    if text.cancelled_because:
        meetings.cancel(meeting, because=text.cancelled_because, by=around.by)
    meeting.refresh_from_db()
    return meeting


def _series(before: Meeting | None, *, by: User) -> Series | None:
    """Give the series of the meeting that is continued; it begins with that meeting."""
    if before is not None and before.series is None:
        series = Series.objects.create(title=before.title)
        values = {"series": series}
        meetings.change(before, values, seen=before.revision, by=by)
        before.refresh_from_db()
    return before.series if before else None


def _arrange(
    text: MeetingText,
    around: Surroundings,
    plan: Plan | None,
    subjects: Iterable[Record],
    series: Series | None,
) -> Meeting:
    day = meeting_day(text, around.day)
    is_past = day < around.day and not text.cancelled_because
    return meetings.arrange(
        kind=around.term(Vocabulary.MEETING_KIND, text.kind),
        title=text.title,
        summary=text.summary,
        day=day,
        begins=text.begins,
        ends=text.ends,
        place=text.place,
        room=text.room,
        chair=text.chair,
        note_taker=text.note_taker,
        access=Access(text.access),
        plan=plan,
        stages=plan.stages.filter(kind__code=text.stage) if plan and text.stage else (),
        series=series,
        subjects=subjects,
        state=MeetingState.HELD if is_past else MeetingState.PLANNED,
        agenda=[(item.title, item.minutes) for item in text.agenda],
        by=around.by,
    )


def meeting_day(text: MeetingText, day: date) -> date:
    """Give the day of a meeting; one that is told as a number is counted from `day`."""
    return text.day or day + timedelta(days=text.in_days or 0)


def _subjects(plan: Plan | None, text: MeetingText, about: Iterable[int]) -> Iterable[Record]:
    if plan is None:
        return Record.objects.none()
    commitments = Q(commitment__plan=plan, commitment__number__in=text.commitments)
    return Record.objects.filter(commitments | Q(pk__in=about))


def _come(meeting: Meeting, text: MeetingText, around: Surroundings) -> None:
    """Record who came: numbers are the source's, nobody's name is."""
    attendees: list[Attendee] = []
    for came in text.came:
        body = around.organisations[came.organisation]
        genders = [Gender.WOMAN] * came.women + [Gender.MAN] * came.men
        for gender in genders:
            name = NOBODY_REAL.format(number=len(attendees) + 1)
            attendees.append(Attendee(name=name, organisation=body, gender=gender))
    if attendees:
        attend_all(meeting, attendees, way=CheckInWay.LIST, by=around.by)
        publish_tally(meeting, by=around.by)


def _take_on(meeting: Meeting, task: TaskText, around: Surroundings) -> None:
    due_on = task.due_on if task.due is None else around.day + timedelta(days=task.due)
    follow_ups.add(
        meeting,
        action=task.action,
        nature=Nature(task.nature),
        responsible=around.bodies(task.responsible),
        responsible_words=task.responsible_words,
        is_implied=task.is_implied,
        deadline_words=task.deadline,
        due_on=due_on,
        certainty=task.certainty,
        by=around.by,
    )


def _write(meeting: Meeting, text: MeetingText, around: Surroundings) -> Minutes:
    rows = minutes.begin(meeting, by=around.by)
    for words in text.sections:
        role = SectionRole(words.role)
        section = sections.add(rows, title=words.title, role=role, by=around.by)
        drafts = [_draft(point, around) for point in words.points]
        points.add(rows, drafts, section=section, by=around.by)
    agreed = [Draft(words, kind=PointKind.AGREED) for words in text.agreements]
    if agreed:
        points.add(rows, agreed, by=around.by)
    return rows


def _draft(point: PointText, around: Surroundings) -> Draft:
    body = around.organisations[point.organisation] if point.organisation else None
    return Draft(point.text, level=point.level, speaker=point.speaker, organisation=body)


def _close(meeting: Meeting, text: MeetingText, around: Surroundings) -> None:
    """Report as done what has an outcome."""
    rows = meeting.follow_ups.order_by("position", "pk")
    for row, task in zip(rows, text.tasks, strict=True):
        if task.outcome:
            on = row.due_on if row.due_on and row.due_on < around.day else None
            follow_ups.finish(row, outcome=task.outcome, on=on, by=around.by)
