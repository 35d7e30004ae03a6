"""Turn tables of a TOML file into frozen dataclasses, by the annotations of their fields."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from kokreasi.core.bilingual import Bilingual

Shape = TypeVar("Shape")


class ShapeError(ValueError):
    """A table has a key that its shape does not know, lacks one, or holds another type."""


def build(shape: type[Shape], table: Mapping[str, Any]) -> Shape:
    """Make one `shape` of a table; every key must be a field, and fields may have defaults."""
    hints = get_type_hints(shape)
    missing = _required(shape) - set(table)
    unknown = set(table) - set(hints)
    if missing or unknown:
        raise ShapeError(f"{shape.__name__}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return shape(**{name: _convert(hints[name], value) for name, value in table.items()})


def _required(shape: type) -> set[str]:
    defaults = ("default", "default_factory")
    return {
        field.name
        for field in fields(shape)
        if all(getattr(field, default) is MISSING for default in defaults)
    }


def _convert(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_convert(get_args(hint)[0], item) for item in value)
    if get_origin(hint) is UnionType:
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if hint is Bilingual:
        return Bilingual(**{code: words.strip() for code, words in value.items()})
    if is_dataclass(hint):
        return build(hint, value)  # type: ignore[arg-type]
    if get_origin(hint) is dict:
        return {name: _convert(get_args(hint)[1], item) for name, item in value.items()}
    if type(value) is not hint:
        raise ShapeError(f"{value!r} is not of type {hint.__name__}")
    return value
