"""What meetings hold of an organisation goes to the one into which it is merged."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.meetings.models import (
    FollowUp,
    Invitee,
    Meeting,
    Point,
    Representation,
)
from kokreasi.meetings.services import joining
from kokreasi.meetings.services.describing import describe
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register


@transaction.atomic
def take_over(loser: Organisation, *, into: Organisation, by: User, reason: str) -> None:
    """Give the survivor what the loser was invited to, said, attended and owes.

    Final minutes were frozen and keep the name that stands there. Who was invited or responsible
    under both names still is once, and whoever is on one list under both counts once.
    """
    for model in (Point, Invitee, Representation):
        model._default_manager.filter(organisation=loser).update(organisation=into)
    joining.join_attendances(loser, into=into, by=by)
    for meeting in Meeting.objects.filter(subjects=loser.record):
        meeting.subjects.remove(loser.record)
        meeting.subjects.add(into.record)
    owed = FollowUp.objects.filter(responsible=loser).select_related("record", "meeting__plan")
    for follow_up in owed:
        _move(follow_up, loser, into, by=by, reason=reason)


def _move(
    follow_up: FollowUp, loser: Organisation, into: Organisation, *, by: User, reason: str
) -> None:
    follow_up.responsible.remove(loser)
    follow_up.responsible.add(into)
    describe(follow_up)
    is_known = loser.record.is_public and into.record.is_public
    register.record(
        "follow-up.responsible_merged",
        follow_up.record,
        by=by,
        says=_("follows the merger of two organisations"),
        changes=[Change(_("responsible"), loser.name, into.name)],
        reason=reason,
        is_public=follow_up.record.is_public and is_known,
    )
