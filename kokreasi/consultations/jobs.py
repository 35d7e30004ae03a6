"""What consultations do every ten minutes, hour and day."""

from datetime import datetime

from kokreasi.consultations.services import flooding, forgetting, results
from kokreasi.outbox.schedule import daily, every_ten_minutes, hourly


@hourly
def make_results(now: datetime) -> None:
    """Have the answers counted of what has closed, and take up what a killed worker left behind."""
    results.conclude_closed(now)
    results.take_up(now)
    results.write_missing(now)


@every_ten_minutes
def guard_flooded(now: datetime) -> None:
    """Ask devices for a proof of work where answers come in a flood."""
    flooding.guard(now)


@hourly
def forget_secrets(now: datetime) -> None:
    """Let go of true counts by group when what people said about themselves was dropped."""
    results.forget_secrets(now)


@daily(hour=4)
def forget_who_answered(now: datetime) -> None:
    """Forget what people said about themselves, and what was never sent, on the promised days."""
    forgetting.forget(now)
