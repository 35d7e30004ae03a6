"""Keep what somebody has not sent yet, page by page, for the same device."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Consultation, Draft, Trace
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh
from kokreasi.core.middleware import is_hostile

PRINT_LENGTH = 8
LONGEST_KEPT = 20_000
"""Characters of one answer; a longer one is shown to its author again, and not kept."""


class SentAlreadyError(DomainError):
    message = _("An answer was sent from this device before. It is counted; nothing was changed.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one page sends: `values` by keys of answers, None for what is empty.

    `base` holds a print of each value as the page showed it; what is still the same was not
    touched in this window. `begun_at` is when the page was first opened.
    """

    values: Mapping[str, Any]
    base: Mapping[str, str]
    place: str
    version: int
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The draft as it is now, and the keys of answers that another window had given otherwise."""

    draft: Draft
    replaced: list[str] = field(default_factory=list)


def printed(value: Any) -> str:
    """Give a short print of a value, by which a window knows whether it changed it."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:PRINT_LENGTH]


def draft_of(consultation: Consultation, device: str) -> Draft | None:
    """Give what a device has not sent yet."""
    if not device:
        return None
    return Draft.objects.filter(consultation=consultation, device=device).first()


def save(consultation: Consultation, device: str, sent: Sent, *, at: datetime) -> Kept:
    """Keep what a page sends; of each answer the one that was changed last.

    What was begun in time is kept until an hour after closing. Raises `NotOpenError`,
    `ClosedError`, and `SentAlreadyError` where the device has sent its answer.
    """
    try:
        return _save(consultation, device, sent, at)
    except IntegrityError:  # two windows kept their first page at this very moment
        return _save(consultation, device, sent, at)


@transaction.atomic
def _save(consultation: Consultation, device: str, sent: Sent, at: datetime) -> Kept:
    draft = _draft_for(consultation, device, sent, at)
    begun_at = min(draft.begun_at, sent.begun_at)
    refuse_late(consultation, begun_at=begun_at, at=at)
    replaced = list(_merge(draft.answers, sent))
    draft.place, draft.version = sent.place, sent.version
    draft.begun_at, draft.saved_at = begun_at, at
    draft.revision += 1
    draft.save()
    return Kept(draft, replaced)


def refuse_late(consultation: Consultation, *, begun_at: datetime, at: datetime) -> None:
    """Raise where an answer that was begun then may not be taken now."""
    if not consultation.is_public or at < consultation.opens_at:
        raise NotOpenError
    in_time = begun_at < consultation.closes_at
    if not in_time or not consultation.takes_what_was_begun_at(at):
        raise ClosedError


def _draft_for(consultation: Consultation, device: str, sent: Sent, at: datetime) -> Draft:
    """Lock the draft of a device, or begin one."""
    rows = Draft.objects.all()
    key = rows.filter(consultation=consultation, device=device).values_list("pk", flat=True).first()
    try:
        if key is not None:
            return fresh(rows, key)
    except Draft.DoesNotExist:  # it was sent while this page waited
        raise SentAlreadyError from None
    if has_answered(consultation, device):
        raise SentAlreadyError
    return Draft(
        consultation=consultation, device=device, begun_at=sent.begun_at, saved_at=at, revision=0
    )


def has_answered(consultation: Consultation, device: str) -> bool:
    return Trace.objects.filter(consultation=consultation, device=device).exists()


def _merge(answers: dict[str, Any], sent: Sent) -> Iterator[str]:
    """Write what was changed in this window; name what another one had changed meanwhile."""
    for key, value in sent.values.items():
        seen = sent.base.get(key)
        kept = answers.get(key)
        if seen == printed(value) or kept == value or not is_kept(value):
            continue
        if seen is not None and kept is not None and printed(kept) != seen:
            yield key
        if value is None:
            answers.pop(key, None)
        else:
            answers[key] = value


def is_kept(value: Any) -> bool:
    """Tell whether a value is short enough to be kept, and text that a database can hold."""
    text = "".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        return True
    return len(text) <= LONGEST_KEPT and not is_hostile(text)


def discard(consultation: Consultation, device: str) -> None:
    """Forget what a device has not sent; whoever uses it next sees nothing of it."""
    Draft.objects.filter(consultation=consultation, device=device).delete()
