"""The steps of an office that come with a release."""

import tomllib
from pathlib import Path

from django.db import transaction

from kokreasi.core.bilingual import Bilingual
from kokreasi.proposals.models import Status

SHIPPED = Path(__file__).parent / "data" / "statuses.toml"


@transaction.atomic
def load_statuses(file: Path = SHIPPED) -> int:
    """Bring the steps that are not there yet into the database and tell how many were new.

    A step that is there stays as the office keeps it, with the steps that may follow it.
    """
    shipped = tomllib.loads(file.read_text(encoding="utf-8"))["statuses"]
    known = set(Status.objects.values_list("code", flat=True))
    new = [step for step in shipped if step["code"] not in known]
    for position, step in enumerate(shipped, start=1):
        if step in new:
            Status.objects.create(
                code=step["code"],
                name=Bilingual(**step["name"]),
                standing=step["standing"],
                patience=step.get("patience"),
                position=position,
            )
    for step in new:
        followers = Status.objects.filter(code__in=step["next"])
        Status.objects.get(code=step["code"]).next_steps.set(followers)
    return len(new)
