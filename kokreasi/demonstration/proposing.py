"""Load proposals with their support and reviews, and what was decided about them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TypeVar

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Correspondent, Response
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.demonstration.content import PlanText
from kokreasi.demonstration.proposaltexts import (
    CitizenText,
    DecisionText,
    ProposalText,
    ReviewText,
)
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.meetings.models import Meeting
from kokreasi.plans.models import Challenge, Plan, Theme
from kokreasi.proposals.choices import Format
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.services import (
    announcing,
    authors,
    citizens,
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
STEPS = {"": (), "screening": ("screening",), "discussion": ("screening", "discussion")}
TO_DECIDE = "discussion"
TEXTS = ("problem", "causes", "solution", "results")

Proposals = dict[str, Proposal]
Titled = TypeVar("Titled", Challenge, Theme)


def load_proposals(text: PlanText, plan: Plan, around: Surroundings) -> Proposals:
    """Write the proposals of a plan and submit those that are no draft, by their keys."""
    return {words.key: _load(words, text, plan, around) for words in text.proposals}


def _load(words: ProposalText, text: PlanText, plan: Plan, around: Surroundings) -> Proposal:
    at, values = sent_at(words, around), _values(words, text, plan, around)
    if words.citizen:
        return _send_by_mail(words.citizen, values, plan, at=at, around=around)
    by = around.person(words.written_by)
    begun = writing.begin(
        plan,
        at=at,
        by=by,
        organisation=around.organisations[words.proposer],
        format=Format(words.format),
    )
    proposal = writing.write(begun, values, seen=begun.revision)
    if words.is_draft:
        return proposal
    submitting.submit(proposal, at=at, by=by)
    _support(proposal, words, at=at, around=around)
    return _move(proposal, words, around)


def _send_by_mail(
    citizen: CitizenText,
    values: Mapping[str, object],
    plan: Plan,
    *,
    at: datetime,
    around: Surroundings,
) -> Proposal:
    """Let a citizen write, answer the mail and send; the secretariat lets some through."""
    begun = citizens.begin(
        plan,
        {name: values[name] for name in ("title", *TEXTS)},
        email=citizen.email,
        language="id",
        at=at,
        name=citizen.name,
        is_named=citizen.is_named,
    )
    proposal = writing.write(begun, values, seen=begun.revision)
    sender = Correspondent.objects.get(email=citizen.email)
    sent = citizens.submit(proposal, sender, at=at)
    if citizen.is_released:
        submitting.release(sent, by=around.by)
    return sent


def _support(
    proposal: Proposal, words: ProposalText, *, at: datetime, around: Surroundings
) -> None:
    for body in around.bodies(words.support):
        endorsing.endorse(proposal, at=at, by=around.by, organisation=body)
    if words.asked_by:
        authors.ask(proposal, around.organisations[words.asked_by], at=at, by=around.by)


def sent_at(words: ProposalText, around: Surroundings) -> datetime:
    """Give the moment of sending, at noon in Jakarta; drafts were begun today."""
    return datetime.combine(words.sent_on or around.day + timedelta(days=words.sent or 0), NOON)


def _values(
    words: ProposalText, text: PlanText, plan: Plan, around: Surroundings
) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(words, name) for name in ("title", *TEXTS)}
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


def _move(proposal: Proposal, words: ProposalText, around: Surroundings) -> Proposal:
    """Take it through the steps of the office up to its own, where it may wait for somebody."""
    at = sent_at(words, around)
    if words.since is not None:
        at = datetime.combine(around.day + timedelta(days=words.since), NOON)
    for code in STEPS[TO_DECIDE if words.decision else words.step]:
        proposal = moving.move(proposal, Status.objects.get(code=code), at=at, by=around.by)
    if words.waits_for:
        body = around.organisations[words.waits_for]
        moving.move(proposal, proposal.status, at=at, by=around.by, waits_for=body)
    return proposal


def load_reviews(texts: Sequence[ReviewText], proposals: Proposals, around: Surroundings) -> None:
    """Ask the reviewers, of whom one has handed in and one has declared a conflict."""
    for words in texts:
        _review(words, proposals[words.proposal], around)


def _review(words: ReviewText, proposal: Proposal, around: Surroundings) -> None:
    at, reviewer = datetime.combine(around.day, NOON), around.person(words.reviewer)
    (review,) = screening.ask_for_review(
        proposal,
        reviewers=[reviewer],
        at=at - timedelta(days=1),
        by=around.by,
        due_on=around.day + timedelta(days=words.due),
    )
    marks = {
        around.term(Vocabulary.REVIEW_CRITERION, code): Mark(points)
        for code, points in words.scores.items()
    }
    if words.conflict:
        reviewing.declare_conflict(review, words=words.conflict, at=at, by=reviewer)
    elif marks:
        reviewing.score(
            review,
            marks=marks,
            comment=words.comment,
            at=at,
            by=reviewer,
            is_done=words.is_done,
        )


def decide_all(
    text: PlanText, proposals: Proposals, meetings: Mapping[str, Meeting], around: Surroundings
) -> None:
    """Write down every decision; publish them together where the plan has answered."""
    decided = [(words.decision, proposals[words.key]) for words in text.proposals if words.decision]
    for decision, proposal in decided:
        answer = _answer(decision, proposals, meetings, around)
        deciding.decide(proposal, answer=answer, by=around.by)
    if text.answered_on is None:
        return
    at = datetime.combine(text.answered_on, NOON)
    published = deciding.publish([proposal for _decision, proposal in decided], at=at, by=around.by)
    for response in published:
        announcing.tell_decision(response, at=at)
    for decision, proposal in decided:
        _reply(decision.reply, proposal, at=at + timedelta(days=2))


def _answer(
    words: DecisionText,
    proposals: Proposals,
    meetings: Mapping[str, Meeting],
    around: Surroundings,
) -> Answer:
    return Answer(
        verdict=Verdict(words.verdict),
        reason=words.reason,
        unit=around.organisations[words.unit],
        decided_on=words.decided_on or around.day + timedelta(days=words.decided),
        decided_in=meetings[words.meeting].record if words.meeting else None,
        leads_to=proposals[words.into].record if words.into else None,
        programme=words.programme,
        until=words.until,
    )


def _reply(text: str, proposal: Proposal, *, at: datetime) -> None:
    """Let the authors reply by the link of their mail, so that it is not said by the office."""
    if text:
        response = Response.objects.get(about=proposal.record)
        responses.reply(response, text=text, at=at, by=None)
