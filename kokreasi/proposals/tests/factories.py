"""Proposals for tests, made through the services that people use."""

from datetime import date, datetime

from kokreasi.core.days import WIB
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.proposals.imports import load_statuses
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import submitting, writing
from kokreasi.vocabularies.choices import StageMeaning

IN_THE_CALL = datetime(2018, 9, 1, 12, 0, tzinfo=WIB)
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
