"""Forget, on the days that were promised, what is known of people beside their answers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kokreasi.consultations.models import (
    AnswerFile,
    Background,
    Consultation,
    Draft,
    Participant,
    Statement,
    TextComment,
    Trace,
)
from kokreasi.consultations.services.importing.undoing import forget_files
from kokreasi.core.locking import fresh

DEVICES = (Participant, Statement, TextComment)
"""What is known to come from a device, until this is forgotten."""
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
    closed = Consultation.objects.filter(concluded_at__isnull=False, closes_at__lte=now)
    return [one for one in closed.filter(Q(dropped_at=None) | _has_some()) if is_due(one, now)]


def _has_some() -> Q:
    """Ask for what is to be dropped: a file may bring answers long after the rest was."""
    own = {"consultation": OuterRef("pk")}
    said = Background.objects.filter(submission__consultation=OuterRef("pk"))
    files = AnswerFile.objects.filter(file__isnull=False, **own)
    return Q(Exists(Trace.objects.filter(**own))) | Q(Exists(said)) | Q(Exists(files))


def is_due(consultation: Consultation, now: datetime) -> bool:
    """Tell whether what people said about themselves is to be dropped by now.

    While the final results are not made it is kept: nothing could be counted by it any more.
    """
    kept = timedelta(days=consultation.keeps_background_for)
    return consultation.concluded_at is not None and consultation.closes_at + kept <= now


@transaction.atomic
def forget_people(consultation: Consultation, *, at: datetime) -> bool:
    """Drop what people said about themselves, traces of devices and sheets, and files.

    The answers stay, under random numbers. Says whether there was something to do.
    """
    now = fresh(Consultation.objects.all(), consultation.pk)
    has_some = Consultation.objects.filter(_has_some(), pk=now.pk).exists()
    if not is_due(now, at) or (now.dropped_at is not None and not has_some):
        return False
    Background.objects.filter(submission__consultation=now).delete()
    Trace.objects.filter(consultation=now).delete()
    forget_files(now)
    now.sheets.update(submission=None)
    for model in DEVICES:
        model._base_manager.filter(consultation=now).exclude(device="").update(device="")
    now.dropped_at = now.dropped_at or at
    now.save(update_fields=["dropped_at"])
    return True
