"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User
from kokreasi.plans.events import Missing, plan_finalising
from kokreasi.plans.models import Plan
from kokreasi.proposals.queries.finalising import missing_answers
from kokreasi.proposals.services import authors, endorsing, following, reviewing
from kokreasi.proposals.services.matrix import bodies


@receiver(organisations_merged, dispatch_uid="proposals.follow_merge")
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_signal: Any
) -> None:
    """Move what proposals hold, inside the transaction of the merge: together or not at all."""
    following.take_over(loser, into=into, by=by, reason=reason)
    bodies.take_over(loser, into=into)


@receiver(person_erased, dispatch_uid="proposals.forget_person")
def forget_person(*, user: User, **_signal: Any) -> None:
    """Names go, words stay."""
    authors.forget(user)
    endorsing.forget(user)
    reviewing.forget(user)


@receiver(plan_finalising, dispatch_uid="proposals.name_unanswered")
def name_unanswered(*, plan: Plan, **_signal: Any) -> list[Missing]:
    """Keep a plan from being final while a proposal waits for its answer."""
    return missing_answers(plan)
