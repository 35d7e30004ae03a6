"""Number sheets of paper, and say of those that will not come why not."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.errors import (
    EnteringOverError,
    NotPublishedError,
    SheetEnteredError,
    TooManySheetsError,
)
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.services.consultations import locked
from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.locking import fresh
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

MOST_AT_ONCE = 500


@transaction.atomic
def number_sheets(
    consultation: Consultation, *, count: int, language: str, by: User
) -> tuple[int, int]:
    """Number so many sheets with the words that the public reads now; give first and last."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise TooManySheetsError
    now = locked(consultation)
    version = now.record.version
    if not now.is_public or version is None:
        raise NotPublishedError
    first = next_number(now)
    Sheet.objects.bulk_create(
        Sheet(consultation=now, number=number, version=version.number, language=language)
        for number in range(first, first + count)
    )
    last = first + count - 1
    register.record(
        "consultation.sheets_numbered",
        now.record,
        by=by,
        says=_("numbered sheets of paper"),
        changes=[Change(_("sheets"), None, f"{first}–{last}")],
        is_public=False,
    )
    return first, last


def next_number(consultation: Consultation) -> int:
    """Give the first number that is free; whoever asks has locked the consultation."""
    last = consultation.sheets.aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


@transaction.atomic
def void(sheet: Sheet, *, reason: str, by: User, at: datetime) -> Sheet:
    """Say that a sheet will not be entered, and why: damaged, empty, given to nobody."""
    if not reason.strip():
        raise ReasonMissingError
    consultation = locked(sheet.consultation)
    now = fresh(Sheet.objects.all(), sheet.pk)
    if now.is_entered:
        raise SheetEnteredError
    if now.is_void:
        return now
    now.voided_on, now.voided_by, now.void_reason = at.astimezone(WIB).date(), by, reason.strip()
    now.save(update_fields=["voided_on", "voided_by", "void_reason"])
    register.record(
        "consultation.sheet_voided",
        consultation.record,
        by=by,
        says=_("made a sheet of paper void"),
        changes=[Change(_("sheet"), None, str(now.number))],
        reason=reason.strip(),
        is_public=False,
    )
    return now


@transaction.atomic
def void_rest(consultation: Consultation, *, reason: str, by: User, at: datetime) -> int:
    """Say of every sheet that is still out that it did not come back; give how many.

    Results are not made while sheets are out and may still be entered.
    """
    if not reason.strip():
        raise ReasonMissingError
    now = locked(consultation)
    day = at.astimezone(WIB).date()
    rest = now.sheets.out().update(voided_on=day, voided_by=by, void_reason=reason.strip())
    if rest:
        register.record(
            "consultation.sheets_voided",
            now.record,
            by=by,
            says=_("closed the sheets of paper that did not come back"),
            changes=[Change(_("sheets"), None, str(rest))],
            reason=reason.strip(),
            is_public=False,
        )
    return rest


@transaction.atomic
def take_back(sheet: Sheet, *, by: User, at: datetime) -> Sheet:
    """Let a void sheet be entered after all, because it was handed in."""
    consultation = locked(sheet.consultation)
    if not consultation.takes_sheets_at(at):
        raise EnteringOverError
    now = fresh(Sheet.objects.all(), sheet.pk)
    if not now.is_void:
        return now
    now.voided_on, now.voided_by, now.void_reason = None, None, ""
    now.save(update_fields=["voided_on", "voided_by", "void_reason"])
    register.record(
        "consultation.sheet_taken_back",
        consultation.record,
        by=by,
        says=_("took back that a sheet of paper was void"),
        changes=[Change(_("sheet"), None, str(now.number))],
        is_public=False,
    )
    return now
