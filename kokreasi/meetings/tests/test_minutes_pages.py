"""The pages on which minutes are written, corrected, veiled and made final."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import Access, CorrectionState, MinutesState, PointKind, VeilKind
from kokreasi.meetings.forms.minutes import ON_A_LINE
from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Minutes, Point, Section
from kokreasi.meetings.services import corrections, invitations, points, sections, veils
from kokreasi.meetings.services.minutes import circulate, finalise, reopen
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.register.revising import prints

pytestmark = pytest.mark.django_db

SCRIPT = {"HTTP_HX_REQUEST": "true"}
PHONE = "0812-3456-7890"


@pytest.fixture
def minutes():
    return make_minutes(None, "One", "Two")


@pytest.fixture
def meeting(minutes):
    return minutes.meeting


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def address(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])


def texts(minutes) -> list[str]:
    return [point.text for point in minutes.points.standing().in_order()]


def point(text) -> Point:
    return Point.objects.get(text=text)


def sent(row, **typed) -> dict:
    """Give what a browser sends of a line as it was opened, with some fields typed over."""
    values = {name: getattr(row, name) for name in ON_A_LINE}
    return {"seen": row.revision, "base": prints(row, ON_A_LINE)} | values | typed


def test_minutes_are_begun_with_the_agenda(as_editor):
    meeting = make_meeting(agenda=["Tenders", "Budgets"])
    page = address("minutes", meeting)
    assert "Belum ada notula" in as_editor.get(page).text

    response = as_editor.post(address("minutes-begin", meeting))

    assert response.url == page
    assert [part.section.title for part in as_editor.get(page).context["parts"][:2]] == [
        "Tenders",
        "Budgets",
    ]


def test_the_page_shows_each_section_its_points_and_the_agreements(as_editor, minutes, meeting):
    points.change(point("Two"), {"kind": PointKind.AGREED}, seen=1, by=None)
    points.add_point(minutes, text="Bare", by=None)

    parts = as_editor.get(address("minutes", meeting)).context["parts"]

    shown = [(part.name[:6], [line.values["text"] for line in part.lines]) for part in parts]
    assert shown == [("awal", ["Bare"]), ("bagian", ["One"]), ("kesepa", ["Two"])]


@pytest.mark.parametrize("many", [1, 30, 200])
def test_the_page_asks_as_much_for_many_points_as_for_one(
    as_editor, meeting, minutes, many, django_assert_num_queries
):
    body = make_organisation(abbreviation="Pattiro")
    draft = points.Draft("Said", organisation=body)
    points.add(minutes, [draft] * many, section=minutes.sections.get(), by=None)
    as_editor.get(address("minutes", meeting))

    with django_assert_num_queries(12):
        response = as_editor.get(address("minutes", meeting))

    assert response.status_code == 200


def test_a_misspelt_organisation_is_offered_with_its_right_name_without_a_script(
    as_editor, minutes, meeting
):
    body = make_organisation("Kementerian Perhubungan")
    page = address("point", meeting, point("One").pk)
    as_editor.post(page, sent(point("One"), organisation_words="Kementrian Perhubugan"))

    shown = as_editor.get(address("minutes", meeting)).text
    assert "Maksud Anda" in shown
    assert 'name="means" value="Kementerian Perhubungan"' in shown
    as_editor.post(page, sent(point("One"), means="Kementerian Perhubungan"))

    assert (point("One").organisation, point("One").organisation_words) == (
        body,
        "Kementerian Perhubungan",
    )
    assert "Maksud Anda" not in as_editor.get(address("minutes", meeting)).text


def test_the_script_gets_the_offer_with_the_saved_line(as_editor, minutes, meeting):
    make_organisation("Kementerian Perhubungan")
    page = address("point", meeting, point("One").pk)
    typed = sent(point("One"), organisation_words="Kementrian Perhubugan")

    answer = as_editor.post(page, typed, **SCRIPT)

    assert 'value="Kementerian Perhubungan"' in answer.text


@pytest.mark.parametrize("words", ["Pak Perhubungan", "Seluruh Kementerian Perhubungan", "Xyzzy"])
def test_nothing_is_offered_for_people_everybody_and_what_is_near_to_nothing(
    as_editor, minutes, meeting, words
):
    make_organisation("Kementerian Perhubungan")
    minutes.points.update(organisation_words=words)

    assert "Maksud Anda" not in as_editor.get(address("minutes", meeting)).text


def test_offers_ask_as_much_for_many_lines_as_for_one(
    as_editor, meeting, minutes, django_assert_num_queries
):
    make_organisation("Kementerian Perhubungan")
    drafts = [points.Draft(f"{n}", organisation_words=f"Kementrian Perhubugan {n}") for n in "abcd"]
    points.add(minutes, drafts * 20, section=minutes.sections.get(), by=None)
    as_editor.get(address("minutes", meeting))

    with django_assert_num_queries(12):
        as_editor.get(address("minutes", meeting))


def test_enter_in_a_field_saves_the_line_and_does_nothing_else(as_editor, minutes, meeting):
    """The first button of a form is the one that Enter presses where there is no script."""
    page = as_editor.get(address("minutes", meeting)).text

    line = page.partition('id="butir-')[2]
    assert line.index("<button hidden></button>") < line.index('name="act"')


def test_a_line_is_saved_by_the_script_and_by_its_button(as_editor, minutes, meeting):
    page = address("point", meeting, point("One").pk)

    answer = as_editor.post(page, sent(point("One"), text="Uno"), headers={"hx-request": "true"})
    plain = as_editor.post(page, sent(point("Uno"), speaker="Ani"))

    assert (answer.status_code, answer["X-Saved"]) == (200, "yes")
    assert "Tersimpan" in answer.text
    assert plain.url == f"{address('minutes', meeting)}#butir-{point('Uno').pk}"
    assert point("Uno").speaker == "Ani"


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {}])
def test_two_who_write_one_point_see_both_versions(as_editor, minutes, meeting, headers):
    opened = sent(point("One"), text="Satu")
    points.change(point("One"), {"text": "Uno"}, seen=1, by=None)
    row = point("Uno")

    response = as_editor.post(address("point", meeting, row.pk), opened, headers=headers)

    assert response.status_code == 409
    assert "Uno" in response.text
    assert "Satu" in response.text
    assert texts(minutes) == ["Uno", "Two"]

    again = {"seen": row.revision, "base": prints(row, ON_A_LINE)}
    as_editor.post(address("point", meeting, row.pk), opened | again)
    assert texts(minutes) == ["Satu", "Two"]


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {}])
def test_a_line_that_cannot_be_is_shown_again_as_it_was_typed(as_editor, meeting, headers):
    row = point("One")
    typed = sent(row, text="x" * 20_001)

    response = as_editor.post(address("point", meeting, row.pk), typed, headers=headers)

    assert response.status_code == 422
    assert "x" * 20_001 in response.text
    row.refresh_from_db()
    assert row.text == "One"


ACTS = [
    ("up", ["Two", "One"]),
    ("down", ["One", "Two"]),
    ("remove", ["One"]),
]


@pytest.mark.parametrize(("act", "order"), ACTS)
def test_a_point_is_moved_and_removed_with_its_buttons(as_editor, minutes, meeting, act, order):
    row = point("Two")

    response = as_editor.post(address("point", meeting, row.pk), sent(row, act=act))

    assert response.status_code == 302
    assert texts(minutes) == order


def test_a_point_that_was_removed_is_brought_back_from_the_page(as_editor, minutes, meeting):
    row = point("One")
    page = address("point", meeting, row.pk)
    removed = as_editor.post(page, sent(row, act="remove"))

    shown = as_editor.get(removed.url)
    assert "One" in shown.text
    as_editor.post(page, sent(point("One"), act="restore"))

    assert texts(minutes) == ["One", "Two"]


def test_a_point_is_put_where_the_script_says(as_editor, minutes, meeting):
    row, section = point("Two"), Section.objects.get()
    other = sections.add(minutes, title="Questions", by=None)
    page = address("point", meeting, row.pk)

    as_editor.post(page, sent(row, act="place", after="", section=section.pk), **SCRIPT)
    assert texts(minutes) == ["Two", "One"]
    as_editor.post(page, sent(row, act="place", after=point("One").pk, section=""), **SCRIPT)
    assert texts(minutes) == ["One", "Two"]
    as_editor.post(page, sent(row, act="place", after="", section=other.pk), **SCRIPT)
    assert point("Two").section == other


def test_lines_become_points_where_there_is_no_script(as_editor, minutes, meeting):
    section = Section.objects.get()
    lines = {"lines": "1. Three\n a. Four\n\n", "section": section.pk, "kind": "said"}

    response = as_editor.post(address("point-add", meeting), lines)

    assert response.url.endswith(f"#butir-{point('Four').pk}")
    assert texts(minutes) == ["One", "Two", "Three", "Four"]
    assert point("Four").level == 1


@pytest.mark.parametrize("lines", ["", " \n ", "x\n" * 1001, "x" * 20_001])
def test_lines_that_cannot_be_points_are_shown_again(as_editor, minutes, meeting, lines):
    response = as_editor.post(address("point-add", meeting), {"lines": lines, "kind": "said"})

    assert response.status_code == 422
    assert texts(minutes) == ["One", "Two"]


@pytest.mark.parametrize("seen", [None, "", "abc", "-1", "9" * 5000])
def test_a_line_without_a_revision_that_can_be_is_shown_again(as_editor, minutes, meeting, seen):
    row = minutes.points.first()
    typed = {} if seen is None else {"text": "typed", "seen": seen}

    answer = as_editor.post(address("point", meeting, row.pk), typed)

    assert answer.status_code == 422
    assert seen is None or "typed" in answer.text


def test_the_script_adds_a_line_behind_another_once(as_editor, minutes, meeting):
    body = make_organisation(abbreviation="Pattiro")
    new = {
        "text": "New",
        "level": 1,
        "kind": "said",
        "speaker": "Ani",
        "organisation_words": "pattiro",
        "sent_as": "baru-1",
        "after": point("One").pk,
    }

    for _again in range(2):
        answer = as_editor.post(address("point-add", meeting), new, **SCRIPT)
        assert answer["X-Saved"] == "yes"
    as_editor.post(
        address("point-add", meeting),
        new | {"text": "Next", "sent_as": "baru-2", "after": "baru-1"},
        **SCRIPT,
    )

    assert texts(minutes) == ["One", "New", "Next", "Two"]
    assert point("New").organisation == body


def test_sections_are_added_named_moved_and_removed(as_editor, minutes, meeting):
    add = {"title": "Questions", "role": "questions", "agenda_item": ""}
    as_editor.post(address("minutes-section-add", meeting), add)
    row = Section.objects.get(title="Questions")
    page = address("minutes-section", meeting, row.pk)

    def heading(**typed):
        row.refresh_from_db()
        given = {"seen": row.revision, "base": prints(row, ("title", "role"))}
        return given | {"title": row.title, "role": row.role} | typed

    answer = as_editor.post(page, heading(title="Answers"), **SCRIPT)
    assert answer["X-Saved"] == "yes"
    as_editor.post(page, heading(role="other"))
    as_editor.post(page, heading(act="up"))
    assert [each.title for each in minutes.sections.all()] == ["Answers", "Discussion"]
    as_editor.post(page, heading(act="remove"))

    assert [each.title for each in minutes.sections.all()] == ["Discussion"]
    assert as_editor.post(address("minutes-section-add", meeting), {}).status_code == 422


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {}])
def test_two_who_name_one_section_see_both_names(as_editor, minutes, meeting, headers):
    row = Section.objects.get()
    opened = {"seen": 1, "base": prints(row, ("title", "role")), "title": "A", "role": row.role}
    sections.change(row, {"title": "B"}, seen=1, by=None)

    page = address("minutes-section", meeting, row.pk)
    response = as_editor.post(page, opened, headers=headers)

    assert response.status_code == 409
    assert Section.objects.get().title == "B"


def test_a_follow_up_is_added_while_writing(as_editor, meeting):
    body = make_organisation(abbreviation="Pattiro")
    task = {
        "action": "Publish the data",
        "responsible_words": "Pattiro",
        "deadline_words": "next week",
        "due_on": "2018-09-25",
        "nature": "promise",
    }

    as_editor.post(address("minutes-follow-up", meeting), task)

    made = meeting.follow_ups.get()
    assert (list(made.responsible.all()), made.certainty) == ([body], "exact")
    page = address("minutes-follow-up", meeting)
    assert as_editor.post(page, {"nature": "promise"}).status_code == 422


def invited(meeting, email="ani@example.org", **fields):
    return invitations.invite(meeting, name="Ani", email=email, by=None, **fields)


def test_minutes_are_circulated_from_the_page(as_editor, minutes, meeting):
    invited(meeting)
    until = today_in_jakarta() + timedelta(days=3)

    as_editor.post(address("circulate", meeting), {"until": until})
    past = as_editor.post(address("circulate", meeting), {"until": "2018-09-01"})

    minutes.refresh_from_db()
    assert (minutes.state, minutes.corrections_until) == (MinutesState.CIRCULATED, until)
    assert past.status_code == 422
    assert "3 hari" in as_editor.get(address("corrections", meeting)).text


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("siti@example.org", ""),
        ("Siti Rahma, siti@example.org", "Siti Rahma"),
        ("Siti Rahma <siti@example.org>\n\n", "Siti Rahma"),
    ],
)
def test_further_people_are_named_who_read_the_minutes(as_editor, meeting, lines, name):
    as_editor.post(address("circulate", meeting), {"until": today_in_jakarta(), "readers": lines})

    reader = meeting.invitees.get()
    assert (reader.name, reader.email) == (name, "siti@example.org")


def test_a_reader_without_an_address_is_refused(as_editor, meeting):
    sent = {"until": today_in_jakarta(), "readers": "Siti Rahma"}

    assert as_editor.post(address("circulate", meeting), sent).status_code == 422
    assert not meeting.invitees.exists()


@pytest.fixture
def circulated(minutes):
    return circulate(minutes, until=today_in_jakarta(), by=None)


def test_whoever_holds_the_link_of_a_mail_corrects_a_point(client, circulated, meeting):
    ani = invited(meeting)
    page = reverse("minutes-by-key", args=[key_from(ani.seed)])
    assert "Two" in client.get(page).text
    one = f"{page}?butir={point('Two').pk}"
    assert client.get(one).context["form"].initial == {"proposed": "Two"}

    same = client.post(one, {"proposed": "Two"})
    response = client.post(one, {"proposed": "Dua", "because": "Language"})

    correction = circulated.corrections.get()
    assert same.status_code == 422
    assert response.url == f"{page}#koreksi"
    assert (correction.invitee, correction.point, correction.by) == (ani, point("Two"), None)
    assert "Dua" in client.get(page).text


def test_something_that_is_missing_is_suggested_without_a_point(client, circulated, meeting):
    page = reverse("minutes-by-key", args=[key_from(invited(meeting).seed)])

    client.post(page, {"proposed": "The chair closed the meeting"})

    assert circulated.corrections.get().point is None


def test_a_link_opens_nothing_before_circulation_or_once_withdrawn(client, minutes, meeting):
    ani = invited(meeting)
    page = reverse("minutes-by-key", args=[key_from(ani.seed)])
    assert client.get(page).status_code == 404

    circulate(minutes, until=today_in_jakarta(), by=None)
    assert client.get(page).status_code == 200
    invitations.withdraw(ani, by=None)

    assert client.get(page).status_code == 404
    assert client.get(reverse("minutes-by-key", args=["guess"])).status_code == 404


def test_an_invited_body_reads_and_corrects_signed_in(client, circulated, meeting):
    body = make_organisation()
    member = person_with(Role.MEMBER, body=body.reference, body_name="Pattiro")
    page = reverse("circulated-minutes", args=[meeting.reference])
    client.force_login(member)
    assert client.get(page).status_code == 404

    invited(meeting, organisation=body)
    client.post(f"{page}?butir={point('One').pk}", {"proposed": "Satu"})

    assert circulated.corrections.get().on_behalf_of == "Pattiro"
    Minutes.objects.update(corrections_until="2018-09-20")
    assert client.get(page).status_code == 200
    assert client.post(page, {"proposed": "Late"}).status_code == 403


def test_a_draft_is_not_read_by_the_invited_but_the_last_edition_is(client, minutes, meeting):
    person = person_with(Role.MEMBER)
    invited(meeting, email=person.email, person=person)
    page = reverse("circulated-minutes", args=[meeting.reference])
    client.force_login(person)
    assert client.get(page).status_code == 403

    finalise(minutes, by=None)
    reopen(minutes, by=None, reason="Wrong")
    points.change(point("One"), {"text": "Corrected"}, seen=1, by=None)

    shown = client.get(page).text
    assert "One" in shown
    assert "Corrected" not in shown


def test_the_secretariat_is_led_from_a_draft_to_its_page(as_editor, minutes, meeting):
    response = as_editor.get(reverse("circulated-minutes", args=[meeting.reference]))

    assert response.url == address("minutes", meeting)


def test_a_correction_is_answered_from_the_page(as_editor, circulated, meeting):
    row = corrections.suggest(
        circulated, point=point("One"), proposed="Satu", invitee=invited(meeting)
    )
    page = address("correction", meeting, row.pk)

    silent = as_editor.post(page, {"state": "accepted", "answer": ""})
    as_editor.post(page, {"state": "accepted", "answer": "Yes"})

    row.refresh_from_db()
    assert silent.status_code == 422
    assert row.state == CorrectionState.ACCEPTED
    assert texts(circulated) == ["Satu", "Two"]
    assert "Yes" in as_editor.get(address("corrections", meeting)).text


def test_words_are_withheld_beside_what_the_public_will_read(as_editor, minutes, meeting):
    points.add_point(minutes, text=f"Ani: {PHONE}", by=None)
    page = address("veils", meeting)
    assert [found.words for found in as_editor.get(page).context["found"]] == [PHONE]

    as_editor.post(page, {"kind": "number", "words": PHONE})
    as_editor.post(page, {"kind": "name", "words": "Ani", "instead": "seorang warga"})
    wrong = as_editor.post(page, {"kind": "name", "words": "One"})
    shown = as_editor.get(page)

    assert wrong.status_code == 422
    assert PHONE not in str(shown.context["sheet"])
    assert "[seorang warga]" in str(shown.context["sheet"])
    veil = minutes.veils.get(kind=VeilKind.NAME)
    for _again in range(2):
        as_editor.post(address("veil-remove", meeting, veil.pk))
    assert minutes.veils.count() == 1


@pytest.mark.parametrize("access", [Access.SUMMARY, Access.INVITED])
def test_a_closed_meeting_has_nothing_to_withhold(as_editor, access):
    minutes = make_minutes(None, "Secret", access=access)

    shown = as_editor.get(address("veils", minutes.meeting))

    assert "Secret" not in shown.text


def test_minutes_become_final_once_every_number_is_decided(as_editor, minutes, meeting):
    points.add_point(minutes, text=PHONE, by=None)
    page = address("finalise", meeting)
    assert PHONE in as_editor.get(page).text

    refused = as_editor.post(page)
    made = as_editor.post(page, {"shown_numbers": ["81234567890"]})

    assert (refused.status_code, made.url) == (422, page)
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.FINAL
    assert minutes.editions.get().fingerprint in as_editor.get(page).text
    assert "One" in as_editor.get(address("minutes", meeting)).text


def test_what_is_not_ready_is_said_and_stays(as_editor, circulated, meeting):
    corrections.suggest(circulated, point=None, proposed="More", invitee=invited(meeting))

    response = as_editor.post(address("finalise", meeting))

    assert response.status_code == 422
    assert not circulated.editions.exists()


def test_final_minutes_are_reopened_with_a_reason_from_the_page(as_editor, minutes, meeting):
    finalise(minutes, by=None)
    page = address("reopen-minutes", meeting)

    silent = as_editor.post(page, {"reason": ""})
    as_editor.post(page, {"reason": "A wrong number"})

    assert silent.status_code == 422
    assert "A wrong number" in as_editor.get(address("minutes", meeting)).text


def test_a_version_shows_what_it_changed(client, minutes, meeting):
    finalise(minutes, by=None)
    reopen(minutes, by=None, reason="A wrong number")
    points.change(point("One"), {"text": "One and a half"}, seen=1, by=None)
    points.remove(point("Two"), by=None)
    veils.add(minutes, kind=VeilKind.NAME, words="half", instead="part", by=None)
    finalise(minutes, by=None)

    page = client.get(reverse("meeting-version", args=[meeting.reference, 2])).text

    assert "<ins>and a [part]</ins>" in page
    assert "<del>Two</del>" in page


def test_somebody_else_finds_none_of_these_pages(client, minutes, meeting):
    client.force_login(person_with(Role.MEMBER))

    for name in ("minutes", "corrections", "veils", "finalise"):
        assert client.get(address(name, meeting)).status_code == 404
