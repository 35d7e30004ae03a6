"""An example for every address that needs one: real things in each state that matters.

Route name → state → a function that makes the things and gives the arguments of the address.
Addresses without arguments need no entry. After adding a route: ./scripts/write_permissions
"""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.people.visitors import Visitor
from kokreasi.register.tests.factories import RecordFactory

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def draft_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory().reference}


def published_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory(is_published=True).reference}


EXAMPLES: dict[str, dict[str, Example]] = {
    "permalink": {"draft": draft_record, "published": published_record},
}
