"""A reviewed note becomes a meeting with draft minutes: all of it or nothing."""

from dataclasses import replace
from datetime import date, time

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.meetings.choices import (
    Certainty,
    CheckInWay,
    Gender,
    MeetingState,
    MinutesState,
    NoteState,
    PointKind,
)
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Note, Paper
from kokreasi.meetings.queries.attendance import headcount
from kokreasi.meetings.review.reviewing import review_of
from kokreasi.meetings.services import meetings, notes
from kokreasi.meetings.services.accepting import GoneError, NotReadyError, accept
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.meetings.tests.notes import CLEAR, KNOWN, decided, make_note, settled
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans.tests.factories import make_plan, make_stage
from kokreasi.reading.minutes.model import Attendee, Counts

pytestmark = pytest.mark.django_db


def created() -> list[int]:
    return [model.objects.count() for model in (Meeting, Minutes, FollowUp, Paper, Organisation)]


def test_a_note_becomes_a_held_meeting_with_draft_minutes(editor) -> None:
    ministry = make_ministry("Kementerian Contoh")
    plan = make_plan()
    stage = make_stage(plan, meaning="bilateral")
    note = settled(make_note(plan=plan))

    meeting = accept(note, by=editor)

    assert (meeting.day, meeting.begins, meeting.ends) == (
        date(2018, 9, 18),
        time(9, 30),
        time(12, 15),
    )
    assert (meeting.plan, list(meeting.stages.all())) == (plan, [stage])
    assert (meeting.kind.code, meeting.state) == ("bilateral", MeetingState.HELD)
    assert (meeting.chair, meeting.note_taker) == ("Kasubdit", "Sekretariat")
    assert [item.title for item in meeting.agenda.all()] == ["Pemaparan", "Tanggapan"]
    assert not meeting.record.is_public
    minutes = meeting.minutes
    assert minutes.state == MinutesState.DRAFT
    assert [section.title for section in minutes.sections.all()] == ["PEMBAHASAN"]
    said, agreed = minutes.points.order_by("source_line")
    assert (said.text, said.organisation_words) == (KNOWN.points[0].text, "Forum Contoh")
    assert (said.section.title, said.source_line, said.organisation) == ("PEMBAHASAN", 9, None)
    assert (agreed.kind, agreed.section) == (PointKind.AGREED, None)
    first, second = meeting.follow_ups.order_by("source_line")
    assert list(first.responsible.all()) == [ministry]
    assert (first.due_on, first.certainty) == (date(2018, 9, 28), Certainty.EXACT)
    assert (second.responsible_words, second.agreed_at) == ("Forum Contoh", None)
    assert not first.record.is_public


def test_a_deadline_counted_from_the_meeting_follows_its_corrected_day(editor) -> None:
    task = replace(
        CLEAR.follow_ups[0],
        deadline_text="10 hari kerja",
        due_on="2018-10-02",
        certainty=Certainty.COMPUTED,
    )
    note = make_note(replace(CLEAR, follow_ups=[task]))
    decided(note, day="2018-09-20")

    meeting = accept(settled(note), by=editor)

    taken = meeting.follow_ups.get()
    assert (meeting.day, taken.due_on) == (date(2018, 9, 20), date(2018, 10, 4))
    assert (taken.deadline_words, taken.certainty) == ("10 hari kerja", Certainty.COMPUTED)


def test_the_note_is_a_paper_that_the_public_does_not_read(editor) -> None:
    note = settled(make_note(CLEAR))

    meeting = accept(note, by=editor)

    paper = meeting.papers.get()
    assert (paper.file, paper.role, paper.is_public) == (note.file, Paper.Role.SOURCE, False)
    entry = meeting.record.entries.get(event="meeting.note_accepted")
    assert (entry.by, entry.reason, entry.is_public) == (editor, note.file.name, False)


def test_what_the_note_states_stands_beside_what_is_counted() -> None:
    meeting = accept(settled(make_note(CLEAR)), by=None)

    figures = {figure.measure: figure.value for figure in meeting.record.stated_figures.all()}
    assert figures == {"participants": 12, "men": 7, "women": 5}


@pytest.mark.parametrize(
    "counts", [Counts(12, 11, 1), Counts(12, 11), Counts(12), Counts(12, 6, 5)]
)
def test_a_group_so_small_that_one_could_tell_who_it_was_is_not_stated(counts) -> None:
    meeting = accept(settled(make_note(replace(CLEAR, counts=counts))), by=None)

    assert [figure.measure for figure in meeting.record.stated_figures.all()] == ["participants"]


def test_who_came_is_counted_person_by_person() -> None:
    ministry = make_ministry("Kementerian Contoh")
    people = [
        Attendee("Kementerian Contoh (L: 1, P: 2)", None, "Kementerian Contoh", men=1, women=2),
        Attendee("Budi Santoso", person="Budi Santoso", role="Notulis"),
        Attendee("Massa (9.000 orang)", person="Massa", total=9000),
    ]

    meeting = accept(settled(make_note(replace(CLEAR, attendees=people))), by=None)

    rows = [(row.name, row.organisation, row.gender) for row in meeting.attendances.all()]
    assert rows == [
        ("Tanpa nama 1", ministry, Gender.MAN),
        ("Tanpa nama 2", ministry, Gender.WOMAN),
        ("Tanpa nama 3", ministry, Gender.WOMAN),
        ("Budi Santoso", None, Gender.NOT_SAID),
    ]
    assert {row.way for row in meeting.attendances.all()} == {CheckInWay.MINUTES}


def test_body_without_a_number_is_represented_and_nobody_is_invented() -> None:
    ministry = make_ministry("Kementerian Contoh")
    bodies = [Attendee("Kementerian Contoh", None, "Kementerian Contoh")]

    meeting = accept(settled(make_note(replace(CLEAR, attendees=bodies))), by=None)

    counted = headcount(meeting)
    assert [row.organisation for row in meeting.representations.all()] == [ministry]
    assert (counted.people, counted.organisations) == (None, 1)


def test_who_is_left_out_did_not_come() -> None:
    note = settled(decided(make_note(CLEAR), w0__is_left_out=True))

    assert not accept(note, by=None).attendances.exists()


def test_accepting_twice_gives_the_same_meeting() -> None:
    note = settled(make_note(CLEAR))
    first = accept(note, by=None)
    before = created()

    second = accept(note, by=None, seen=note.revision)

    assert second == first
    assert created() == before


def test_what_is_undecided_stops_it_and_leaves_nothing() -> None:
    note = make_note()

    with pytest.raises(NotReadyError):
        accept(note, by=None)

    assert created() == [0] * 5


def test_who_reviewed_an_older_state_is_told() -> None:
    note = settled(make_note(CLEAR))
    seen = note.revision
    decided(note, place="Lain")

    with pytest.raises(StaleError):
        accept(note, by=None, seen=seen)

    assert created() == [0] * 5


def test_a_failure_halfway_leaves_nothing(monkeypatch) -> None:
    note = settled(make_note())

    def fail(*_args, **_kwargs) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("kokreasi.meetings.services.accepting.papers.add", fail)
    with pytest.raises(OSError, match="disk full"):
        accept(note, by=None)

    assert created() == [0] * 5
    note.refresh_from_db()
    assert note.state == NoteState.READ


@pytest.mark.parametrize("state", [NoteState.DISCARDED, NoteState.REFUSED, NoteState.WAITING])
def test_only_what_was_reviewed_is_accepted(state) -> None:
    note = settled(make_note(CLEAR))
    Note.objects.update(state=state)

    with pytest.raises(notes.ClosedNoteError):
        accept(note, by=None)

    assert created() == [0] * 5


# Names


def test_names_are_matched_by_alias_and_never_invented() -> None:
    forum = make_organisation("Forum Contoh Indonesia", aliases=["Forum Contoh"])

    meeting = accept(settled(make_note()), by=None)

    assert meeting.follow_ups.get(source_line=15).responsible.get() == forum
    assert Organisation.objects.get() == forum


def test_an_organisation_is_created_once_where_a_person_asks_for_it() -> None:
    new = {"meant": "create", "name": "Forum Contoh", "kind": "cso"}
    note = settled(decided(make_note(), body__forumcontoh=new))

    meeting = accept(note, by=None)

    forum = Organisation.objects.get()
    assert (forum.name.id, forum.kind) == ("Forum Contoh", Kind.CSO)
    assert meeting.follow_ups.get(source_line=15).responsible.get() == forum
    assert meeting.minutes.points.get(source_line=9).organisation == forum


def test_a_chosen_organisation_is_remembered_under_the_spelling_of_the_note() -> None:
    chosen = make_organisation("Jaringan Warga")
    choice = {"meant": "match", "reference": chosen.reference, "remember": True}
    note = settled(decided(make_note(), body__forumcontoh=choice))

    accept(note, by=None)

    assert [alias.text for alias in chosen.aliases.all()] == ["Forum Contoh"]


def test_a_chosen_organisation_that_is_gone_is_asked_about_again() -> None:
    choice = {"meant": "match", "reference": "ORG-9999"}
    note = decided(make_note(), body__forumcontoh=choice)

    review = review_of(note)

    assert "Forum Contoh" in [question.text for question in review.open_questions]


def test_nobody_is_asked_about_people_or_about_everybody() -> None:
    actors = ["Pak Budi", "Seluruh K/L", "Ibu Sari"]
    first = replace(CLEAR.follow_ups[0], actors=actors)

    review = review_of(make_note(replace(CLEAR, follow_ups=[first])))

    assert review.questions == ()
    assert [body.text for body in review.bodies["f0"]] == actors


def test_a_speaker_who_is_an_organisation_is_known_without_a_question() -> None:
    forum = make_organisation("Forum Contoh")
    point = replace(KNOWN.points[0], organisation=None, speaker="Forum Contoh")
    note = settled(make_note(replace(CLEAR, points=[point])))

    meeting = accept(note, by=None)

    assert meeting.minutes.points.get(source_line=9).organisation == forum


# The same meeting


def test_a_meeting_of_that_day_and_title_is_offered() -> None:
    planned = make_meeting("Bilateral Anggaran Terbuka")
    make_meeting("Lokakarya Kesehatan")

    review = review_of(make_note(CLEAR))

    assert list(review.same) == [planned]
    assert "same" in review.doubted


@pytest.mark.parametrize(
    ("title", "is_offered"),
    [
        ("Rapat Anggaran Terbuka", True),
        ("Pertemuan Bilateral Anggaran Terbuk", True),
        ("Pertemuan Bilateral Data Sekolah", False),
        ("Pertemuan Bilateral", False),
    ],
)
def test_titles_are_alike_by_the_words_that_are_their_own(title, is_offered) -> None:
    make_meeting(Bilingual(id=title))

    assert bool(review_of(make_note(CLEAR)).same) == is_offered


def test_a_note_fills_the_meeting_that_was_chosen() -> None:
    planned = make_meeting("Bilateral Anggaran Terbuka", place="Ruang 1")
    note = decided(settled(make_note()), same=planned.reference)

    meeting = accept(note, by=None)

    assert meeting == planned == Meeting.objects.get()
    assert (meeting.state, meeting.place) == (MeetingState.HELD, "Ruang 1")
    assert meeting.minutes.points.count() == 2
    assert note.file in [paper.file for paper in meeting.papers.all()]


def test_minutes_that_are_there_stay_as_they_are() -> None:
    meeting = make_minutes(make_meeting("Bilateral Anggaran Terbuka"), "Yang ada").meeting
    note = decided(settled(make_note()), same=meeting.reference)

    accept(note, by=None)

    assert [point.text for point in meeting.minutes.points.all()] == ["Yang ada"]
    assert not meeting.follow_ups.exists()
    assert meeting.papers.count() == 1


def test_a_word_file_and_its_pdf_are_notes_of_one_meeting() -> None:
    meeting = accept(settled(make_note(CLEAR)), by=None)
    second = decided(settled(make_note(CLEAR)), same=meeting.reference)

    assert accept(second, by=None) == meeting
    assert meeting.notes.count() == meeting.papers.count() == 2
    assert Minutes.objects.count() == 1


def test_a_chosen_meeting_that_was_cancelled_is_refused() -> None:
    planned = make_meeting("Bilateral Anggaran Terbuka")
    note = decided(settled(make_note(CLEAR)), same=planned.reference)
    meetings.cancel(planned, because="Tidak jadi", by=None)

    with pytest.raises(GoneError):
        accept(note, by=None)


# Suggestions


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Pertemuan Bilateral Anggaran", "bilateral"),
        ("Kunjungan Sekretariat ke Semarang", "visit"),
        ("Rapat Rutin", "other"),
        ("Informasi Forumologi", "other"),
    ],
)
def test_the_kind_is_suggested_by_the_title(title, kind) -> None:
    for code in ("bilateral", "visit", "forum", "other"):
        make_meeting(kind=code, day=date(2000, 1, 1))

    review = review_of(make_note(replace(CLEAR, title=title)))

    assert review.draft.facts.kind == kind
    assert ("kind" in review.doubted) == (kind == "other")


def test_the_plan_is_suggested_where_the_day_lies_in_one_only() -> None:
    plan = make_plan()
    assert review_of(make_note(CLEAR)).draft.facts.plan == plan.pk

    make_plan("2018b")

    assert review_of(make_note(CLEAR)).draft.facts.plan is None


def test_a_series_is_suggested_by_its_title() -> None:
    first = make_meeting("Anggaran Terbuka", day=date(2018, 8, 1))
    meetings.next_of(first, day=date(2018, 9, 1), by=None)
    first.refresh_from_db()
    first.series.title = first.series.title.__class__(id="Anggaran Terbuka")
    first.series.save()

    assert review_of(make_note(CLEAR)).draft.facts.series == first.series.pk


def test_a_review_asks_the_database_equally_often_for_any_length(
    django_assert_max_num_queries,
) -> None:
    make_organisation("Forum Contoh")
    long = replace(KNOWN, points=KNOWN.points * 30, follow_ups=KNOWN.follow_ups * 30)
    short, longer = make_note(), make_note(long)

    for note in (short, longer):
        with django_assert_max_num_queries(9):
            review_of(note)
