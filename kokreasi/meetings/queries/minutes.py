"""Which minutes wait for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from kokreasi.meetings.choices import CorrectionState, MinutesState
from kokreasi.meetings.models import Correction, Minutes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Minutes whose day for corrections has passed while some still wait for an answer."""

    minutes: Minutes
    count: int


def unanswered_after(day: date) -> Sequence[Unanswered]:
    """Give the minutes whose last day for corrections was before this one."""
    waiting = Correction.objects.filter(
        state=CorrectionState.OPEN,
        minutes__state=MinutesState.CIRCULATED,
        minutes__corrections_until__lt=day,
    )
    counts = dict(waiting.order_by("minutes").values_list("minutes").annotate(Count("pk")))
    rows = Minutes.objects.select_related("meeting__record").in_bulk(counts)
    return [Unanswered(rows[pk], count) for pk, count in counts.items()]
