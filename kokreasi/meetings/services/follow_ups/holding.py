"""What every change of a follow-up does first: hold it, and refuse what cannot be."""

from collections.abc import Mapping
from typing import Any

from kokreasi.meetings.choices import Certainty
from kokreasi.meetings.errors import NoActionError, NoDayError
from kokreasi.meetings.models import FollowUp

WITHOUT_DAY = frozenset({"", Certainty.UNCLEAR})


def check(values: Mapping[str, Any]) -> None:
    """Refuse in words what the database would refuse."""
    if not values["action"].strip():
        raise NoActionError
    if values["due_on"] is None and values["certainty"] not in WITHOUT_DAY:
        raise NoDayError


def locked(follow_up: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    return rows.select_related("record", "meeting__record").get(pk=follow_up.pk)
