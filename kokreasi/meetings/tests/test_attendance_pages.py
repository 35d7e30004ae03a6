"""The pages on which people check in, and on which the secretariat keeps the list."""

import re
from datetime import time, timedelta

import cv2
import numpy as np
import pytest
import segno
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.core.codes import drawing_of
from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings import codes
from kokreasi.meetings.choices import CheckInWay, Disability, Gender
from kokreasi.meetings.forms.attendance import CONSENT
from kokreasi.meetings.models import Attendance
from kokreasi.meetings.services import attendance, invitations
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory

HIDDEN = re.compile(r'name="sheet" value="([^"]+)"')


@pytest.fixture
def meeting(db):
    return make_meeting(day=today_in_jakarta(), begins=time(9))


@pytest.fixture
def opened(meeting, editor):
    attendance.open_check_in(meeting, by=editor)
    return meeting


@pytest.fixture
def door(opened):
    """The address that the code on the screen leads to at this moment."""
    return reverse("check-in", args=[codes.code_at(opened, timezone.now())])


def sheet_on(client, door) -> str:
    return HIDDEN.search(client.get(door).content.decode())[1]


def fill(client, door, **given):
    if "sheet" not in given:
        given["sheet"] = sheet_on(client, door)
    return client.post(door, {"name": "Siti Rahma", **given})


# The code


def test_the_drawing_is_read_by_a_decoder_that_nobody_here_wrote(opened, editor, client) -> None:
    client.force_login(editor)
    page = client.get(reverse("meetings:check-in-screen", args=[opened.reference]))
    code = codes.code_at(opened, timezone.now())
    address = codes.address_of(code)
    matrix = np.array([list(row) for row in segno.make(address, error="m").matrix], dtype=np.uint8)
    picture = np.kron(np.pad(1 - matrix, 4, constant_values=1) * 255, np.ones((8, 8)))

    read, _points, _straight = cv2.QRCodeDetector().detectAndDecode(picture.astype(np.uint8))

    assert read == address
    assert drawing_of(address) in page.content.decode()
    assert client.get(read).status_code == 200


def test_the_screen_asks_for_the_next_code_without_a_script(opened, editor, client) -> None:
    client.force_login(editor)

    page = client.get(reverse("meetings:check-in-screen", args=[opened.reference]))

    assert page["Refresh"] == "45"
    assert "<script" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_code_is_valid_for_three_minutes(opened) -> None:
    now = timezone.now().replace(second=30)
    code = codes.code_at(opened, now)

    valid = [
        codes.meeting_of(code, [opened], at=now + timedelta(seconds=seconds)) is not None
        for seconds in (-60, 0, 60, 120, 149, 151, 600)
    ]

    assert valid == [False, True, True, True, True, False, False]


def test_a_code_belongs_to_one_meeting_and_one_minute(opened) -> None:
    now = timezone.now()
    other = make_meeting(day=today_in_jakarta())
    shown = {
        codes.code_at(each, now + timedelta(minutes=n))
        for each in (opened, other)
        for n in range(50)
    }

    assert len(shown) == 100
    assert codes.meeting_of(codes.code_at(other, now), [opened], at=now) is None


@pytest.mark.parametrize("code", ["AAAAAAAA", "x", "é" * 8])
def test_a_code_that_was_never_shown_opens_nothing(code, opened, client) -> None:
    answer = client.get(reverse("check-in", args=[code]))

    assert answer.status_code == 410
    assert "Pindai" in answer.content.decode()
    assert "Open tenders" not in answer.content.decode()


def test_the_code_can_be_typed(opened, client) -> None:
    code = codes.code_at(opened, timezone.now())

    looks_alike = code.replace("O", "0").replace("I", "1").lower()
    typed = client.post(
        reverse("check-in-door"), {"code": f" {looks_alike[:4]} {looks_alike[4:]} "}
    )
    wrong = client.post(reverse("check-in-door"), {"code": "AAAAAAAA"})

    assert typed["Location"] == reverse("check-in", args=[code])
    assert wrong.status_code == 422


# Checking in


def test_a_walk_in_checks_in_without_an_account(opened, door, client) -> None:
    ministry = make_ministry("Kementerian Contoh", "Kemencon")

    answer = fill(client, door, organisation="kemencon", position="Analis")

    row = opened.attendances.get()
    page = client.get(answer["Location"]).content.decode()
    assert (row.name, row.organisation, row.way) == ("Siti Rahma", ministry, CheckInWay.CODE)
    assert "Siti Rahma" in page
    assert answer["Location"].split("/")[-2] != row.receipt


def test_gender_and_disability_need_consent_and_keep_its_version(opened, door, client) -> None:
    said = {"gender": "woman", "disability": "yes"}

    refused = fill(client, door, **said)
    assert refused.status_code == 422
    assert "Siti Rahma" in refused.content.decode()
    assert not opened.attendances.exists()

    fill(client, door, agrees="on", **said)
    row = opened.attendances.get()
    assert (row.gender, row.disability, row.consent) == (Gender.WOMAN, Disability.YES, CONSENT)


def test_a_double_submit_gives_the_same_receipt(opened, door, client) -> None:
    sheet = sheet_on(client, door)

    answers = [fill(client, door, sheet=sheet)["Location"] for _time in range(2)]

    assert answers[0] == answers[1]
    assert opened.attendances.count() == 1


def test_the_form_may_be_sent_after_the_code_has_changed(opened, door, client) -> None:
    sheet = sheet_on(client, door)

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        in_time = fill(client, door, sheet=sheet)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        late = fill(client, door, sheet=sheet, name="Budi")

    assert (in_time.status_code, late.status_code) == (302, 409)


@pytest.mark.parametrize("sheet", ["", "x", "x:y:z"])
def test_a_form_that_nobody_signed_is_refused(sheet, opened, door, client) -> None:
    assert fill(client, door, sheet=sheet).status_code == 409
    assert not opened.attendances.exists()


def test_closed_check_in_says_so(opened, door, editor, client) -> None:
    sheet = sheet_on(client, door)
    attendance.close_check_in(opened, by=editor)

    shown, sent = client.get(door), fill(client, door, sheet=sheet)

    assert (shown.status_code, sent.status_code) == (410, 409)
    for answer in (shown, sent):
        assert "ditutup" in answer.content.decode()


def test_who_is_invited_and_signed_in_is_recognised(opened, door, client) -> None:
    siti = RoleGrantFactory(
        role=Role.MEMBER, body="ORG-0007", body_name="Perkumpulan Contoh", user__name="Siti Rahma"
    ).user
    invitee = invitations.invite(opened, person=siti, by=None)
    client.force_login(siti)

    page = client.get(door).content.decode()
    fill(client, door)

    row = opened.attendances.get()
    assert 'value="Siti Rahma"' in page
    assert 'value="Perkumpulan Contoh"' in page
    assert (row.invitee, row.person) == (invitee, siti)


def test_check_ins_are_limited(opened, door, client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"check_in": "2/m/ip"}

    answers = [client.post(reverse("check-in-door"), {"code": "A"}) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 429]


def test_addresses_of_codes_cannot_be_tried_out(opened, door, client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"check_in": "2/m/ip"}
    cache.clear()

    guesses = [client.get(reverse("check-in", args=["A" * 8])) for _time in range(3)]
    shown = client.get(door)

    assert [guess.status_code for guess in guesses] == [410, 410, 429]
    assert shown.status_code == 200


def test_a_walk_in_has_the_name_forgotten_by_receipt(opened, door, client) -> None:
    receipt = fill(client, door, gender="woman", agrees="on")["Location"]

    client.get(receipt)
    assert opened.attendances.get().name == "Siti Rahma"
    client.post(receipt)

    row = opened.attendances.get()
    assert (row.name, row.gender) == ("", Gender.NOT_SAID)
    assert "dilupakan" in client.get(receipt).content.decode()
    assert client.get(reverse("check-in-receipt", args=["x"])).status_code == 404


# The secretariat's list


def post(client, meeting, name, data=None, *more):
    return client.post(reverse(f"meetings:{name}", args=[meeting.reference, *more]), data or {})


def listed(client, meeting, query=""):
    return client.get(reverse("meetings:attendance", args=[meeting.reference]) + query)


def test_the_invited_are_ticked_off(meeting, editor, client) -> None:
    client.force_login(editor)
    people = [
        invitations.invite(meeting, name=name, email=f"{name}@example.org", by=None)
        for name in ("Siti", "Budi", "Ani")
    ]
    foreign = invitations.invite(make_meeting(), name="Other", by=None)

    post(client, meeting, "tick-invitees", {"invitees": [people[0].pk, people[2].pk]})
    post(client, meeting, "tick-invitees", {"invitees": [foreign.pk]})

    assert sorted(row.name for row in Attendance.objects.all()) == ["Ani", "Siti"]
    assert "Budi" in listed(client, meeting).content.decode()


def test_a_walk_in_is_added_in_one_line(meeting, editor, client) -> None:
    client.force_login(editor)
    body = make_organisation("Perkumpulan Contoh")
    invitee = invitations.invite(meeting, organisation=body, by=None)

    picked = listed(client, meeting, f"?undangan={invitee.pk}").content.decode()
    post(client, meeting, "add-attendance", {"name": "Siti", "organisation": "perkumpulan contoh"})
    lacking = post(client, meeting, "add-attendance", {"organisation": "Desa Contoh"})

    assert 'value="Perkumpulan Contoh"' in picked
    assert meeting.attendances.get().organisation == body
    assert lacking.status_code == 422
    assert "Desa Contoh" in lacking.content.decode()


def test_somebody_is_taken_off_and_twice_is_the_same(meeting, editor, client) -> None:
    client.force_login(editor)
    row = attendance.attend(meeting, name="Siti", way=CheckInWay.LIST, by=None)

    answers = [post(client, meeting, "remove-attendance", {}, row.pk) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not meeting.attendances.exists()


def test_check_in_is_opened_and_closed(meeting, editor, client) -> None:
    client.force_login(editor)

    for button, is_open in (("open", True), ("open", True), ("close", False)):
        post(client, meeting, "switch-check-in", {button: "1"})
        meeting.refresh_from_db()
        assert meeting.check_in_is_open is is_open


def test_groups_are_published_by_a_button(meeting, editor, client) -> None:
    client.force_login(editor)
    for number in range(6):
        attendance.attend(
            meeting, name=f"W {number}", gender=Gender.WOMAN, way=CheckInWay.LIST, by=None
        )

    post(client, meeting, "publish-tally")

    assert meeting.tally.by_gender["woman"] == 6
    assert "Perempuan" in listed(client, meeting).content.decode()


def test_the_list_costs_the_same_for_one_and_thirty(meeting, editor, client) -> None:
    client.force_login(editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            listed(client, meeting)
        return len(asked)

    def one_more(number) -> None:
        body = make_organisation()
        invitations.invite(meeting, organisation=body, name=f"I {number}", by=editor)
        attendance.attend(
            meeting, name=f"P {number}", organisation=body, way=CheckInWay.LIST, by=None
        )

    one_more(0)
    cost()  # what is kept in the process is read once
    one = cost()
    for number in range(1, 30):
        one_more(number)

    assert cost() == one <= 14
