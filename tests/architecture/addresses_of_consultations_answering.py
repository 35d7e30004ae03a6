"""Examples for the addresses of consultations: the public pages and answering."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)
A_DAY = timedelta(days=1)


def draft_consultation(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_consultation(code=f"ks{next(numbers)}").reference}


def public_consultation(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(code=f"ks{next(numbers)}").reference}


def of_one(**given: Any) -> Callable[[Cast], dict[str, Any]]:
    """Name a page of an open consultation, and what else stands in its address."""

    def open_consultation(_cast: Cast) -> dict[str, Any]:
        return {"reference": _open().reference} | given

    return open_consultation


def _open() -> Consultation:
    now = timezone.now()
    return published(
        code=f"ks{next(numbers)}", opens_at=now - timedelta(days=1), closes_at=now + A_DAY
    )


def short_link(_cast: Cast) -> dict[str, Any]:
    return {"code": published(code=f"ks{next(numbers)}").short_code}


BOTH = {"draft": draft_consultation, "published": public_consultation}
OPEN = BOTH | {"open": of_one()}

ANSWERING: dict[str, dict[str, Example]] = {
    "consultation": OPEN,
    "consultation-code": BOTH,
    "consultation-short": {"published": short_link},
    "answer-begin": OPEN,
    "answer-step": {"open": of_one(place="views"), "of none": of_one(place="nowhere")},
    "answer-review": OPEN,
    "answer-send": OPEN,
    "answer-receipt": OPEN,
    "answer-save": OPEN,
    "answer-discard": OPEN,
    "answer-regions": {"open": of_one()},
}
