"""People without an account: known once their address has answered, forgotten when they ask."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations import keys
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.events import correspondent_forgotten
from kokreasi.conversations.models import Correspondent
from kokreasi.core.errors import DomainError
from kokreasi.core.wording import check_name


class UnknownLinkError(DomainError):
    message = _("This link is not valid. Ask for a new one.")


@transaction.atomic
def introduce(email: str, *, language: str, name: str = "") -> Correspondent:
    """Give the row of an address, a new one where it was never here; nothing is sent from here.

    What is asked in its name counts only once the address is confirmed. The name of a confirmed
    address stays: whoever does not own the address cannot change it. Before, the last one counts,
    so that nobody can give a name to somebody who has not come yet.
    """
    check_name(name)
    seed = keys.new_seed()
    correspondent, is_new = Correspondent.objects.get_or_create(
        email=email.strip().lower(),
        defaults={
            "name": name.strip(),
            "language": language,
            "seed": seed,
            "key_hash": keys.hashed(keys.own_key(seed)),
            "asked_at": timezone.now(),
        },
    )
    if name.strip() and not (is_new or correspondent.is_confirmed):
        correspondent.name = name.strip()
        correspondent.save(update_fields=["name"])
    return correspondent


def known_by(key: str) -> Correspondent:
    """Give whom a link belongs to; raises `UnknownLinkError`."""
    found = Correspondent.objects.filter(key_hash=keys.hashed(key), erased_at=None).first()
    if found is None:
        raise UnknownLinkError
    return found


@transaction.atomic
def confirm(correspondent: Correspondent) -> Correspondent:
    """Note that the address answered; the first time counts."""
    locked = Correspondent.objects.select_for_update().get(pk=correspondent.pk)
    if locked.confirmed_at is None and locked.erased_at is None:
        locked.confirmed_at = timezone.now()
        locked.save(update_fields=["confirmed_at"])
    return locked


@transaction.atomic
def clear_away(*, asked_before: datetime) -> None:
    """Delete the rows to which nothing belongs any more, of people who have not just asked."""
    unused = Correspondent.objects.filter(asked_at__lt=asked_before)
    for field in _pointing_here():
        rows = field.model._default_manager.filter(**{field.name: OuterRef("pk")})
        unused = unused.exclude(Exists(rows))
    unused.delete()


def _pointing_here() -> list[models.Field[Any, Any]]:
    """Name every key of every app that points to a correspondent, whatever it is called."""
    relations = Correspondent._meta.get_fields(include_hidden=True)
    return [one.field for one in relations if isinstance(one, models.ForeignObjectRel)]


@transaction.atomic
def forget(correspondent: Correspondent) -> None:
    """Erase address and name, and end what was followed; what was said in public stays unnamed.

    Remarks that nobody else was allowed to read go altogether; apps above hear of it.
    """
    now = timezone.now()
    correspondent_forgotten.send(Correspondent, correspondent=correspondent)
    correspondent.follows.filter(ended_at=None).update(ended_at=now)
    correspondent.remarks.filter(state__in=(RemarkState.HELD, RemarkState.REFUSED)).delete()
    correspondent.remarks.update(is_named=False)
    Correspondent.objects.filter(pk=correspondent.pk, erased_at=None).update(
        email="", name="", erased_at=now
    )
