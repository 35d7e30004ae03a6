"""Names over time, and the other spellings that sources use."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.organisations.errors import (
    EmptyAliasError,
    KnownAliasError,
    NamesOverlapError,
    NameTooEarlyError,
    PresentNameError,
)
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Alias, Organisation, OrganisationName
from kokreasi.organisations.services.directory import locked, names_changed
from kokreasi.people.models import RoleGrant, User
from kokreasi.register.services import describe, record

ONE_DAY = timedelta(days=1)


@transaction.atomic
def rename(
    organisation: Organisation,
    *,
    name: Bilingual,
    on: date,
    by: User,
    abbreviation: str = "",
    reason: str = "",
) -> Organisation:
    """Give an organisation a new name from a day on; the old one ends the day before.

    The day is today or a past one: the edge refuses a day to come, because from now on every page
    shows the new name.
    """
    current = locked(organisation)
    present = current.names.get(valid_to=None)
    if present.valid_from is not None and on <= present.valid_from:
        raise NameTooEarlyError
    present.valid_to = on - ONE_DAY
    present.save(update_fields=["valid_to"])
    new = OrganisationName(
        organisation=current, name=name, abbreviation=abbreviation, valid_from=on
    )
    new.save()
    show_present_name(current)
    says = _("gave the organisation a new name")
    changes = [*_changed_words(present, new), Change(_("valid from"), None, on)]
    _tell("organisation.renamed", current, by=by, says=says, changes=changes, reason=reason)
    return current


@transaction.atomic
def add_past_name(
    organisation: Organisation,
    *,
    name: Bilingual,
    until: date,
    by: User,
    since: date | None = None,
    abbreviation: str = "",
) -> OrganisationName:
    """Keep what an organisation was called until a day.

    A name whose first day was unknown begins on the day after, when it would overlap otherwise.
    """
    current = locked(organisation)
    current.names.filter(valid_from=None, valid_to=None).update(valid_from=until + ONE_DAY)
    past = OrganisationName(
        organisation=current,
        name=name,
        abbreviation=abbreviation,
        valid_from=since,
        valid_to=until,
    )
    _keep(past)
    changes = [Change(_("name"), None, name), Change(_("valid to"), None, until)]
    says = _("added a former name")
    _tell("organisation.past_name_added", current, by=by, says=says, changes=changes)
    return past


@transaction.atomic
def correct_name(
    row: OrganisationName,
    *,
    name: Bilingual,
    by: User,
    abbreviation: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    reason: str = "",
) -> OrganisationName:
    """Correct a name that was written wrongly, or its days; a real change of name is `rename`."""
    current = locked(row.organisation)
    before = current.names.get(pk=row.pk)
    if (before.valid_to is None) != (valid_to is None):
        raise PresentNameError
    after = OrganisationName(
        pk=before.pk,
        organisation=current,
        name=name,
        abbreviation=abbreviation,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    changes = [*_changed_words(before, after), *_changed_days(before, after)]
    if changes:
        _keep(after)
        show_present_name(current)
        says = _("corrected a name")
        event = "organisation.name_corrected"
        _tell(event, current, by=by, says=says, changes=changes, reason=reason)
    return after


@transaction.atomic
def add_alias(organisation: Organisation, text: str, *, by: User | None, source: str = "") -> Alias:
    """Keep another spelling, such as "Pattirol", which a scan writes for Pattiro."""
    current = locked(organisation)
    if not key(text):
        raise EmptyAliasError
    if key(text) in known_keys(current):
        raise KnownAliasError
    alias = keep_alias(current, text, source=source)
    changes = [Change(_("alias"), None, alias.text)]
    describe(current.record, words=words_to_find(current))
    _tell("organisation.alias_added", current, by=by, says=_("added an alias"), changes=changes)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, by: User, reason: str = "") -> None:
    """Forget a spelling that turned out to be of another organisation."""
    current = locked(alias.organisation)
    changes = [Change(_("alias"), alias.text, None)]
    alias.delete()
    describe(current.record, words=words_to_find(current))
    says = _("removed an alias")
    _tell("organisation.alias_removed", current, by=by, says=says, changes=changes, reason=reason)


def keep_alias(organisation: Organisation, text: str, *, source: str = "") -> Alias:
    """Write an alias without a line of history; the caller has looked whether it is known.

    A semicolon parts aliases in tables, so none is kept inside one.
    """
    words = " ".join(text.replace(";", ",").split())
    return Alias.objects.create(
        organisation=organisation, text=words, folded=key(words), source=source
    )


def known_keys(organisation: Organisation) -> set[str]:
    """Give the keys of all spellings by which an organisation is found."""
    keys = set(organisation.aliases.values_list("folded", flat=True))
    for row in organisation.names.all():
        keys |= {key(text) for text in spellings(row)}
    return keys


def spellings(row: OrganisationName) -> list[str]:
    """Give the words of a name in both languages and its abbreviation, without the empty ones."""
    return [text for text in (row.name.id, row.name.en, row.abbreviation) if text]


def show_present_name(organisation: Organisation) -> None:
    """Repeat the present name where lists, the register and the roles of people read it."""
    present = organisation.names.get(valid_to=None)
    organisation.abbreviation = present.abbreviation
    organisation.save(update_fields=["abbreviation"])
    describe(organisation.record, title=present.name, words=words_to_find(organisation))
    open_grants = RoleGrant.objects.filter(body=organisation.reference, ends_on=None)
    open_grants.update(body_name=body_name(organisation))


def words_to_find(organisation: Organisation) -> str:
    """Give every name, abbreviation and alias by which a search finds the organisation."""
    names = [text for row in organisation.names.all() for text in spellings(row)]
    return " ".join([*names, *organisation.aliases.values_list("text", flat=True)])


def body_name(organisation: Organisation) -> str:
    """Give the official, Indonesian name as it stands in lines of history."""
    return organisation.name.shown("id").text[: RoleGrant._meta.get_field("body_name").max_length]


def _keep(row: OrganisationName) -> None:
    others = OrganisationName.objects.filter(organisation=row.organisation).exclude(pk=row.pk)
    if others.overlapping(row.valid_from, row.valid_to).exists():
        raise NamesOverlapError
    row.save()


def _changed_words(before: OrganisationName, after: OrganisationName) -> list[Change]:
    changes = []
    if before.name != after.name:
        changes.append(Change(_("name"), before.name, after.name))
    if before.abbreviation != after.abbreviation:
        changes.append(Change(_("abbreviation"), before.abbreviation, after.abbreviation))
    return changes


def _changed_days(before: OrganisationName, after: OrganisationName) -> list[Change]:
    days = (
        (_("valid from"), before.valid_from, after.valid_from),
        (_("valid to"), before.valid_to, after.valid_to),
    )
    return [Change(label, old, new) for label, old, new in days if old != new]


def _tell(
    event: str,
    organisation: Organisation,
    *,
    by: User | None,
    says: str | Promise,
    changes: list[Change],
    reason: str = "",
) -> None:
    names_changed()
    about = organisation.record
    record(
        event,
        about,
        by=by,
        says=says,
        changes=changes,
        reason=reason,
        is_public=about.is_public,
    )
