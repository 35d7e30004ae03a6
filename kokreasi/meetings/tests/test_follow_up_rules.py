"""Who may see a follow-up, and who may do what with it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kokreasi.meetings.choices import Access, FollowUpState, MeetingState, Nature
from kokreasi.meetings.models import FollowUp, Invitee
from kokreasi.meetings.services import follow_ups
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with

pytestmark = pytest.mark.django_db

DUE = date(2018, 10, 31)


@pytest.fixture
def ministry(db):
    make_ministry()  # the editor of the fixtures acts for ORG-0001
    return make_ministry()


@pytest.fixture
def people(ministry):
    """Everybody who may have to do with a follow-up of the ministry."""
    return {
        "anybody": AnonymousUser(),
        "secretary": person_with(Role.EDITOR),
        "responsible": person_with(Role.FOCAL_POINT, body=ministry.reference),
        "named": UserFactory(),
        "other ministry": person_with(Role.FOCAL_POINT, body="ORG-9999"),
        "invited": UserFactory(),
        "no longer invited": UserFactory(),
        "reviewer": person_with(Role.REVIEWER),
    }


def invitation(meeting, person, **fields) -> Invitee:
    return Invitee.objects.create(
        meeting=meeting,
        person=person,
        name="Tamu",
        key_hash=f"{person.pk:064}",
        invited_at=timezone.now(),
        **fields,
    )


EVERYBODY = {
    "anybody",
    "secretary",
    "responsible",
    "named",
    "other ministry",
    "invited",
    "no longer invited",
    "reviewer",
}
CONCERNED = {"secretary", "responsible", "named", "invited"}
READING = [
    #  meeting is public, access, agreed → who sees it
    (True, Access.PUBLIC, True, EVERYBODY),
    (True, Access.PUBLIC, False, {"secretary"}),
    (True, Access.SUMMARY, True, CONCERNED),
    (False, Access.PUBLIC, True, CONCERNED),
    (False, Access.INVITED, True, CONCERNED),
    (False, Access.INVITED, False, {"secretary"}),
]


@pytest.mark.parametrize(("is_public", "access", "is_agreed", "expected"), READING)
def test_who_sees_what(people, ministry, is_public, access, is_agreed, expected) -> None:
    meeting = make_meeting(is_public=is_public, access=access, state=MeetingState.HELD)
    make_follow_up(
        meeting=meeting, responsible=[ministry], person=people["named"], is_agreed=is_agreed
    )

    invitation(meeting, people["invited"])
    invitation(meeting, people["no longer invited"], withdrawn_at=timezone.now())

    seen = {who for who, person in people.items() if FollowUp.objects.visible_to(person).exists()}

    assert seen == expected


PERMISSIONS = [
    ("meetings.change_follow_up", True, {"secretary"}),
    ("meetings.change_follow_up", False, {"secretary"}),
    ("meetings.report_follow_up", True, {"secretary", "responsible", "named"}),
    ("meetings.report_follow_up", False, {"secretary"}),
    ("meetings.dispute_follow_up", True, {"responsible", "named"}),
    ("meetings.dispute_follow_up", False, set()),
]


@pytest.mark.parametrize(("permission", "is_agreed", "expected"), PERMISSIONS)
def test_who_may_do_what(people, ministry, permission, is_agreed, expected) -> None:
    made = make_follow_up(responsible=[ministry], person=people["named"], is_agreed=is_agreed)

    allowed = {who for who, person in people.items() if person.has_perm(permission, made)}

    assert allowed == expected


def test_a_role_that_ended_is_no_longer_responsible(ministry) -> None:
    person = person_with(Role.FOCAL_POINT, body=ministry.reference)
    person.grants.update(ends_on=date(2019, 1, 1))
    made = make_follow_up(responsible=[ministry])

    assert not person.has_perm("meetings.report_follow_up", made)


DAYS = [DUE - timedelta(days=1), DUE, DUE + timedelta(days=1)]
CASES = {
    "promise": lambda _by: make_follow_up(due_on=DUE),
    "request": lambda _by: make_follow_up(due_on=DUE, nature=Nature.REQUEST),
    "wish": lambda _by: make_follow_up(due_on=DUE, nature=Nature.WISH),
    "draft": lambda _by: make_follow_up(due_on=DUE, is_agreed=False),
    "without a day": lambda _by: make_follow_up(),
    "approximate": lambda _by: make_follow_up(due_on=DUE, certainty="approximate"),
    "done": lambda by: follow_ups.finish(make_follow_up(due_on=DUE), outcome="x", by=by),
    "dropped": lambda by: follow_ups.drop(make_follow_up(due_on=DUE), because="x", by=by),
    "in progress": lambda by: follow_ups.start(make_follow_up(due_on=DUE), by=by),
}
OVERDUE = {"promise", "request", "approximate", "in progress"}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("day", DAYS)
def test_overdue_says_the_same_in_python_and_in_sql(editor, case, day) -> None:
    made = CASES[case](editor)

    found = FollowUp.objects.overdue_on(day).filter(pk=made.pk).exists()

    assert found == made.is_overdue_on(day) == (case in OVERDUE and day > DUE)


@pytest.mark.parametrize("state", FollowUpState)
def test_unfinished_says_the_same_in_python_and_in_sql(state) -> None:
    made = make_follow_up()
    other = make_follow_up("lain")
    is_open = state in {FollowUpState.OPEN, FollowUpState.IN_PROGRESS}
    made.state, made.outcome = state, "" if is_open else "x"
    made.finished_on = None if is_open else DUE
    made.replaced_by = other if state == FollowUpState.REPLACED else None
    made.save()

    found = FollowUp.objects.unfinished().filter(pk=made.pk).exists()

    assert found == made.is_unfinished == is_open
