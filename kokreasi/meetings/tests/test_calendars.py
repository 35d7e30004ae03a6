"""Public calendars: parsed by a library that nobody here wrote, and free of what is not public."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import ics
import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from kokreasi.meetings.choices import CheckInWay, Zone
from kokreasi.meetings.services import attendance, invitations, meetings
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.tests.factories import make_plan, make_stage

DAY = date(2026, 12, 1)


def feed(client, kind, reference):
    return client.get(reverse("calendar", args=[kind, reference]))


def names(response) -> list[str]:
    """Name the events of a calendar as the other library reads it."""
    return sorted(event.name for event in ics.Calendar(response.content.decode()).events)


@pytest.fixture
def plan(db):
    return make_plan("2027", is_open=True, starts_on=date(2026, 1, 1), ends_on=date(2028, 1, 1))


def public(title, **given):
    given.setdefault("day", DAY)
    return make_meeting(title, is_public=True, **given)


def test_a_plan_shows_its_public_meetings(plan, client) -> None:
    public("One", plan=plan)
    public("Elsewhere")
    make_meeting("Draft", plan=plan, day=DAY)

    assert names(feed(client, "rencana", plan.reference)) == ["One (id)"]


def test_a_stage_shows_its_meetings(plan, client) -> None:
    stage = make_stage(plan)
    public("One", plan=plan, stages=[stage])
    public("Two", plan=plan)

    assert names(feed(client, "tahapan", stage.reference)) == ["One (id)"]


def test_an_organisation_shows_where_it_is_invited_or_came(client, db) -> None:
    body = make_organisation()
    for title in ("Invited", "Came", "Withdrawn", "Nothing"):
        meeting = public(title)
        if title in {"Invited", "Withdrawn"}:
            invitee = invitations.invite(meeting, organisation=body, by=None)
        if title == "Withdrawn":
            invitations.withdraw(invitee, by=None)
        if title == "Came":
            attendance.attend(meeting, name="Siti", organisation=body, way=CheckInWay.LIST, by=None)

    assert names(feed(client, "organisasi", body.reference)) == ["Came (id)", "Invited (id)"]


def test_hours_are_those_on_the_wall_of_each_zone(plan, client) -> None:
    for zone in Zone:
        public(zone.label, plan=plan, zone=zone, begins=time(9), ends=time(10))

    events = ics.Calendar(feed(client, "rencana", plan.reference).content.decode()).events

    begins = {event.name: event.begin.datetime for event in events}
    assert begins == {
        f"{label} (id)": datetime(2026, 12, 1, hour, tzinfo=UTC)
        for label, hour in (("WIB", 2), ("WITA", 1), ("WIT", 0))
    }


@pytest.fixture
def cancel(django_capture_on_commit_callbacks):
    """Cancel a meeting and do what follows its commit, such as forgetting kept pages."""

    def act(meeting) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            meetings.cancel(meeting, because="Ditunda", by=None)

    return act


def test_a_cancelled_meeting_stays_and_says_so(plan, client, cancel) -> None:
    meeting = public("One", plan=plan)
    before = event_of(client, meeting)
    cancel(meeting)

    after = event_of(client, meeting)

    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def event_of(client, meeting) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(feed(client, "rapat", meeting.reference).content)
    (event,) = calendar.walk("VEVENT")
    return event


def test_nothing_that_is_for_the_invited_stands_in_a_calendar(plan, editor, client) -> None:
    meeting = public(
        "One", plan=plan, online_link="https://zoom.example.org/rahasia", chair="Rahasia"
    )
    siti = UserFactory(name="Rahasia", email="rahasia@example.org")
    invitations.invite(meeting, person=siti, by=None)
    client.force_login(editor)

    text = feed(client, "rencana", plan.reference).content.decode().replace("\r\n ", "")

    assert meeting.reference in text
    assert "rahasia" not in text.lower()
    assert "ATTENDEE" not in text


@pytest.mark.parametrize("kind", ["rencana", "komitmen", "rapat"])
def test_what_is_not_public_has_no_calendar(kind, client, db) -> None:
    assert feed(client, kind, make_plan().reference).status_code == 404


def test_a_calendar_that_has_not_changed_is_not_sent_again(plan, client, cancel) -> None:
    meeting = public("One", plan=plan)
    first = feed(client, "rencana", plan.reference)
    address = reverse("calendar", args=["rencana", plan.reference])

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    cancel(meeting)
    changed = feed(client, "rencana", plan.reference)

    assert again.status_code == 304
    assert changed["ETag"] != first["ETag"]


def test_a_calendar_is_named_in_the_language_of_its_address(plan, client) -> None:
    public("One", plan=plan)
    with override("en"):
        address = reverse("calendar", args=["rencana", plan.reference])

    calendar = icalendar.Calendar.from_ical(client.get(address).content)

    assert calendar["X-WR-CALNAME"] == "Plan 2027 (en)"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)


def test_a_calendar_costs_the_same_for_one_and_thirty(
    plan, client, django_assert_num_queries
) -> None:
    public("One", plan=plan)
    with django_assert_num_queries(2):
        feed(client, "rencana", plan.reference)
    for number in range(29):
        public(f"More {number}", plan=plan)
    caches["pages"].clear()

    with django_assert_num_queries(2):
        feed(client, "rencana", plan.reference)


@pytest.mark.parametrize("kind", ["rencana", "tahapan", "organisasi", "rapat"])
def test_each_page_leads_to_its_calendar(kind, plan, client) -> None:
    thing = {
        "rencana": lambda: plan,
        "tahapan": lambda: make_stage(plan),
        "organisasi": make_organisation,
        "rapat": lambda: public("One"),
    }[kind]()

    page = client.get(thing.get_absolute_url()).content.decode()

    assert reverse("calendar", args=[kind, thing.reference]) in page
