"""An example for every address that needs one: real things in each state that matters.

Route name → state → a function that makes the things and gives the arguments of the address.
Addresses without arguments need no entry. After adding a route: ./scripts/write_permissions
"""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.people.visitors import Visitor
from kokreasi.register.tests.factories import AttachmentFactory, RecordFactory

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def draft_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory().reference}


def published_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory(is_published=True).reference}


def draft_file(_cast: Cast) -> dict[str, Any]:
    attachment = AttachmentFactory()
    return {"pk": attachment.pk, "name": attachment.file.name}


def published_file(_cast: Cast) -> dict[str, Any]:
    attachment = AttachmentFactory(record__is_published=True)
    return {"pk": attachment.pk, "name": attachment.file.name}


def draft_picture(cast: Cast) -> dict[str, Any]:
    return {"side": 640, **draft_file(cast)}


def published_picture(cast: Cast) -> dict[str, Any]:
    return {"side": 640, **published_file(cast)}


EXAMPLES: dict[str, dict[str, Example]] = {
    "attachment": {"draft": draft_file, "published": published_file},
    "picture": {"draft": draft_picture, "published": published_picture},
    "permalink": {"draft": draft_record, "published": published_record},
}
