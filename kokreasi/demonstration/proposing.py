"""Load proposals with their support and reviews, and what was decided about them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TypeVar

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.demonstration.content import PlanText
from kokreasi.demonstration.proposaltexts import DecisionText, ProposalText, ReviewText
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.meetings.models import Meeting
from kokreasi.people.choices import Role
from kokreasi.plans.models import Challenge, Commitment, Plan, Theme
from kokreasi.plans.services import publishing
from kokreasi.proposals.choices import Format
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.services import (
    adopting,
    announcing,
    deciding,
    endorsing,
    moving,
    reviewing,
    screening,
    submitting,
    writing,
)
from kokreasi.proposals.services.reviewing import Mark
from kokreasi.vocabularies.choices import Vocabulary

NOON = time(12, tzinfo=WIB)
THROUGH_ALL_STEPS = ("screening", "discussion")
TEXTS = ("problem", "causes", "solution", "results")

Proposals = dict[str, Proposal]
Titled = TypeVar("Titled", Challenge, Theme)


def load_proposals(text: PlanText, plan: Plan, around: Surroundings) -> Proposals:
    """Write the proposals of a plan and submit those that are no draft, by their keys."""
    return {words.key: _write(words, text, plan, around) for words in text.proposals}


def _write(words: ProposalText, text: PlanText, plan: Plan, around: Surroundings) -> Proposal:
    at, by = sent_at(words, around), around.person(words.written_by)
    begun = writing.begin(
        plan,
        at=at,
        by=by,
        organisation=around.organisations[words.proposer],
        format=Format(words.format),
        title=words.title,
    )
    proposal = writing.write(begun, _values(words, text, plan, around), seen=begun.revision)
    if words.is_draft:
        return proposal
    submitting.submit(proposal, at=at, by=by)
    for short in words.support:
        body = around.organisations[short]
        endorsing.endorse(proposal, at=at, by=around.by, organisation=body)
    return _move(proposal, [words.step] if words.step else [], at=at, around=around)


def sent_at(words: ProposalText, around: Surroundings) -> datetime:
    """Give the moment of sending, at noon in Jakarta; drafts were begun today."""
    return datetime.combine(words.sent_on or around.day + timedelta(days=words.sent or 0), NOON)


def _values(
    words: ProposalText, text: PlanText, plan: Plan, around: Surroundings
) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(words, name) for name in TEXTS}
    values["institutions"] = around.bodies(words.institutions)
    values["goals"] = around.listed(Vocabulary.SDG_GOAL, words.goals)
    values["values"] = around.listed(Vocabulary.OGP_VALUE, words.values)
    if words.theme:
        titles = {theme.key: theme.title for theme in text.themes}
        values["theme"] = _titled(plan.themes.all(), titles[words.theme])
    if words.challenge:
        named = text.challenges[words.challenge - 1]
        values["challenges"] = [_titled(plan.challenges.all(), named.title)]
    return values


def _titled(rows: Iterable[Titled], title: Bilingual) -> Titled:
    return next(row for row in rows if row.title == title)


def _move(
    proposal: Proposal, steps: Sequence[str], *, at: datetime, around: Surroundings
) -> Proposal:
    for code in steps:
        status = Status.objects.get(code=code)
        proposal = moving.move(proposal, status, at=at, by=around.by)
    return proposal


def load_reviews(texts: Sequence[ReviewText], proposals: Proposals, around: Surroundings) -> None:
    """Ask the reviewer, who has begun some of the reviews and handed in none."""
    at, reviewer = datetime.combine(around.day, NOON), around.people[Role.REVIEWER]
    for words in texts:
        (review,) = screening.ask_for_review(
            proposals[words.proposal],
            reviewers=[reviewer],
            at=at,
            by=around.by,
            due_on=around.day + timedelta(days=7),
        )
        marks = {
            around.term(Vocabulary.REVIEW_CRITERION, code): Mark(points)
            for code, points in words.scores.items()
        }
        if marks:
            reviewing.score(
                review, marks=marks, comment=words.comment, at=at, by=reviewer, is_done=False
            )


def decide_all(
    text: PlanText,
    plan: Plan,
    proposals: Proposals,
    meetings: Mapping[str, Meeting],
    around: Surroundings,
) -> int:
    """Screen and discuss what has a decision, publish all answers together; tell how many."""
    decided = [words for words in text.proposals if words.decision]
    if not decided or text.answered_on is None:
        return 0
    at = datetime.combine(text.answered_on, NOON)
    for words in decided:
        proposal = proposals[words.key]
        _move(proposal, THROUGH_ALL_STEPS, at=sent_at(words, around), around=around)
        answer = _answer(words.decision, proposals, meetings, around)
        deciding.decide(proposal, answer=answer, by=around.by)
    published = deciding.publish([proposals[words.key] for words in decided], at=at, by=around.by)
    for response in published:
        announcing.tell_decision(response, at=at)
    for words in decided:
        _reply(words, proposals[words.key], at=at + timedelta(days=2), around=around)
    _adopt(decided, plan, proposals, around)
    return len(published)


def _answer(
    words: DecisionText | None,
    proposals: Proposals,
    meetings: Mapping[str, Meeting],
    around: Surroundings,
) -> Answer:
    assert words is not None  # noqa: S101 - whoever calls has chosen those with a decision
    return Answer(
        verdict=Verdict(words.verdict),
        reason=words.reason,
        unit=around.organisations[words.unit],
        decided_on=words.decided_on,
        decided_in=meetings[words.meeting].record if words.meeting else None,
        leads_to=proposals[words.into].record if words.into else None,
        programme=words.programme,
        until=words.until,
    )


def _reply(words: ProposalText, proposal: Proposal, *, at: datetime, around: Surroundings) -> None:
    if words.decision and words.decision.reply:
        response = Response.objects.get(about=proposal.record)
        responses.reply(response, text=words.decision.reply, at=at, by=around.by)


def _adopt(
    texts: Sequence[ProposalText], plan: Plan, proposals: Proposals, around: Surroundings
) -> None:
    """Let commitments grow out of what was accepted, and show them with the plan."""
    grown: list[Commitment] = []
    for words in texts:
        if words.decision and words.decision.number:
            leads = around.bodies(words.decision.leads)
            number = words.decision.number
            proposal = proposals[words.key]
            grown.append(adopting.adopt(proposal, leads=leads, by=around.by, number=number))
    if grown:
        publishing.publish(plan, commitments=grown, by=around.by)
