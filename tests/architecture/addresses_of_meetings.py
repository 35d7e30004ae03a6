"""Examples for the addresses of meetings, minutes and follow-ups, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.people.visitors import Visitor

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]

MEETINGS: dict[str, Example] = {}
