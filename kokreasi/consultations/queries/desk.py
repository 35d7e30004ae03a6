"""What the secretariat's pages about consultations read."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from kokreasi.consultations.choices import Standing
from kokreasi.consultations.models import Consultation
from kokreasi.core.days import WIB
from kokreasi.plans.models import Stage
from kokreasi.register.models import Version
from kokreasi.vocabularies.choices import StageMeaning


def standing(consultation: Consultation, now: datetime) -> Standing:
    """Tell where a consultation stands at this moment."""
    if not consultation.is_public:
        was_public = consultation.record.version_id is not None
        return Standing.WITHDRAWN if was_public else Standing.DRAFT
    if consultation.is_upcoming_at(now):
        return Standing.ANNOUNCED
    return Standing.OPEN if consultation.is_open_at(now) else Standing.CLOSED


def lines(visible: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Give consultations with what a list shows of each."""
    related = visible.select_related("record", "stage__record", "stage__plan__record")
    return related.annotate(answers=Count("submissions")).order_by("-opens_at", "-pk")


def offered_stages() -> QuerySet[Stage]:
    """Give every stage of plans that still run, those that ask the public first."""
    asks_first = Case(
        When(kind__meaning=StageMeaning.CONSULTATION, then=0),
        default=1,
        output_field=IntegerField(),
    )
    running = Stage.objects.filter(plan__finalised_at=None)
    return running.select_related("plan__record").order_by(
        "-plan__starts_on", asks_first, "position", "pk"
    )


def days_of(stage: Stage) -> tuple[datetime, datetime] | None:
    """Give the moments at which a stage begins and ends in WIB, or None where it has no days."""
    if stage.opens_on is None or stage.closes_on is None:
        return None
    midnight = time(tzinfo=WIB)
    after = stage.closes_on + timedelta(days=1)
    return datetime.combine(stage.opens_on, midnight), datetime.combine(after, midnight)


def versions_of(consultation: Consultation) -> QuerySet[Version]:
    """Give the versions of what was asked that everybody may read, the latest first."""
    return consultation.record.versions.shown().order_by("-number").defer("content")


def with_states(rows: Iterable[Consultation], now: datetime) -> list[tuple[Consultation, Standing]]:
    return [(row, standing(row, now)) for row in rows]


def those(rows: QuerySet[Consultation], wanted: str, now: datetime) -> QuerySet[Consultation]:
    """Keep consultations that stand there at this moment; all of them for another word."""
    public = Q(record__published_at__isnull=False)
    conditions = {
        Standing.DRAFT.value: Q(record__published_at=None, record__version=None),
        Standing.WITHDRAWN.value: Q(record__published_at=None, record__version__isnull=False),
        Standing.ANNOUNCED.value: public & Q(opens_at__gt=now),
        Standing.OPEN.value: public & Q(opens_at__lte=now, closes_at__gt=now),
        Standing.CLOSED.value: public & Q(closes_at__lte=now),
    }
    return rows.filter(conditions[wanted]) if wanted in conditions else rows
