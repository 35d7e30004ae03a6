"""Who reads minutes, and who may correct them."""

from datetime import timedelta

import pytest

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.services import invitations
from kokreasi.meetings.services.minutes import circulate, finalise, reopen
from kokreasi.meetings.tests.factories import make_minutes

pytestmark = pytest.mark.django_db

SECRETARIAT = {"editor", "publisher", "administrator"}
INVITED = {"member"}


def draft(minutes):
    return minutes


def open_to_corrections(minutes):
    return circulate(minutes, until=today_in_jakarta(), by=None)


def closed_to_corrections(minutes):
    rows = open_to_corrections(minutes)
    rows.corrections_until = today_in_jakarta() - timedelta(days=1)
    rows.save()
    return rows


def final(minutes):
    finalise(minutes, by=None)
    minutes.refresh_from_db()
    return minutes


def reopened(minutes):
    return reopen(final(minutes), by=None, reason="Wrong")


ADMINISTRATOR = {"administrator"}

#        permission                    state                  who may
TABLE = [
    ("meetings.read_minutes", draft, SECRETARIAT),
    ("meetings.read_minutes", open_to_corrections, SECRETARIAT | INVITED),
    ("meetings.read_minutes", closed_to_corrections, SECRETARIAT | INVITED),
    ("meetings.read_minutes", final, SECRETARIAT | INVITED),
    ("meetings.read_minutes", reopened, SECRETARIAT | INVITED),
    ("meetings.correct_minutes", draft, ADMINISTRATOR),
    ("meetings.correct_minutes", open_to_corrections, ADMINISTRATOR | INVITED),
    ("meetings.correct_minutes", closed_to_corrections, ADMINISTRATOR),
    ("meetings.correct_minutes", final, ADMINISTRATOR),
    ("meetings.correct_minutes", reopened, ADMINISTRATOR),
]


@pytest.mark.parametrize(("permission", "arrange", "expected"), TABLE)
def test_who_may_do_what(permission, arrange, expected, cast) -> None:
    minutes, member = make_minutes(None, "Said"), cast["member"]
    invitations.invite(minutes.meeting, person=member, email=member.email, by=None)
    minutes = arrange(minutes)

    allowed = {who for who, visitor in cast.items() if visitor.has_perm(permission, minutes)}

    assert allowed == expected


@pytest.mark.parametrize("permission", ["meetings.read_minutes", "meetings.correct_minutes"])
def test_a_withdrawn_invitation_opens_nothing(permission, cast) -> None:
    minutes = open_to_corrections(make_minutes(None, "Said"))
    member = cast["member"]
    ani = invitations.invite(minutes.meeting, person=member, email=member.email, by=None)

    invitations.withdraw(ani, by=None)

    assert not member.has_perm(permission, minutes)
