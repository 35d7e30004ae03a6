"""Jobs that come back every day or hour, each exactly once in its slot.

An app puts its jobs into `jobs.py`, which is loaded at the start:

    @daily(hour=6)
    def remind_of_late_reports(now: datetime) -> None: ...

A job writes only to the database, posts mails and queues tasks, and is short: the slot's row and
the job's effects are one transaction, so that a kill undoes both and the next round does both.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from kokreasi.core.days import WIB
from kokreasi.outbox.models import JobRun

logger = logging.getLogger(__name__)

Work = Callable[[datetime], None]


@dataclass(frozen=True)
class Job:
    """What to do, and from which hour (WIB) of the day; without an hour, every hour."""

    name: str
    work: Work
    hour: int | None = None

    def slot(self, now: datetime) -> str | None:
        """Name the day or hour that `now` belongs to; none while today's hour is still to come."""
        local = now.astimezone(WIB)
        if self.hour is None:
            return f"{local:%Y-%m-%dT%H}"
        return f"{local:%Y-%m-%d}" if local.hour >= self.hour else None


JOBS: dict[str, Job] = {}


def daily(*, hour: int) -> Callable[[Work], Work]:
    """Do this once a day, from this hour WIB on; a day without a worker is not made up for."""
    return lambda work: _add(work, hour)


def hourly(work: Work) -> Work:
    """Do this once an hour."""
    return _add(work, None)


def _add(work: Work, hour: int | None) -> Work:
    name = f"{work.__module__}.{work.__qualname__}"
    JOBS[name] = Job(name, work, hour)
    return work


def run_due(now: datetime) -> list[str]:
    """Do what was not done in its slot, and name it. A failed job is tried again next round."""
    return [job.name for job in JOBS.values() if _run(job, now)]


def _run(job: Job, now: datetime) -> bool:
    slot = job.slot(now)
    if slot is None or JobRun.objects.filter(name=job.name, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            if not _takes(job, slot, now):
                return False
            job.work(now)
    except Exception:
        logger.exception("job %s failed in %s and will be tried again", job.name, slot)
        return False
    return True


def _takes(job: Job, slot: str, now: datetime) -> bool:
    """Take the slot; a second worker waits here until the first has committed, then is refused."""
    try:
        with transaction.atomic():
            JobRun.objects.create(name=job.name, slot=slot, ran_at=now)
    except IntegrityError:
        return False
    return True
