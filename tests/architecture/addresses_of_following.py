"""Examples for the addresses of following, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.conversations.models import Follow
from kokreasi.conversations.services import follows
from kokreasi.conversations.tests.factories import THEN, ask, key_of, make_follow
from kokreasi.people.visitors import Visitor
from kokreasi.register.tests.factories import RecordFactory

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]


def draft(_cast: Any) -> dict[str, Any]:
    return {"reference": RecordFactory().reference}


def published(_cast: Any) -> dict[str, Any]:
    return {"reference": RecordFactory(is_published=True).reference}


def unknown(_cast: Any) -> dict[str, Any]:
    return {"key": "gone"}


def asked(_cast: Any) -> dict[str, Any]:
    return _by(ask(RecordFactory(is_published=True)))


def confirmed(_cast: Any) -> dict[str, Any]:
    return _by(make_follow(RecordFactory(is_published=True)))


def left(_cast: Any) -> dict[str, Any]:
    follow = make_follow(RecordFactory(is_published=True))
    follows.leave(follow, at=THEN)
    return _by(follow)


def _by(follow: Follow) -> dict[str, Any]:
    return {"key": key_of(follow)}


BY_LINK: dict[str, Example] = {
    "asked": asked,
    "confirmed": confirmed,
    "left": left,
    "unknown": unknown,
}
FOLLOWING: dict[str, dict[str, Example]] = {
    "follow": BY_LINK,
    "follow-record": {"draft": draft, "published": published},
    "leave-all": BY_LINK,
}
