"""What changed, told in both languages at the moment of writing.

The words are kept, not the way to make them: a field that is renamed next year does not rename
what happened this year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kokreasi.core.bilingual import LANGUAGES, Bilingual

NOTHING = _("nothing")


@dataclass(frozen=True, slots=True)
class Change:
    """A field by its words, with its value before and after; `name` is the field's own name."""

    field: str | Promise | Bilingual
    old: Any
    new: Any
    name: str = ""

    def told(self) -> dict[str, dict[str, str]]:
        return {
            "field": Bilingual.of(self.field).as_dict(),
            "old": told(self.old).as_dict(),
            "new": told(self.new).as_dict(),
        }


def told(value: Any) -> Bilingual:
    """Put a value in words as a reader of each language writes it.

    Items of a set are told in alphabetical order, those of a list in their own.
    """
    if isinstance(value, Bilingual) and value:
        return value
    words = {}
    for code in LANGUAGES:
        with override(code):
            words[code] = _in_words(value)
    return Bilingual(**words)


def in_words(value: Any) -> Bilingual:
    """Put a value in words as `told` does, but give no words for nothing."""
    return told(value) if value or value == 0 else Bilingual()


def _in_words(value: Any) -> str:
    if value in (None, "", []) or (isinstance(value, Bilingual) and not value):
        return str(NOTHING)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime | date):
        return date_format(value, "j F Y")
    if isinstance(value, int | Decimal):
        return number_format(Decimal(value).normalize())
    if isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        words = [_in_words(item) for item in value]
        in_order = sorted(words) if isinstance(value, set | frozenset) else words
        return ", ".join(in_order) or str(NOTHING)
    return str(value)


def compare(thing: models.Model, values: Mapping[str, Any]) -> list[Change]:
    """List the fields of `thing` whose value would become another one, by their verbose names.

    Many-to-many fields are compared as sets of rows.
    """
    return [change for name, new in values.items() if (change := _compare_one(thing, name, new))]


def _compare_one(thing: models.Model, name: str, new: Any) -> Change | None:
    field = thing._meta.get_field(name)
    label = getattr(field, "verbose_name", name)
    old = getattr(thing, name)
    if field.many_to_many:
        before, after = set(old.all()), set(new)
        return Change(label, before, after, name) if before != after else None
    if old == new:
        return None
    return Change(label, _shown(field, old), _shown(field, new), name)


def _shown(field: Any, value: Any) -> Any:
    choices = dict(getattr(field, "flatchoices", None) or ())
    return choices.get(value, value)


def tell(changes: Iterable[Change]) -> list[dict[str, dict[str, str]]]:
    return [change.told() for change in changes]


def retold(changes: Iterable[Mapping[str, Mapping[str, str]]]) -> list[dict[str, Bilingual]]:
    """Read back what `tell` kept: the words of the field, its old value and its new one."""
    return [{part: Bilingual(**words) for part, words in change.items()} for change in changes]
