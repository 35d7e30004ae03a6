"""Put what people wrote under a finding, and take it out again. A person does it, no machine."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Coding, Finding, Quotation, Submission
from kokreasi.core.errors import DomainError
from kokreasi.core.page_cache import forget_pages
from kokreasi.people.models import User
from kokreasi.register import services as register


class NoTextError(DomainError):
    message = _("Choose at least one text.")


class ForeignTextError(DomainError):
    message = _("One of these texts belongs to another consultation, or is not there any more.")


@transaction.atomic
def code(finding: Finding, texts: Iterable[tuple[UUID, str]], *, by: User) -> int:
    """Put texts, each an answer and a place in it, under a finding; tell how many are new."""
    wanted = set(texts)
    if not wanted:
        raise NoTextError
    _check(finding, wanted)
    standing = set(finding.codings.values_list("submission", "place"))
    new = sorted(wanted - standing)
    Coding.objects.bulk_create(
        [Coding(finding=finding, submission_id=key, place=place, by=by) for key, place in new],
        ignore_conflicts=True,
    )
    if new:
        says = format_lazy(
            "{says} ({count})", says=_("put texts under this finding"), count=len(new)
        )
        register.record("finding.coded", finding.record, by=by, says=says, is_public=False)
    transaction.on_commit(forget_pages)
    return len(new)


def _check(finding: Finding, wanted: set[tuple[UUID, str]]) -> None:
    keys = {key for key, _place in wanted}
    rows = Submission.objects.filter(pk__in=keys, consultation=finding.consultation_id)
    answers = dict(rows.values_list("pk", "answers"))
    if any(place not in answers.get(key, ()) for key, place in wanted):
        raise ForeignTextError


@transaction.atomic
def take_out(coding: Coding, *, by: User) -> None:
    """Take a text out of a finding, and the quotation from it; twice is once."""
    Quotation.objects.filter(
        finding=coding.finding_id, submission=coding.submission_id, place=coding.place
    ).delete()
    gone, _each = Coding.objects.filter(pk=coding.pk).delete()
    if gone:
        register.record(
            "finding.text_removed",
            coding.finding.record,
            by=by,
            says=_("took a text out of this finding"),
            is_public=False,
        )
    transaction.on_commit(forget_pages)
