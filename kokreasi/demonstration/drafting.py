"""Draft a commitment with its institutions, milestones, indicators and targets."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kokreasi.demonstration.commitmenttexts import (
    CommitmentText,
    IndicatorText,
    MeasuredText,
    MilestoneText,
    TargetText,
)
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.models import Challenge, Commitment, Indicator, Period, Plan, Theme
from kokreasi.plans.services import commitments
from kokreasi.plans.services.commitments import Aim
from kokreasi.vocabularies.choices import Vocabulary

SAME_IN_BOTH = (
    "problem",
    "causes",
    "done_so_far",
    "solution",
    "results",
    "transparency",
    "participation",
    "accountability",
    "remarks",
)


def draft(
    plan: Plan,
    text: CommitmentText,
    *,
    theme: Theme | None,
    answers: Iterable[Challenge],
    contact: str,
    around: Surroundings,
) -> Commitment:
    """Write the working draft; `contact` is the role to ask in a leading institution."""
    commitment = commitments.draft(
        plan,
        number=text.number,
        title=text.title,
        theme=theme,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        goals=around.listed(Vocabulary.SDG_GOAL, text.goals),
        values=around.listed(Vocabulary.OGP_VALUE, text.values),
        areas=around.listed(Vocabulary.POLICY_AREA, text.areas),
        challenges=answers,
        by=around.by,
        **{name: getattr(text, name) for name in SAME_IN_BOTH},
    )
    _involve(commitment, text, contact, around)
    measure(commitment, text, around)
    return commitment


def measure(commitment: Commitment, text: MeasuredText, around: Surroundings) -> None:
    """Add milestones, indicators and targets."""
    periods = list(commitment.plan.periods.all())
    for milestone in text.milestones:
        _add_milestone(commitment, milestone, periods, around)
    for number, indicator in enumerate(text.indicators):
        added = _add_indicator(commitment, indicator, around, is_first=number == 0)
        if number == 0:
            _set_targets(added, text, periods, around)


def _involve(
    commitment: Commitment, text: CommitmentText, contact: str, around: Surroundings
) -> None:
    for lead in around.bodies(text.leads):
        commitments.involve(
            commitment,
            lead,
            part=Part.LEAD,
            contact=contact,
            mailbox=lead.mailbox,
            by=around.by,
        )
    for part, shorts in ((Part.SUPPORT, text.supporters), (Part.PARTNER, text.partners)):
        for organisation in around.bodies(shorts):
            commitments.involve(commitment, organisation, part=part, by=around.by)


def _add_milestone(
    commitment: Commitment, text: MilestoneText, periods: Sequence[Period], around: Surroundings
) -> None:
    starts_on, ends_on = text.starts_on, text.ends_on
    if text.semester is not None:
        semester = periods[text.semester - 1]
        starts_on, ends_on = semester.first_day, semester.last_day
    commitments.add_milestone(
        commitment,
        title=text.title,
        output=text.output,
        starts_on=starts_on,
        ends_on=ends_on,
        responsible=around.bodies(text.responsible),
        by=around.by,
    )


def _add_indicator(
    commitment: Commitment, text: IndicatorText, around: Surroundings, *, is_first: bool
) -> Indicator:
    return commitments.add_indicator(
        commitment,
        title=text.title,
        unit=text.unit,
        direction=Direction(text.direction),
        baseline=text.baseline,
        disaggregation=text.disaggregation,
        is_measure_of_success=is_first,
        by=around.by,
    )


def _set_targets(
    indicator: Indicator, text: MeasuredText, periods: Sequence[Period], around: Surroundings
) -> None:
    aims = {period: aim(said) for period, said in zip(periods, text.targets, strict=True)}
    commitments.set_targets(indicator, aims, by=around.by)


def aim(said: TargetText) -> Aim:
    return Aim(said.words, None if said.number is None else Decimal(said.number))
