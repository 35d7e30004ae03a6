"""Write the index of what is alike anew."""

from typing import Any

from django.core.management.base import BaseCommand

from kokreasi.register.likeness import rebuild


class Command(BaseCommand):
    help = "Read every record again for the index of what is alike, and choose its rare roots anew."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{rebuild()} records can be compared")
