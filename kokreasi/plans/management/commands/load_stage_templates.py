from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.plans.imports import UnknownKindError, load_stage_templates


class Command(BaseCommand):
    help = "Bring the shipped stage templates into the database; those that are there stay."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            created = load_stage_templates()
        except UnknownKindError as error:
            raise CommandError(error) from error
        self.stdout.write(f"Stage templates: {created} new")
