"""The lines about accounts; people lie below the register, which keeps all other history."""

from django.utils import timezone
from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual
from kokreasi.people.choices import Event
from kokreasi.people.models import Entry, User


def record(
    event: Event, *, person: User | None, by: User | None, says: str | Promise | Bilingual
) -> Entry:
    """Write one line inside the caller's transaction; `says` names roles and bodies, no people."""
    return Entry.objects.create(
        event=event, person=person, by=by, says=Bilingual.of(says), at=timezone.now()
    )


def about_role(role: str | Promise, body_name: str) -> Bilingual:
    """Put a role, and the body for which it is held, in words of both languages."""
    words = Bilingual.of(role)
    if not body_name:
        return words
    return Bilingual(id=f"{words.id} – {body_name}", en=f"{words.en} – {body_name}")
