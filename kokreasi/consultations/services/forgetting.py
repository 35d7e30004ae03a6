"""Forget, on the days that were promised, what is known of people beside their answers."""

from datetime import datetime, timedelta

from django.db import transaction

from kokreasi.consultations.models import Background, Consultation, Draft, Trace
from kokreasi.consultations.services.importing.undoing import forget_files
from kokreasi.core.locking import fresh

UNSENT_KEPT = timedelta(days=30)
"""How long after closing somebody may still look at what was never sent."""


def forget(now: datetime) -> list[Consultation]:
    """Forget what is due in every consultation; give those whose traces went."""
    forget_unsent(now)
    return [consultation for consultation in _due(now) if forget_people(consultation, at=now)]


def forget_unsent(now: datetime) -> int:
    """Forget answers that were never sent, 30 days after closing."""
    gone, _rows = Draft.objects.filter(consultation__closes_at__lte=now - UNSENT_KEPT).delete()
    return gone


def _due(now: datetime) -> list[Consultation]:
    """Give the consultations whose days are over and whose results are made."""
    closed = Consultation.objects.filter(
        dropped_at=None, concluded_at__isnull=False, closes_at__lte=now
    )
    return [one for one in closed if is_due(one, now)]


def is_due(consultation: Consultation, now: datetime) -> bool:
    """Tell whether what people said about themselves is to be dropped by now.

    While the final results are not made it is kept: nothing could be counted by it any more.
    """
    kept = timedelta(days=consultation.keeps_background_for)
    return consultation.concluded_at is not None and consultation.closes_at + kept <= now


@transaction.atomic
def forget_people(consultation: Consultation, *, at: datetime) -> bool:
    """Drop what people said about themselves, traces of devices and sheets, and files; once.

    The answers stay, under random numbers. Says whether there was something to do.
    """
    now = fresh(Consultation.objects.all(), consultation.pk)
    if now.dropped_at is not None or not is_due(now, at):
        return False
    Background.objects.filter(submission__consultation=now).delete()
    Trace.objects.filter(consultation=now).delete()
    now.sheets.update(submission=None)
    forget_files(now)
    now.dropped_at = at
    now.save(update_fields=["dropped_at"])
    return True
