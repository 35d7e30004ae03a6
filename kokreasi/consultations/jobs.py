"""What consultations do every hour."""

from datetime import datetime

from kokreasi.consultations.services import results
from kokreasi.outbox.schedule import hourly


@hourly
def make_results(now: datetime) -> None:
    """Have the answers counted of what has closed, and take up what a killed worker left behind."""
    results.conclude_closed(now)
    results.take_up(now)


@hourly
def forget_secrets(now: datetime) -> None:
    """Let go of true counts by group when what people said about themselves was dropped."""
    results.forget_secrets(now)
