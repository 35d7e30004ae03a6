"""What a plan still needs of its proposals before it becomes final."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.events import Missing
from kokreasi.plans.models import Plan
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.deciding import unanswered

HEADING = _("Proposals without an answer")
WORDS = _("has no published answer of which its authors were told")


def missing_answers(plan: Plan) -> list[Missing]:
    """Name each proposal that is to be answered (`answerable`) and still waits for it.

    An answer counts once it is published and its authors were told.
    """
    waiting = unanswered(plan).select_related("record").order_by("record__reference")
    return [_missing(proposal) for proposal in waiting]


def _missing(proposal: Proposal) -> Missing:
    href = reverse("screen-proposal", args=[proposal.reference])
    return Missing(HEADING, proposal.title, WORDS, href)
