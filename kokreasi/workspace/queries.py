"""What waits for a person, and where the plans stand; the number of queries never grows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import Invitation, User
from kokreasi.people.rules import is_publisher, is_reviewer, is_secretariat
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Challenge, Commitment, Plan, Stage
from kokreasi.plans.queries.finishing import is_ready
from kokreasi.plans.queries.publishing import PublishingLine, publishing_lines
from kokreasi.plans.sheets import CommitmentSheet, read
from kokreasi.register.choices import INVOLVEMENTS, Kind
from kokreasi.register.models import Record, Version
from kokreasi.workspace.confirmations import of_confirmations
from kokreasi.workspace.consultations import of_consultations
from kokreasi.workspace.drafts import of_drafts
from kokreasi.workspace.matrices import of_matrices
from kokreasi.workspace.meetings import of_meetings
from kokreasi.workspace.proposals import of_proposals
from kokreasi.workspace.waiting import Task

SOON = timedelta(days=7)
AHEAD = timedelta(days=30)
PLANS_SHOWN, VERSIONS_SHOWN = 5, 8


def waiting_for(person: User, day: date, now: datetime) -> list[Task]:
    """List what this person can do now, the most urgent first."""
    tasks: list[Task] = []
    if is_secretariat(person):
        tasks += [*_of_stages(person, day), *_of_plans(person, day)]
    tasks += [*_of_bodies(person), *_of_invitations(person, now), *of_meetings(person, day)]
    tasks += of_proposals(person, day)
    tasks += of_confirmations(person)
    tasks += of_drafts(person, day)
    tasks += of_matrices(person, day)
    tasks += of_consultations(person, now)
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or day))


def _of_stages(person: User, day: date) -> Iterator[Task]:
    until = day + SOON
    near = Q(opens_on__gt=day, opens_on__lte=until) | Q(closes_on__gte=day, closes_on__lte=until)
    stages = Stage.objects.visible_to(person).filter(near).select_related("record", "plan__record")
    for stage in stages:
        href = reverse("plans:stage", args=[stage.plan.code, stage.pk])
        is_opening = stage.is_upcoming_on(day)
        words = _("“%(stage)s” opens") if is_opening else _("“%(stage)s” closes")
        due_on = stage.opens_on if is_opening else stage.closes_on
        yield Task(
            words % {"stage": stage.title}, stage.plan.title, href, _("Look at the stage"), due_on
        )


def _of_plans(person: User, day: date) -> Iterator[Task]:
    plans = list(Plan.objects.visible_to(person).filter(ends_on__gte=day).select_related("record"))
    lines = _by_plan(_lines(person, plans))
    challenges = _unpublished_challenges(person, plans)
    for plan in plans:
        yield from _of_plan(person, plan, lines.get(plan.pk, []), challenges.get(plan.pk, 0))


def _lines(person: User, plans: Iterable[Plan]) -> list[PublishingLine]:
    visible = Commitment.objects.visible_to(person)
    return publishing_lines(visible.filter(plan__in=list(plans)))


def _by_plan(lines: Iterable[PublishingLine]) -> dict[int, list[PublishingLine]]:
    found: dict[int, list[PublishingLine]] = {}
    for line in lines:
        found.setdefault(line.commitment.plan_id, []).append(line)
    return found


def _unpublished_challenges(person: User, plans: Iterable[Plan]) -> dict[int, int]:
    drafts = Challenge.objects.visible_to(person).filter(
        plan__in=list(plans), record__published_at=None
    )
    return dict(drafts.order_by().values_list("plan").annotate(Count("pk")))


def _of_plan(
    person: User, plan: Plan, lines: Sequence[PublishingLine], challenges: int
) -> Iterator[Task]:
    if not plan.record.is_public and is_publisher(person):
        href = reverse("plans:overview", args=[plan.code])
        yield Task(_("Still a draft that nobody sees"), plan.title, href, _("Check and open"))
    incomplete = sum(bool(line.gaps) for line in lines)
    if incomplete:
        words = ngettext(
            "%(count)d commitment is not complete",
            "%(count)d commitments are not complete",
            incomplete,
        )
        href = reverse("plans:commitments", args=[plan.code])
        yield Task(words % {"count": incomplete}, plan.title, href, _("See what is missing"))
    if lines and not incomplete and not plan.is_final and is_publisher(person):
        yield from _to_finalise(plan)
    ready = sum(line.is_changed and not line.gaps for line in lines)
    if ready:
        yield _to_publish(person, plan, ready)
    if challenges:
        words = ngettext(
            "%(count)d challenge is not public yet",
            "%(count)d challenges are not public yet",
            challenges,
        )
        href = reverse("plans:challenges", args=[plan.code])
        yield Task(words % {"count": challenges}, plan.title, href, _("Look at the matrix"))


def _to_finalise(plan: Plan) -> Iterator[Task]:
    if kept_until_change(f"plan-ready-{plan.pk}", lambda: is_ready(plan)):
        words = _("Everything is complete and confirmed: the plan can become final")
        yield Task(words, plan.title, reverse("plans:finalise", args=[plan.code]), _("Look at it"))


def _to_publish(person: User, plan: Plan, count: int) -> Task:
    if plan.is_final:
        return _to_amend(person, plan, count)
    words = ngettext(
        "%(count)d commitment is complete and not published",
        "%(count)d commitments are complete and not published",
        count,
    ) % {"count": count}
    if is_publisher(person):
        return Task(words, plan.title, reverse("plans:publish", args=[plan.code]), _("Publish"))
    return Task(
        words, plan.title, reverse("plans:commitments", args=[plan.code]), _("Look at them")
    )


def _to_amend(person: User, plan: Plan, count: int) -> Task:
    words = ngettext(
        "%(count)d commitment differs from what is public",
        "%(count)d commitments differ from what is public",
        count,
    ) % {"count": count}
    if is_publisher(person):
        return Task(words, plan.title, reverse("plans:publish", args=[plan.code]), _("Amend"))
    return Task(
        words, plan.title, reverse("plans:commitments", args=[plan.code]), _("Look at them")
    )


def _of_invitations(person: User, now: datetime) -> Iterator[Task]:
    waiting = Invitation.objects.visible_to(person).open_at(now).count()
    if waiting:
        words = ngettext(
            "%(count)d invitation is not answered yet",
            "%(count)d invitations are not answered yet",
            waiting,
        )
        yield Task(words % {"count": waiting}, _("People"), reverse("invitations"), _("See them"))


def bodies_of(person: User) -> list[Organisation]:
    """List the organisations for which the person acts."""
    visible = Organisation.objects.visible_to(person).standing().with_record()
    return list(visible.filter(record__reference__in=person.bodies))


PROFILE = ("focus", "mailbox", "website")


def _of_bodies(person: User) -> Iterator[Task]:
    for organisation in bodies_of(person):
        if not all(getattr(organisation, name) for name in PROFILE):
            words = _("The profile lacks its focus, its mailbox or its website")
            href = _profile_page(organisation)
            yield Task(words, organisation.name, href, _("Complete the profile"))


def _profile_page(organisation: Organisation) -> str:
    try:
        return reverse("organisation-profile", args=[organisation.reference])
    except NoReverseMatch:
        return organisation.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A published commitment in which a person's organisation takes part, and what is due next."""

    record: Record
    sheet: CommitmentSheet
    parts: Sequence[str | Promise]
    due_on: date | None
    milestone: Bilingual


def undertakings_of(person: User, day: date) -> list[Undertaking]:
    """List the public commitments of the person's organisations, what is due first on top."""
    if not person.bodies:
        return []
    mine = {"facets__name__in": INVOLVEMENTS, "facets__value__in": person.bodies}
    records = Record.objects.visible_to(person).public().filter(kind=Kind.COMMITMENT, **mine)
    found = records.select_related("version").distinct()
    mine_now = [
        _undertaking(record, read(record.version.content), person.bodies, day)
        for record in found
        if record.version
    ]
    return sorted(mine_now, key=lambda one: (one.due_on is None, one.due_on or day))


def _undertaking(
    record: Record, on_sheet: CommitmentSheet, bodies: frozenset[str], day: date
) -> Undertaking:
    parts = [Part(party.part).label for party in on_sheet.parties if party.key in bodies]
    ahead = [one for one in on_sheet.milestones if one.ends_on and one.ends_on >= day]
    following = min(ahead, key=lambda one: one.ends_on or day, default=None)
    if following is None:
        return Undertaking(record, on_sheet, parts, None, Bilingual())
    return Undertaking(record, on_sheet, parts, following.ends_on, following.title)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Where a plan stands today."""

    plan: Plan
    open_stages: Sequence[Stage]
    next_stages: Sequence[Stage]
    commitments: int
    href: str
    list_href: str


def glimpses(person: User, day: date) -> list[Glimpse]:
    """Show the plans that are not over, with the stages open now and those that open next."""
    visible = Plan.objects.visible_to(person).filter(ends_on__gte=day).select_related("record")
    plans = list(visible[:PLANS_SHOWN])
    stages = _stages_of(person, plans, day)
    counts = dict(
        Commitment.objects.visible_to(person)
        .filter(plan__in=plans)
        .order_by()
        .values_list("plan")
        .annotate(Count("pk"))
    )
    return [
        Glimpse(
            plan,
            [stage for stage in stages if stage.plan_id == plan.pk and stage.is_open_on(day)],
            [stage for stage in stages if stage.plan_id == plan.pk and stage.is_upcoming_on(day)],
            counts.get(plan.pk, 0),
            *_ways_to(person, plan),
        )
        for plan in plans
    ]


def _ways_to(person: User, plan: Plan) -> tuple[str, str]:
    """Lead to the plan and to its commitments: where one edits, or else where one reads."""
    if is_secretariat(person):
        overview = reverse("plans:overview", args=[plan.code])
        return overview, reverse("plans:commitments", args=[plan.code])
    return plan.get_absolute_url(), f"{reverse('commitments')}?rencana={plan.reference}"


def _stages_of(person: User, plans: Sequence[Plan], day: date) -> list[Stage]:
    near = Q(opens_on__lte=day, closes_on__gte=day) | Q(opens_on__gt=day, opens_on__lte=day + AHEAD)
    visible = Stage.objects.visible_to(person).filter(near, plan__in=plans)
    return list(visible.select_related("record").order_by("opens_on", "pk"))


def latest_versions(person: User) -> list[Version]:
    """List what was published last, with fingerprints, for those who look for evidence."""
    if not is_reviewer(person):
        return []
    public = Version.objects.filter(record__in=Record.objects.public())
    return list(public.select_related("record").order_by("-created_at", "-pk")[:VERSIONS_SHOWN])
