"""What can be said of an answer to whoever has its receipt, and of all answers to everybody."""

from dataclasses import dataclass
from datetime import date

from kokreasi.consultations import receipts
from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Consultation, Result, Submission
from kokreasi.core.days import WIB
from kokreasi.people.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer that is counted, on which day and by which way it came.

    `result` is the first published result made after that day, or None while there is none.
    """

    consultation: Consultation
    day: date
    channel: Channel
    result: Result | None


def counted(code: str, visitor: Visitor) -> Counted | None:
    """Find an answer by its receipt, in a consultation that the visitor may see."""
    rows = Submission.objects.filter(receipt_hash=receipts.hashed(code))
    answer = rows.select_related("consultation__record").first()
    if answer is None or not _is_seen(answer.consultation, visitor):
        return None
    results = Result.objects.visible_to(visitor).filter(consultation=answer.consultation)
    published = results.filter(published_at__isnull=False).order_by("number")
    later = (one for one in published if one.made_at and _day(one) > answer.day)
    return Counted(answer.consultation, answer.day, Channel(answer.channel), next(later, None))


def _is_seen(consultation: Consultation, visitor: Visitor) -> bool:
    return Consultation.objects.visible_to(visitor).filter(pk=consultation.pk).exists()


def _day(result: Result) -> date:
    moment = result.made_at or result.asked_at
    return moment.astimezone(WIB).date()


def answered(consultation: Consultation) -> int:
    """Count the answers in whole groups of the smallest size that is shown.

    In steps of five nobody can watch the answer of a neighbour come in; 0 says fewer than that.
    """
    size = consultation.smallest_group
    return consultation.submissions.count() // size * size
