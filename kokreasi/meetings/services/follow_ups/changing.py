"""Change what a follow-up says; an agreed date moves only with a reason."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Certainty
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services.describing import describe, public_among
from kokreasi.meetings.services.follow_ups.holding import check, locked
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

CHECKED = ("action", "due_on", "certainty")


@transaction.atomic
def change(
    follow_up: FollowUp,
    values: Mapping[str, Any],
    *,
    seen: int,
    by: User | None,
    reason: str = "",
) -> FollowUp:
    """Change fields; once it counts, another date needs a reason and the first one stays.

    A date that is set by hand is exact unless `certainty` says otherwise. Who the responsible
    person is concerns nobody else: that line of history names no person.
    """
    current = locked(follow_up)
    values = _with_certainty(current, values)
    after = {name: values.get(name, getattr(current, name)) for name in CHECKED}
    check(after)
    if current.agreed_at and after["due_on"] != current.due_on and not reason.strip():
        raise ReasonMissingError(_("Say why the agreed date changes."))
    plain = {name: value for name, value in values.items() if name != "person"}
    changed = register.revise(
        current,
        plain,
        seen=seen,
        about=current.record,
        by=by,
        event="follow-up.changed",
        says=_("changed this follow-up"),
        reason=reason,
        is_public=current.record.is_public and _names_only_public(current, plain),
    )
    if "person" in values and values["person"] != changed.person:
        _name(changed, values["person"], by=by)
    describe(changed)
    return changed


def _with_certainty(follow_up: FollowUp, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a date that is changed by hand take its certainty along."""
    if values.get("due_on", follow_up.due_on) == follow_up.due_on or "certainty" in values:
        return values
    return {**values, "certainty": Certainty.EXACT if values["due_on"] else Certainty.UNCLEAR}


def _names_only_public(follow_up: FollowUp, values: Mapping[str, Any]) -> bool:
    """Tell whether a change of the responsible names no body that the public does not know."""
    if "responsible" not in values:
        return True
    bodies = [*values["responsible"], *follow_up.responsible.select_related("record")]
    return len(public_among(bodies)) == len(bodies)


def _name(follow_up: FollowUp, person: User | None, *, by: User | None) -> None:
    follow_up.person = person
    follow_up.save(update_fields=["person"])
    says = _("named another responsible person")
    register.record("follow-up.person", follow_up.record, by=by, says=says, is_public=False)
