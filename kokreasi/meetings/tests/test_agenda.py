"""The agenda, the papers and the series of meetings, as services keep them."""

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Access
from kokreasi.meetings.models import AgendaItem, Invitee, Paper
from kokreasi.meetings.services import agenda, meetings, papers, series
from kokreasi.meetings.tests.factories import A_DAY, make_meeting, make_paper
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db


def titles(meeting) -> list[str]:
    return [item.title for item in meeting.agenda.all()]


MOVES = [(0, 1, "BAC"), (0, -1, "ABC"), (2, -2, "CAB"), (2, 5, "ABC"), (0, 9, "BCA")]


@pytest.mark.parametrize(("which", "step", "expected"), MOVES)
def test_an_item_moves_and_stops_at_the_ends(which, step, expected) -> None:
    meeting = make_meeting(agenda="ABC")

    agenda.move(meeting.agenda.all()[which], step=step, by=None)

    assert "".join(titles(meeting)) == expected
    assert [item.position for item in meeting.agenda.all()] == [1, 2, 3]


def test_what_was_removed_meanwhile_does_not_move(editor) -> None:
    meeting = make_meeting(agenda="ABC")
    item = meeting.agenda.first()
    AgendaItem.objects.filter(pk=item.pk).delete()

    agenda.move(item, step=1, by=editor)

    assert titles(meeting) == ["B", "C"]


def test_an_agenda_has_an_end(editor) -> None:
    meeting = make_meeting(agenda=["x"] * agenda.LONGEST_AGENDA)

    with pytest.raises(agenda.LongAgendaError):
        agenda.add(meeting, title="One more", by=editor)

    assert meeting.agenda.count() == agenda.LONGEST_AGENDA


def test_who_moves_an_item_does_not_disturb_who_writes_it(editor) -> None:
    meeting = make_meeting(agenda="AB")
    first = meeting.agenda.first()
    agenda.move(first, step=1, by=editor)

    agenda.change(first, {"title": "A2"}, seen=1, by=editor)

    assert titles(meeting) == ["B", "A2"]
    with pytest.raises(StaleError):
        agenda.change(first, {"title": "A3"}, seen=1, by=editor)


LINES = [
    ({"is_public": True}, True),
    ({"is_public": True, "access": Access.SUMMARY}, True),
    ({"access": Access.INVITED}, False),
]


@pytest.mark.parametrize(("fields", "is_public"), LINES)
def test_the_history_of_an_agenda_is_as_public_as_its_meeting(fields, is_public, editor) -> None:
    meeting = make_meeting(**fields)

    item = agenda.add(meeting, title="Tenders", duration=20, by=editor)
    agenda.change(item, {"duration": 30}, seen=1, by=editor)
    agenda.remove(item, by=editor)

    lines = Entry.objects.filter(event__startswith="agenda.")
    assert [line.is_public for line in lines] == [is_public] * 3


def test_the_same_paper_twice_is_one() -> None:
    meeting = make_meeting()

    first, second = make_paper(meeting), make_paper(meeting, title=both("Again"))

    assert first == second
    assert meeting.papers.get().title == both("Material")


def picture():
    return keep(content.upload("foto.png", content.picture("PNG")), by=None)


def document():
    return keep(content.upload("daftar.txt", b"daftar"), by=None)


REFUSED = [
    (picture, {"role": Paper.Role.PHOTOGRAPH}, papers.NoWordsError),
    (document, {"role": Paper.Role.PHOTOGRAPH, "alt": both("x")}, papers.NoPictureError),
    (document, {"role": Paper.Role.ATTENDANCE, "is_public": True}, papers.NamesPeopleError),
    (document, {"role": Paper.Role.SOURCE, "is_public": True}, papers.NamesPeopleError),
]


@pytest.mark.parametrize(("file", "fields", "refusal"), REFUSED)
def test_papers_that_are_refused(file, fields, refusal) -> None:
    meeting = make_meeting()

    with pytest.raises(refusal):
        papers.add(meeting, file(), title=both("Paper"), by=None, **fields)

    assert not meeting.papers.exists()


def test_the_history_of_a_paper_is_as_public_as_the_paper(editor) -> None:
    meeting = make_meeting(is_public=True)
    paper = make_paper(meeting, title=both("Draft regulation"), by=editor)

    papers.change(paper, {"is_public": True}, by=editor)
    papers.change(paper, {"is_public": True}, by=editor)
    papers.remove(paper, by=editor)

    lines = Entry.objects.filter(event__startswith="paper.").order_by("pk")
    assert [(line.event, line.is_public) for line in lines] == [
        ("paper.added", False),
        ("paper.changed", True),
        ("paper.removed", True),
    ]


READERS = [
    # announced, marked for the public, who reads it
    (True, True, {"anybody", "ministry", "guest", "editor"}),
    (True, False, {"guest", "editor"}),
    (False, True, {"guest", "editor"}),
    (False, False, {"guest", "editor"}),
]


@pytest.mark.parametrize(("is_announced", "is_marked", "expected"), READERS)
def test_who_reads_which_paper(is_announced, is_marked, expected, cast) -> None:
    guest = person_with(Role.MEMBER)
    people = {
        "anybody": cast["anybody"],
        "ministry": cast["focal_point"],
        "guest": guest,
        "editor": cast["editor"],
    }
    meeting = make_meeting(is_public=is_announced)
    make_paper(meeting, is_public=is_marked)
    Invitee.objects.create(
        meeting=meeting, person=guest, name="Guest", key_hash="x", invited_at="2018-09-01T00:00Z"
    )

    readers = {who for who, one in people.items() if Paper.objects.visible_to(one).exists()}

    assert readers == expected


def test_a_series_is_renamed_once(editor) -> None:
    first = make_meeting()
    second = meetings.next_of(first, day=A_DAY.replace(month=10), by=editor)

    for _press in range(2):
        series.rename(second, both("Tenders"), by=editor)

    second.series.refresh_from_db()
    assert second.series.title == both("Tenders")
    assert Entry.objects.filter(event="series.renamed").count() == 1
