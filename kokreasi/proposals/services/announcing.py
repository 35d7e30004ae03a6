"""Tell authors and supporters what was decided, each exactly once."""

from datetime import datetime

from django.db import transaction

from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.core.days import WIB
from kokreasi.outbox.services import post
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.notices.decisions import decided
from kokreasi.proposals.queries.addressees import addressees


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
        post(
            key=f"decision-{response.pk}-{to.key}",
            to=to.address,
            subject=words.subject,
            body=words.body,
            language=to.language,
        )
    return len(people)
