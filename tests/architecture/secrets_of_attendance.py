"""Personal data of the invited and of those who came, beside what the public reads of a meeting."""

from datetime import UTC, date, datetime
from typing import Any

from kokreasi.meetings.choices import Answer, CheckInWay, Disability, Gender
from kokreasi.meetings.services import attendance, invitations
from kokreasi.meetings.services.attendance import Attendee
from kokreasi.meetings.services.invitations import Guest
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.people.tests.factories import UserFactory

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def invite_and_attend(world: Any, *, mark: str) -> None:
    """Fill every private field of an announced meeting with the mark, and publish its groups."""
    meeting = make_meeting(is_public=True, plan=world.plan, day=date(2026, 2, 1), by=world.by)
    siti = UserFactory(email=f"{mark}-siti@example.org", name=f"{mark}-siti")
    guests = [
        Guest(person=siti),
        Guest(organisation=world.ministry, name=f"{mark}-name", email=f"{mark}@example.org"),
    ]
    invitees = invitations.invite_all(meeting, guests, by=world.by)
    invitations.answer(
        invitees[1],
        Answer.INSTEAD,
        at=BEFORE,
        substitute=f"{mark}-substitute",
        substitute_email=f"{mark}-substitute@example.org",
        remark=f"{mark}-remark",
    )
    people = [
        Attendee(
            name=f"{mark}-{number}",
            organisation=world.ministry if number % 2 else None,
            organisation_words=f"{mark}-words",
            position=f"{mark}-position",
            email=f"{mark}-{number}@example.org",
            gender=Gender.WOMAN,
            disability=Disability.NO,
            person=siti if not number else None,
        )
        for number in range(7)
    ]
    attendance.attend_all(meeting, people, way=CheckInWay.TABLE, by=world.by)
    attendance.publish_tally(meeting, by=world.by)
