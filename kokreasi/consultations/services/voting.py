"""Agree, disagree or pass: one vote of one device on one statement, that may be changed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Consultation, Participant, Vote
from kokreasi.consultations.models.statements import VALUES
from kokreasi.consultations.queries.ballots import Own, Sentence
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError


class UnknownVoteError(DomainError):
    message = _("A vote is to agree, to disagree or to pass.")


class NoDeviceError(DomainError):
    message = _(
        "Your browser keeps no cookie of this site, so that your votes cannot be told from those "
        "of others. Allow it, and vote again."
    )


@transaction.atomic
def cast(
    consultation: Consultation,
    sentence: Sentence,
    value: int,
    *,
    device: str,
    own: Own,
    at: datetime,
) -> None:
    """Keep what a device thinks of a statement; voting on it again replaces the vote.

    `own` is what the device has voted before. Of the moment only the day is kept.
    """
    if not consultation.is_open_at(at):
        raise ClosedError if consultation.is_closed_at(at) else NotOpenError
    if value not in VALUES:
        raise UnknownVoteError
    if not device:
        raise NoDeviceError
    vote = Vote(
        participant_id=own.participant or participant_of(consultation, device).pk,
        statement_id=sentence.key,
        value=value,
        day=at.astimezone(WIB).date(),
    )
    Vote.objects.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["value", "day"],
    )


def participant_of(consultation: Consultation, device: str) -> Participant:
    """Give who votes from a device; two requests at once are one participant."""
    found, _is_new = Participant.objects.get_or_create(consultation=consultation, device=device)
    return found
