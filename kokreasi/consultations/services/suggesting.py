"""Have a machine suggest themes of what people wrote; nothing of it is published by itself."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from kokreasi.consultations import coding_tasks
from kokreasi.consultations.choices import UNMADE, Work
from kokreasi.consultations.models import Consultation, ThemeSuggestion


@transaction.atomic
def ask(consultation: Consultation, place: str) -> ThemeSuggestion:
    """Have the texts at a place looked through; one that waits or is being made is enough."""
    row, is_new = ThemeSuggestion.objects.select_for_update().get_or_create(
        consultation=consultation, place=place, defaults={"asked_at": timezone.now()}
    )
    if is_new or row.state not in UNMADE:
        row.state, row.asked_at = Work.WAITING, timezone.now()
        row.save(update_fields=["state", "asked_at"])
        transaction.on_commit(partial(coding_tasks.suggest_themes.enqueue, row.pk))
    return row
