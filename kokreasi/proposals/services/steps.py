"""The steps of an office: added, renamed, retired, and which may follow which.

They belong to no record, so that no history tells of them; every move of a proposal does.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.core.page_cache import forget_pages
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Status

CHANGEABLE = ("name", "standing", "patience", "position")


class CodeTakenError(DomainError):
    message = _("Another status has this short code.")


class StandingInUseError(DomainError):
    message = _(
        "Proposals are in this status, and what it means to the public stands on their pages. Move "
        "them on first, or add another status."
    )


class LastOfItsKindError(DomainError):
    message = _("Every meaning needs a status that is in use; this is the last one of its kind.")


@transaction.atomic
def add(*, code: str, name: Bilingual, standing: Standing, **given: Any) -> Status:
    """Add a status, behind the others unless `position` says where; `patience` is in days."""
    if Status.objects.filter(code=code).exists():
        raise CodeTakenError
    if not given.get("position"):
        given["position"] = (Status.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    return Status.objects.create(code=code, name=name, standing=standing, **given)


@transaction.atomic
def change(
    status: Status, values: Mapping[str, Any], *, next_steps: Iterable[Status] | None = None
) -> Status:
    """Change a status; what it means to the public only while no proposal is in it."""
    now = Status.objects.select_for_update().get(pk=status.pk)
    if values.get("standing", now.standing) != now.standing:
        if now.proposals.exists():
            raise StandingInUseError
        _keep_one(now)
    for name in CHANGEABLE:
        setattr(now, name, values.get(name, getattr(now, name)))
    now.save()
    if next_steps is not None:
        now.next_steps.set(step for step in next_steps if step.pk != now.pk)
    transaction.on_commit(forget_pages)
    return now


@transaction.atomic
def retire(status: Status) -> Status:
    """Offer a status no longer; proposals that are in it stay and can be moved on."""
    now = Status.objects.select_for_update().get(pk=status.pk)
    _keep_one(now)
    return _offer(now, is_offered=False)


@transaction.atomic
def bring_back(status: Status) -> Status:
    return _offer(Status.objects.select_for_update().get(pk=status.pk), is_offered=True)


def _offer(status: Status, *, is_offered: bool) -> Status:
    status.is_offered = is_offered
    status.save(update_fields=["is_offered"])
    return status


def _keep_one(status: Status) -> None:
    others = Status.objects.select_for_update().filter(standing=status.standing, is_offered=True)
    if not others.exclude(pk=status.pk):
        raise LastOfItsKindError
