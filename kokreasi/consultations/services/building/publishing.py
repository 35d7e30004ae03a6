"""Publish a consultation once nothing is missing, and correct what is asked afterwards."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.services import consultations
from kokreasi.consultations.services.building.whole import keep_whole
from kokreasi.consultations.soundness import Gap, gaps
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.register.models import Version


class IncompleteError(DomainError):
    message = _("Something is missing that nobody could answer without. The list says what.")


class NothingChangedError(DomainError):
    message = _("Nothing differs from what the public reads.")


@transaction.atomic
def publish(consultation: Consultation, *, by: User | None) -> Version:
    """Freeze what is asked and show it to everybody, unless something is missing."""
    now = consultations.locked(consultation)
    _check(now)
    return consultations.publish(now, by=by)


@transaction.atomic
def correct(consultation: Consultation, *, reason: str, by: User) -> Version:
    """Put what was written since in the place of what the public reads, with a reason.

    After the first answer only what leaves the answers their sense is taken (`comparing`).
    """
    now = consultations.locked(consultation)
    _check(now)
    before = now.record.version_id
    version = consultations.correct(now, reason=reason, by=by)
    if version.pk == before:
        raise NothingChangedError
    return version


def _check(consultation: Consultation) -> None:
    keep_whole(consultation)
    if blocking(consultation):
        raise IncompleteError


def blocking(consultation: Consultation) -> list[Gap]:
    """List what must be there before anybody is asked."""
    sheet = sheet_of(consultation)
    found = gaps(sheet, has_statements=consultation.statements.exists())
    return [gap for gap in found if gap.is_blocking]
