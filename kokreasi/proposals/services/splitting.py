"""Split a proposal into parts that are decided one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.proposals.choices import AuthorRole, Origin, Standing
from kokreasi.proposals.models import Author, Descent, Proposal
from kokreasi.proposals.services.describing import TEXTS, describe
from kokreasi.proposals.services.merging import identity, take_authors, take_supporters
from kokreasi.proposals.services.moving import first_step
from kokreasi.proposals.services.screening import open_for_review
from kokreasi.proposals.wording import checked
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie

FEWEST = 2
SETS = ("institutions", "values", "goals", "regions", "challenges")


class TooFewPartsError(DomainError):
    message = _("A proposal is split into at least two.")


class SplitAlreadyError(DomainError):
    message = _("This proposal is split already.")


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its title and what it proposes; without its own words it proposes the whole."""

    title: Bilingual
    solution: Bilingual = field(default_factory=Bilingual)

    def values(self) -> dict[str, Bilingual]:
        own = {"title": self.title, "solution": self.solution}
        return {name: text for name, text in own.items() if text}


@transaction.atomic
def split(proposal: Proposal, *, parts: Iterable[Part], at: datetime, by: User) -> list[Proposal]:
    """Make several proposals out of one, each with its authors, supporters and words.

    Everybody reads the parts once the decision to split is published (`show_parts`).
    """
    wanted = list(parts)
    if len(wanted) < FEWEST:
        raise TooFewPartsError
    whole = open_for_review(proposal)
    if parts_of(whole):
        raise SplitAlreadyError
    return [_part(whole, part, at=at, by=by) for part in wanted]


def parts_of(proposal: Proposal) -> list[Proposal]:
    """Give the parts into which it was split, the first one first."""
    descents = proposal.descendants.filter(how=Origin.SPLIT).order_by("pk")
    return [descent.target for descent in descents.select_related("target__record")]


@transaction.atomic
def show_parts(proposal: Proposal, *, by: User | None) -> None:
    """Show the parts to everybody, where the whole is public."""
    for part in parts_of(proposal):
        register.tie(proposal.record, part.record, Tie.SPLIT_INTO)
        if proposal.record.is_public:
            register.publish(part.record, by=by, says=_("published this proposal"))


def _part(whole: Proposal, part: Part, *, at: datetime, by: User) -> Proposal:
    record = register.enrol(
        Kind.PROPOSAL,
        reference=f"US-{whole.plan.code}-###",
        title=part.title,
        by=by,
        says=_("split this proposal off another"),
    )
    status = first_step(Standing.SCREENED)
    texts = {name: getattr(whole, name) for name in TEXTS} | checked(part.values())
    made = Proposal.objects.create(
        plan=whole.plan,
        record=record,
        stage=whole.stage,
        format=whole.format,
        institutions_words=whole.institutions_words,
        theme=whole.theme,
        status=status,
        standing=status.standing,
        status_since=at,
        submitted_at=whole.submitted_at,
        **texts,
    )
    for name in SETS:
        getattr(made, name).set(getattr(whole, name).all())
    Descent.objects.create(source=whole, target=made, how=Origin.SPLIT)
    _take_people(whole, made, at=at)
    _take_files(whole, made, by=by)
    describe(made)
    return made


def _take_people(whole: Proposal, part: Proposal, *, at: datetime) -> None:
    """Let the first author lead the part too; the others and the supporters follow."""
    lead = whole.authors.get(left_at=None, role=AuthorRole.LEAD)
    Author.objects.create(
        proposal=part,
        role=AuthorRole.LEAD,
        is_named=lead.is_named,
        came_from=whole,
        joined_at=at,
        **identity(lead),
    )
    take_authors(whole, part, at=at)
    take_supporters(whole, part)


def _take_files(whole: Proposal, part: Proposal, *, by: User) -> None:
    """Let the files of the whole lie beside the part too: each part is decided by itself."""
    for one in whole.record.attachments.select_related("file"):
        register.attach(part.record, one.file, title=one.title, alt=one.alt, by=by)
