"""What lies beside the words of a draft: its files, and the institutions that it concerns."""

from django.db import transaction

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.models import File
from kokreasi.organisations.models import Organisation
from kokreasi.proposals.errors import SubmittedError, TooManyFilesError
from kokreasi.proposals.models import Enclosure, Proposal
from kokreasi.proposals.services.moving import locked
from kokreasi.proposals.services.writing import check_standing
from kokreasi.proposals.wording import kept

MOST_FILES = 10


@transaction.atomic
def enclose(
    proposal: Proposal, file: File, *, title: Bilingual, alt: Bilingual | None = None
) -> Enclosure:
    """Lay a file beside a draft, where only its authors see it; the same file lies there once."""
    now = _draft(proposal)
    known = now.enclosures.filter(file=file).first()
    if known is not None:
        return known
    if now.enclosures.count() >= MOST_FILES:
        raise TooManyFilesError
    return Enclosure.objects.create(
        proposal=now, file=file, title=kept(title), alt=kept(alt or Bilingual())
    )


@transaction.atomic
def take_out(enclosure: Enclosure) -> None:
    _draft(enclosure.proposal)
    enclosure.delete()


@transaction.atomic
def mention(proposal: Proposal, organisation: Organisation) -> None:
    """Note that a draft concerns an institution of the directory."""
    check_standing(organisation)
    _draft(proposal).institutions.add(organisation)


@transaction.atomic
def leave_out(proposal: Proposal, organisation: Organisation) -> None:
    _draft(proposal).institutions.remove(organisation)


def _draft(proposal: Proposal) -> Proposal:
    now = locked(proposal)
    if not now.is_draft:
        raise SubmittedError
    return now
