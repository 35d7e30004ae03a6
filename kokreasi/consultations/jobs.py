"""What consultations do every hour and every day."""

from datetime import datetime

from kokreasi.consultations.services import forgetting, results
from kokreasi.outbox.schedule import daily, hourly


@hourly
def make_results(now: datetime) -> None:
    """Have the answers counted of what has closed, and take up what a killed worker left behind."""
    results.conclude_closed(now)
    results.take_up(now)
    results.write_missing(now)


@hourly
def forget_secrets(now: datetime) -> None:
    """Let go of true counts by group when what people said about themselves was dropped."""
    results.forget_secrets(now)


@daily(hour=4)
def forget_who_answered(now: datetime) -> None:
    """Forget what people said about themselves, and what was never sent, on the promised days."""
    forgetting.forget(now)
