"""Take an answer, once: from the web, from paper, from a file."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations import receipts
from kokreasi.consultations.choices import ASSISTED, Channel
from kokreasi.consultations.definition.judging import Judged, judge
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.models import Background, Consultation, Draft, Submission, Trace
from kokreasi.consultations.queries.wording import asked_in
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError

SLOT_SECONDS = 600
AT_ONCE = 1_000


class FaultyError(DomainError):
    """Answers that do not answer what is asked; `faults` says which and why."""

    message = _("Some answers are missing or cannot be right. Please look at them again.")

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__()
        self.faults = faults


class ChangedMeanwhileError(DomainError):
    message = _("Your answers were changed in another window. Please look at them once more.")


class AnsweredDifferentlyError(DomainError):
    """The same device, or the same line of a file, has answered already, and not with this."""

    message = _("An answer was sent from this device before. It is counted; this one is not.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from. `device` and `source` let it come once; both may be empty.

    What somebody else typed in (`is_assisted`) may leave required questions empty.
    """

    channel: Channel = Channel.WEB
    device: str = ""
    source: str = ""
    language: str = "id"

    @property
    def is_assisted(self) -> bool:
        return self.channel in ASSISTED


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer as it is kept; `is_new` is false where it had come before."""

    submission: Submission
    is_new: bool

    @property
    def code(self) -> str:
        return receipts.code_of(self.submission.pk)


def receive(
    consultation: Consultation,
    answers: Mapping[str, Any],
    *,
    version: int,
    origin: Origin,
    at: datetime,
    draft: Draft | None = None,
) -> Receipt:
    """Keep an answer to a version of the wording, and give its receipt after the commit.

    The same answer again, from the same device or source, gives the same receipt. The `draft` from
    which it is sent goes with it. Raises `FaultyError`, `AnsweredDifferentlyError` and, where the
    draft is no longer as it was read, `ChangedMeanwhileError`; whether the consultation is open is
    for whoever calls to ask.
    """
    definition = asked_in(consultation, version).definition
    judged = judge(definition, answers, may_have_gaps=origin.is_assisted)
    if judged.faults:
        raise FaultyError(judged.faults)
    rows = rows_of(consultation, judged, version=version, origin=origin, at=at)
    try:
        return _keep(*rows, draft)
    except IntegrityError:  # it came before, perhaps at this very moment
        before = _before(consultation, origin)
        if before is None:
            raise
        receipt = _again(before, judged)
        _forget(draft)
        return receipt


@transaction.atomic
def _keep(
    submission: Submission, background: Background | None, trace: Trace, draft: Draft | None
) -> Receipt:
    submission.save(force_insert=True)
    if background:
        background.save(force_insert=True)
    trace.save(force_insert=True)
    if not _forget(draft):
        raise ChangedMeanwhileError
    return Receipt(submission, is_new=True)


def _forget(draft: Draft | None) -> bool:
    """Take a draft away, and tell whether it was still as it was read."""
    if draft is None:
        return True
    gone, _rows = Draft.objects.filter(pk=draft.pk, revision=draft.revision).delete()
    return gone > 0


def rows_of(
    consultation: Consultation, judged: Judged, *, version: int, origin: Origin, at: datetime
) -> tuple[Submission, Background | None, Trace]:
    """Give the unsaved rows of an answer: what it says, what of the person, and its trace."""
    key = uuid.uuid4()
    submission = Submission(
        id=key,
        consultation=consultation,
        version=version,
        channel=origin.channel,
        day=at.astimezone(WIB).date(),
        language=origin.language,
        answers=judged.answers,
        receipt_hash=receipts.hashed(receipts.code_of(key)),
    )
    about = judged.background
    background = Background(submission=submission, values=about) if about else None
    trace = Trace(
        submission=submission,
        consultation=consultation,
        device=origin.device,
        source=origin.source,
        slot=slot_of(at),
    )
    return submission, background, trace


def slot_of(at: datetime) -> int:
    """Count the ten minutes since 1970."""
    return int(at.timestamp()) // SLOT_SECONDS


@dataclass(frozen=True, slots=True)
class Arrival:
    """An answer that was judged to be right, and where and when it comes from."""

    judged: Judged
    origin: Origin
    at: datetime


@transaction.atomic
def receive_all(
    consultation: Consultation, arrivals: Iterable[Arrival], *, version: int
) -> list[uuid.UUID]:
    """Keep many answers at once, all or none, and give their random numbers.

    Where what people said about themselves was dropped already, only answers are kept: nothing
    would drop the rest again. Raises `IntegrityError` where one of their sources has come before.
    """
    rows = [
        rows_of(consultation, one.judged, version=version, origin=one.origin, at=one.at)
        for one in arrivals
    ]
    Submission.objects.bulk_create((submission for submission, *_ in rows), AT_ONCE)
    if consultation.dropped_at is None:
        Background.objects.bulk_create((about for _one, about, _trace in rows if about), AT_ONCE)
        Trace.objects.bulk_create((trace for *_, trace in rows), AT_ONCE)
    return [submission.pk for submission, *_ in rows]


def _before(consultation: Consultation, origin: Origin) -> Submission | None:
    """Give what came from the same device, or the same line of a file, before."""
    same = {"device": origin.device} if origin.device else {"source": origin.source}
    if not any(same.values()):
        return None
    traces = Trace.objects.filter(consultation=consultation, **same)
    trace = traces.select_related("submission__background").first()
    return trace.submission if trace else None


def _again(before: Submission, judged: Judged) -> Receipt:
    """Give the receipt of what was sent again. Raises where it is something else."""
    background = before.background.values if hasattr(before, "background") else {}
    if before.answers != judged.answers or background != judged.background:
        raise AnsweredDifferentlyError
    return Receipt(before, is_new=False)
