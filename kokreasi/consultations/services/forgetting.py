"""Forget, on the days that were promised, what is known of people beside their answers."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kokreasi.consultations.choices import UNMADE
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
    What a file brings after the rest was dropped is due at once.
    """
    closed = Consultation.objects.filter(closes_at__lte=now)
    due = closed.filter(Q(_holds_something(), dropped_at=None) | _holds_people())
    return [one for one in due.select_related("record__version") if is_due(one, now)]


def _holds_something() -> Q:
    known = [model._base_manager.exclude(device="") for model in BY_DEVICE]
    kept = [Submission._base_manager.all(), AnswerFile._base_manager.all(), *known]
    return reduce(or_, (Q(Exists(rows.filter(consultation=OuterRef("pk")))) for rows in kept))


def _holds_people() -> Q:
    """Ask for what a file brought of people, or holds."""
    here = {"consultation": OuterRef("pk")}
    said = Background.objects.filter(submission__consultation=OuterRef("pk"))
    files = AnswerFile.objects.filter(file__isnull=False, **here)
    return Q(Exists(Trace.objects.filter(**here))) | Q(Exists(said)) | Q(Exists(files))


def is_due(consultation: Consultation, now: datetime) -> bool:
    """Tell whether what people said about themselves is to be dropped by now.

    While the final results are not made it is kept, and while any are being made: nothing could be
    counted by it any more. Of a consultation that was withdrawn none are made.
    """
    is_withdrawn = consultation.record.version_id is not None and not consultation.is_public
    is_over = consultation.concluded_at is not None or is_withdrawn
    is_late = consultation.closes_at + timedelta(days=days_kept(consultation)) <= now
    return is_over and is_late and not consultation.results.filter(state__in=UNMADE).exists()


@transaction.atomic
def forget_people(consultation: Consultation, *, at: datetime) -> bool:
    """Drop what people said about themselves, traces of devices and sheets, and files.

    Answers stay under random numbers, votes and words without the device they came from. Says
    whether there was something to do. Files are locked first, as an import locks them that may
    bring answers at this very moment.
    """
    files = AnswerFile.objects.filter(consultation=consultation)
    hold(files, files.values_list("pk", flat=True))
    now = fresh(Consultation.objects.select_related("record__version"), consultation.pk)
    if not is_due(now, at):
        return False
    if now.dropped_at and not Consultation.objects.filter(_holds_people(), pk=now.pk).exists():
        return False
    Background.objects.filter(submission__consultation=now).delete()
    Trace.objects.filter(consultation=now).delete()
    for model in BY_DEVICE:
        model._base_manager.filter(consultation=now).exclude(device="").update(device="")
    forget_files(now)
    now.sheets.update(submission=None)
    now.dropped_at = now.dropped_at or at
    now.save(update_fields=["dropped_at"])
    return True
