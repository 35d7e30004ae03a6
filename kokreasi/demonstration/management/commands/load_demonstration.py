"""`load_demonstration`: three plans, their organisations, and a sign-in for each role."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.core.days import today_in_jakarta
from kokreasi.demonstration.keeping import keep_running
from kokreasi.demonstration.loading import InUseError, is_loaded, load
from kokreasi.demonstration.signins import sign_ins


class Command(BaseCommand):
    help = "Load the demonstration; where it is loaded, only keep its running plan running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=today_in_jakarta())

    def handle(self, *_args: Any, on: date, verbosity: int, **_options: Any) -> None:
        if is_loaded():
            moved = keep_running(day=on)
            self._say(verbosity, f"Already loaded; {moved} things dated anew around {on}.")
            return
        try:
            load(day=on, say=lambda words: self._say(verbosity, words))
        except InUseError as error:
            raise CommandError(str(error)) from error
        for line in sign_ins():
            self._say(verbosity, line)

    def _say(self, verbosity: int, words: str) -> None:
        if verbosity:
            self.stdout.write(words)
            self.stdout.flush()
