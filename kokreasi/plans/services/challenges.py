"""Grand challenges: name them, hear organisations, score, choose and publish."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Side
from kokreasi.plans.models import Challenge, ChallengeInput, ChallengeScore, Plan
from kokreasi.plans.models.challenges import HIGHEST_SCORE, LOWEST_SCORE
from kokreasi.plans.services.order import locked, next_position
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Record
from kokreasi.vocabularies.models import Term

CELL = ("axis", "sector", "global_issue")


class NoCellError(DomainError):
    message = _("Name an axis and a sector, or else a global issue.")


class PlanNotPublicError(DomainError):
    message = _("Open the plan to the public first.")


class ScoreOutOfRangeError(DomainError):
    message = _("A score goes from 1 to 5.")


@transaction.atomic
def add(
    plan: Plan,
    *,
    side: Side,
    title: Bilingual,
    by: User | None,
    description: Bilingual | None = None,
    axis: Term | None = None,
    sector: Term | None = None,
    global_issue: Term | None = None,
    alignment: Iterable[Term] = (),
) -> Challenge:
    """Put a challenge into a cell of the matrix, or under a global issue, as a draft."""
    check_cell(axis, sector, global_issue)
    plan = locked(plan)
    position = next_position(plan.challenges.all())
    record = register.enrol(
        Kind.CHALLENGE,
        reference=f"TAN-{plan.code}-{position:02}",
        title=title,
        summary=description,
        by=by,
        says=_("named this challenge"),
    )
    register.find_by(record, [(FacetName.PLAN, plan.reference)])
    challenge = Challenge.objects.create(
        plan=plan,
        record=record,
        side=side,
        axis=axis,
        sector=sector,
        global_issue=global_issue,
        title=title,
        description=description or Bilingual(),
        position=position,
    )
    challenge.alignment.set(alignment)
    return challenge


def check_cell(axis: Term | None, sector: Term | None, global_issue: Term | None) -> None:
    in_cell = axis is not None and sector is not None and global_issue is None
    is_global = axis is None and sector is None and global_issue is not None
    if not (in_cell or is_global):
        raise NoCellError


@transaction.atomic
def change(
    challenge: Challenge, values: Mapping[str, Any], *, seen: int, by: User, reason: str = ""
) -> Challenge:
    """Change words, cell or alignment of a challenge."""
    now = Challenge.objects.select_for_update().get(pk=challenge.pk)
    check_cell(*(values.get(name, getattr(now, name)) for name in CELL))
    changed = register.revise(
        challenge,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="challenge.changed",
        says=_("changed this challenge"),
        reason=reason,
    )
    register.describe(changed.record, title=changed.title, summary=changed.description)
    return changed


@transaction.atomic
def give_input(
    challenge: Challenge,
    *,
    organisation: Organisation,
    text: Bilingual,
    by: User | None,
    given_on: date | None = None,
) -> ChallengeInput:
    """Keep what an organisation says about a challenge, under its name."""
    record = Record.objects.get(pk=challenge.record_id)
    given = ChallengeInput.objects.create(
        challenge=challenge, organisation=organisation, text=text, given_on=given_on
    )
    register.record(
        "challenge.input_given",
        record,
        by=by,
        says=_("added an input to this challenge"),
        changes=[Change(_("input of an organisation"), None, organisation.record.title)],
        is_public=record.is_public,
    )
    return given


@transaction.atomic
def score(
    challenge: Challenge, *, criterion: Term, value: int, by: User, comment: str = ""
) -> ChallengeScore:
    """Say how far a challenge meets a criterion; the same person's later score replaces this."""
    if not LOWEST_SCORE <= value <= HIGHEST_SCORE:
        raise ScoreOutOfRangeError
    mine = ChallengeScore.objects.select_for_update().filter(by=by)
    before = mine.filter(challenge=challenge, criterion=criterion).first()
    if before and (before.score, before.comment) == (value, comment):
        return before
    given, _new = ChallengeScore.objects.update_or_create(
        challenge=challenge,
        criterion=criterion,
        by=by,
        defaults={"score": value, "comment": comment},
    )
    register.record(
        "challenge.scored",
        challenge.record,
        by=by,
        says=_("scored this challenge"),
        changes=[Change(criterion.name, before.score if before else None, value)],
        is_public=False,
    )
    return given


@transaction.atomic
def prioritise(
    challenge: Challenge, *, is_priority: bool, reason: str, by: User | None
) -> Challenge:
    """Choose a challenge for the plan, or leave it aside: always with a reason."""
    if not reason.strip():
        raise register.ReasonMissingError
    now = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if now.is_priority == is_priority:
        return now
    now.is_priority = is_priority
    now.revision += 1
    now.save(update_fields=["is_priority", "revision"])
    register.record(
        "challenge.prioritised",
        now.record,
        by=by,
        says=_("chose this challenge as a priority")
        if is_priority
        else _("left this challenge aside"),
        reason=reason,
    )
    return now


@transaction.atomic
def publish(plan: Plan, *, by: User | None) -> int:
    """Publish every challenge of a public plan and tell how many were new to the public."""
    plan = locked(plan)
    if not plan.record.is_public:
        raise PlanNotPublicError
    drafts = list(plan.challenges.filter(record__published_at=None).select_related("record"))
    for challenge in drafts:
        register.publish(challenge.record, by=by, says=_("published this challenge"))
    return len(drafts)
