"""Load a plan with its stages and challenges, and show it to the public."""

from datetime import date, timedelta

from django.core.files.base import ContentFile

from kokreasi.demonstration.content import ChallengeText, PlanText, StageText
from kokreasi.demonstration.drafting import draft
from kokreasi.demonstration.drawings import DRAWINGS
from kokreasi.demonstration.papers import page
from kokreasi.demonstration.surroundings import Surroundings, state_figures
from kokreasi.files.services import keep
from kokreasi.plans.choices import Side
from kokreasi.plans.models import Challenge, Plan, Stage
from kokreasi.plans.services import challenges, plans, publishing, stages, themes
from kokreasi.register import services as register
from kokreasi.vocabularies.choices import Vocabulary

ONE_DAY = timedelta(days=1)
JULY = 7


def load_plan(text: PlanText, around: Surroundings) -> Plan:
    """Create the plan with all its parts, then publish what is no draft."""
    plan = _create(text, around)
    _answer(plan, text, around)
    plans.open_to_public(plan, by=around.by)
    challenges.publish(plan, by=around.by)
    drafts = {commitment.number for commitment in text.commitments if commitment.is_draft}
    ready = plan.commitments.exclude(number__in=drafts)
    if ready:
        publishing.publish(plan, commitments=ready, by=around.by)
    return plan


def _create(text: PlanText, around: Surroundings) -> Plan:
    first, last = period(text, around.day)
    plan = plans.create(
        code=text.code,
        ordinal=text.ordinal,
        title=text.title,
        introduction=text.introduction,
        legal_basis=text.legal_basis,
        starts_on=first,
        ends_on=last,
        by=around.by,
    )
    state_figures(plan.record, text.figures, by=around.by)
    for stage in text.stages:
        _add_stage(plan, stage, around)
    return plan


def period(text: PlanText, day: date) -> tuple[date, date]:
    """Give the plan's own days, or two years from the half-year after its last stage."""
    if text.starts_on and text.ends_on:
        return text.starts_on, text.ends_on
    settled = day + timedelta(days=max(stage.closes or 0 for stage in text.stages))
    first = date(settled.year, JULY, 1) if settled.month < JULY else date(settled.year + 1, 1, 1)
    return first, first.replace(year=first.year + 2) - ONE_DAY


def _add_stage(plan: Plan, text: StageText, around: Surroundings) -> Stage:
    opens_on, closes_on = stage_days(text, around.day)
    stage = stages.add(
        plan,
        kind=around.term(Vocabulary.STAGE_KIND, text.kind),
        title=text.title,
        summary=text.summary,
        text=text.text,
        place=text.place,
        opens_on=opens_on,
        closes_on=closes_on,
        by=around.by,
    )
    state_figures(stage.record, text.figures, by=around.by)
    _attach(stage, text, around)
    return stage


def stage_days(text: StageText, day: date) -> tuple[date | None, date | None]:
    """Give first and last day of a stage; those told as numbers are counted from `day`."""
    if text.opens is None or text.closes is None:
        return text.opens_on, text.closes_on
    return day + timedelta(days=text.opens), day + timedelta(days=text.closes)


def _attach(stage: Stage, text: StageText, around: Surroundings) -> None:
    for picture in text.pictures:
        drawn = ContentFile(DRAWINGS[picture.drawing](), name=f"{picture.drawing}.png")
        kept = keep(drawn, by=around.by)
        register.attach(stage.record, kept, title=picture.title, alt=picture.alt, by=around.by)
    for paper in text.papers:
        written = ContentFile(page(paper.title.id, paper.lines), name=paper.file_name)
        kept = keep(written, by=around.by)
        register.attach(stage.record, kept, title=paper.title, by=around.by)


def _answer(plan: Plan, text: PlanText, around: Surroundings) -> None:
    """Name the challenges and the commitments that answer them."""
    named = [(words, _name_challenge(plan, words, around)) for words in text.challenges]
    for words, challenge in named:
        if words.is_priority:
            challenges.prioritise(
                challenge, is_priority=True, reason=text.priority_reason, by=around.by
            )
    by_key = {theme.key: themes.add(plan, title=theme.title, by=around.by) for theme in text.themes}
    for commitment in text.commitments:
        draft(
            plan,
            commitment,
            theme=by_key.get(commitment.theme),
            answers=[named_ for words, named_ in named if commitment.number in words.commitments],
            contact=text.contact,
            around=around,
        )


def _name_challenge(plan: Plan, text: ChallengeText, around: Surroundings) -> Challenge:
    alignment = [
        *around.listed(Vocabulary.SDG_GOAL, text.goals),
        *around.listed(Vocabulary.PLANNING_DOCUMENT, text.documents),
    ]
    challenge = challenges.add(
        plan,
        side=Side(text.side),
        axis=around.maybe(Vocabulary.CHALLENGE_AXIS, text.axis),
        sector=around.maybe(Vocabulary.SECTOR, text.sector),
        global_issue=around.maybe(Vocabulary.GLOBAL_ISSUE, text.global_issue),
        title=text.title,
        description=text.description,
        alignment=alignment,
        by=around.by,
    )
    _hear(challenge, text, around)
    return challenge


def _hear(challenge: Challenge, text: ChallengeText, around: Surroundings) -> None:
    for said in text.inputs:
        challenges.give_input(
            challenge,
            organisation=around.organisations[said.organisation],
            text=said.text,
            given_on=said.given_on,
            by=around.by,
        )
    for criterion, points in text.scores.items():
        challenges.score(
            challenge,
            criterion=around.term(Vocabulary.PRIORITY_CRITERION, criterion),
            value=points,
            by=around.by,
        )
