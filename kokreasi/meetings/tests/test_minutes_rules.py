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


def draft_minutes():
    return make_minutes(None, "Said")


def open_to_corrections():
    return circulate(draft_minutes(), until=today_in_jakarta(), by=None)


def closed_to_corrections():
    rows = open_to_corrections()
    rows.corrections_until = today_in_jakarta() - timedelta(days=1)
    rows.save()
    return rows


def final():
    rows = draft_minutes()
    finalise(rows, by=None)
    rows.refresh_from_db()
    return rows


def reopened():
    return reopen(final(), by=None, reason="Wrong")


#        permission                    state                  who may
TABLE = [
    ("meetings.read_minutes", draft_minutes, SECRETARIAT),
    ("meetings.read_minutes", open_to_corrections, SECRETARIAT | INVITED),
    ("meetings.read_minutes", closed_to_corrections, SECRETARIAT | INVITED),
    ("meetings.read_minutes", final, SECRETARIAT | INVITED),
    ("meetings.read_minutes", reopened, SECRETARIAT | INVITED),
    ("meetings.correct_minutes", draft_minutes, set()),
    ("meetings.correct_minutes", open_to_corrections, INVITED),
    ("meetings.correct_minutes", closed_to_corrections, set()),
    ("meetings.correct_minutes", final, set()),
    ("meetings.correct_minutes", reopened, set()),
]


@pytest.mark.parametrize(("permission", "arrange", "expected"), TABLE)
def test_who_may_do_what(permission, arrange, expected, cast) -> None:
    minutes = arrange()
    member = cast["member"]
    invitations.invite(minutes.meeting, person=member, email=member.email, by=None)

    allowed = {who for who, visitor in cast.items() if visitor.has_perm(permission, minutes)}

    assert allowed == expected


@pytest.mark.parametrize("permission", ["meetings.read_minutes", "meetings.correct_minutes"])
def test_a_withdrawn_invitation_opens_nothing(permission, cast) -> None:
    minutes = open_to_corrections()
    member = cast["member"]
    ani = invitations.invite(minutes.meeting, person=member, email=member.email, by=None)

    invitations.withdraw(ani, by=None)

    assert not member.has_perm(permission, minutes)
