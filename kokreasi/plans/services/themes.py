"""The themes of a plan."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Theme
from kokreasi.register import services as register
from kokreasi.register.changes import Change, compare

CODE_LENGTH = 60


class ThemeInUseError(DomainError):
    message = _("Commitments stand under this theme. Move them first.")


class ThemeExistsError(DomainError):
    message = _("The plan already has a theme with this title.")


@transaction.atomic
def add(
    plan: Plan, *, title: Bilingual, by: User | None, description: Bilingual | None = None
) -> Theme:
    """Add a theme at the end; its short code comes from its title and never changes."""
    code = slugify(title.id or title.en)[:CODE_LENGTH]
    if plan.themes.filter(code=code).exists():
        raise ThemeExistsError
    theme = Theme.objects.create(
        plan=plan,
        code=code,
        title=title,
        description=description or Bilingual(),
        position=plan.themes.count() + 1,
    )
    _tell(plan, by=by, says=_("added a theme"), changes=[Change(_("theme"), None, title)])
    return theme


@transaction.atomic
def change(theme: Theme, values: Mapping[str, Any], *, by: User) -> Theme:
    changes = compare(theme, values)
    if changes:
        for name, value in values.items():
            setattr(theme, name, value)
        theme.save(update_fields=list(values))
        _tell(theme.plan, by=by, says=_("changed a theme"), changes=changes)
    return theme


@transaction.atomic
def remove(theme: Theme, *, by: User) -> None:
    """Take a theme away under which no commitment stands."""
    if theme.commitments.exists():
        raise ThemeInUseError
    removal = [Change(_("theme"), theme.title, None)]
    _tell(theme.plan, by=by, says=_("removed a theme"), changes=removal)
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
