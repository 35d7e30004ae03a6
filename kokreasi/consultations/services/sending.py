"""Send what a device has kept: the draft becomes an answer, with its receipt."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Consultation, Submission, Trace
from kokreasi.consultations.services.drafts import draft_of, refuse_late
from kokreasi.consultations.services.receiving import (
    ChangedMeanwhileError,
    Origin,
    Receipt,
    receive,
)
from kokreasi.core.errors import DomainError


class NothingToSendError(DomainError):
    message = _("Nothing was answered from this device yet.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody looked at before sending: the revision of the draft and of the wording."""

    revision: int
    version: int


def send(
    consultation: Consultation, device: str, *, seen: Seen, language: str, at: datetime
) -> Receipt:
    """Send the draft of a device, once; sent again it gives the same receipt.

    Raises `NothingToSendError`, `ChangedMeanwhileError`, `ClosedError`, and what `receive` raises.
    """
    draft = draft_of(consultation, device)
    if draft is None:
        return _sent_before(consultation, device)
    refuse_late(consultation, begun_at=draft.begun_at, at=at)
    if draft.revision != seen.revision:
        raise ChangedMeanwhileError
    origin = Origin(channel=Channel.WEB, device=device, language=language)
    return receive(
        consultation, draft.answers, version=seen.version, origin=origin, at=at, draft=draft
    )


def _sent_before(consultation: Consultation, device: str) -> Receipt:
    submission = sent_from(consultation, device)
    if submission is None:
        raise NothingToSendError
    return Receipt(submission, is_new=False)


def sent_from(consultation: Consultation, device: str) -> Submission | None:
    """Give the answer that came from a device, as long as its trace is kept."""
    if not device:
        return None
    traces = Trace.objects.filter(consultation=consultation, device=device)
    trace = traces.select_related("submission").first()
    return trace.submission if trace else None
