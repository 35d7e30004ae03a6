"""Proposals for tests, made through the services that people use."""

from datetime import date, datetime

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.proposals.imports import load_statuses
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import deciding, submitting, writing
from kokreasi.vocabularies.choices import StageMeaning

IN_THE_CALL = datetime(2018, 9, 1, 12, 0, tzinfo=WIB)
AFTERWARDS = datetime(2018, 10, 1, 12, 0, tzinfo=WIB)
DECIDED_ON, UNTIL = date(2018, 9, 28), date(2020, 1, 1)
FIRST_DAY, LAST_DAY = date(2018, 8, 18), date(2018, 9, 7)


def plan_with_a_call(
    code: str = "2018", *, opens_on=FIRST_DAY, closes_on=LAST_DAY, **fields
) -> Plan:
    """Make a public plan with a public stage that takes proposals, and the steps of an office."""
    load_statuses()
    plan = make_plan(code, is_open=True, **fields)
    make_stage(
        plan,
        "Call for proposals",
        meaning=StageMeaning.PROPOSALS,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    return plan


def make_draft(plan: Plan | None = None, title: str = "Open tenders", **given) -> Proposal:
    """Write a draft of an organisation, complete enough to be sent."""
    texts = {name: both(f"{title}: {name}") for name in ("problem", "solution")}
    draft = writing.begin(
        plan or plan_with_a_call(),
        at=given.pop("at", IN_THE_CALL),
        by=given.pop("by", None),
        organisation=given.pop("organisation", None) or make_organisation(),
        title=both(title),
    )
    return writing.write(draft, texts | given, seen=draft.revision)


def make_proposal(plan: Plan | None = None, title: str = "Open tenders", **given) -> Proposal:
    """Write and submit a proposal while the call is open; it is public."""
    sent_at = given.pop("sent_at", IN_THE_CALL)
    draft = make_draft(plan, title, **given)
    return submitting.submit(draft, at=sent_at, by=None)


def make_answer(verdict: Verdict = Verdict.DECLINED, **given) -> Answer:
    """Give a decision with everything that its verdict needs."""
    return Answer(
        verdict=verdict,
        reason=given.pop("reason", both("Too broad for two years")),
        unit=given.pop("unit", None) or make_ministry(),
        decided_on=DECIDED_ON,
        programme=both("Satu Data") if verdict == Verdict.ABSORBED else Bilingual(),
        until=UNTIL if verdict == Verdict.DEFERRED else None,
        **given,
    )


def decide_and_publish(proposal: Proposal, *, by: User, **given) -> Response:
    """Write a decision down and publish it; mails go out with the transaction."""
    deciding.decide(proposal, answer=make_answer(**given), by=by)
    return deciding.publish([proposal], at=AFTERWARDS, by=by)[0]
