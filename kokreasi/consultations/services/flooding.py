"""Ask devices for a proof of work, by itself, for as long as answers come in a flood."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Consultation, Trace
from kokreasi.consultations.services.consultations import locked
from kokreasi.consultations.services.receiving import slot_of
from kokreasi.insights.suspicion import FEWEST_SUBMISSIONS, burst_from
from kokreasi.register import services as register

GUARDED_FOR = timedelta(hours=1)
"""Counted anew from each ten minutes in which the flood goes on."""


def guard(at: datetime) -> int:
    """Guard what is flooded at this moment, and give how many."""
    return sum(
        _guard(each, at) for each in Consultation.objects.open_at(at) if is_flooded(each, at)
    )


def is_flooded(consultation: Consultation, at: datetime) -> bool:
    """Tell whether these ten minutes, or those before, are a burst of answers from the web.

    The rule is that by which answers are marked as suspicious (`insights.suspicion`).
    """
    traces = Trace.objects.filter(consultation=consultation).exclude(device="")
    counts: dict[int, int] = dict(traces.values_list("slot").annotate(Count("pk")))
    if sum(counts.values()) < FEWEST_SUBMISSIONS:
        return False
    slot = slot_of(at)
    return max(counts.get(slot, 0), counts.get(slot - 1, 0)) >= burst_from(counts.values())


@transaction.atomic
def _guard(consultation: Consultation, at: datetime) -> bool:
    now = locked(consultation)
    was_guarded = now.is_guarded_at(at)
    now.guarded_until = at + GUARDED_FOR
    now.save(update_fields=["guarded_until"])
    if not was_guarded:
        register.record(
            "consultation.flooded",
            now.record,
            by=None,
            says=_("asks devices for a proof of work, because far more answers come than usual"),
        )
    return not was_guarded
