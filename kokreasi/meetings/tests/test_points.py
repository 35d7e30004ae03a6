"""Sections and points of minutes: what people do with them, and what is refused."""

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.meetings.choices import MinutesState, PointKind, SectionRole
from kokreasi.meetings.models import Minutes, Point, Section
from kokreasi.meetings.services import points, sections
from kokreasi.meetings.services.drafting import FinalError
from kokreasi.meetings.services.minutes import begin
from kokreasi.meetings.services.points import Draft, ForeignRowError, add_point
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes():
    return make_minutes(None, "One", "Two", "Three")


@pytest.fixture
def section(minutes):
    return minutes.sections.get()


def texts(minutes, **only) -> list[str]:
    return [point.text for point in minutes.points.standing().filter(**only).in_order()]


def point(text) -> Point:
    return Point.objects.get(text=text)


def last_line() -> Entry:
    return Entry.objects.first()


def test_a_point_is_added_at_the_end_with_a_private_line_of_history(minutes, section, editor):
    added = add_point(minutes, text="Four", section=section, speaker="Ani", level=1, by=editor)

    assert texts(minutes) == ["One", "Two", "Three", "Four"]
    assert (added.speaker, added.level, added.kind) == ("Ani", 1, PointKind.SAID)
    line = last_line()
    assert (line.record, line.by, line.is_public) == (minutes.meeting.record, editor, False)
    assert line.told_changes()[0]["new"].id == "Four"


def test_points_are_added_behind_another_with_one_line_of_history(minutes, editor):
    before = Entry.objects.count()

    points.add(minutes, [Draft("A"), Draft("B")], after=point("One"), by=editor)

    assert texts(minutes) == ["One", "A", "B", "Two", "Three"]
    assert Entry.objects.count() == before + 1
    assert {row.section.title for row in minutes.points.all()} == {"Discussion"}


def test_points_that_the_browser_sends_twice_are_added_once(minutes, section):
    drafts = [Draft("A", sent_as="k-1"), Draft("B", sent_as="k-2")]
    first = points.add(minutes, drafts, section=section, by=None)

    again = points.add(minutes, drafts, section=section, by=None)

    assert again == first
    assert texts(minutes) == ["One", "Two", "Three", "A", "B"]


def test_a_point_carries_what_its_organisation_is_called(minutes):
    ministry = make_ministry()

    added = add_point(minutes, text="Said", organisation=ministry, by=None)

    assert added.organisation_words == ministry.short_name


def test_points_and_sections_of_other_minutes_are_refused(minutes, section):
    other = make_minutes(None, "Else", title="Other")

    with pytest.raises(ForeignRowError):
        add_point(other, text="A", section=section, by=None)
    with pytest.raises(ForeignRowError):
        add_point(other, text="A", after=point("One"), by=None)
    with pytest.raises(ForeignRowError):
        points.move(point("One"), section=other.sections.get(), after=None, by=None)

    assert texts(other) == ["Else"]
    assert texts(minutes) == ["One", "Two", "Three"]


def test_a_point_is_changed_and_its_organisation_found_by_name(minutes, editor):
    ministry = make_ministry(abbreviation="Kemcontoh")
    values = {"text": "Uno", "organisation_words": f" {ministry.abbreviation.lower()} "}

    changed = points.change(point("One"), values, seen=1, by=editor)

    assert (changed.text, changed.organisation) == ("Uno", ministry)
    assert last_line().is_public is False


@pytest.mark.parametrize("words", ["", "A body that nobody knows"])
def test_an_organisation_that_is_not_known_leaves_only_its_words(minutes, words):
    add_point(minutes, text="Said", organisation=make_ministry(), by=None)

    changed = points.change(point("Said"), {"organisation_words": words}, seen=1, by=None)

    assert (changed.organisation, changed.organisation_words) == (None, words)


def test_two_who_change_one_field_are_told_and_two_fields_are_both_kept(minutes):
    points.change(point("One"), {"text": "Uno"}, seen=1, by=None)

    both = points.change(point("Uno"), {"speaker": "Ani"}, seen=1, by=None)
    with pytest.raises(StaleError):
        points.change(point("Uno"), {"text": "Satu"}, seen=1, by=None)

    assert (both.text, both.speaker) == ("Uno", "Ani")


def test_a_point_is_moved_and_moving_it_again_changes_no_order(minutes, section):
    for _again in range(2):
        points.move(point("Three"), section=section, after=point("One"), by=None)
        assert texts(minutes) == ["One", "Three", "Two"]

    points.move(point("Two"), section=section, after=None, by=None)
    assert texts(minutes) == ["Two", "One", "Three"]


def test_a_point_is_shifted_past_the_edge_of_its_section(minutes, section):
    other = sections.add(minutes, title="Questions", by=None)
    places = []

    for up in (False, False, True, True, True, True):
        points.shift(point("Two"), up=up, by=None)
        place = point("Two")
        places.append((place.section, texts(minutes).index("Two")))

    assert places == [
        (section, 2),
        (other, 2),
        (section, 2),
        (section, 1),
        (section, 0),
        (section, 0),
    ]


def test_an_agreement_changes_places_with_the_next_whatever_section_it_stands_in(minutes):
    for text in ("One", "Three"):
        points.change(point(text), {"kind": PointKind.AGREED}, seen=1, by=None)
    other = sections.add(minutes, title="Questions", by=None)
    points.move(point("Three"), section=other, after=None, by=None)

    points.shift(point("One"), up=False, by=None)

    assert texts(minutes, kind=PointKind.AGREED) == ["Three", "One"]
    points.shift(point("One"), up=True, by=None)
    assert texts(minutes, kind=PointKind.AGREED) == ["One", "Three"]
    assert texts(minutes, kind=PointKind.SAID) == ["Two"]


def test_the_first_and_the_last_point_stay_where_they_are(minutes):
    points.shift(point("One"), up=True, by=None)
    points.shift(point("Three"), up=False, by=None)

    assert texts(minutes) == ["One", "Two", "Three"]


def test_a_removed_point_comes_back_to_its_place(minutes, editor):
    removed = point("Two")
    for _again in range(2):
        points.remove(removed, by=editor)
    assert texts(minutes) == ["One", "Three"]
    assert Entry.objects.filter(says__en="removed a point").count() == 1

    points.restore(removed, by=editor)

    assert texts(minutes) == ["One", "Two", "Three"]


def test_minutes_begin_once_and_with_the_agenda_where_it_is_wanted(editor):
    meeting = make_meeting(agenda=["Tenders", ("Budgets", 30)])

    minutes = begin(meeting, by=editor, from_agenda=True)
    again = begin(meeting, by=editor, from_agenda=True)

    assert minutes == again
    rows = list(minutes.sections.all())
    assert [(row.title, row.agenda_item.title) for row in rows] == [
        ("Tenders", "Tenders"),
        ("Budgets", "Budgets"),
    ]
    assert Entry.objects.filter(event="minutes.begun").count() == 1


def test_minutes_begin_empty_without_being_asked_for_the_agenda():
    assert not begin(make_meeting(agenda=["Tenders"]), by=None).sections.exists()


def test_a_section_is_added_once_changed_and_moved(minutes, section):
    added = sections.add(minutes, title="Questions", role=SectionRole.QUESTIONS, by=None)
    assert sections.add(minutes, title="Questions", role=SectionRole.QUESTIONS, by=None) == added

    sections.change(added, {"title": "Answers"}, seen=1, by=None)
    sections.move(added, up=True, by=None)
    sections.move(added, up=True, by=None)

    assert [row.title for row in minutes.sections.all()] == ["Answers", "Discussion"]
    sections.move(added, up=False, by=None)
    assert [row.title for row in minutes.sections.all()] == ["Discussion", "Answers"]


def test_a_section_that_is_removed_leaves_its_points_in_the_one_above(minutes, section):
    other = sections.add(minutes, title="Questions", by=None)
    add_point(minutes, text="Four", section=other, by=None)
    add_point(minutes, text="Zero", by=None)

    sections.remove(other, by=None)
    assert texts(minutes) == ["Zero", "One", "Two", "Three", "Four"]

    sections.remove(section, by=None)
    assert texts(minutes) == ["Zero", "One", "Two", "Three", "Four"]
    assert not Section.objects.exists()


CHANGES = {
    "add": lambda m: add_point(m, text="A", by=None),
    "change": lambda m: points.change(point("One"), {"text": "A"}, seen=1, by=None),
    "move": lambda m: points.move(point("One"), section=None, after=None, by=None),
    "shift": lambda m: points.shift(point("One"), up=False, by=None),
    "remove": lambda m: points.remove(point("One"), by=None),
    "restore": lambda m: points.restore(point("One"), by=None),
    "add section": lambda m: sections.add(m, title="A", by=None),
    "change section": lambda m: sections.change(m.sections.get(), {"title": "A"}, seen=1, by=None),
    "move section": lambda m: sections.move(m.sections.get(), up=False, by=None),
    "remove section": lambda m: sections.remove(m.sections.get(), by=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_final_minutes_do_not_change_and_nothing_is_left_behind(minutes, change) -> None:
    Minutes.objects.update(state=MinutesState.FINAL, finalised_at="2018-09-30T00:00Z")
    lines = Entry.objects.count()

    with pytest.raises(FinalError):
        CHANGES[change](minutes)

    assert texts(minutes) == ["One", "Two", "Three"]
    assert [row.title for row in minutes.sections.all()] == ["Discussion"]
    assert Entry.objects.count() == lines


def test_adding_costs_the_same_for_1_point_and_for_30(minutes, django_assert_num_queries):
    for number in (1, 30):
        with django_assert_num_queries(10):
            points.add(minutes, [Draft("A")] * number, after=point("One"), by=None)
