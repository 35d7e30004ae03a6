"""Filters as pages show them: what each offers, what is chosen, and how to drop that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual

Name = str | Promise | Bilingual
Option = tuple[str, Name]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; `name` is that of what is chosen, `without` the address that chooses nothing."""

    parameter: str
    label: Promise
    options: list[Option]
    value: str
    name: Name
    without: str


def described(
    labels: Iterable[tuple[str, Promise]], offered: Mapping[str, list[Option]], asked: QueryDict
) -> list[Filter]:
    """Describe filters by parameter, in this order, as an address has chosen them."""
    return [_filter(parameter, label, offered[parameter], asked) for parameter, label in labels]


def _filter(parameter: str, label: Promise, options: list[Option], asked: QueryDict) -> Filter:
    value = asked.get(parameter, "")
    name = dict(options).get(value, value)
    return Filter(parameter, label, options, value, name, _without(parameter, asked))


def _without(parameter: str, asked: QueryDict) -> str:
    kept = [(key, value) for key, value in asked.items() if value]
    return f"?{urlencode([pair for pair in kept if pair[0] not in {parameter, 'page'}])}"
