"""Write again what the register knows of follow-ups: words, facets and ties."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services.describing import retie

IN_TURNS = 500


class Command(BaseCommand):
    help = "Make words, facets and ties of every follow-up equal to the follow-ups themselves."

    def handle(self, *_args: Any, **_options: Any) -> None:
        rows = FollowUp.objects.select_related("record", "meeting__plan", "meeting__record")
        for number, follow_up in enumerate(rows.iterator(chunk_size=IN_TURNS), start=1):
            with transaction.atomic():
                retie(follow_up)
            if number % IN_TURNS == 0:
                self.stdout.write(f"{number} …")
        self.stdout.write(f"{FollowUp.objects.count()} follow-ups")
