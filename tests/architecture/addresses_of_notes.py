"""Examples for the addresses of notes on their way to minutes."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.tests.notes import in_state, make_note, make_refused
from kokreasi.people.visitors import Visitor

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]


def waiting(_cast: Any) -> dict[str, Any]:
    return {"pk": make_note(None).pk}


def read(_cast: Any) -> dict[str, Any]:
    return {"pk": make_note().pk}


def refused(_cast: Any) -> dict[str, Any]:
    return {"pk": make_refused().pk}


def discarded(_cast: Any) -> dict[str, Any]:
    return {"pk": in_state(NoteState.DISCARDED).pk}


def passage(_cast: Any) -> dict[str, Any]:
    return {"pk": make_note().pk, "key": "f0"}


NOTES: dict[str, dict[str, Example]] = {
    "meetings:note": {"waiting": waiting, "read": read, "refused": refused},
    "meetings:note-accept": {"read": read},
    "meetings:note-ask-again": {"read": read},
    "meetings:note-discard": {"read": read},
    "meetings:note-facts": {"read": read},
    "meetings:note-file": {"read": read},
    "meetings:note-keep-words": {"read": read},
    "meetings:note-name": {"read": read},
    "meetings:note-open": {"read": read},
    "meetings:note-progress": {"waiting": waiting},
    "meetings:note-read-again": {"refused": refused},
    "meetings:note-row": {"read": passage},
    "meetings:note-same": {"read": read},
    "meetings:note-settle": {"read": read},
    "meetings:note-take-up": {"discarded": discarded},
}
