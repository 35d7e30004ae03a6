"""Comment on a paragraph of the draft plan within a consultation, without an account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Consultation, TextComment
from kokreasi.consultations.queries.texts import Text
from kokreasi.consultations.services.voting import NoDeviceError
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.services import remarks
from kokreasi.conversations.services.remarks import ManyHeldError, Paragraph, Voice
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import hold
from kokreasi.plans import paragraphs
from kokreasi.plans.services.codrafting import FinalPlanError, UnknownPlaceError
from kokreasi.register.models import Record

MOST_HELD = 10
"""Comments of one device that may wait for moderation at a time."""


class CommentLinkError(DomainError):
    message = _("A comment holds no link. Name the source in words.")


@transaction.atomic
def comment(
    consultation: Consultation, text: Text, *, place: str, words: str, device: str, at: datetime
) -> TextComment:
    """Keep a comment on a paragraph until it is let through; it then stands as other remarks do.

    The same device saying the same of a paragraph again is one comment. Raises where the
    consultation is closed or the plan final, for no or too many words, for links, and where too
    many comments of the device wait.
    """
    _check_open(consultation, text, device, at)
    found = paragraphs.at(text.sheet, place)
    if found is None:
        raise UnknownPlaceError
    record = text.commitment.record
    hold(Record.objects.all(), [record.pk])
    own = TextComment.objects.filter(consultation=consultation, device=device)
    same = own.filter(
        remark__fingerprint=text.fingerprint, remark__place=place, remark__text=words.strip()
    )
    if before := same.select_related("remark").first():
        return before
    if own.filter(remark__state=RemarkState.HELD).count() >= MOST_HELD:
        raise ManyHeldError
    paragraph = Paragraph(text.fingerprint, place, found.words)
    try:
        remark = remarks.remark(record, paragraph, Voice(), at=at, text=words)
    except remarks.LinkError as refusal:  # nobody unknown is ever trusted with one
        raise CommentLinkError from refusal
    return TextComment.objects.create(consultation=consultation, remark=remark, device=device)


def _check_open(consultation: Consultation, text: Text, device: str, at: datetime) -> None:
    if not consultation.is_open_at(at):
        raise ClosedError if consultation.is_closed_at(at) else NotOpenError
    if text.commitment.plan.is_final:
        raise FinalPlanError
    if not device:
        raise NoDeviceError
