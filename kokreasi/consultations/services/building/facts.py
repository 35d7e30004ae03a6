"""What is said about a consultation while it is prepared: facts, parts, days, publication."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.errors import ClosedError, DaysReversedError, ShortCodeTakenError
from kokreasi.consultations.models import Consultation, Part
from kokreasi.consultations.models.consultations import GRACE
from kokreasi.consultations.queries import wording
from kokreasi.consultations.services import consultations
from kokreasi.consultations.services.building.whole import keep_whole, tell
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

PROMISED = frozenset({"opens_at", "closes_at", "short_code"})


class AnnouncedError(DomainError):
    message = _(
        "The consultation is announced: its days are changed with a reason, and its short link"
        " stays."
    )


class UsedPartError(DomainError):
    message = _("This part holds something already. Take that away first.")


class ForgottenError(DomainError):
    message = _(
        "What people said about themselves was deleted, as was promised: this consultation is not"
        " opened again."
    )


class NotAnnouncedError(DomainError):
    message = _("Nobody was told of days yet: change them among the facts.")


@transaction.atomic
def change(
    consultation: Consultation, values: Mapping[str, Any], *, seen: int, by: User | None
) -> Consultation:
    """Change facts of a consultation; days and short link only before it is announced."""
    now = consultations.locked(consultation)
    moved = {name for name in PROMISED & values.keys() if values[name] != getattr(now, name)}
    if moved and now.record.is_public:
        raise AnnouncedError
    try:
        with transaction.atomic():
            changed = consultations.change(consultation, values, seen=seen, by=by)
    except IntegrityError as error:  # two gave the same short link at this very moment
        raise ShortCodeTakenError from error
    keep_whole(changed)
    return changed


@transaction.atomic
def choose_parts(
    consultation: Consultation, kinds: Collection[PartKind], *, by: User | None
) -> None:
    """Make exactly these the parts; one that holds something is not taken away in silence."""
    now = consultations.locked(consultation)
    before = {PartKind(part.kind): part for part in now.parts.all()}
    for kind in before.keys() - set(kinds):
        if _is_used(now, kind):
            raise UsedPartError
        before[kind].delete()
    Part.objects.bulk_create(
        Part(consultation=now, kind=kind, position=list(PartKind).index(kind) + 1)
        for kind in PartKind
        if kind in kinds and kind not in before
    )
    keep_whole(now)
    if set(kinds) != set(before):
        old, new = ([kind.label for kind in PartKind if kind in some] for some in (before, kinds))
        changes = [Change(_("parts"), old, new)]
        tell(now, "parts.chosen", by=by, says=_("chose the parts"), changes=changes)


def _is_used(consultation: Consultation, kind: PartKind) -> bool:
    match kind:
        case PartKind.QUESTIONNAIRE:
            return consultation.pages.exists()
        case PartKind.STATEMENTS:
            return consultation.statements.exists()
        case PartKind.TEXT:
            return consultation.text_comments.exists()


@transaction.atomic
def change_part(part: Part, values: Mapping[str, Any], *, seen: int, by: User | None) -> Part:
    """Change the heading or the first words of a part."""
    now = consultations.locked(part.consultation)
    return register.revise(
        part,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="part.changed",
        says=_("changed the words of a part"),
        is_public=False,
    )


@transaction.atomic
def set_days(
    consultation: Consultation,
    *,
    opens_at: datetime,
    closes_at: datetime,
    reason: str,
    at: datetime,
    by: User,
) -> Consultation:
    """Open or close an announced consultation at another moment; everybody is told why.

    What is asked stays as it was frozen: other words that wait for a correction are not published
    along with it. What has closed already is not opened again in silence: its closing may be
    moved, its opening no more; its results are made again then. `at` is now.
    """
    if not reason.strip():
        raise ReasonMissingError
    now = consultations.locked(consultation)
    frozen = wording.current(now)
    if frozen is None or not now.record.is_public:
        raise NotAnnouncedError
    _check_days(now, opens_at, closes_at, at=at)
    changed = register.revise(
        now,
        {"opens_at": opens_at, "closes_at": closes_at},
        seen=now.revision,
        about=now.record,
        by=by,
        event="consultation.rescheduled",
        says=_("changed from when to when one can answer"),
        reason=reason,
    )
    if closes_at + GRACE > at:
        changed.concluded_at = None
        changed.save(update_fields=["concluded_at"])
    sheet = replace(frozen, opens_at=opens_at, closes_at=closes_at)
    register.freeze(now.record, sheet.content(), by=by, reason=reason)
    return changed


def _check_days(
    now: Consultation, opens_at: datetime, closes_at: datetime, *, at: datetime
) -> None:
    if closes_at <= opens_at:
        raise DaysReversedError
    if now.opens_at <= at and opens_at != now.opens_at:
        raise ClosedError(_("It has opened already; that moment stays."))
    if closes_at + GRACE > at and now.dropped_at is not None:
        raise ForgottenError


@transaction.atomic
def withdraw(consultation: Consultation, *, reason: str, by: User) -> None:
    """Take a consultation out of the public's sight; nobody can answer any more."""
    now = consultations.locked(consultation)
    register.withdraw(now.record, by=by, reason=reason)
