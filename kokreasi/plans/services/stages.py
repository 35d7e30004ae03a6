"""Add, date, change and take away the stages of a plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.services.order import locked, next_position
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind
from kokreasi.vocabularies.models import Term


class DatesReversedError(DomainError):
    message = _("A stage cannot close before it opens.")


class HalfDatedError(DomainError):
    message = _("Give both days of a stage, or neither.")


class PublicStageError(DomainError):
    message = _("A stage that the public has seen is withdrawn with a reason, not removed.")


@transaction.atomic
def add(
    plan: Plan,
    *,
    kind: Term,
    title: Bilingual,
    by: User | None,
    summary: Bilingual | None = None,
    text: Bilingual | None = None,
    place: str = "",
    opens_on: date | None = None,
    closes_on: date | None = None,
) -> Stage:
    """Add a stage at the end; in a plan that is public, the public sees it at once."""
    _check_days(opens_on, closes_on)
    plan = locked(plan)
    position = next_position(plan.stages.all())
    record = register.enrol(
        Kind.STAGE,
        reference=f"THP-{plan.code}-{position:02}",
        title=title,
        summary=summary,
        by=by,
        says=_("added this stage"),
    )
    register.find_by(record, [(FacetName.PLAN, plan.reference)])
    stage = Stage.objects.create(
        plan=plan,
        record=record,
        kind=kind,
        title=title,
        summary=summary or Bilingual(),
        text=text or Bilingual(),
        place=place,
        opens_on=opens_on,
        closes_on=closes_on,
        position=position,
    )
    if plan.record.is_public:
        register.publish(record, by=by, says=_("published this stage"))
    return stage


def _check_days(opens_on: date | None, closes_on: date | None) -> None:
    if (opens_on is None) != (closes_on is None):
        raise HalfDatedError
    if opens_on and closes_on and closes_on < opens_on:
        raise DatesReversedError


@transaction.atomic
def change(
    stage: Stage, values: Mapping[str, Any], *, seen: int, by: User, reason: str = ""
) -> Stage:
    """Change words or days of a stage; days may overlap those of others and run out of order."""
    now = Stage.objects.select_for_update().get(pk=stage.pk)
    _check_days(values.get("opens_on", now.opens_on), values.get("closes_on", now.closes_on))
    changed = register.revise(
        stage,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="stage.changed",
        says=_("changed this stage"),
        reason=reason,
    )
    register.describe(changed.record, title=changed.title, summary=changed.summary)
    return changed


@transaction.atomic
def withdraw(stage: Stage, *, by: User, reason: str) -> None:
    """Take a stage out of the public's sight, with a reason; it stays in the plan as a draft."""
    register.withdraw(stage.record, by=by, reason=reason)


@transaction.atomic
def remove(stage: Stage, *, by: User) -> None:
    """Take a stage away that the public has never seen; the plan's history names it."""
    plan, record = locked(stage.plan), stage.record
    if record.entries.filter(is_public=True).exists():
        raise PublicStageError
    register.record(
        "stage.removed",
        plan.record,
        by=by,
        says=_("removed a stage that was not yet public"),
        changes=[Change(_("stage"), stage.title, None)],
        is_public=False,
    )
    stage.delete()
    register.strike(record)
