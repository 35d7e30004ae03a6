"""Enter what somebody answered on paper, in a meeting or by WhatsApp: once, and never over.

Two facilitators may hold the same paper. Whoever comes second is told so: the same content is
told to be the same, other content is set beside what is kept, and nothing is overwritten. What was
typed wrongly is corrected as an act of its own, with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.definition.judging import Judged, judge
from kokreasi.consultations.errors import (
    DayOutsideError,
    EnteringOverError,
    SheetNotEnteredError,
    SheetVoidError,
)
from kokreasi.consultations.models import (
    Background,
    Coding,
    Consultation,
    Quotation,
    Sheet,
    Submission,
    Trace,
)
from kokreasi.consultations.queries.wording import asked_in
from kokreasi.consultations.queries.writings import may_quote
from kokreasi.consultations.services.consultations import locked
from kokreasi.consultations.services.drafts import printed
from kokreasi.consultations.services.paper import next_number
from kokreasi.consultations.services.receiving import FaultyError, Origin, Receipt, receive
from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh
from kokreasi.core.page_cache import forget_pages
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

NOON = time(12)


class EnteredDifferentlyError(DomainError):
    """The sheet has been entered with other content; `sheet` is as it stands now."""

    message = _("This sheet was entered before, and not with the same answers. Nothing changed.")

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet


@dataclass(frozen=True, slots=True)
class Typed:
    """What a facilitator typed: answers by their keys, how they came, and on which day."""

    answers: Mapping[str, Any]
    channel: Channel
    day: date
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Entered:
    """A sheet with the receipt of its answer."""

    sheet: Sheet
    receipt: Receipt


@transaction.atomic
def enter(sheet: Sheet, typed: Typed, *, by: User, at: datetime) -> Entered:
    """Keep what stands on a numbered sheet; the same again gives the same receipt.

    Raises `EnteringOverError`, `DayOutsideError`, `SheetVoidError`, `FaultyError` and
    `EnteredDifferentlyError`.
    """
    consultation = _open(sheet.consultation, typed, at)
    now = _fresh(sheet)
    if now.is_void:
        raise SheetVoidError
    if now.is_entered:
        return _again(now, typed)
    return _keep(now, consultation, typed, source=f"sheet-{now.number}", by=by, at=at)


@transaction.atomic
def enter_new(
    consultation: Consultation, typed: Typed, *, version: int, key: str, by: User, at: datetime
) -> Entered:
    """Keep what stands on a sheet without a number, under the next one.

    `key` is that of the page on which it was typed: the same page sent twice is one sheet.
    """
    now = _open(consultation, typed, at)
    source = f"page-{key}"
    before = Trace.objects.filter(consultation=now, source=source).first()
    if before is not None:
        return _again(_fresh(Sheet.objects.get(submission=before.submission_id)), typed)
    sheet = Sheet.objects.create(
        consultation=now, number=next_number(now), version=version, language=typed.language
    )
    return _keep(sheet, now, typed, source=source, by=by, at=at)


@transaction.atomic
def correct(
    sheet: Sheet, typed: Typed, *, seen: str, reason: str, by: User, at: datetime
) -> Entered:
    """Put what was typed in the place of what was entered wrongly; the receipt stays.

    `seen` is the print of what was kept as the facilitator saw it (`print_of`); where it changed
    since, `EnteredDifferentlyError` shows it again.
    """
    if not reason.strip():
        raise ReasonMissingError
    consultation = _open(sheet.consultation, typed, at)
    now = _fresh(sheet)
    submission = now.submission
    if submission is None:
        raise SheetNotEnteredError
    judged = judged_on(now, typed)
    if seen != print_of(now):
        raise EnteredDifferentlyError(now)
    before = submission.answers
    _replace(submission, judged, typed)
    _let_go_of_texts(submission, before)
    now.channel = typed.channel
    now.save(update_fields=["channel"])
    register.record(
        "consultation.sheet_corrected",
        consultation.record,
        by=by,
        says=_("corrected what was entered from a sheet of paper"),
        changes=[Change(_("sheet"), None, str(now.number))],
        reason=reason.strip(),
        is_public=False,
    )
    return Entered(_fresh(now), Receipt(submission, is_new=False))


def _open(consultation: Consultation, typed: Typed, at: datetime) -> Consultation:
    """Lock the consultation. Raises where nothing is entered any more, or not of that day."""
    now = locked(consultation)
    if not now.takes_sheets_at(at):
        raise EnteringOverError
    first, last = days_of(now, at)
    if not first <= typed.day <= last:
        raise DayOutsideError
    return now


def days_of(consultation: Consultation, at: datetime) -> tuple[date, date]:
    """Give the first and the last day on which something that is entered now can be answered."""
    opens, closes, today = (
        moment.astimezone(WIB).date()
        for moment in (consultation.opens_at, consultation.closes_at, at)
    )
    return opens, min(closes, today)


def _fresh(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.select_related("consultation", "submission__background", "entered_by")
    return fresh(rows, sheet.pk)


def judged_on(sheet: Sheet, typed: Typed) -> Judged:
    """Judge what was typed by the words on the sheet. Raises `FaultyError`."""
    definition = asked_in(sheet.consultation, sheet.version).definition
    judged = judge(definition, typed.answers, may_have_gaps=True)
    if judged.faults:
        raise FaultyError(judged.faults)
    return judged


def _again(sheet: Sheet, typed: Typed) -> Entered:
    submission, judged = sheet.submission, judged_on(sheet, typed)
    if submission is None or kept_of(sheet) != (judged.answers, judged.background):
        raise EnteredDifferentlyError(sheet)
    return Entered(sheet, Receipt(submission, is_new=False))


def kept_of(sheet: Sheet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what is kept of a sheet: about the matter, and about the person."""
    if sheet.submission is None:
        return {}, {}
    has_background = hasattr(sheet.submission, "background")
    return sheet.submission.answers, sheet.submission.background.values if has_background else {}


def print_of(sheet: Sheet) -> str:
    """Give a short print of what is kept of a sheet, by which a change is noticed."""
    return printed([sorted(part.items()) for part in kept_of(sheet)])


def _keep(
    sheet: Sheet, consultation: Consultation, typed: Typed, *, source: str, by: User, at: datetime
) -> Entered:
    origin = Origin(channel=typed.channel, source=source, language=typed.language)
    noon = datetime.combine(typed.day, NOON, WIB)
    receipt = receive(consultation, typed.answers, version=sheet.version, origin=origin, at=noon)
    sheet.submission, sheet.channel = receipt.submission, typed.channel
    sheet.entered_by, sheet.entered_on = by, at.astimezone(WIB).date()
    sheet.save(update_fields=["submission", "channel", "entered_by", "entered_on"])
    return Entered(sheet, receipt)


def _replace(submission: Submission, judged: Judged, typed: Typed) -> None:
    submission.answers, submission.channel = judged.answers, typed.channel
    submission.day, submission.language = typed.day, typed.language
    submission.save(update_fields=["answers", "channel", "day", "language"])
    Background.objects.filter(submission=submission).delete()
    if judged.background:
        Background.objects.create(submission=submission, values=judged.background)


def _let_go_of_texts(submission: Submission, before: Mapping[str, Any]) -> None:
    """Take words out of findings that stand on the sheet no more, or may not be quoted."""
    now = submission.answers
    Coding.objects.filter(submission=submission).exclude(place__in=now.keys()).delete()
    for quotation in Quotation.objects.filter(submission=submission):
        place = quotation.place
        if now.get(place) != before.get(place) or not may_quote(now, place):
            quotation.delete()
    transaction.on_commit(forget_pages)
