"""Numbers for new organisations, and locks for those that change."""

import secrets

from kokreasi.organisations.errors import MergedAlreadyError
from kokreasi.organisations.models import Directory, Organisation

PREFIX = "ORG"
EDITION_BYTES = 12


def open_directory() -> Directory:
    """Hold the directory until the end of the transaction."""
    directory, _new = Directory.objects.select_for_update().get_or_create(pk=1)
    return directory


def hold() -> None:
    """Let nobody else create, name or merge an organisation until the end of the transaction."""
    open_directory()


def next_reference() -> str:
    """Give the next number, which nobody else gets: `ORG-0001`, `ORG-0002`."""
    directory = open_directory()
    directory.last_number += 1
    directory.save(update_fields=["last_number"])
    return f"{PREFIX}-{directory.last_number:04d}"


def names_changed() -> None:
    """Tell every index of names that it is out of date.

    The edition is random: a number would come again after a transaction that is undone.
    """
    directory = open_directory()
    directory.edition = secrets.token_hex(EDITION_BYTES)
    directory.save(update_fields=["edition"])


def locked(organisation: Organisation) -> Organisation:
    """Read an organisation as it is now and hold it; one that was merged away is refused."""
    organisations = Organisation.objects.select_for_update(of=("self",)).with_record()
    current = organisations.get(pk=organisation.pk)
    if current.is_merged:
        raise MergedAlreadyError
    return current
