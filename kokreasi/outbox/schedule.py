"""Jobs that come back every day, hour or ten minutes, each exactly once in its slot.

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
Slot = Callable[[datetime], str | None]


@dataclass(frozen=True)
class Job:
    """What to do, and how the day, hour or ten minutes are called in which it is done once.

    The slot of a moment is None while there is nothing to do yet.
    """

    name: str
    work: Work
    slot: Slot


JOBS: dict[str, Job] = {}


def daily(*, hour: int) -> Callable[[Work], Work]:
    """Do this once a day, from this hour WIB on; a day without a worker is not made up for."""

    def slot(now: datetime) -> str | None:
        local = now.astimezone(WIB)
        return f"{local:%Y-%m-%d}" if local.hour >= hour else None

    return lambda work: _add(work, slot)


def hourly(work: Work) -> Work:
    """Do this once an hour."""
    return _add(work, lambda now: f"{now.astimezone(WIB):%Y-%m-%dT%H}")


def every_ten_minutes(work: Work) -> Work:
    """Do this once in ten minutes; for what is over in a moment."""
    return _add(work, lambda now: f"{now.astimezone(WIB):%Y-%m-%dT%H:%M}"[:-1] + "0")


def _add(work: Work, slot: Slot) -> Work:
    name = f"{work.__module__}.{work.__qualname__}"
    JOBS[name] = Job(name, work, slot)
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
