"""Take out of the public's sight what was public: versions and lines of history."""

from collections.abc import Callable

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.page_cache import forget_pages
from kokreasi.people.models import User
from kokreasi.register.models import Entry, Record, Version
from kokreasi.register.services import ReasonMissingError, record

Tells = Callable[[str], bool]


@transaction.atomic
def close(version: Version, *, because: str, by: User | None) -> None:
    """Show the content of a version to nobody any more; number and fingerprint stay.

    If it is what everybody reads, nothing is read until the next one is frozen.
    """
    if not because.strip():
        raise ReasonMissingError
    about = Record.objects.select_for_update().get(pk=version.record_id)
    version.closed_because = because
    version.save(update_fields=["closed_because"])
    if about.version_id == version.pk:
        about.version = None
        about.save(update_fields=["version"])
    record(
        "version.closed",
        about,
        by=by,
        says=_("took a version out of the public's sight"),
        changes=[Change(_("version"), version.number, None)],
        is_public=about.is_public,
    )


@transaction.atomic
def conceal(about: Record, tells: Tells, *, by: User | None) -> int:
    """Leave the lines of history whose words `tells` finds to the secretariat; say how many.

    The lines stay, and so do their hashes; a new line says that they are no longer public.
    """
    public = Entry.objects.select_for_update().filter(record=about, is_public=True)
    telling = [line.pk for line in public if any(map(tells, line.texts()))]
    if telling:
        Entry.objects.filter(pk__in=telling).update(is_public=False)
        says = format_lazy(
            _("took lines of the history out of the public's sight ({count})"), count=len(telling)
        )
        record("history.concealed", about, by=by, says=says, is_public=about.is_public)
        transaction.on_commit(forget_pages)
    return len(telling)
