"""Organisations come into being, and what is said about them changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.errors import MergedAlreadyError, ParentCycleError
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation, OrganisationName
from kokreasi.organisations.services.directory import (
    locked,
    names_changed,
    next_reference,
    open_directory,
)
from kokreasi.organisations.services.naming import keep_alias, known_keys
from kokreasi.people.models import User
from kokreasi.register.choices import Kind as RecordKind
from kokreasi.register.services import describe, enrol, publish, revise


@transaction.atomic
def create(
    *,
    kind: Kind,
    name: Bilingual,
    by: User | None,
    abbreviation: str = "",
    aliases: Iterable[str] = (),
    since: date | None = None,
    profile: Mapping[str, Any] | None = None,
    public: bool = True,
) -> Organisation:
    """Add an organisation under the next reference, shown to everybody unless `public` is false.

    `since` is the first day of its name, where that is known. `profile` gives further fields by
    their names: parent, regions, goals, mailbox, website, founded_year, focus, network, programmes.
    """
    given = dict(profile or {})
    many = {field: given.pop(field) for field in ("regions", "goals") if field in given}
    _refuse_merged(given.get("parent"))
    entry = enrol(
        RecordKind.ORGANISATION,
        reference=next_reference(),
        title=name,
        summary=given.get("focus"),
        by=by,
        says=_("added the organisation"),
    )
    organisation = Organisation.objects.create(
        record=entry, kind=kind, abbreviation=abbreviation, **given
    )
    for field, rows in many.items():
        getattr(organisation, field).set(rows)
    OrganisationName.objects.create(
        organisation=organisation, name=name, abbreviation=abbreviation, valid_from=since
    )
    _keep_aliases(organisation, aliases)
    names_changed()
    if public:
        publish(entry, by=by, says=_("published the page of the organisation"))
    return organisation


@transaction.atomic
def change(
    organisation: Organisation,
    values: Mapping[str, Any],
    *,
    seen: int,
    by: User,
    reason: str = "",
) -> Organisation:
    """Change the kind or profile; `StaleError` when somebody wrote a same field after `seen`."""
    if "parent" in values:
        open_directory()
        _refuse_cycle(organisation, values["parent"])
    held = locked(organisation)
    current = revise(
        held,
        values,
        seen=seen,
        about=held.record,
        by=by,
        event="organisation.changed",
        says=_("changed the profile of the organisation"),
        reason=reason,
        is_public=held.record.is_public and _is_known(values.get("parent")),
    )
    if current.record.summary != current.focus:
        describe(current.record, summary=current.focus)
    return current


def _is_known(parent: Organisation | None) -> bool:
    """Tell whether the public may read this parent's name in a line of history."""
    return parent is None or parent.record.is_public


def set_parent(
    organisation: Organisation, *, parent: Organisation | None, by: User, reason: str = ""
) -> Organisation:
    """Say of which organisation this one is a part; never of itself or of its own parts."""
    return change(
        organisation, {"parent": parent}, seen=organisation.revision, by=by, reason=reason
    )


def ancestors(organisation: Organisation) -> list[int]:
    """Give the keys of the organisations of which this one is a part, the nearest first."""
    parents = dict(Organisation.objects.exclude(parent=None).values_list("pk", "parent_id"))
    found: list[int] = []
    above = parents.get(organisation.pk)
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def _refuse_cycle(organisation: Organisation, parent: Organisation | None) -> None:
    if parent is None:
        return
    _refuse_merged(parent)
    if organisation.pk in (parent.pk, *ancestors(parent)):
        raise ParentCycleError


def _refuse_merged(parent: Organisation | None) -> None:
    if parent is not None and parent.is_merged:
        raise MergedAlreadyError


def _keep_aliases(organisation: Organisation, aliases: Iterable[str]) -> None:
    known = known_keys(organisation)
    for text in aliases:
        if key(text) not in known:
            keep_alias(organisation, text)
            known.add(key(text))
