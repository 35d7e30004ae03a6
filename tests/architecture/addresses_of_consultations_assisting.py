"""Examples for the addresses of consultations: assisting."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

ASSISTING: dict[str, dict[str, Example]] = {}
