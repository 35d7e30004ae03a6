"""Dataclasses as JSON and back: all that crosses from the child process to the server."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumps(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value: object) -> object:
    """Give what `json` can write; `build` is its opposite."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


def build(kind: type[T], value: Any) -> T:
    """Rebuild a dataclass from what `dumps` wrote.

    Only the shapes our readers use are known: dataclasses, lists, optional values, enums,
    decimals and plain JSON.
    """
    built: T = _build(kind, value)
    return built


def _build(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        return _build_one_of(get_args(kind), value)
    if get_origin(kind) is list:
        (item,) = get_args(kind)
        return [_build(item, each) for each in value]
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], each) for name, each in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build_one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    return _build(kinds[0], value) if len(kinds) == 1 else value
