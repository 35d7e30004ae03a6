from typing import Any

from django.core.management.base import BaseCommand

from kokreasi.vocabularies.imports import load


class Command(BaseCommand):
    help = "Bring the shipped lists (regions, goals, areas, scales …) into the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        loaded = load()
        self.stdout.write(
            f"Vocabularies: {loaded.created} new, {loaded.updated} brought up to date, "
            f"{loaded.kept} left as the secretariat keeps them."
        )
