"""Load what goes on in a running plan: its matrix, drafts sent round, and who follows it."""

from datetime import datetime, time, timedelta

from kokreasi.conversations.services import follows
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.days import WIB
from kokreasi.demonstration.proposaltexts import CirculatedText, LetterText, WorkText
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.people.choices import Role
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Draft, Plan
from kokreasi.plans.services import circulating, codrafting, confirming
from kokreasi.proposals.services.matrix import calls, starting
from kokreasi.register.models import Record

MORNING = time(9, tzinfo=WIB)


def load_work(work: WorkText, plan: Plan, around: Surroundings) -> None:
    """Fill the matrix and call for it, send drafts round, and let somebody follow the plan."""
    starting.from_commitments(plan, by=around.by)
    starting.from_proposals(plan, by=around.by)
    calls.open_to_institutions(
        plan,
        closes_on=around.day + timedelta(days=work.matrix_closes),
        message=work.matrix_message,
        today=around.day,
        by=around.by,
    )
    for words in work.circulated:
        _send_round(words, plan, around)
    follower = around.people[Role(work.follower)]
    shown = Record.objects.get(plan=plan)
    follows.follow(shown, user=follower, at=_now(around))


def _now(around: Surroundings) -> datetime:
    return datetime.combine(around.day, MORNING)


def _send_round(words: CirculatedText, plan: Plan, around: Surroundings) -> None:
    closes = words.closes
    draft = circulating.circulate(
        plan.commitments.get(number=words.commitment),
        at=_now(around),
        by=around.by,
        readers=Readers(words.readers),
        invited=around.bodies(words.invited),
        note=words.note,
        closes_on=None if closes is None else around.day + timedelta(days=closes),
    )
    for said in words.remarks:
        user, body = around.person(said.written_by), around.organisations[said.organisation]
        codrafting.remark(
            draft,
            Voice(user=user, organisation=body),
            place=said.place,
            at=_now(around),
            text=said.text,
            suggestion=said.suggestion,
        )
    for letter in words.confirmed:
        _confirm(draft, letter, around)


def _confirm(draft: Draft, letter: LetterText, around: Surroundings) -> None:
    confirming.confirm_by_letter(
        draft,
        organisation=around.organisations[letter.organisation],
        letter_number=letter.letter_number,
        letter_on=around.day + timedelta(days=letter.days),
        signer=letter.signer,
        signer_role=letter.signer_role,
        at=_now(around),
        by=around.by,
    )
