"""The themes of a plan."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change, compare
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Theme
from kokreasi.plans.services.order import locked, next_position
from kokreasi.register import services as register

CODE_LENGTH = 60
LONGEST_BASE = CODE_LENGTH - 4
ONLY_OTHER_LETTERS = "tema"


class ThemeInUseError(DomainError):
    message = _("Commitments stand under this theme. Move them first.")


class ThemeExistsError(DomainError):
    message = _("The plan already has a theme with this title.")


@transaction.atomic
def add(
    plan: Plan, *, title: Bilingual, by: User | None, description: Bilingual | None = None
) -> Theme:
    """Add a theme at the end; its short code comes from its title and never changes."""
    plan = locked(plan)
    if any(_slug(theme.title) == _slug(title) for theme in plan.themes.all()):
        raise ThemeExistsError
    theme = Theme.objects.create(
        plan=plan,
        code=_free_code(plan, title),
        title=title,
        description=description or Bilingual(),
        position=next_position(plan.themes.all()),
    )
    _tell(plan, by=by, says=_("added a theme"), changes=[Change(_("theme"), None, title)])
    return theme


def _slug(title: Bilingual) -> str:
    """Give the title as an address writes it; other scripts than the Latin one leave nothing."""
    return slugify(title.id or title.en) or str(title.id or title.en).casefold()


def _free_code(plan: Plan, title: Bilingual) -> str:
    """Shorten the title to a code; two long titles that begin alike get different ones."""
    wanted = slugify(title.id or title.en)[:CODE_LENGTH] or ONLY_OTHER_LETTERS
    taken = set(plan.themes.values_list("code", flat=True))
    others = (f"{wanted[:LONGEST_BASE]}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(c for c in others if c not in taken)


@transaction.atomic
def change(theme: Theme, values: Mapping[str, Any], *, by: User) -> Theme:
    """Change the words of a theme; its code stays."""
    plan, now = locked(theme.plan), Theme.objects.get(pk=theme.pk)
    changes = compare(now, values)
    if changes:
        for name, value in values.items():
            setattr(now, name, value)
        now.save(update_fields=list(values))
        _tell(plan, by=by, says=_("changed a theme"), changes=changes)
    return now


@transaction.atomic
def remove(theme: Theme, *, by: User) -> None:
    """Take a theme away under which no commitment stands."""
    plan = locked(theme.plan)
    if theme.commitments.exists():
        raise ThemeInUseError
    removal = [Change(_("theme"), theme.title, None)]
    _tell(plan, by=by, says=_("removed a theme"), changes=removal)
    theme.delete()


def _tell(plan: Plan, *, by: User | None, says: Any, changes: list[Change]) -> None:
    register.record(
        "plan.themes_changed",
        plan.record,
        by=by,
        says=says,
        changes=changes,
        is_public=plan.record.is_public,
    )
