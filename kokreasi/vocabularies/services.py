"""What the secretariat does with vocabularies; each step leaves a line of history."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change, compare, tell
from kokreasi.core.errors import StaleError
from kokreasi.core.page_cache import forget_pages
from kokreasi.people.models import User
from kokreasi.vocabularies.choices import Level, Scheme, Vocabulary
from kokreasi.vocabularies.errors import (
    CircleError,
    CodeTakenError,
    EndsBeforeStartError,
    MeaningError,
    WrongPlaceError,
)
from kokreasi.vocabularies.models import OWN_NAME, Region, Term

Entry = TypeVar("Entry", Term, Region)


@transaction.atomic
def add(
    vocabulary: Vocabulary,
    *,
    code: str,
    name: Bilingual,
    source: str,
    by: User,
    description: Bilingual | None = None,
    parent: Term | None = None,
    meaning: str = "",
    valid_from: date | None = None,
    reason: str = "",
) -> Term:
    """Add a term at the end of a vocabulary.

    The code is taken for ever. A kind of stage must say what it means to the rules; nothing else
    may.
    """
    if (vocabulary == Vocabulary.STAGE_KIND) != bool(meaning):
        raise MeaningError
    last = Term.objects.of(vocabulary).aggregate(last=Max("position"))["last"] or 0
    term = Term(
        vocabulary=vocabulary,
        code=code,
        name=name,
        description=description or Bilingual(),
        parent=parent,
        meaning=meaning,
        valid_from=valid_from,
        source=source,
        position=last + 1,
        is_kept=True,
    )
    _create(term)
    _record(term, _("added this term"), by=by, reason=reason)
    return term


@transaction.atomic
def add_region(
    scheme: Scheme,
    *,
    code: str,
    level: Level,
    name: str,
    source: str,
    by: User,
    parent: Region | None = None,
    valid_from: date | None = None,
    reason: str = "",
) -> Region:
    """Add a region under its code, as when a law makes a new province, regency or city."""
    lies_well = parent is not None and (parent.level, parent.scheme) == (Level.PROVINCE, scheme)
    if not (parent is None if level == Level.PROVINCE else lies_well):
        raise WrongPlaceError
    region = Region(
        scheme=scheme,
        code=code,
        level=level,
        name=name,
        parent=parent,
        valid_from=valid_from,
        source=source,
        is_kept=True,
    )
    _create(region)
    _record(region, _("added this region"), by=by, reason=reason)
    return region


@transaction.atomic
def change(term: Term, values: Mapping[str, Any], *, seen: int, by: User, reason: str = "") -> Term:
    """Change the words of a term, its place, its first day or its source.

    `seen` is the revision that the person had in front of them; when somebody else has saved since,
    `StaleError` is raised and nothing changes. Code, meaning and last day are not changed here:
    others name the term by its code, rules depend on the meaning, and `retire` ends it.
    """
    current = _locked(term)
    changes = compare(current, values)
    if not changes:
        return current
    if current.revision != seen:
        raise StaleError
    for name, value in values.items():
        setattr(current, name, value)
    _refuse_circle(current)
    _refuse_end_before_start(current)
    _keep(current)
    _record(current, _("changed this term"), by=by, changes=changes, reason=reason)
    return current


@transaction.atomic
def retire(entry: Entry, *, on: date, by: User, reason: str) -> Entry:
    """End a term or region; `on` is the last day on which it holds.

    What names it already goes on doing so; it is only no longer offered.
    """
    return _end(entry, on, _("ended this"), by=by, reason=reason)


@transaction.atomic
def reinstate(entry: Entry, *, by: User, reason: str) -> Entry:
    """Let an ended term or region hold again, as when it was ended by mistake."""
    return _end(entry, None, _("let this hold again"), by=by, reason=reason)


def _end(entry: Entry, day: date | None, says: Promise | str, *, by: User, reason: str) -> Entry:
    current = _locked(entry)
    changes = compare(current, {"valid_to": day})
    if not changes:
        return current
    current.valid_to = day
    _refuse_end_before_start(current)
    _keep(current)
    _record(current, says, by=by, changes=changes, reason=reason)
    return current


def _locked(entry: Entry) -> Entry:
    return type(entry).objects.select_for_update().get(pk=entry.pk)


def _refuse_circle(term: Term) -> None:
    above = term.parent
    while above is not None:
        if above.pk == term.pk:
            raise CircleError
        above = above.parent


def _refuse_end_before_start(entry: Term | Region) -> None:
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise EndsBeforeStartError(entry.valid_from)


def _create(entry: Term | Region) -> None:
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise CodeTakenError from error


def _keep(entry: Term | Region) -> None:
    entry.is_kept = True
    entry.revision += 1
    entry.save()


def _record(
    entry: Term | Region,
    says: str | Promise,
    *,
    by: User,
    changes: list[Change] | tuple[()] = (),
    reason: str = "",
) -> None:
    entry.history.create(
        by=by,
        on_behalf_of=by.speaks_for or OWN_NAME,
        says=Bilingual.of(says),
        changes=tell(changes),
        reason=reason,
    )
    transaction.on_commit(forget_pages)
