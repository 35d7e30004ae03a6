"""Send what a device has kept: the draft becomes an answer, with its receipt."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Consultation, Draft, Submission, Trace
from kokreasi.consultations.services.drafts import draft_of, refuse_late
from kokreasi.consultations.services.receiving import Origin, Receipt, receive
from kokreasi.core.errors import DomainError


class NothingToSendError(DomainError):
    message = _("Nothing was answered from this device yet.")


class ChangedMeanwhileError(DomainError):
    message = _("Your answers were changed in another window. Please look at them once more.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody looked at before sending: the revision of the draft and of the wording."""

    revision: int
    version: int


@transaction.atomic
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
    receipt = receive(consultation, draft.answers, version=seen.version, origin=origin, at=at)
    _forget(draft, receipt)
    return receipt


def _sent_before(consultation: Consultation, device: str) -> Receipt:
    submission = sent_from(consultation, device)
    if submission is None:
        raise NothingToSendError
    return Receipt(submission, is_new=False)


def _forget(draft: Draft, receipt: Receipt) -> None:
    """Take the draft away. Raises where another window changed it while it was being sent."""
    gone, _rows = Draft.objects.filter(pk=draft.pk, revision=draft.revision).delete()
    if not gone and receipt.is_new:
        raise ChangedMeanwhileError


def sent_from(consultation: Consultation, device: str) -> Submission | None:
    """Give the answer that came from a device, as long as its trace is kept."""
    if not device:
        return None
    traces = Trace.objects.filter(consultation=consultation, device=device)
    trace = traces.select_related("submission").first()
    return trace.submission if trace else None
