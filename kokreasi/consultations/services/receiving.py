"""Take an answer, once: from the web, from paper, from a file."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations import receipts
from kokreasi.consultations.choices import ASSISTED, Channel
from kokreasi.consultations.definition.judging import Judged, judge
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.models import Background, Consultation, Submission, Trace
from kokreasi.consultations.queries.wording import asked_in
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError

SLOT_SECONDS = 600


class FaultyError(DomainError):
    """Answers that do not answer what is asked; `faults` says which and why."""

    message = _("Some answers are missing or cannot be right. Please look at them again.")

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__()
        self.faults = faults


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
) -> Receipt:
    """Keep an answer to a version of the wording, and give its receipt after the commit.

    The same answer again, from the same device or source, gives the same receipt. Raises
    `FaultyError` and `AnsweredDifferentlyError`; whether the consultation is open is for whoever
    calls to ask.
    """
    definition = asked_in(consultation, version).definition
    judged = judge(definition, answers, may_have_gaps=origin.is_assisted)
    if judged.faults:
        raise FaultyError(judged.faults)
    try:
        return _keep(consultation, judged, version=version, origin=origin, at=at)
    except IntegrityError:  # it came before, perhaps at this very moment
        before = _before(consultation, origin)
        if before is None:
            raise
        return _again(before, judged)


@transaction.atomic
def _keep(
    consultation: Consultation, judged: Judged, *, version: int, origin: Origin, at: datetime
) -> Receipt:
    key = uuid.uuid4()
    submission = Submission.objects.create(
        id=key,
        consultation=consultation,
        version=version,
        channel=origin.channel,
        day=at.astimezone(WIB).date(),
        language=origin.language,
        answers=judged.answers,
        receipt_hash=receipts.hashed(receipts.code_of(key)),
    )
    if judged.background:
        Background.objects.create(submission=submission, values=judged.background)
    Trace.objects.create(
        submission=submission,
        consultation=consultation,
        device=origin.device,
        source=origin.source,
        slot=int(at.timestamp()) // SLOT_SECONDS,
    )
    return Receipt(submission, is_new=True)


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
