"""Tables of open data whose columns say what they mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from kokreasi.core.tabular import Column, Value
from kokreasi.plans.models import Plan
from kokreasi.register.models import Record


@dataclass(frozen=True, slots=True)
class Described:
    """A column with what it means, for the dictionary."""

    name: str
    meaning: str | Promise
    value: Callable[[Any], Value]

    @property
    def column(self) -> Column[Any]:
        return Column(self.name, self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of open data: its name in addresses, its columns, and its rows for a plan."""

    name: str
    title: str | Promise
    described: tuple[Described, ...]
    rows: Callable[[Plan], Iterator[Any]]

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        return tuple(column.column for column in self.described)


def address(record: Record) -> str:
    return f"{settings.ORIGIN}{record.permanent_link}"
