"""Keep the running plan of the demonstration running: at each start something is open again."""

from datetime import date, datetime, timedelta

from django.db import transaction

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.services.building import facts
from kokreasi.demonstration import content
from kokreasi.demonstration.content import PlanText
from kokreasi.demonstration.gathering import meeting_day
from kokreasi.demonstration.planning import stage_days
from kokreasi.demonstration.working import MORNING
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import meetings
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Draft, Plan, Stage
from kokreasi.plans.services import drafts, stages
from kokreasi.proposals.models import MatrixCall, Review
from kokreasi.proposals.services import screening
from kokreasi.proposals.services.matrix import calls
from kokreasi.vocabularies.choices import StageMeaning

KEEPS = Role.PUBLISHER
MOVED = "Tanggal rencana peragaan mengikuti hari ini."


@transaction.atomic
def keep_running(*, day: date) -> int:
    """Date anew what was open in the running plan and has closed since; tell how many things.

    Stages move together once the call for proposals has closed; the call to fill in the matrix,
    reviews, rounds of drafts and consultations are each given the time anew that they had at
    first. Whoever added or removed a stage, or made the plan final, has taken it over, and its
    days stay.
    """
    text = content.plan(content.RUNNING)
    email = next(person.email for person in content.people().people if person.role == KEEPS)
    by = User.objects.filter(email=email).first()
    plan = Plan.objects.select_related("record").filter(code=text.code).first()
    if by is None or plan is None or plan.is_final:
        return 0
    standing = list(plan.stages.select_related("kind").order_by("position"))
    if len(standing) != len(text.stages):
        return 0
    return (
        _date_stages(standing, text, day=day, by=by)
        + _call_again(plan, text, day=day, by=by)
        + _review_later(plan, text, day=day, by=by)
        + _read_longer(plan, text, day=day, by=by)
        + _ask_longer(text, day=day, by=by)
    )


def _date_stages(standing: list[Stage], text: PlanText, *, day: date, by: User) -> int:
    collecting = [one for one in standing if one.kind.meaning == StageMeaning.PROPOSALS]
    if any(stage.is_open_on(day) for stage in collecting):
        return 0
    for stage, words in zip(standing, text.stages, strict=True):
        opens_on, closes_on = stage_days(words, day)
        values = {"opens_on": opens_on, "closes_on": closes_on}
        stages.change(stage, values, seen=stage.revision, by=by, reason=MOVED)
    _move_meetings(text, day=day, by=by)
    return len(standing)


def _move_meetings(text: PlanText, *, day: date, by: User) -> None:
    """Date anew what is still to come; what was held was held when it was."""
    days = {words.title: meeting_day(words, day) for words in text.meetings}
    for meeting in Meeting.objects.planned().filter(plan__code=text.code):
        wanted = days.get(meeting.title, meeting.day)
        meetings.change(meeting, {"day": wanted}, seen=meeting.revision, by=by, reason=MOVED)


def _call_again(plan: Plan, text: PlanText, *, day: date, by: User) -> int:
    if text.work is None or MatrixCall.objects.open_on(day).filter(plan=plan).exists():
        return 0
    calls.open_to_institutions(
        plan,
        closes_on=day + timedelta(days=text.work.matrix_closes),
        message=text.work.matrix_message,
        today=day,
        by=by,
    )
    return 1


def _review_later(plan: Plan, text: PlanText, *, day: date, by: User) -> int:
    """Give those who review a proposal time until another day."""
    late = Review.objects.waiting().filter(proposal__plan=plan, due_on__lt=day)
    due_on = day + timedelta(days=min(words.due for words in text.reviews))
    rows = list(late.select_related("proposal", "reviewer"))
    for review in rows:
        screening.ask_for_review(
            review.proposal,
            reviewers=[review.reviewer],
            at=datetime.combine(day, MORNING),
            by=by,
            due_on=due_on,
        )
    return len(rows)


def _read_longer(plan: Plan, text: PlanText, *, day: date, by: User) -> int:
    """Send the rounds of drafts that have closed once more: the same drafts, with another day."""
    newest = Draft.objects.newest().filter(commitment__plan=plan, closes_on__lt=day)
    rows = list(newest.select_related("commitment__plan"))
    for draft in rows:
        drafts.send_round(
            draft.commitment,
            at=datetime.combine(day, MORNING),
            by=by,
            readers=Readers(draft.readers),
            invited=draft.invited.all(),
            note=draft.note,
            closes_on=day + _time_to_read(text),
        )
    return len(rows)


def _ask_longer(text: PlanText, *, day: date, by: User) -> int:
    """Let what was open when it was loaded be answered as long again; nobody has counted it yet."""
    codes = [words.short_code for words in text.consultations if not words.is_concluded]
    now = datetime.combine(day, MORNING)
    closed = Consultation.objects.filter(
        short_code__in=codes, closes_at__lte=now, concluded_at=None
    )
    rows = list(closed.select_related("stage__kind"))
    for one in rows:
        facts.set_days(
            one,
            opens_at=one.opens_at,
            closes_at=now + (one.closes_at - one.opens_at),
            reason=MOVED,
            at=now,
            by=by,
        )
    return len(rows)


def _time_to_read(text: PlanText) -> timedelta:
    rounds = text.work.circulated if text.work else ()
    return timedelta(days=max(words.closes or 0 for words in rounds))
