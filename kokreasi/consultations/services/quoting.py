"""Show words of an answer under a finding: with consent, and without what leads to the person."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Finding, Quotation, Submission
from kokreasi.consultations.queries.writings import may_quote
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh
from kokreasi.core.page_cache import forget_pages
from kokreasi.core.wording import tidied
from kokreasi.insights.veils import veils_offered
from kokreasi.people.models import User
from kokreasi.register import services as register

VEIL = "[…]"
"""Stands where words were left out."""


class NoConsentError(DomainError):
    message = _("Whoever wrote this did not agree to be quoted.")


class NotCodedError(DomainError):
    message = _("Put this text under the finding first.")


class OtherWordsError(DomainError):
    message = _("A quotation leaves words out, with […]; it does not change or add any.")


@transaction.atomic
def quote(
    finding: Finding, submission: UUID, place: str, *, text: str, is_shown: bool, by: User
) -> Quotation:
    """Keep words of a text as a quotation, shown with the finding or only prepared."""
    words = tidied(text).strip()
    if not finding.codings.filter(submission=submission, place=place).exists():
        raise NotCodedError
    answers = fresh(Submission.objects.all(), submission).answers  # type: ignore[arg-type]
    if not may_quote(answers, place):
        raise NoConsentError
    if not is_taken_from(words, str(answers[place])):
        raise OtherWordsError
    quotation, _is_new = Quotation.objects.update_or_create(
        finding=finding,
        submission_id=submission,
        place=place,
        defaults={"text": words, "is_shown": is_shown, "by": by},
    )
    register.record(
        "finding.quoted",
        finding.record,
        by=by,
        says=_("kept a quotation for this finding"),
        is_public=False,
    )
    transaction.on_commit(forget_pages)
    return quotation


def veiled(text: str) -> str:
    """Offer a text without what may lead to a person; whoever quotes it decides."""
    left, at = [], 0
    for span in veils_offered(text):
        left += [text[at : span.start], VEIL]
        at = span.end
    return "".join([*left, text[at:]])


def is_taken_from(quotation: str, original: str) -> bool:
    """Tell whether a quotation is the original with nothing but words left out, marked by […]."""
    left = " ".join(tidied(original).split())
    pieces = [" ".join(piece.split()) for piece in quotation.split(VEIL)]
    if not any(pieces):
        return False
    if len(pieces) == 1:
        return pieces[0] in left
    for piece in pieces:
        _before, found, left = left.partition(piece) if piece else ("", "…", left)
        if not found:
            return False
    return True


@transaction.atomic
def forget(finding: Finding, submission: UUID, place: str, *, by: User) -> None:
    """Take a quotation away; twice is once."""
    gone, _each = finding.quotations.filter(submission=submission, place=place).delete()
    if gone:
        register.record(
            "finding.quotation_removed",
            finding.record,
            by=by,
            says=_("took a quotation from this finding"),
            is_public=False,
        )
        transaction.on_commit(forget_pages)
