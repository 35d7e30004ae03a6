"""What the register knows of a proposal: its words, its facets and its ties."""

from kokreasi.core.bilingual import Bilingual
from kokreasi.proposals.models import Proposal
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Link

TEXTS = ("title", "problem", "causes", "solution", "results")


def describe(proposal: Proposal) -> None:
    """Keep words, facets and ties of a submitted proposal equal to it.

    Before it is submitted the register knows no word of it, for the secretariat reads the register.
    """
    register.describe(
        proposal.record, title=proposal.title, summary=proposal.solution, words=all_words(proposal)
    )
    register.find_by(proposal.record, _facets(proposal))
    _tie(proposal)


def all_words(proposal: Proposal) -> str:
    """Give every text of the proposal, for searching and comparing."""
    texts: list[Bilingual] = [getattr(proposal, name) for name in TEXTS]
    return " ".join(f"{text.id} {text.en}".strip() for text in texts)


def _facets(proposal: Proposal) -> set[tuple[FacetName, str]]:
    facets = {
        (FacetName.PLAN, proposal.plan.reference),
        (FacetName.STANDING, proposal.standing),
    }
    if proposal.theme:
        facets.add((FacetName.THEME, proposal.theme.code))
    facets |= {(FacetName.VALUE, term.code) for term in proposal.values.all()}
    facets |= {(FacetName.GOAL, term.code) for term in proposal.goals.all()}
    standing = proposal.authors.filter(left_at=None, organisation__isnull=False)
    references = standing.values_list("organisation__record__reference", flat=True)
    return facets | {(FacetName.PROPOSER, reference) for reference in references}


def _tie(proposal: Proposal) -> None:
    """Let readers follow each challenge to the proposals that answer it, and back."""
    answered = [challenge.record for challenge in proposal.challenges.select_related("record")]
    ties = Link.objects.filter(target=proposal.record, tie=Tie.PROPOSED_FOR)
    ties.exclude(source__in=answered).delete()
    for record in answered:
        register.tie(record, proposal.record, Tie.PROPOSED_FOR)
