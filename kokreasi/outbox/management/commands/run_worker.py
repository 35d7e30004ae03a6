"""`run_worker`: the one process beside the web server. It does tasks, and a round every minute."""

import logging
import time
from threading import Thread
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from kokreasi.outbox import rounds

PAUSE = 60
PAUSE_WITHOUT_DATABASE = 2
logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Do queued tasks; every minute also what `run_jobs` does. Several may run at once."

    def handle(self, **options: Any) -> None:
        if not options["batch"]:
            Thread(target=_rounds, daemon=True).start()
        while not self._works(options):
            time.sleep(PAUSE_WITHOUT_DATABASE)

    def _works(self, options: dict[str, Any]) -> bool:
        """Do tasks until asked to end; False where the database went away, or its disk is full."""
        try:
            super().handle(**options)
        except DatabaseError:
            if options["batch"]:
                raise
            logger.exception("the database does not answer; the worker waits for it")
            return False
        return True

    def configure_logging(self, _verbosity: int) -> None:
        """Leave what is logged to the settings, as everywhere else."""


def _rounds() -> None:
    """Go round until the process ends; a failing round is logged and does not end the others."""
    while True:
        close_old_connections()
        try:
            rounds.run(timezone.now())
        except Exception:
            logger.exception("a round of the worker failed")
        time.sleep(PAUSE)
