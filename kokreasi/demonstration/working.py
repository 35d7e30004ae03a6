"""Load what goes on in a running plan: its matrix, drafts sent round, and who follows it."""

from datetime import datetime, time, timedelta

from kokreasi.conversations.services import follows
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.days import WIB
from kokreasi.demonstration.growing import confirm
from kokreasi.demonstration.proposaltexts import CirculatedText, RemarkText, WorkText
from kokreasi.demonstration.surroundings import Surroundings
from kokreasi.people.choices import Role
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Draft, Plan
from kokreasi.plans.services import asking, circulating, codrafting
from kokreasi.proposals.services.matrix import calls, starting
from kokreasi.register.models import Record

MORNING = time(9, tzinfo=WIB)
ACCEPTED, DECLINED = "accept", "decline"


def fill_matrix(plan: Plan, around: Surroundings) -> None:
    """Give the matrix of a plan a row for each commitment and each further proposal."""
    starting.from_commitments(plan, by=around.by)
    starting.from_proposals(plan, by=around.by)


def load_work(work: WorkText, plan: Plan, around: Surroundings) -> None:
    """Call for the matrix, send drafts round, and let somebody follow the plan."""
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
    follows.follow(shown, user=follower, at=_morning(-1, around))


def _morning(days: int, around: Surroundings) -> datetime:
    return datetime.combine(around.day + timedelta(days=days), MORNING)


def _send_round(words: CirculatedText, plan: Plan, around: Surroundings) -> None:
    closes, at = words.closes, _morning(words.sent, around)
    draft = circulating.circulate(
        plan.commitments.get(number=words.commitment),
        at=at,
        by=around.by,
        readers=Readers(words.readers),
        invited=around.bodies(words.invited),
        note=words.note,
        closes_on=None if closes is None else around.day + timedelta(days=closes),
    )
    for said in words.remarks:
        _remark(said, draft, at=at + timedelta(days=1), around=around)
    if words.is_asked:
        asking.ask(plan, at=at, by=around.by)
    for letter in words.confirmed:
        confirm(draft, letter, at=_morning(-1, around), around=around)


def _remark(said: RemarkText, draft: Draft, *, at: datetime, around: Surroundings) -> None:
    user, body = around.person(said.written_by), around.organisations[said.organisation]
    remark = codrafting.remark(
        draft,
        Voice(user=user, organisation=body),
        place=said.place,
        at=at,
        text=said.text,
        suggestion=said.suggestion,
    )
    answered = at + timedelta(days=1)
    if said.became == ACCEPTED:
        codrafting.accept(remark, at=answered, by=around.by, answer=said.answer)
    elif said.became == DECLINED:
        codrafting.decline(remark, at=answered, by=around.by, reason=said.answer)
