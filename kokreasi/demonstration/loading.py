"""Load the demonstration, once."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.demonstration import content
from kokreasi.demonstration.consulting import load_consultations
from kokreasi.demonstration.content import Body, Person
from kokreasi.demonstration.directory import Known, enter, join, known_by_name, load_body, rename
from kokreasi.demonstration.gathering import load_meetings
from kokreasi.demonstration.growing import finish, grow
from kokreasi.demonstration.planning import load_plan
from kokreasi.demonstration.proposing import decide_all, load_proposals, load_reviews
from kokreasi.demonstration.surroundings import Surroundings, Terms, terms_by_code
from kokreasi.demonstration.working import fill_matrix, load_work
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.plans.models import Plan

Say = Callable[[str], None]

FOLDERS = (content.NATIONAL, content.DECIDED, content.RUNNING)
LOADS = Role.PUBLISHER


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
    frozen with the names of its time, and what is running is the last that happened. Raises
    `InUseError` where other people have accounts already.
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
    say(f"{len(load_meetings(content.meetings(), around, None))} meetings of no plan")
    _load_plan(content.RUNNING, around, say)


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
    decide_all(text, proposals, met, around)
    grow(text, proposals, around)
    fill_matrix(plan, around)
    finish(text, plan, met, around)
    held = load_consultations(text.consultations, folder, plan, around)
    if text.work:
        load_work(text.work, plan, around)
    stages, commitments = len(text.stages), plan.commitments.count()
    told = f"{stages} stages, {len(proposals)} proposals, {commitments} commitments"
    say(f"{text.title.id}: {told}, {len(met)} meetings, consultations: {held}")
