"""Somebody is forgotten: on lists, in what was read, in drafts; and what stays, field by field."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualField
from kokreasi.meetings.choices import Answer, CheckInWay, VeilKind
from kokreasi.meetings.erasing import Eraser, spellings
from kokreasi.meetings.jobs import forget_old_sources
from kokreasi.meetings.models import FollowUp, Note, Paper
from kokreasi.meetings.services import (
    attendance,
    corrections,
    follow_ups,
    forgetting,
    invitations,
    minutes,
    notes,
    points,
    veils,
)
from kokreasi.meetings.services.accepting import accept
from kokreasi.meetings.tests.factories import make_meeting, make_minutes, make_paper
from kokreasi.meetings.tests.notes import KNOWN, decided, make_note, settled
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.services import erase as erase_person
from kokreasi.people.tests.factories import UserFactory
from kokreasi.reading.minutes.model import Attendee, Point
from kokreasi.register.models import Entry
from kokreasi.register.services import attach

NAME = "Sekar Ayuningtyas"
ADDRESS = "sekar@example.org"

FORGOTTEN = {
    "attendance.name",
    "attendance.position",
    "attendance.email",
    "attendance.organisation_words",
    "invitee.name",
    "invitee.email",
    "invitee.substitute",
    "invitee.substitute_email",
    "invitee.remark",
    "note.read",
    "note.decisions",
    "note.refusal",
}
"""Forgotten for whoever asks, in every meeting."""
IN_DRAFTS = {
    "meeting.chair",
    "meeting.note_taker",
    "point.speaker",
    "point.organisation_words",
    "point.text",
    "section.title",
    "correction.quoted",
    "correction.proposed",
    "correction.because",
    "correction.on_behalf_of",
    "correction.answer",
    "veil.words",
    "veil.instead",
    "veil.reason",
    "carrying.said",
    "followup.action",
    "followup.responsible_words",
    "followup.deadline_words",
}
"""Forgotten while the minutes are not final; afterwards the record of an office, to be withheld."""
OFFICIAL = {
    "edition.content",
    "edition.reason",
    "minutes.reopened_because",
    "followup.outcome",
    "followup.evidence_link",
    "followup.dispute",
}
"""Written for the record: withheld where it names somebody, never rewritten."""
ABOUT_MEETINGS = {
    "meeting.title",
    "meeting.summary",
    "meeting.place",
    "meeting.room",
    "meeting.online_link",
    "meeting.letter_number",
    "meeting.cancelled_because",
    "series.title",
    "agendaitem.title",
    "paper.title",
    "paper.alt",
    "representation.words",
    "stationery.letterhead",
}
"""Words of the office about meetings and bodies, which it changes by hand."""
NOT_WORDS = {
    "attendance.receipt",
    "attendance.identity",
    "attendance.consent",
    "invitee.language",
    "invitee.key_hash",
    "invitee.seed",
    "point.sent_as",
    "edition.fingerprint",
    "tally.by_gender",
    "tally.by_disability",
}
"""Keys, hashes and numbers."""


def texts() -> set[str]:
    kinds = (models.CharField, models.TextField, models.JSONField, BilingualField)
    return {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("meetings").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, kinds) and not field.choices and field.name != "field_revisions"
    }


def test_every_text_of_the_app_has_its_rule() -> None:
    rules = [FORGOTTEN, IN_DRAFTS, OFFICIAL, ABOUT_MEETINGS, NOT_WORDS]

    assert texts() == set().union(*rules)
    assert sum(map(len, rules)) == len(texts())


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (NAME, "Menurut SEKAR  ayuningtyas, data ada.", "Menurut [nama dihapus], data ada."),
        (f"Dr. {NAME}, M.Si", f"{NAME} hadir", "[nama dihapus] hadir"),
        (NAME, "Sekar Ayuningtyasari hadir", "Sekar Ayuningtyasari hadir"),
        ("Sekar", "Sekar hadir", "Sekar hadir"),
        ("Sekar", "sekar", "[nama dihapus]"),
        ("", "Sekar", "Sekar"),
        (NAME, f"Kirim ke {ADDRESS.upper()}", "Kirim ke [nama dihapus]"),
    ],
)
def test_names_leave_texts_as_they_are_written(name, text, left) -> None:
    assert Eraser([name], [ADDRESS]).over(text) == left


def test_json_keeps_its_keys_and_numbers() -> None:
    content = {NAME: [NAME, 3, None, {"a": f"Bu {NAME}"}]}

    assert Eraser([NAME]).within(content) == {
        NAME: ["[nama dihapus]", 3, None, {"a": "Bu [nama dihapus]"}]
    }
    assert spellings(" ") == set()


def read_note(**fields) -> Note:
    said = Point(NAME, None, f"{NAME} meminta data.", 9, section="PEMBAHASAN")
    came = [*KNOWN.attendees, Attendee(NAME, person=NAME, line=6)]
    lines = [*KNOWN.lines_text, f"3. {NAME}"]
    wanted = {"points": [said], "attendees": came, "lines_text": lines, "chair": NAME} | fields
    return make_note(replace(KNOWN, **wanted))


def erase(user, cast) -> None:
    erase_person(user, by=cast["administrator"])


@pytest.fixture
def sekar(db):
    return UserFactory(name=NAME, email=ADDRESS)


def test_an_erased_person_leaves_what_was_read_from_a_note(sekar, cast) -> None:
    note = decided(read_note(), w2__name=NAME, body__sekarayuningtyas={"meant": "words"})
    other = make_note()
    before = other.read

    erase(sekar, cast)

    note.refresh_from_db()
    other.refresh_from_db()
    assert NAME not in str(note.read) + str(note.decisions)
    assert "body.sekarayuningtyas" not in note.decisions
    assert note.decisions["w2.name"] == "[nama dihapus]"
    assert len(note.read["attendees"]) == len(KNOWN.attendees) + 1
    assert other.read == before


def test_whoever_has_the_note_open_does_not_write_the_name_back(sekar, cast) -> None:
    note = decided(read_note(), w2__name=NAME)
    seen = note.revision

    erase(sekar, cast)

    note.refresh_from_db()
    assert {"decisions", "read"} <= note.changed_since(seen)


def test_an_erased_person_leaves_drafts_and_their_private_history(sekar, cast, editor) -> None:
    meeting = make_meeting(chair=NAME, note_taker="Budi")
    rows = make_minutes(meeting, f"{NAME} meminta data.", "Budi setuju.")
    points.add_point(rows, text="Baik.", speaker=NAME, by=editor)
    veils.add(rows, kind=VeilKind.NAME, words=NAME, instead="seorang warga", by=editor)
    task = follow_ups.add(meeting, action=f"{NAME} mengirim data", person=sekar, by=editor)
    minutes.circulate(rows, until=date(2999, 1, 1), by=editor)
    corrections.suggest(rows, point=None, proposed=f"Kata {NAME}: ya.", by=editor)
    revision = rows.points.get(speaker=NAME).revision

    erase(sekar, cast)

    meeting.refresh_from_db()
    task = FollowUp.objects.select_related("record").get(pk=task.pk)
    said = [f"{point.speaker} {point.text}" for point in rows.points.all()]
    assert (meeting.chair, meeting.note_taker) == ("[nama dihapus]", "Budi")
    assert NAME not in " ".join([*said, rows.corrections.get().proposed, task.action])
    assert (task.person, str(task.record.title)) == (None, "[nama dihapus] mengirim data")
    assert not rows.veils.exists()
    assert rows.points.get(text="Baik.").revision == revision + 1
    assert NAME not in str([line.content() for line in Entry.objects.all()])
    assert Entry.objects.filter(event="meeting.name_erased", record=meeting.record).count() == 1


def test_final_minutes_are_a_record_and_stay(sekar, cast, publisher) -> None:
    rows = make_minutes(make_meeting(chair=NAME), f"{NAME} meminta data.")
    edition = minutes.finalise(rows, by=publisher)

    erase(sekar, cast)

    edition.refresh_from_db()
    assert NAME in str(edition.content)
    assert rows.points.get().text == f"{NAME} meminta data."


def test_an_erased_person_leaves_lists_also_without_an_account_on_them(sekar, cast) -> None:
    meeting = make_meeting()
    row = attendance.attend(meeting, name=NAME, email=ADDRESS, way=CheckInWay.CODE, by=None)
    mine = invitations.invite(meeting, name=NAME, email=ADDRESS, by=None)
    other = invitations.invite(meeting, name="Budi", email="budi@example.org", by=None)
    invitations.answer(
        other,
        Answer.NO,
        at=datetime(2018, 9, 1, tzinfo=UTC),
        remark=f"Tanya {NAME}",
    )

    erase(sekar, cast)

    row.refresh_from_db()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (row.name, row.email, mine.name, mine.email) == ("", "", "", "")
    assert (other.name, other.remark) == ("Budi", "Tanya [nama dihapus]")


def test_who_has_a_receipt_is_forgotten_in_that_meeting_alone(client, editor) -> None:
    note = read_note()
    meeting = accept(settled(note), by=editor)
    elsewhere = make_minutes(make_meeting("Lain"), f"{NAME} hadir.")
    row = meeting.attendances.get(name=NAME)
    token = attendance.new_token()
    row.receipt = attendance.hashed(token)
    row.save()

    client.post(reverse("check-in-receipt", args=[token]))

    note.refresh_from_db()
    row.refresh_from_db()
    said = str(list(meeting.minutes.points.values_list("speaker", "text")))
    assert (row.name, NAME in str(note.read), NAME in said) == ("", False, False)
    assert elsewhere.points.get().text == f"{NAME} hadir."


@pytest.mark.parametrize("typed", ["meminta data", "Budi Santoso"])
def test_what_anybody_types_at_the_door_takes_no_words_out_of_texts(db, client, typed) -> None:
    meeting = make_meeting()
    rows = make_minutes(meeting, "Budi Santoso meminta data.")
    invited = invitations.invite(meeting, organisation=make_ministry(), email="", by=None)
    token = attendance.new_token()
    row = attendance.attend(meeting, name=typed, way=CheckInWay.CODE, by=None)
    row.receipt = attendance.hashed(token)
    row.save()

    client.post(reverse("check-in-receipt", args=[token]))

    row.refresh_from_db()
    invited.refresh_from_db()
    assert (row.name, invited.erased_at) == ("", None)
    assert rows.points.get().text == "Budi Santoso meminta data."


def test_nobody_else_is_forgotten_with_them(sekar, cast) -> None:
    meeting = make_meeting()
    row = attendance.attend(meeting, name="Budi", way=CheckInWay.LIST, by=None)
    invited = invitations.invite(
        meeting, organisation=make_ministry(), email="o@example.org", by=None
    )

    erase(sekar, cast)

    row.refresh_from_db()
    invited.refresh_from_db()
    assert (row.name, invited.email) == ("Budi", "o@example.org")


def test_forgetting_somebody_without_a_name_takes_no_text_along(db) -> None:
    rows = make_minutes(make_meeting(), "Siti hadir.")
    nobody = UserFactory(name="", email="x@example.org")

    forgetting.forget_person(nobody, name="", email="x@example.org")

    assert rows.points.get().text == "Siti hadir."


# Files that name people


LONG_AFTER = datetime(2040, 1, 1, 20, tzinfo=UTC)


def test_old_sources_are_deleted_and_minutes_stay(
    editor, settings, django_capture_on_commit_callbacks
) -> None:
    settings.SOURCES_KEPT = timedelta(days=730)
    note = settled(make_note())
    meeting = accept(note, by=editor)
    make_paper(meeting, text="Daftar hadir", role=Paper.Role.ATTENDANCE)
    kept = make_paper(meeting, text="Paparan")
    name = note.file.storage_name

    with django_capture_on_commit_callbacks(execute=True):
        forget_old_sources(datetime.now(UTC) + timedelta(days=729))
    assert Note.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget_old_sources(LONG_AFTER)

    assert not Note.objects.exists()
    assert list(meeting.papers.all()) == [kept]
    assert (default_storage.exists(name), default_storage.exists(kept.file.storage_name)) == (
        False,
        True,
    )
    assert meeting.minutes.points.exists()
    assert Entry.objects.get(event="meeting.sources_forgotten").is_public is False


def test_a_note_that_never_became_minutes_goes_too(
    db, settings, django_capture_on_commit_callbacks
) -> None:
    settings.SOURCES_KEPT = timedelta(days=30)
    note = notes.discard(make_note())

    with django_capture_on_commit_callbacks(execute=True):
        forget_old_sources(LONG_AFTER)

    assert not Note.objects.exists()
    assert not default_storage.exists(note.file.storage_name)


def test_a_file_that_is_needed_elsewhere_stays(db, settings) -> None:
    settings.SOURCES_KEPT = timedelta(days=30)
    meeting = make_meeting()
    paper = make_paper(meeting, text="Daftar hadir", role=Paper.Role.ATTENDANCE)
    attach(meeting.record, paper.file, title=Bilingual(id="Daftar"), by=None)

    forget_old_sources(LONG_AFTER)

    assert not meeting.papers.exists()
    assert meeting.record.attachments.get().file == paper.file
    assert default_storage.exists(paper.file.storage_name)
