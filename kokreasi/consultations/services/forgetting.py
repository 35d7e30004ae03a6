"""Forget, on the days that were promised, what is known of people beside their answers."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kokreasi.consultations.models import (
    AnswerFile,
    Background,
    Consultation,
    Draft,
    Participant,
    Statement,
    Submission,
    TextComment,
    Trace,
)
from kokreasi.consultations.queries.wording import days_kept
from kokreasi.consultations.services.importing.undoing import forget_files
from kokreasi.core.locking import fresh, hold

UNSENT_KEPT = timedelta(days=30)
"""How long after closing somebody may still look at what was never sent."""
BY_DEVICE = (Participant, Statement, TextComment)
"""What stays, and is known by a hash of the device for as long as traces are kept."""


def forget(now: datetime) -> list[Consultation]:
    """Forget what is due in every consultation; give those whose traces went."""
    forget_unsent(now)
    return [consultation for consultation in _due(now) if forget_people(consultation, at=now)]


def forget_unsent(now: datetime) -> int:
    """Forget answers that were never sent, 30 days after closing."""
    gone, _rows = Draft.objects.filter(consultation__closes_at__lte=now - UNSENT_KEPT).delete()
    return gone


def _due(now: datetime) -> list[Consultation]:
    """Give the consultations whose days are over and whose results are made, or never will be.

    Where nothing has come yet nothing is dropped: a survey of long ago may still be imported.
    """
    here = {"consultation": OuterRef("pk")}
    kept = [model._base_manager.filter(**here) for model in (Submission, AnswerFile)]
    known = [model._base_manager.filter(**here).exclude(device="") for model in BY_DEVICE]
    holds_something = reduce(or_, (Q(Exists(rows)) for rows in (*kept, *known)))
    closed = Consultation.objects.filter(holds_something, dropped_at=None, closes_at__lte=now)
    return [one for one in closed.select_related("record__version") if is_due(one, now)]


def is_due(consultation: Consultation, now: datetime) -> bool:
    """Tell whether what people said about themselves is to be dropped by now.

    While the final results are not made it is kept: nothing could be counted by it any more. Of a
    consultation that was withdrawn none are made.
    """
    is_withdrawn = consultation.record.version_id is not None and not consultation.is_public
    is_over = consultation.concluded_at is not None or is_withdrawn
    return is_over and consultation.closes_at + timedelta(days=days_kept(consultation)) <= now


@transaction.atomic
def forget_people(consultation: Consultation, *, at: datetime) -> bool:
    """Drop what people said about themselves, traces of devices and sheets, and files; once.

    Answers stay under random numbers, votes and words without the device they came from. Says
    whether there was something to do. Files are locked first, as an import locks them that may
    bring answers at this very moment.
    """
    files = AnswerFile.objects.filter(consultation=consultation)
    hold(files, files.values_list("pk", flat=True))
    now = fresh(Consultation.objects.select_related("record__version"), consultation.pk)
    if now.dropped_at is not None or not is_due(now, at):
        return False
    Background.objects.filter(submission__consultation=now).delete()
    Trace.objects.filter(consultation=now).delete()
    for model in BY_DEVICE:
        model._base_manager.filter(consultation=now).exclude(device="").update(device="")
    forget_files(now)
    now.sheets.update(submission=None)
    now.dropped_at = at
    now.save(update_fields=["dropped_at"])
    return True
