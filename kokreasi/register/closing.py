"""Take out of the public's sight what was public: versions and lines of history."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
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
def conceal(records: QuerySet[Record], tells: Tells, *, by: User | None) -> int:
    """Leave the lines of history whose words `tells` finds to the secretariat; say how many.

    The lines stay, and so do their hashes; a new line says that they are no longer public.
    """
    public = Entry.objects.filter(record__in=records, is_public=True).select_related("record")
    telling = [line for line in public if any(map(tells, line.texts()))]
    Entry.objects.filter(pk__in=[line.pk for line in telling]).update(is_public=False)
    for about, count in Counter(line.record for line in telling).items():
        says = _("took lines of the history out of the public's sight ({count})")
        told = format_lazy(says, count=count)
        record("history.concealed", about, by=by, says=told, is_public=about.is_public)
    transaction.on_commit(forget_pages)
    return len(telling)


@transaction.atomic
def erase_words(
    records: QuerySet[Record], without: Callable[[Any], Any], *, hints: Iterable[str]
) -> int:
    """Take words out of the lines that only the secretariat reads; say how many held any.

    `without` gives a text, or JSON with texts in it, without the words; each holds one of `hints`.
    The leaf hash stays; its salt goes, so that nobody can find out the words from it.
    """
    private = Entry.objects.filter(record__in=records, is_public=False)
    told = private.annotate(told=Cast("changes", TextField()))
    may_hold = [Q(told__icontains=hint) | Q(reason__icontains=hint) for hint in hints]
    found = told.filter(reduce(or_, may_hold)) if may_hold else told.none()
    erased = 0
    for line in found.select_for_update(of=("self",)):
        bare = {"changes": without(line.changes), "reason": without(line.reason)}
        if bare != {"changes": line.changes, "reason": line.reason}:
            Entry.objects.filter(pk=line.pk).update(**bare, salt="")
            erased += 1
    return erased
