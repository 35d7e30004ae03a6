import logging
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django_tasks_db.management.commands import db_worker

from kokreasi.core.days import WIB
from kokreasi.outbox import schedule
from kokreasi.outbox.management.commands import run_worker
from kokreasi.outbox.management.commands.run_worker import Command as RunWorker
from kokreasi.outbox.models import JobRun
from kokreasi.outbox.tests.factories import MessageFactory

SIX = datetime(2026, 11, 21, 6, 0, tzinfo=WIB)


@pytest.fixture
def jobs(monkeypatch):
    """An empty schedule, in place of the one that the apps have filled."""
    empty: dict[str, schedule.Job] = {}
    monkeypatch.setattr(schedule, "JOBS", empty)
    return empty


def test_daily_job_runs_once_a_day_from_its_hour_on(jobs, db) -> None:
    ran: list[datetime] = []
    schedule.daily(hour=6)(ran.append)

    moments = [SIX - timedelta(seconds=1), SIX, SIX + timedelta(hours=17), SIX + timedelta(days=1)]
    for moment in moments:
        schedule.run_due(moment)

    assert ran == [SIX, SIX + timedelta(days=1)]


def test_hourly_job_runs_once_an_hour(jobs, db) -> None:
    ran: list[datetime] = []
    schedule.hourly(ran.append)

    for minutes in (0, 59, 60, 61):
        schedule.run_due(SIX + timedelta(minutes=minutes))

    assert ran == [SIX, SIX + timedelta(minutes=60)]


def test_a_frequent_job_runs_once_in_ten_minutes(jobs, db) -> None:
    ran: list[datetime] = []
    schedule.every_ten_minutes(ran.append)

    for minutes in (0, 9, 10, 19, 59, 60):
        schedule.run_due(SIX + timedelta(minutes=minutes))

    assert ran == [SIX + timedelta(minutes=minutes) for minutes in (0, 10, 59, 60)]


def test_failed_job_leaves_nothing_behind_and_is_tried_again(jobs, caplog, db) -> None:
    failures = iter([True, False])

    @schedule.daily(hour=6)
    def work(now: datetime) -> None:
        MessageFactory(key=f"report-{now:%M}")
        if next(failures):
            raise RuntimeError

    first = schedule.run_due(SIX)
    second = schedule.run_due(SIX + timedelta(minutes=1))

    assert (len(first), len(second)) == (0, 1)
    assert JobRun.objects.count() == 1
    assert "will be tried again" in caplog.text


def test_failed_job_does_not_stop_the_others(jobs, caplog, db) -> None:
    ran: list[datetime] = []

    @schedule.hourly
    def fails(now: datetime) -> None:
        raise RuntimeError

    schedule.hourly(ran.append)
    schedule.run_due(SIX)

    assert ran == [SIX]


def test_job_killed_halfway_is_undone_and_done_again(jobs, db) -> None:
    class Killed(BaseException):
        """Passes every `except Exception`, as a kill does."""

    kills = iter([True, False])

    @schedule.hourly
    def work(now: datetime) -> None:
        MessageFactory(key="once")
        if next(kills):
            raise Killed

    with pytest.raises(Killed):
        schedule.run_due(SIX)
    schedule.run_due(SIX + timedelta(minutes=1))

    assert JobRun.objects.count() == 1


def test_slot_taken_by_another_worker_is_left_to_it(jobs, monkeypatch, db) -> None:
    ran: list[datetime] = []
    schedule.hourly(ran.append)
    (job,) = jobs.values()
    JobRun.objects.create(name=job.name, slot=job.slot(SIX), ran_at=SIX)
    monkeypatch.setattr("django.db.models.QuerySet.exists", lambda self: False)

    assert schedule.run_due(SIX) == []
    assert ran == []


def test_slot_is_unique(db) -> None:
    JobRun.objects.create(name="a", slot="2026-11-21", ran_at=SIX)

    with pytest.raises(IntegrityError):
        JobRun.objects.create(name="a", slot="2026-11-21", ran_at=SIX)


def test_outbox_brings_its_own_daily_job() -> None:
    assert "kokreasi.outbox.jobs.forget_what_is_long_sent" in schedule.JOBS


def test_run_jobs_says_what_it_did(capsys, db) -> None:
    MessageFactory()

    call_command("run_jobs")

    assert "reaped 0, mails sent 1, jobs run" in capsys.readouterr().out


def test_the_worker_logs_what_the_settings_say() -> None:
    library = logging.getLogger("django_tasks_db")
    before = library.level

    RunWorker().configure_logging(1)

    assert library.level == before


@pytest.fixture
def away_once(monkeypatch):
    """A database that does not answer at first; gives how often the worker asked."""
    asked: list[bool] = []

    def handle(_self: object, **options: object) -> None:
        asked.append(bool(options["batch"]))
        if len(asked) == 1:
            raise OperationalError

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    monkeypatch.setattr(run_worker, "_rounds", lambda: None)
    monkeypatch.setattr(run_worker, "PAUSE_WITHOUT_DATABASE", 0)
    return asked


def test_the_worker_waits_for_a_database_that_is_away(away_once) -> None:
    RunWorker().handle(batch=False)

    assert len(away_once) == 2


def test_a_worker_that_is_to_end_soon_says_that_the_database_is_away(away_once) -> None:
    with pytest.raises(OperationalError):
        RunWorker().handle(batch=True)
