"""Open a plan, change it, show it, and start the next one from it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.choices import Semester
from kokreasi.plans.models import (
    Commitment,
    Period,
    Plan,
    Stage,
    StageTemplate,
    Target,
    Theme,
)
from kokreasi.plans.queries.semesters import semesters_between
from kokreasi.plans.services import commitments as commitment_services
from kokreasi.plans.services import stages as stage_services
from kokreasi.plans.services.order import locked
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie


class CodeTakenError(DomainError):
    message = _("Another plan already has this short code.")


class CodeStaysError(DomainError):
    message = _("The short code of a plan is part of its references and stays.")


class TooShortError(DomainError):
    message = _("The last day of a plan comes after its first.")


class PeriodInUseError(DomainError):
    message = _("A semester for which targets are set cannot be taken away.")


@transaction.atomic
def create(
    *,
    code: str,
    title: Bilingual,
    starts_on: date,
    ends_on: date,
    by: User | None,
    ordinal: int | None = None,
    introduction: Bilingual | None = None,
    legal_basis: Bilingual | None = None,
    semesters: Iterable[Semester] | None = None,
    template: StageTemplate | None = None,
    stages_from: date | None = None,
) -> Plan:
    """Open a plan as a draft, with its semesters and, from a template, its stages.

    Without `semesters` every half-year that lies wholly in the period is one. Stages of the
    template are counted from `stages_from`, the first day of co-creation, which mostly lies
    before the period; without it from the first day of the plan.
    """
    _check_days(starts_on, ends_on)
    if Plan.objects.filter(code=code).exists():
        raise CodeTakenError
    record = register.enrol(
        Kind.PLAN, reference=f"RAN-{code}", title=title, by=by, says=_("opened a draft of the plan")
    )
    plan = _insert(
        record=record,
        code=code,
        ordinal=ordinal,
        title=title,
        introduction=introduction or Bilingual(),
        legal_basis=legal_basis or Bilingual(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    chosen = semesters_between(starts_on, ends_on) if semesters is None else semesters
    Period.objects.bulk_create(Period(plan=plan, year=s.year, half=s.half) for s in chosen)
    if template is not None:
        _add_stages(plan, template, first=stages_from or starts_on, by=by)
    return plan


def _check_days(first: date, last: date) -> None:
    if last <= first:
        raise TooShortError


def _insert(**fields: Any) -> Plan:
    """Create the row; whoever comes second with the same code gets words instead of a fault."""
    try:
        with transaction.atomic():
            return Plan.objects.create(**fields)
    except IntegrityError as error:
        raise CodeTakenError from error


def _add_stages(plan: Plan, template: StageTemplate, *, first: date, by: User | None) -> None:
    for step in template.stages.select_related("kind"):
        opens_on, closes_on = step.days_from(first)
        stage_services.add(
            plan,
            kind=step.kind,
            title=step.title,
            summary=step.summary,
            opens_on=opens_on,
            closes_on=closes_on,
            by=by,
        )


@transaction.atomic
def change(plan: Plan, values: Mapping[str, Any], *, seen: int, by: User, reason: str = "") -> Plan:
    """Change what the plan says of itself; the register follows.

    The short code stays for good: it is part of every reference.
    """
    now = locked(plan)
    _check_days(values.get("starts_on", now.starts_on), values.get("ends_on", now.ends_on))
    if values.get("code", now.code) != now.code:
        raise CodeStaysError
    changed = register.revise(
        plan,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="plan.changed",
        says=_("changed the plan"),
        reason=reason,
    )
    register.describe(changed.record, title=changed.title)
    if changed.starts_on != now.starts_on:
        _sort_anew(changed)
    return changed


def _sort_anew(plan: Plan) -> None:
    """Let the commitments follow their plan in lists, where the latest plan comes first."""
    for commitment in plan.commitments.select_related("record"):
        record = commitment.record
        key = commitment_services.sort_key(plan, commitment.number)
        register.describe(record, title=record.title, sort_key=key)


@transaction.atomic
def set_semesters(plan: Plan, semesters: Iterable[Semester], *, by: User | None) -> None:
    """Make exactly these the semesters of the plan; one that has targets stays."""
    plan = locked(plan)
    wanted = set(semesters)
    kept = {period.semester: period for period in plan.periods.all()}
    gone = [kept[semester].pk for semester in set(kept) - wanted]
    if Target.objects.filter(period__in=gone).exists():
        raise PeriodInUseError
    Period.objects.filter(pk__in=gone).delete()
    Period.objects.bulk_create(
        Period(plan=plan, year=s.year, half=s.half) for s in sorted(wanted - set(kept))
    )
    if wanted != set(kept):
        register.record(
            "plan.semesters_set",
            plan.record,
            by=by,
            says=_("set the semesters of the plan"),
            changes=[Change(_("semesters"), list(kept.values()), list(plan.periods.all()))],
            is_public=plan.record.is_public,
        )


@transaction.atomic
def open_to_public(plan: Plan, *, by: User | None) -> None:
    """Show the plan and its timeline to everybody; its commitments stay drafts.

    A plan that is public already stays as it is, with what was withdrawn from it since.
    """
    plan = locked(plan)
    if plan.record.is_public:
        return
    register.publish(plan.record, by=by, says=_("opened the plan to the public"))
    for stage in plan.stages.select_related("record"):
        register.publish(stage.record, by=by, says=_("published this stage"))


@transaction.atomic
def copy(
    plan: Plan,
    *,
    code: str,
    title: Bilingual,
    starts_on: date,
    ends_on: date,
    by: User,
    commitments: Iterable[Commitment] = (),
) -> Plan:
    """Start the next plan from this one: its stages moved in time, its themes, chosen commitments.

    Every stage moves by as many days as lie between the first days of the two plans, so that it
    lasts as long and keeps its distance from the others, also across a leap day.
    The copies are drafts with their own references; each carries a tie to the one it continues.
    Milestones and targets belong to the old period and are not copied.
    """
    following = create(code=code, title=title, starts_on=starts_on, ends_on=ends_on, by=by)
    for stage in plan.stages.select_related("kind"):
        _copy_stage(stage, following, moved=starts_on - plan.starts_on, by=by)
    themes = {theme.pk: _copy_theme(theme, following) for theme in plan.themes.all()}
    for number, commitment in enumerate(commitments, start=1):
        theme = themes.get(commitment.theme_id) if commitment.theme_id else None
        commitment_services.continue_in(following, commitment, number=number, theme=theme, by=by)
    register.tie(plan.record, following.record, Tie.CONTINUED_AS)
    return following


def _copy_stage(stage: Stage, plan: Plan, *, moved: timedelta, by: User) -> None:
    stage_services.add(
        plan,
        kind=stage.kind,
        title=stage.title,
        summary=stage.summary,
        opens_on=stage.opens_on + moved if stage.opens_on else None,
        closes_on=stage.closes_on + moved if stage.closes_on else None,
        by=by,
    )


def _copy_theme(theme: Theme, plan: Plan) -> Theme:
    return Theme.objects.create(
        plan=plan,
        code=theme.code,
        title=theme.title,
        description=theme.description,
        position=theme.position,
    )
