"""Conditions under which a page or question is shown."""

from typing import Any

import msgspec
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.comparing import told_condition
from kokreasi.consultations.definition.wording import Condition
from kokreasi.consultations.models import Page, Question
from kokreasi.consultations.services.building.whole import keep_whole, tell
from kokreasi.consultations.services.consultations import locked
from kokreasi.core.changes import Change
from kokreasi.people.models import User

SHOWN_IF = _("is shown if")


@transaction.atomic
def add(row: Page | Question, condition: Condition, *, by: User | None) -> None:
    """Show a page or question only where this holds as well; the same one twice changes nothing."""
    _rewrite(row, condition, by=by, is_kept=True)


@transaction.atomic
def remove(row: Page | Question, condition: Condition, *, by: User | None) -> None:
    """Ask no longer for this; pressed twice it changes nothing."""
    _rewrite(row, condition, by=by, is_kept=False)


def _rewrite(row: Page | Question, condition: Condition, *, by: User | None, is_kept: bool) -> None:
    now = locked(row.consultation)
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    before = _read(current.shown_if)
    rest = [one for one in before if one != condition]
    after = [*rest, condition] if is_kept else rest
    if len(before) == len(after):
        return
    current.shown_if = msgspec.to_builtins(after)
    current.revision += 1
    current.field_revisions |= {"shown_if": current.revision}
    current.save(update_fields=["shown_if", "revision", "field_revisions"])
    keep_whole(now)
    old, new = ([told_condition(one) for one in some] for some in (before, after))
    changes = [Change(SHOWN_IF, old, new)]
    says = _("changed when something is asked")
    tell(now, "condition.changed", by=by, says=says, changes=changes)


def _read(stored: Any) -> list[Condition]:
    return msgspec.convert(stored, list[Condition])
