"""Bring a plan to its end: commitments out of proposals, confirmed, final, and one amended."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from kokreasi.core.days import WIB
from kokreasi.demonstration.commitmenttexts import AmendmentText, GrownText, LetterText
from kokreasi.demonstration.content import PlanText
from kokreasi.demonstration.drafting import aim, measure
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.meetings.models import Meeting
from kokreasi.plans.choices import Part, Readers
from kokreasi.plans.models import Commitment, Draft, Plan
from kokreasi.plans.services import (
    amending,
    asking,
    commitments,
    confirming,
    drafts,
    finalising,
)
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import adopting
from kokreasi.vocabularies.choices import Vocabulary

AFTERNOON = time(15, tzinfo=WIB)
TO_CONFIRM = timedelta(days=4)
TEXTS = ("done_so_far", "results", "transparency", "participation", "accountability")


def grow(text: PlanText, proposals: Mapping[str, Proposal], around: Surroundings) -> None:
    """Draft the commitments that grow out of accepted proposals."""
    for words in text.grown:
        _grow(words, proposals[words.proposal], text.contact, around)


def _grow(words: GrownText, proposal: Proposal, contact: str, around: Surroundings) -> None:
    leads = around.bodies(words.leads)
    adopted = adopting.adopt(proposal, leads=leads, by=around.by, number=words.number)
    commitment = Commitment.objects.get(pk=adopted.pk)
    own = {name: getattr(words, name) for name in TEXTS if getattr(words, name)}
    own["areas"] = around.listed(Vocabulary.POLICY_AREA, words.areas)
    own |= {"starts_on": commitment.plan.starts_on, "ends_on": commitment.plan.ends_on}
    commitments.change(commitment, own, seen=commitment.revision, by=around.by)
    for part in commitment.involvements.filter(part=Part.LEAD).select_related("organisation"):
        mailbox = part.organisation.mailbox
        commitments.set_contact(part, contact=contact, mailbox=mailbox, by=around.by)
    for body in around.bodies(words.supporters):
        commitments.involve(commitment, body, part=Part.SUPPORT, by=around.by)
    measure(commitment, words, around)


def finish(
    text: PlanText, plan: Plan, meetings: Mapping[str, Meeting], around: Surroundings
) -> None:
    """Confirm every commitment by letter, make the plan final, and amend what was amended."""
    if text.finalised_on is None:
        return
    at = datetime.combine(text.finalised_on, AFTERNOON)
    asking.prepare(plan, at=at - TO_CONFIRM, by=around.by)
    asking.ask(plan, at=at - TO_CONFIRM, by=around.by)
    for words in text.grown:
        draft = Draft.objects.newest().get(commitment__plan=plan, commitment__number=words.number)
        for letter in words.letters:
            confirm(draft, letter, at=at, around=around)
        _open_to_everybody(draft, at=at, around=around)
    finalising.finalise(plan, at=at, by=around.by)
    for changed in text.amendments:
        _amend(changed, plan, meetings, around)


def _open_to_everybody(draft: Draft, *, at: datetime, around: Surroundings) -> None:
    """Send the same draft once more, so that anybody can read what was confirmed."""
    drafts.send_round(
        draft.commitment,
        at=at,
        by=around.by,
        readers=Readers.EVERYBODY,
        invited=draft.invited.all(),
        note=draft.note,
    )


def confirm(draft: Draft, letter: LetterText, *, at: datetime, around: Surroundings) -> None:
    confirming.confirm_by_letter(
        draft,
        organisation=around.organisations[letter.organisation],
        letter_number=letter.letter_number,
        letter_on=letter.on or around.day + timedelta(days=letter.days),
        signer=letter.signer,
        signer_role=letter.signer_role,
        at=at,
        by=around.by,
    )


def _amend(
    words: AmendmentText, plan: Plan, meetings: Mapping[str, Meeting], around: Surroundings
) -> None:
    commitment = plan.commitments.get(number=words.commitment)
    semester = list(plan.periods.all())[words.semester - 1]
    indicator = commitment.indicators.get(is_measure_of_success=True)
    commitments.set_targets(indicator, {semester: aim(words.target)}, by=around.by)
    amending.amend(
        commitment,
        reason=words.reason,
        agreed_by=around.bodies(words.agreed_by),
        agreed_on=words.agreed_on,
        minutes=meetings[words.meeting].record if words.meeting else None,
        at=datetime.combine(words.agreed_on, AFTERNOON),
        by=around.by,
    )
