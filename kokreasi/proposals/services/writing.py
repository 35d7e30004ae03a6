"""Write a proposal: start, save as one goes, throw away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.models import Correspondent
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.services.order import locked as plan_as_it_stands
from kokreasi.proposals.choices import AuthorRole, Format, Standing
from kokreasi.proposals.errors import GoneOrganisationError, SubmittedError
from kokreasi.proposals.models import Author, Proposal
from kokreasi.proposals.services.describing import TEXTS
from kokreasi.proposals.services.moving import first_step, locked
from kokreasi.proposals.wording import checked
from kokreasi.register import services as register
from kokreasi.register.choices import Kind

UNTOLD = _("Draft of a proposal")


@transaction.atomic
def begin(
    plan: Plan,
    *,
    at: datetime,
    by: User | None,
    organisation: Organisation | None = None,
    correspondent: Correspondent | None = None,
    format: Format = Format.SHORT,  # noqa: A002
    title: Bilingual | None = None,
    texts: Mapping[str, Any] | None = None,
    is_named: bool = False,
) -> Proposal:
    """Start a draft of an organisation, a person or somebody without an account.

    The register gives it a reference and knows no word of it until it is submitted. `is_named`
    tells whether everybody may read the name of a person. Whoever has a draft that says just this,
    because a button was pressed twice, gets it again.
    """
    check_standing(organisation)
    words = checked({**(texts or {}), "title": title or Bilingual()})
    author = Author(
        role=AuthorRole.LEAD,
        organisation=organisation,
        user=by,
        correspondent=correspondent,
        is_named=is_named,
        joined_at=at,
    )
    held = plan_as_it_stands(plan)
    return _begun(held, author, words) or _opened(held, author, words, format, at=at, by=by)


def _begun(plan: Plan, author: Author, words: Mapping[str, Any]) -> Proposal | None:
    """Find the draft of the same author in which the same texts stand, and no others."""
    same = Author.objects.filter(
        role=AuthorRole.LEAD,
        left_at=None,
        organisation=author.organisation,
        user=author.user,
        correspondent=author.correspondent,
    )
    drafts = plan.proposals.filter(standing=Standing.DRAFT, pk__in=same.values("proposal"))
    for draft in drafts.select_related("record", "plan__record"):
        if all(getattr(draft, name) == words.get(name, Bilingual()) for name in TEXTS):
            return draft
    return None


def _opened(
    plan: Plan,
    author: Author,
    words: Mapping[str, Any],
    shape: Format,
    *,
    at: datetime,
    by: User | None,
) -> Proposal:
    record = register.enrol(
        Kind.PROPOSAL,
        reference=f"US-{plan.code}-###",
        title=Bilingual.of(UNTOLD),
        by=by,
        says=_("began a proposal"),
        is_found=False,
    )
    author.proposal = Proposal.objects.create(
        plan=plan,
        record=record,
        format=shape,
        status=first_step(Standing.DRAFT),
        status_since=at,
        **words,
    )
    author.save()
    return author.proposal


def check_standing(organisation: Organisation | None) -> None:
    """Refuse an organisation that was merged, or taken out of the directory."""
    if organisation is None:
        return
    if organisation.is_merged or not organisation.record.is_public:
        raise GoneOrganisationError


@transaction.atomic
def write(proposal: Proposal, values: Mapping[str, Any], *, seen: int) -> Proposal:
    """Save what was written into a draft; raises `StaleError` where a co-author wrote the same.

    Signs that nobody sees are left out; a title with a link or such signs is refused.
    """
    if not locked(proposal).is_draft:
        raise SubmittedError
    written, _changes = register.rewrite(proposal, checked(values), seen=seen)
    return written


@transaction.atomic
def discard(proposal: Proposal) -> None:
    """Throw a draft away; nobody but its authors knew of it."""
    now = locked(proposal)
    if not now.is_draft:
        raise SubmittedError
    record = now.record
    now.delete()
    register.strike(record)
