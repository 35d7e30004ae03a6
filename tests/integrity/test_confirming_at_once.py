"""Two confirm, ask, finalise or amend at the same moment: it happens once."""

from functools import partial

import pytest
from django.utils import timezone

from kokreasi.outbox.models import Message
from kokreasi.plans import services
from kokreasi.plans.models import Amendment, Asking, Confirmation
from kokreasi.plans.services.amending import NothingAmendedError
from kokreasi.plans.services.asking import NobodyToAskError
from kokreasi.plans.services.confirming import ConfirmedAlreadyError, OlderDraftError
from kokreasi.plans.services.finalising import FinalAlreadyError
from kokreasi.plans.tests.confirming import (
    A_DAY,
    confirmed_by_all,
    final_plan,
    introduce,
    leads_of,
    letter_from,
    redraft,
    send_to,
    whole_commitment,
)
from kokreasi.plans.tests.factories import both, make_plan

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 4


def errors(results):
    return [type(result) for result in results if isinstance(result, Exception)]


@pytest.fixture
def commitment():
    return whole_commitment(make_plan())


def test_one_of_many_letters_at_once_confirms(commitment, at_once) -> None:
    (lead,) = leads_of(commitment)
    draft = send_to(commitment, lead)

    results = at_once(*[partial(letter_from, lead, draft)] * MANY)

    assert errors(results) == [ConfirmedAlreadyError] * (MANY - 1)
    assert Confirmation.objects.count() == 1


def test_a_draft_sent_round_meanwhile_is_never_missed(commitment, at_once) -> None:
    (lead,) = leads_of(commitment)
    draft = send_to(commitment, lead)
    newer = redraft(commitment, solution=both("Five districts"))

    confirmed, sent = at_once(partial(letter_from, lead, draft), partial(send_to, newer, lead))

    assert sent.number == 2
    assert errors([confirmed]) in ([], [OlderDraftError])


def test_institutions_are_asked_once_by_many(commitment, at_once) -> None:
    lead = leads_of(commitment)[0]
    lead.mailbox = "office@example.org"
    lead.save()
    services.asking.prepare(commitment.plan, at=timezone.now(), by=None)
    ask = partial(services.asking.ask, commitment.plan, at=timezone.now(), by=None)

    results = at_once(*[ask] * MANY)

    assert errors(results) == [NobodyToAskError] * (MANY - 1)
    assert Asking.objects.count() == Message.objects.count() == 1


def test_a_plan_becomes_final_once(commitment, at_once) -> None:
    confirmed_by_all(commitment)
    plan = introduce(commitment.plan)
    finalise = partial(services.finalising.finalise, plan, at=timezone.now(), by=None)

    results = at_once(*[finalise] * MANY)

    assert errors(results) == [FinalAlreadyError] * (MANY - 1)
    assert plan.record.entries.filter(event="plan.finalised").count() == 1


def test_one_of_many_amendments_at_once_counts(commitment, at_once) -> None:
    final_plan(commitment.plan)
    changed = redraft(commitment, solution=both("Five districts"))
    amend = partial(
        services.amending.amend,
        changed,
        reason=both("More"),
        agreed_by=leads_of(changed),
        agreed_on=A_DAY,
        at=timezone.now(),
        by=None,
    )

    results = at_once(*[amend] * MANY)

    assert errors(results) == [NothingAmendedError] * (MANY - 1)
    assert Amendment.objects.count() == 1
