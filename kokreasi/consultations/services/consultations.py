"""Arrange a consultation, change it, publish what is asked, correct it with a visible version."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.errors import (
    DaysReversedError,
    NothingAskedError,
    ShortCodeTakenError,
)
from kokreasi.consultations.models import Consultation, Part
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.locking import fresh
from kokreasi.people.models import User
from kokreasi.plans.models import Stage
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Version
from kokreasi.register.services import ReasonMissingError

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 6


@transaction.atomic
def arrange(
    stage: Stage,
    *,
    title: Bilingual,
    opens_at: datetime,
    closes_at: datetime,
    by: User | None,
    kinds: tuple[PartKind, ...] = (PartKind.QUESTIONNAIRE,),
    short_code: str = "",
    **fields: Any,
) -> Consultation:
    """Open a consultation that only the secretariat sees until it is published."""
    _check_days(opens_at, closes_at)
    record = register.enrol(
        Kind.CONSULTATION,
        reference=f"KSP-{stage.plan.code}-##",
        title=title,
        summary=fields.get("summary"),
        by=by,
        says=_("arranged this consultation"),
    )
    register.find_by(
        record,
        [(FacetName.PLAN, stage.plan.reference), (FacetName.STAGE, stage.reference)],
    )
    consultation = Consultation(
        stage=stage,
        record=record,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        short_code=short_code or _new_code(),
        **fields,
    )
    _add(consultation)
    Part.objects.bulk_create(
        Part(consultation=consultation, kind=kind, position=position)
        for position, kind in enumerate(kinds, start=1)
    )
    return consultation


def _check_days(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise DaysReversedError


def _new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


def _add(consultation: Consultation) -> None:
    """Keep a new consultation; of two with the same short link the second is refused."""
    try:
        with transaction.atomic():
            consultation.save(force_insert=True)
    except IntegrityError as error:
        raise ShortCodeTakenError from error


def locked(consultation: Consultation) -> Consultation:
    """Give the consultation as it stands now, and keep others from changing it until the end."""
    rows = Consultation.objects.select_related("record__version", "stage__plan", "stage__record")
    return fresh(rows, consultation.pk)


@transaction.atomic
def change(
    consultation: Consultation, values: Mapping[str, Any], *, seen: int, by: User | None
) -> Consultation:
    """Change what is said about a consultation; the public sees it with the next version."""
    now = locked(consultation)
    _check_days(values.get("opens_at", now.opens_at), values.get("closes_at", now.closes_at))
    changed = register.revise(
        now,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="consultation.changed",
        says=_("changed this consultation"),
        is_public=False,
    )
    if not changed.record.is_public:  # else it is known by what was published
        _describe(changed)
    return changed


def _describe(consultation: Consultation) -> None:
    """Let the public find the consultation by its words."""
    register.describe(consultation.record, title=consultation.title, summary=consultation.summary)


@transaction.atomic
def publish(consultation: Consultation, *, by: User | None) -> Version:
    """Freeze what is asked and show it to everybody; it can be answered once it opens."""
    now = locked(consultation)
    sheet = sheet_of(now)
    asks = any(screen.questions for screen in sheet.definition.screens)
    if not asks and not now.statements.exists() and sheet.part(PartKind.TEXT) is None:
        raise NothingAskedError
    version = register.freeze(now.record, sheet.content(), by=by)
    register.publish(now.record, by=by, says=_("published this consultation"))
    return version


@transaction.atomic
def correct(consultation: Consultation, *, by: User, reason: str) -> Version:
    """Freeze the wording anew, with a reason; each answer keeps the version it was given to."""
    if not reason.strip():
        raise ReasonMissingError
    now = locked(consultation)
    before = now.record.version
    version = register.freeze(now.record, sheet_of(now).content(), by=by, reason=reason)
    if before is None or version.pk != before.pk:
        _describe(now)
        register.record(
            "consultation.corrected",
            now.record,
            by=by,
            says=_("corrected what is asked"),
            reason=reason,
        )
    return version
