"""One round of the worker beside its tasks: reap, send what is due, run scheduled jobs."""

from dataclasses import dataclass
from datetime import datetime

from kokreasi.outbox import schedule, services


@dataclass(frozen=True)
class Round:
    reaped: int
    sent: int
    jobs: tuple[str, ...]

    def __str__(self) -> str:
        return f"reaped {self.reaped}, mails sent {self.sent}, jobs run {len(self.jobs)}"


def run(now: datetime) -> Round:
    """Do everything that is due at this moment; doing it twice, or in two workers, is harmless."""
    return Round(services.reap(now), services.send_due(now), tuple(schedule.run_due(now)))
