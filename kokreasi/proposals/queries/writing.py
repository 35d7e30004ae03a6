"""What those who write a proposal see beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.people.visitors import Visitor
from kokreasi.proposals.choices import CLOSED, Format
from kokreasi.proposals.models import Proposal
from kokreasi.register.choices import Kind
from kokreasi.register.likeness import Alike, similar_to
from kokreasi.register.models import Record

MOST_ALIKE = 5
COMPARED = ("title", "problem", "solution")
NEEDED = (
    ("title", _("a title")),
    ("problem", _("what the problem is")),
    ("solution", _("what should be done")),
)
IN_GLOBAL_FORMAT = (
    ("causes", _("what causes it")),
    ("results", _("what should come of it")),
    ("theme", _("a theme")),
)


def missing(proposal: Proposal) -> list[Promise]:
    """Name what a draft needs before it can be sent."""
    return [words for name, words in NEEDED if not getattr(proposal, name)]


def advisable(proposal: Proposal) -> list[Promise]:
    """Name what the global format asks for beside that; nothing of it holds a proposal up."""
    if proposal.format != Format.GLOBAL:
        return []
    return [words for name, words in IN_GLOBAL_FORMAT if not getattr(proposal, name)]


@dataclass(frozen=True, slots=True)
class Similar:
    """A public proposal or commitment that says nearly the same, and by which words."""

    record: Record
    words: Sequence[str]
    is_open: bool


def similar_to_draft(proposal: Proposal, visitor: Visitor) -> list[Similar]:
    """Give what is like a proposal that may be long or only a title, but for itself."""
    title, problem, solution = (getattr(proposal, name).shown("id").text for name in COMPARED)
    return similar(title, problem, solution, visitor=visitor, but=proposal.record_id)


def similar(
    title: str, problem: str, solution: str, *, visitor: Visitor, but: int | None = None
) -> list[Similar]:
    """Give public proposals and commitments that say nearly the same, the most alike first.

    The register compares titles and solutions, in one language each. So whoever has only written
    the problem yet is compared by it; once there is a solution, the problem would dilute it.
    """
    public = Record.objects.visible_to(visitor).public()
    records = public.filter(kind__in=(Kind.PROPOSAL, Kind.COMMITMENT))
    if but is not None:
        records = records.exclude(pk=but)
    found = similar_to(f"{title} {solution or problem}", records, limit=MOST_ALIKE)
    keys = [one.record.pk for one in found if one.record.kind == Kind.PROPOSAL]
    still_open = Proposal.objects.public().filter(record__in=keys).exclude(standing__in=CLOSED)
    joinable = set(still_open.values_list("record", flat=True))
    return [_similar(one, joinable) for one in found]


def _similar(one: Alike, joinable: set[int]) -> Similar:
    return Similar(one.record, one.shared_words, one.record.pk in joinable)
