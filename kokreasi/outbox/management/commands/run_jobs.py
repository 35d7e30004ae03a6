"""`run_jobs`: one round of what is due, for those who let cron ring the bell."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kokreasi.outbox import rounds


class Command(BaseCommand):
    help = "Once: reap what killed workers left, send mails that are due, run scheduled jobs."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(str(rounds.run(timezone.now())))
