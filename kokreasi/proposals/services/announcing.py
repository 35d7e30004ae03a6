"""Tell authors and supporters what was decided, each exactly once."""

from datetime import datetime, timedelta

from django.db import transaction

from kokreasi.conversations.keys import renew
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.core.days import WIB
from kokreasi.outbox.services import post
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.notices.decisions import decided
from kokreasi.proposals.queries.addressees import addressees

A_ROUND = 100
ON_THE_WAY = timedelta(minutes=10)


@transaction.atomic
def tell_decision(response: Response, *, at: datetime) -> int:
    """Post the mails of a published answer and note that its authors were told; count them.

    A second time posts nothing. Where nobody can be reached any more, it counts as told: whoever
    was an author has left, and the answer stands in public.
    """
    if not responses.mark_told(response, at=at):
        return 0
    rows = Proposal.objects.select_related("record")
    proposal = rows.get(record=response.about_id)
    people = addressees([proposal], at.astimezone(WIB).date())[proposal.pk]
    for to in people:
        words = decided(proposal, response, to)
        if to.citizen:
            renew(to.citizen)
        post(
            key=f"decision-{response.pk}-{to.key}",
            to=to.address,
            subject=words.subject,
            body=words.body,
            language=to.language,
        )
    return len(people)


def tell_untold(now: datetime) -> int:
    """Tell what was published a while ago and never told, some at a time; count the mails."""
    untold = Response.objects.filter(published_at__lt=now - ON_THE_WAY, told_at=None)
    of_proposals = untold.filter(about__proposal__isnull=False).order_by("published_at", "pk")
    rows = of_proposals.select_related("unit__record", "leads_to")
    return sum(tell_decision(response, at=now) for response in rows[:A_ROUND])
