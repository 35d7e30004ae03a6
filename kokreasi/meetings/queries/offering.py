"""What a list offers to narrow it by: each filter a plain parameter in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual

Name = str | Promise | Bilingual


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter, and what it is called."""

    value: str
    name: Name


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as a page shows it: what it offers, what is chosen, and how to drop that."""

    parameter: str
    label: str | Promise
    options: tuple[Option, ...]
    value: str
    without: str

    @property
    def name(self) -> Name:
        """Give what the chosen value is called; the value itself where nothing offers it."""
        return next((one.name for one in self.options if one.value == self.value), self.value)


def asked_for(
    asked: QueryDict, parameter: str, label: str | Promise, options: tuple[Option, ...]
) -> Filter:
    """Describe a filter as the address asks for it."""
    value = asked.get(parameter, "")
    return Filter(parameter, label, options, value, without(asked, parameter))


def without(asked: QueryDict, *parameters: str) -> str:
    """Give the address of the list with every other filter kept, on its first page."""
    left = {*parameters, "page"}
    kept = [(key, value) for key, value in asked.items() if value and key not in left]
    return f"?{urlencode(kept)}"


def with_value(asked: QueryDict, parameter: str, value: str) -> str:
    """Give the address of the list with this filter set and every other kept."""
    kept = without(asked, parameter)
    return f"{kept}{'&' if len(kept) > 1 else ''}{urlencode({parameter: value})}"
