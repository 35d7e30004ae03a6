"""Load the demonstration once, and keep its running plan running."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.demonstration import content
from kokreasi.demonstration.content import Body, Person, PlanText
from kokreasi.demonstration.directory import Known, enter, join, known_by_name, load_body, rename
from kokreasi.demonstration.gathering import load_meetings, meeting_day
from kokreasi.demonstration.planning import load_plan, stage_days
from kokreasi.demonstration.proposing import decide_all, load_proposals, load_reviews
from kokreasi.demonstration.surroundings import Surroundings, Terms, terms_by_code
from kokreasi.demonstration.working import load_work
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import meetings
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.services import stages

Say = Callable[[str], None]

FOLDERS = (content.NATIONAL, content.DECIDED, content.RUNNING)
LOADS = Role.PUBLISHER
MOVED = "Tanggal rencana peragaan mengikuti hari ini."


class InUseError(DomainError):
    """The passwords of the demonstration are public: it never enters a site that others use."""

    message = _("Somebody has an account here, so the demonstration is not loaded.")


def is_loaded() -> bool:
    codes = [content.plan(folder).code for folder in FOLDERS]
    return Plan.objects.filter(code__in=codes).exists()


@transaction.atomic
def load(*, day: date, say: Say) -> None:
    """Load everything through the services that people use, or nothing.

    In the order in which it happened: later cabinets rename ministries once the plan of 2018 is
    frozen with the names of its time. Raises `InUseError` where other people have accounts already.
    """
    sheet = content.people()
    if User.objects.exclude(email__in=[person.email for person in sheet.people]).exists():
        raise InUseError
    terms, known = terms_by_code(), known_by_name()
    users = {person.role: enter(person, password=sheet.password) for person in sheet.people}
    new = _load_bodies(users, known, terms, day)
    say(f"{len(new)} organisations, {len(users)} people")

    around = Surroundings(by=users[LOADS], day=day, organisations=known, terms=terms, people=users)
    _load_plan(content.NATIONAL, around, say)
    for body in new:
        rename(body, known=known, by=around.by)
    _load_plan(content.DECIDED, around, say)
    _load_plan(content.RUNNING, around, say)
    say(f"{len(load_meetings(content.meetings(), around, None))} meetings of no plan")


def _load_bodies(users: dict[str, User], known: Known, terms: Terms, day: date) -> list[Body]:
    """Load the organisations, each followed by its people, and give those that are new.

    Whoever loads acts for the secretariat as soon as it exists; before, the platform itself does.
    """
    new = []
    for body in content.bodies():
        if load_body(body, known=known, terms=terms, by=users[LOADS]):
            new.append(body)
        for person in _people_of(body):
            user, by = users[person.role], users[LOADS]
            users[person.role] = join(user, person, known=known, day=day, by=by)
    return new


def _people_of(body: Body) -> list[Person]:
    return [person for person in content.people().people if person.body == body.short]


def _load_plan(folder: str, around: Surroundings, say: Say) -> None:
    text = content.plan(folder)
    plan = load_plan(text, around)
    proposals = load_proposals(text, plan, around)
    met = load_meetings(text.meetings, around, plan, proposals)
    load_reviews(text.reviews, proposals, around)
    decide_all(text, plan, proposals, met, around)
    if text.work:
        load_work(text.work, plan, around)
    stages, commitments = len(text.stages), plan.commitments.count()
    told = f"{stages} stages, {len(proposals)} proposals, {commitments} commitments"
    say(f"{text.title.id}: {told}, {len(met)} meetings")


@transaction.atomic
def keep_running(*, day: date) -> int:
    """Date the running plan anew once none of its stages is open; tell how many stages moved.

    Whoever added or removed a stage has taken the plan over, and its days stay.
    """
    text = content.plan(content.RUNNING)
    by = User.objects.filter(email=_email_of(LOADS)).first()
    standing = list(Stage.objects.filter(plan__code=text.code).order_by("position"))
    if by is None or len(standing) != len(text.stages):
        return 0
    if any(stage.is_open_on(day) for stage in standing):
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


def _email_of(role: Role) -> str:
    return next(person.email for person in content.people().people if person.role == role)
