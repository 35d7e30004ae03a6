"""Remind the responsible of their follow-ups, as the worker does every morning."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.services.reminders import remind, to_be_sent


class Command(BaseCommand):
    help = "Send each responsible body or person one mail about what is due; once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day; today if none is named")
        parser.add_argument("--dry-run", action="store_true", help="count, and write to nobody")

    def handle(self, *_args: Any, on: date | None, dry_run: bool, **_options: Any) -> None:
        day = on or today_in_jakarta()
        mails = to_be_sent(day) if dry_run else remind(day, now=timezone.now())
        items = {item.follow_up.pk for mail in mails for item in mail.items}
        self.stdout.write(f"{len(mails)} mails about {len(items)} follow-ups")
