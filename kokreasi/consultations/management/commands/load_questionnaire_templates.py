from typing import Any

from django.core.management.base import BaseCommand

from kokreasi.consultations.imports.shipped import load_templates


class Command(BaseCommand):
    help = "Bring the shipped questionnaire templates into the database; those that are there stay."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Questionnaire templates: {load_templates()} new")
