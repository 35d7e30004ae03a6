"""Real processes on a real database: two workers at once, and a worker killed with signal 9."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.core.mail.backends.filebased import EmailBackend
from django.db import connection

from kokreasi.outbox.choices import State
from kokreasi.outbox.models import Message
from kokreasi.outbox.tests.factories import MORNING, MessageFactory

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import sys, django
django.setup()
from datetime import datetime
from django.conf import settings
from kokreasi.outbox import delivery, services
from kokreasi.outbox.models import Message
settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = sys.argv[2], sys.argv[3]
now = datetime.fromisoformat(sys.argv[1])
if sys.argv[4:] == ["reap"]:
    services.reap(now)
for pk in Message.objects.order_by("pk").values_list("pk", flat=True):
    delivery.deliver(pk, now=now)
print(*Message.objects.order_by("pk").values_list("state", flat=True))
"""
ORDINARY = "django.core.mail.backends.filebased.EmailBackend"


class KilledBefore(EmailBackend):
    def send_messages(self, messages):
        os.kill(os.getpid(), signal.SIGKILL)


class KilledAfter(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        self.close()
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def worker(transactional_db, tmp_path):
    """Start a process that reads this test's database and writes mails into a folder."""

    def start(*arguments: str, backend: str = ORDINARY, now: datetime = MORNING):
        return subprocess.run(
            [
                sys.executable,
                "-c",
                CHILD,
                now.isoformat(),
                backend,
                str(tmp_path / "mail"),
                *arguments,
            ],
            cwd=ROOT,
            env=_environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return start


def _environment(folder: Path) -> dict[str, str]:
    """Name this test's database to a child; SQLite's lives in memory and is copied to a file."""
    given = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "KOKREASI_DATA": str(folder),
    }
    if connection.vendor == "postgresql":
        address, _slash, _name = os.environ["KOKREASI_DATABASE_URL"].rpartition("/")
        return given | {"KOKREASI_DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}"}
    _copy_once(folder / "kokreasi.sqlite3")
    return given


def _copy_once(file: Path) -> None:
    """Copy it as the first start leaves it: in WAL mode, into which two cannot switch at once."""
    if not file.exists():
        connection.ensure_connection()
        connection.connection.execute(f"VACUUM INTO '{file}'")
        with closing(sqlite3.connect(file)) as copy:
            copy.execute("PRAGMA journal_mode=WAL")


def _mails(folder: Path) -> list[str]:
    texts = [file.read_text() for file in (folder / "mail").glob("*.log")]
    return [line for text in texts for line in text.splitlines() if line.startswith("Message-ID")]


def test_two_workers_at_once_send_each_mail_once(worker, tmp_path) -> None:
    MessageFactory.create_batch(30)
    _environment(tmp_path)

    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(worker) for _worker in range(2)]
        results = [run.result() for run in runs]

    assert [result.returncode for result in results] == [0, 0], [r.stderr[-500:] for r in results]
    assert len(_mails(tmp_path)) == len(set(_mails(tmp_path))) == 30


@pytest.mark.parametrize(
    ("killed", "copies"), [("KilledBefore", 1), ("KilledAfter", 2)], ids=["before", "after"]
)
def test_mail_of_a_killed_worker_is_sent_after_the_reaper_came(
    killed, copies, worker, tmp_path
) -> None:
    MessageFactory()

    crash = worker(backend=f"{__name__}.{killed}")
    too_early = worker("reap")
    later = worker("reap", now=MORNING.replace(hour=MORNING.hour + 1))

    assert crash.returncode == -signal.SIGKILL
    assert too_early.stdout.split() == [State.SENDING]
    assert later.stdout.split() == [State.SENT]
    assert len(_mails(tmp_path)) == copies
    assert len(set(_mails(tmp_path))) == 1
    assert Message.objects.count() == 1
