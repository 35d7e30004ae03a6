"""What can be said of an answer to whoever has its receipt, and of all answers to everybody."""

from dataclasses import dataclass
from datetime import date

from kokreasi.consultations import receipts
from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Consultation, Result, Submission
from kokreasi.consultations.queries.wording import smallest_group
from kokreasi.core.days import WIB
from kokreasi.people.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer that is counted, on which day and by which way it came.

    `result` is the first published result in which it is, or None while there is none.
    """

    consultation: Consultation
    day: date
    channel: Channel
    result: Result | None


def counted(code: str, visitor: Visitor) -> Counted | None:
    """Find an answer by its receipt, in a consultation that the visitor may see."""
    rows = Submission.objects.filter(receipt_hash=receipts.hashed(code))
    answer = rows.select_related("consultation__record", "sheet").first()
    if answer is None or not _is_seen(answer.consultation, visitor):
        return None
    results = Result.objects.visible_to(visitor).filter(consultation=answer.consultation)
    published = results.filter(published_at__isnull=False).order_by("number")
    holding = (one for one in published if _holds(one, answer))
    return Counted(answer.consultation, answer.day, Channel(answer.channel), next(holding, None))


def _is_seen(consultation: Consultation, visitor: Visitor) -> bool:
    return Consultation.objects.visible_to(visitor).filter(pk=consultation.pk).exists()


def _holds(result: Result, answer: Submission) -> bool:
    """Tell whether an answer is surely in a result: it was there on the day before, or all were."""
    made, concluded = result.made_at, answer.consultation.concluded_at
    if made is None:
        return False
    is_final = concluded is not None and made >= concluded
    return is_final or made.astimezone(WIB).date() > _came_on(answer)


def _came_on(answer: Submission) -> date:
    """Give the day on which an answer was kept here: a sheet may be entered days later."""
    sheet = getattr(answer, "sheet", None)
    return sheet.entered_on if sheet and sheet.entered_on else answer.day


def answered(consultation: Consultation) -> int:
    """Count the answers in whole groups of the smallest size that is shown.

    In steps of five nobody can watch the answer of a neighbour come in; 0 says fewer than that.
    """
    size = smallest_group(consultation)
    return consultation.submissions.count() // size * size
