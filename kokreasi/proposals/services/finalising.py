"""What a plan needs of its proposals before it becomes final."""

from django.utils.translation import ngettext

from kokreasi.core.errors import DomainError
from kokreasi.plans.models import Plan
from kokreasi.proposals.queries.deciding import unanswered

NAMED = 5


class UnansweredProposalsError(DomainError):
    """Some proposals of the plan have no published answer, or their authors were not told yet."""


def check_answered(plan: Plan) -> None:
    """Refuse while a proposal that was submitted and not withdrawn waits for its answer.

    An answer counts once it is published and its authors were told. The refusal names the first.
    """
    waiting = unanswered(plan).select_related("record").order_by("record__reference")
    if number := waiting.count():
        words = ngettext(
            "%(number)d proposal has no published answer of which its authors were told: %(some)s.",
            "%(number)d proposals have no published answer of which their authors were told: "
            "%(some)s.",
            number,
        )
        some = ", ".join(proposal.reference for proposal in waiting[:NAMED])
        more = ", …" if number > NAMED else ""
        raise UnansweredProposalsError(words % {"number": number, "some": some + more})
