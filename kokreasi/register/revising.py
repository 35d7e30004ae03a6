"""Forms over rows that two people may edit at once.

A form carries the revision that the person saw and a short print of each value. So only what the
person really changed is written, and two who change different fields never stop each other.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self

from django import forms
from django.db import models
from django.forms.models import fields_for_model

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import told
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.fields import BilingualField, RowsField
from kokreasi.register.models import Revised

PRINT_LENGTH = 12
LONGEST_LINE, LONGEST_TEXT = 300, 20_000
HIGHEST_REVISION = 2**31 - 1


def day_input() -> forms.DateInput:
    """Give an input with the calendar of the browser; it sends 2018-10-23 in every language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def fields_of(model: type[models.Model], names: Iterable[str]) -> dict[str, forms.Field]:
    """Give the form fields of these columns, with bounds for what people may type or paste."""
    found = fields_for_model(model, fields=list(names), formfield_callback=_form_field)
    return {name: found[name] for name in names}


def _form_field(column: Any, **given: Any) -> forms.Field:
    if isinstance(column, BilingualField):
        given["max_length"] = LONGEST_TEXT if column.multiline else LONGEST_LINE
    if isinstance(column, models.URLField):
        given["assume_scheme"] = "https"
    if isinstance(column, models.DateField):
        given["widget"] = day_input()
    if isinstance(column, models.TextField):
        given |= {"max_length": LONGEST_TEXT, "widget": forms.Textarea(attrs={"rows": 3})}
    if isinstance(column, models.ManyToManyField):
        given |= {"form_class": RowsField, "widget": forms.CheckboxSelectMultiple()}
    field: forms.Field = column.formfield(**given)
    if isinstance(column, models.IntegerField):
        field.validators = [*field.validators, *column.validators]
    if field.label:
        field.label = str(field.label)[:1].upper() + str(field.label)[1:]
    return field


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people wrote: its name, what stands there now, and what this one typed."""

    label: str
    theirs: Bilingual
    mine: Bilingual


class RowForm(forms.Form):
    """The fields `names` of `model`, empty or filled from a row."""

    model: ClassVar[type[models.Model]]
    names: ClassVar[tuple[str, ...]]

    def __init__(self, data: Any = None, *, row: models.Model | None = None, **kwargs: Any) -> None:
        given = kwargs.pop("initial", None) or {}
        values = {name: value_of(row, name) for name in self.names} if row else {}
        super().__init__(data, initial=values | given, **kwargs)
        self.row = row
        self.fields = fields_of(self.model, self.names) | self.fields


class RevisedForm(RowForm):
    """A form over a row that counts its revisions; `own_changes` is what this person changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_REVISION)
    base = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    def __init__(self, data: Any = None, *, row: Revised, **kwargs: Any) -> None:
        seen = {"seen": row.revision, "base": prints(row, self.names)}
        super().__init__(data, row=row, initial=seen, **kwargs)

    def revision_seen(self) -> int:
        """Give the revision that the person had before them."""
        seen: int = self.cleaned_data["seen"]
        return seen

    def own_changes(self) -> dict[str, Any]:
        """Give the values that differ from those that the person was shown."""
        shown = read_prints(self.cleaned_data["base"])
        values = {name: self.cleaned_data[name] for name in self.names}
        return {name: value for name, value in values.items() if shown.get(name) != print_of(value)}

    def afresh(self, now: Revised) -> Self:
        """Give the form as somebody finds it who opens it now."""
        return type(self)(row=now, prefix=self.prefix, auto_id=self.auto_id)

    def over(self, now: Revised) -> Self:
        """Give the form with what was typed, over what stands there now.

        Sending it once more replaces on purpose what somebody else has written meanwhile.
        """
        data = sent_again(self, {"seen": str(now.revision), "base": prints(now, self.names)})
        again = type(self)(data, row=now, prefix=self.prefix, auto_id=self.auto_id)
        again.is_valid()
        return again

    def conflicts(self, now: Revised) -> list[Conflict]:
        """Set what stands there now beside what the person typed, field by field."""
        written = now.changed_since(self.revision_seen())
        return [
            Conflict(
                str(self.fields[name].label),
                told(_as_chosen(now, name, value_of(now, name))),
                told(_as_chosen(now, name, mine)),
            )
            for name, mine in self.own_changes().items()
            if name in written
        ]


def _as_chosen(row: models.Model, name: str, value: Any) -> Any:
    """Give the words of a choice instead of its code."""
    if isinstance(value, models.QuerySet | list):
        return list(value)
    choices = getattr(row._meta.get_field(name), "flatchoices", None) or ()
    return dict(choices).get(value, value)


def sent_again(form: forms.Form, instead: Mapping[str, str]) -> Any:
    """Give what was sent with other values for some fields."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name, value in instead.items():
        data[form.add_prefix(name)] = value
    return data


def value_of(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return list(value.all()) if row._meta.get_field(name).many_to_many else value


def prints(row: models.Model, names: Iterable[str]) -> str:
    """Write the print of each value in one line: `title:9f2c… problem:77ab…`."""
    return " ".join(f"{name}:{print_of(value_of(row, name))}" for name in names)


def read_prints(line: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in line.split() if ":" in pair)


def print_of(value: Any) -> str:
    """Give a short print by which two values are told apart; empty values are all the same."""
    return hashlib.sha256(_written(value).encode()).hexdigest()[:PRINT_LENGTH]


def _written(value: Any) -> str:
    if value is None or value == "" or (isinstance(value, Bilingual) and not value):
        return ""
    if isinstance(value, Bilingual):
        return f"{value.id}\x1f{value.en}"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | models.QuerySet):
        return "\x1e".join(sorted(_written(each) for each in value))
    return value.isoformat() if isinstance(value, date) else str(value)


class Saved(StrEnum):
    """What became of what a person sent."""

    YES = "yes"
    INVALID = "invalid"
    STALE = "stale"


STATUS = {Saved.YES: 200, Saved.INVALID: 422, Saved.STALE: 409}


class Revising(Protocol):
    """What `save` needs of a form: what this person changed, over which revision."""

    def is_valid(self) -> bool: ...
    def own_changes(self) -> Mapping[Any, Any]: ...
    def revision_seen(self) -> int: ...
    def add_error(self, field: str | None, error: Any) -> None: ...
    def afresh(self, now: Any) -> Any: ...
    def over(self, now: Any) -> Any: ...
    def conflicts(self, now: Any) -> list[Conflict]: ...


def save(form: Revising, change: Callable[[Mapping[Any, Any], int], Any]) -> Saved:
    """Hand what the person changed to a service; its refusals become words on the form."""
    if not form.is_valid():
        return Saved.INVALID
    try:
        change(form.own_changes(), form.revision_seen())
    except StaleError:
        return Saved.STALE
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return Saved.INVALID
    return Saved.YES


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do what a valid form asks for; a refusal of the rules becomes words on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
