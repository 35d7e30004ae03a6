from typing import Any

from django.core.management.base import BaseCommand

from kokreasi.proposals.imports import load_statuses


class Command(BaseCommand):
    help = "Bring the shipped steps of proposals into the database; those that are there stay."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Statuses of proposals: {load_statuses()} new")
