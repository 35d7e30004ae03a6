"""Examples for the addresses of consultations: the public pages and answering."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def draft_consultation(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_consultation(code=f"ks{next(numbers)}").reference}


def public_consultation(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(code=f"ks{next(numbers)}").reference}


ANSWERING: dict[str, dict[str, Example]] = {
    "consultation": {"draft": draft_consultation, "published": public_consultation},
}
