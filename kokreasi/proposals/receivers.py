"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.conversations.events import correspondent_forgotten
from kokreasi.conversations.models import Correspondent
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User
from kokreasi.plans.events import Missing, draft_readers_sought, plan_finalising
from kokreasi.plans.models import Commitment, Plan
from kokreasi.proposals.models import Author
from kokreasi.proposals.queries.finalising import missing_answers
from kokreasi.proposals.services import authors, citizens, endorsing, following, reviewing
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


@receiver(correspondent_forgotten, dispatch_uid="proposals.forget_citizen")
def forget_citizen(*, correspondent: Correspondent, **_signal: Any) -> None:
    """Drafts go, names go, what was sent stays; wherever somebody asked to be forgotten."""
    citizens.forget(correspondent)


@receiver(plan_finalising, dispatch_uid="proposals.name_unanswered")
def name_unanswered(*, plan: Plan, **_signal: Any) -> list[Missing]:
    """Keep a plan from being final while a proposal waits for its answer."""
    return missing_answers(plan)


@receiver(draft_readers_sought, dispatch_uid="proposals.name_authors")
def name_authors(*, commitment: Commitment, **_signal: Any) -> list[int]:
    """Name the organisations, of whatever kind, that proposed what the commitment grew out of."""
    standing = Author.objects.filter(proposal__commitment=commitment, left_at=None)
    return list(standing.filter(organisation__isnull=False).values_list("organisation", flat=True))
