"""`serve`: what ./run starts once the libraries are there."""

import sys
import time
from argparse import ArgumentParser
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from django.core.checks import Tags
from django.core.management import CommandError, get_commands
from django.core.management.base import BaseCommand
from django.db import connection

from kokreasi.demonstration.preparation import prepare
from kokreasi.demonstration.processes import run_together
from kokreasi.demonstration.signins import sign_ins

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4  # a worker; the pool of database connections is larger
WAITING = 128  # requests a worker holds before it refuses more


class Command(BaseCommand):
    requires_system_checks = ()  # only the database can be wrong on a machine that runs this
    help = "Prepare the data folder, then serve the site on this machine until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, port: int, **_options: Any) -> None:
        started = time.perf_counter()
        self.check(tags=[Tags.database], databases=["default"])
        prepare(self._say)
        accounts = sign_ins()
        connection.close()

        def ready() -> None:
            self._say(f"Ready after {time.perf_counter() - started:.1f} s.\n")
            self._say(f"  http://{HOST}:{port}/\n")
            for line in (*accounts, "Ctrl-C ends it."):
                self._say(line)

        ended = run_together(_commands(port), is_ready=lambda: _answers(port), ready=ready)
        if ended:
            raise CommandError(f"The {ended} ended unexpectedly, so everything was stopped.")
        self._say("Stopped.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _commands(port: int) -> dict[str, list[str]]:
    commands = {"web server": [sys.executable, "-m", "granian", *_granian(port)]}
    if "run_worker" in get_commands():
        commands["task worker"] = [sys.executable, sys.argv[0], "run_worker"]
    return commands


def _granian(port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": port,
        "--workers": WORKERS,
        "--blocking-threads": THREADS,
        "--backpressure": WAITING,
        "--log-level": "warning",
    }
    pairs = [str(word) for pair in options.items() for word in pair]
    return [*pairs, "--respawn-failed-workers", "--no-ws", "config.wsgi:application"]


def _answers(port: int) -> bool:
    """Tell whether the site answers, and not only the port."""
    visitor = HTTPConnection(HOST, port, timeout=1)
    try:
        visitor.request("GET", "/healthz")
        return visitor.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        visitor.close()
