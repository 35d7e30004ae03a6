"""The way of a note through the pages, as a person goes it."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from kokreasi.core.reading_words import IN_WORDS
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import FollowUp, Meeting, Note
from kokreasi.meetings.services import notes
from kokreasi.meetings.tests.factories import make_meeting, meeting_kind
from kokreasi.meetings.tests.notes import (
    CLEAR,
    KNOWN,
    decided,
    in_state,
    make_note,
    make_refused,
    settled,
    upload,
    warned,
)
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.tests.factories import make_plan, make_stage
from kokreasi.reading.codes import Code
from kokreasi.reading.minutes.model import Certainty

pytestmark = pytest.mark.django_db

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def at(name: str, note: Note, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[note.pk, *more])


def words(response) -> str:
    return unescape(response.content.decode())


def sent(response, form, **values) -> dict[str, str]:
    """Give what the browser sends of a form on a page, with other values for some fields."""
    data = {field.html_name: field.value() for field in form}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    prefix = f"{form.prefix}-" if form.prefix else ""
    return data | {f"{prefix}{name}": value for name, value in values.items()}


def facts(page, **values) -> dict[str, str]:
    return sent(page, page.context["facts"], **values)


def row(page, key: str, **values) -> dict[str, str]:
    card = next(card for card in page.context["cards"] if card.key == key)
    return sent(page, card.form, **values)


# Sending


def test_a_note_is_sent_read_and_reviewed(signed_in, django_capture_on_commit_callbacks) -> None:
    meeting_kind()

    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in.post(reverse("meetings:notes"), {"notes": upload()})

    note = Note.objects.get()
    assert answer.url == note.get_absolute_url()
    page = signed_in.get(answer.url)
    assert page.context["review"].draft.facts.title == "Pertemuan Bilateral Anggaran Terbuka"
    assert not Meeting.objects.exists()


def test_several_files_are_sent_at_once_and_known_ones_are_named(signed_in) -> None:
    plan = make_plan()
    files = [upload("a.txt", "satu"), upload("b.md", "dua")]
    answer = signed_in.post(reverse("meetings:notes"), {"notes": files, "plan": plan.pk})
    assert answer.url == reverse("meetings:notes")

    again = [upload("a.txt", "satu"), upload("c.html", "tiga")]
    page = signed_in.post(reverse("meetings:notes"), {"notes": again}, follow=True)

    assert "1 berkas pernah dikirim" in words(page)
    assert Note.objects.count() == 3
    assert Note.objects.filter(plan=plan).count() == 2


def test_what_cannot_be_taken_is_said_by_name_and_nothing_is_kept(signed_in) -> None:
    files = [upload("baik.txt", "satu"), upload("foto.png", "dua"), upload("kosong.txt", "")]

    page = signed_in.post(reverse("meetings:notes"), {"notes": files})

    assert page.status_code == 422
    assert "“foto.png”" in words(page)
    assert not Note.objects.exists()


@pytest.mark.parametrize("data", [{}, {"notes": [upload(f"{n}.txt", str(n)) for n in range(51)]}])
def test_nothing_and_too_much_are_refused(signed_in, data) -> None:
    assert signed_in.post(reverse("meetings:notes"), data).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_asks_the_database_equally_often(
    signed_in, django_assert_num_queries, count
) -> None:
    for _number in range(count):
        make_note(CLEAR)
    signed_in.get(reverse("meetings:notes"))

    with django_assert_num_queries(5):
        signed_in.get(reverse("meetings:notes"))


# Waiting


def test_a_note_that_is_read_shows_its_progress_without_a_script_too(signed_in) -> None:
    note = in_state(NoteState.READING)
    Note.objects.update(progress=40)

    page = words(signed_in.get(note.get_absolute_url()))
    fragment = signed_in.get(at("note-progress", note))

    assert '<meta http-equiv="refresh"' in page
    assert 'value="40"' in page
    assert 'value="40"' in words(fragment)
    assert "HX-Refresh" not in fragment


def test_the_page_is_shown_anew_once_the_note_is_read(signed_in) -> None:
    assert signed_in.get(at("note-progress", make_note()))["HX-Refresh"] == "true"


@pytest.mark.parametrize("code", [code for code in Code if code in IN_WORDS])
def test_each_refusal_is_said_in_plain_words(signed_in, code) -> None:
    params = {"limit": 5, "found": 9, "sheet": "A", "cell": "A1", "part": "x", "kind": "pdf"}
    note = make_refused(code, **params)

    page = words(signed_in.get(note.get_absolute_url()))

    assert "Tidak ada yang dibuat" in page
    assert "%(" not in page
    assert code.value not in page
    assert not Meeting.objects.exists()


def test_an_unknown_refusal_has_words_too(signed_in) -> None:
    note = make_refused()
    Note.objects.update(refusal={"code": "of another year"})

    assert "Berkas tidak dapat dibaca" in words(signed_in.get(note.get_absolute_url()))


def test_a_refused_note_is_read_again(signed_in) -> None:
    note = make_refused()

    answer = signed_in.post(at("note-read-again", note))

    assert answer.url == note.get_absolute_url()
    note.refresh_from_db()
    assert (note.state, note.refusal) == (NoteState.WAITING, {})


def test_a_note_is_put_aside_and_taken_up(signed_in) -> None:
    note = make_note(CLEAR)

    signed_in.post(at("note-discard", note))
    aside = words(signed_in.get(note.get_absolute_url()))
    signed_in.post(at("note-take-up", note))

    assert "disisihkan" in aside
    note.refresh_from_db()
    assert note.state == NoteState.READ


def test_the_file_is_sent_as_a_download_to_those_who_review(signed_in) -> None:
    answer = signed_in.get(at("note-file", make_note()))

    assert answer["Content-Disposition"].startswith("attachment")
    assert b"NOTULA" in b"".join(answer.streaming_content)


# The review


def test_the_review_shows_what_is_uncertain_first_and_every_line(signed_in) -> None:
    page = signed_in.get(make_note().get_absolute_url())

    assert [card.key for card in page.context["cards"]] == ["f1", "u0", "f0", "a0", "p0"]
    text = words(page)
    assert "Catatan yang sulit dibaca" in text
    assert "Bagian ini tidak dipahami." in text
    assert 'id="b17"' in text
    assert "Demikian notula ini dibuat" in text


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        ("periksa", ["f1", "u0"]),
        ("tindak-lanjut", ["f0", "f1"]),
        ("kesepakatan", ["a0"]),
        ("butir", ["p0"]),
        ("peserta", ["w0", "w1"]),
        ("dikeluarkan", ["u0", "l0"]),
        ("lain", ["f1", "u0", "f0", "a0", "p0"]),
    ],
)
def test_the_parts_of_a_note_are_shown_apart(signed_in, shown, keys) -> None:
    page = signed_in.get(make_note().get_absolute_url(), {"tampil": shown})

    assert [card.key for card in page.context["cards"]] == keys


@pytest.mark.parametrize("line", ["700", "0", "x", "9" * 30])
def test_a_long_note_is_paged_and_shown_around_a_line(signed_in, line) -> None:
    long = replace(KNOWN, lines_text=["baris"] * 1000, points=KNOWN.points * 100)

    page = signed_in.get(make_note(long).get_absolute_url(), {"page": 2, "baris": line})

    assert len(page.context["cards"]) == 25
    assert len(page.context["source"]) < 100


@pytest.mark.parametrize("count", [1, 30])
def test_a_review_asks_the_database_equally_often(
    signed_in, django_assert_num_queries, count
) -> None:
    plan = make_plan()
    make_stage(plan)
    note = make_note(replace(KNOWN, points=KNOWN.points * count))
    signed_in.get(note.get_absolute_url())

    with django_assert_num_queries(15):
        signed_in.get(note.get_absolute_url())


# Deciding


def test_facts_are_saved_as_one_goes_and_survive(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())
    data = facts(page, title="Judul lain", agenda="Satu\r\n\r\nDua ", begins="10:00", total="")

    answer = signed_in.post(at("note-facts", note), data, headers=SCRIPT)

    assert (answer.status_code, answer["X-Saved"]) == (200, "yes")
    note.refresh_from_db()
    assert note.decisions == {
        "title": "Judul lain",
        "agenda": ["Satu", "Dua"],
        "begins": "10:00",
        "total": "",
    }
    now = signed_in.get(note.get_absolute_url()).context["review"].draft.facts
    assert (now.title, now.total) == ("Judul lain", None)


def test_a_corrected_day_shows_the_dates_computed_anew_and_they_can_be_corrected(signed_in) -> None:
    task = replace(
        CLEAR.follow_ups[0],
        deadline_text="10 hari kerja",
        due_on="2018-10-02",
        certainty=Certainty.COMPUTED,
    )
    note = make_note(replace(CLEAR, follow_ups=[task]))
    page = signed_in.get(note.get_absolute_url())
    signed_in.post(at("note-facts", note), facts(page, day="2018-09-20"))

    page = signed_in.get(note.get_absolute_url())

    assert "Dihitung dari hari pertemuan yang sudah diperbaiki" in words(page)
    assert row(page, "f0")["due_on"] == date(2018, 10, 4)
    signed_in.post(at("note-row", note, "f0"), row(page, "f0", due_on="2018-10-05"))
    page = signed_in.get(note.get_absolute_url())
    assert row(page, "f0")["due_on"] == date(2018, 10, 5)
    assert "Dihitung dari hari pertemuan" not in words(page)


def test_a_card_that_was_not_changed_decides_nothing(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())

    signed_in.post(at("note-facts", note), facts(page))
    for key in ("f1", "p0", "a0"):
        signed_in.post(at("note-row", note, key), row(page, key))

    note.refresh_from_db()
    assert note.decisions == {}


def test_plan_and_stage_are_chosen(signed_in) -> None:
    plan = make_plan("2030", starts_on=date(2030, 1, 1), ends_on=date(2032, 1, 1), semesters=())
    stage = make_stage(plan)
    note = make_note()
    page = signed_in.get(note.get_absolute_url())

    foreign = facts(page, plan=make_plan("2040").pk, stage=stage.pk)
    assert signed_in.post(at("note-facts", note), foreign).status_code == 422
    signed_in.post(at("note-facts", note), facts(page, plan=plan.pk, stage=stage.pk))

    note.refresh_from_db()
    assert note.decisions == {"plan": plan.pk, "stages": [stage.pk]}


def test_without_a_script_a_card_leads_back_to_itself(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())

    answer = signed_in.post(at("note-row", note, "f1"), row(page, "f1", due_on="2018-10-05"))

    assert answer.url == f"{note.get_absolute_url()}?saved=f1#f1"
    note.refresh_from_db()
    assert note.decisions == {"f1.due_on": "2018-10-05"}


def test_what_was_typed_stays_in_a_wrong_card(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())
    data = row(page, "f1", due_on="31-02-2018", deadline="nanti")

    for headers in ({}, SCRIPT):
        answer = signed_in.post(at("note-row", note, "f1"), data, headers=headers)
        assert answer.status_code == 422
        assert "nanti" in words(answer)

    note.refresh_from_db()
    assert note.decisions == {}


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_the_second_of_two_reviewers_sees_both(signed_in, headers) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())
    decided(note, f1__text="kata mereka", title="judul mereka")

    mine = signed_in.post(
        at("note-row", note, "f1"), row(page, "f1", text="kata saya"), headers=headers
    )

    assert mine.status_code == 409
    assert "kata mereka" in words(mine)
    assert "kata saya" in words(mine)
    note.refresh_from_db()
    assert note.decisions["f1.text"] == "kata mereka"


def test_sending_once_more_replaces_on_purpose(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())
    decided(note, title="mereka")
    stale = signed_in.post(at("note-facts", note), facts(page, title="saya"))

    signed_in.post(at("note-facts", note), facts(stale))

    note.refresh_from_db()
    assert note.decisions["title"] == "saya"


def test_participants_are_corrected_and_left_out(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url(), {"tampil": "peserta"})

    signed_in.post(at("note-row", note, "w0"), row(page, "w0", total="5"))
    signed_in.post(at("note-row", note, "w1"), row(page, "w1", is_left_out="on"))

    note.refresh_from_db()
    assert note.decisions == {"w0.total": 5, "w1.is_left_out": True}


@pytest.mark.parametrize("key", ["f99", "title", "x"])
def test_what_the_note_does_not_hold_is_not_found(signed_in, key) -> None:
    assert signed_in.post(at("note-row", make_note(), key), {}).status_code == 404


# Names


def answered(page, about: str, **values) -> dict[str, str]:
    asked = page.context["questions"]
    form = next(form for form in asked if form.question.text == about)
    return sent(page, form, **values)


@pytest.fixture
def asked(signed_in):
    """Answer the question about Forum Contoh of a note, with or without a script."""
    note = make_note()

    def answer(headers=SCRIPT, **values):
        page = signed_in.get(note.get_absolute_url())
        data = answered(page, "Forum Contoh", **values)
        answer = signed_in.post(at("note-name", note), data, headers=headers)
        note.refresh_from_db()
        return answer, note.decisions

    return answer


def test_a_name_is_kept_as_words_or_created(asked) -> None:
    assert asked(answer="words")[1] == {"body.forumcontoh": {"meant": "words"}}


def test_a_name_is_created_with_the_kind_that_it_says(asked) -> None:
    _answer, decisions = asked(answer="create", name="Forum Contoh Indonesia")

    assert decisions["body.forumcontoh"] == {
        "meant": "create",
        "name": "Forum Contoh Indonesia",
        "kind": "cso",
    }
    assert not Organisation.objects.exists()


def test_a_name_is_matched_by_what_was_suggested_or_typed(asked) -> None:
    other = make_organisation("Jaringan Warga")
    near = make_organisation("Forum Contoo")
    offered, _decisions = asked(answer="")
    assert "Forum Contoo" in words(offered)

    _answer, decisions = asked(answer=near.reference)
    assert decisions["body.forumcontoh"]["reference"] == near.reference
    notes.decide(Note.objects.get(), {"body.forumcontoh": None})

    _answer, decisions = asked(answer="other", other="jaringan warga")
    assert decisions["body.forumcontoh"]["reference"] == other.reference


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answer": "other", "other": "Zzzz"}, "Tidak ada organisasi dengan nama itu."),
        ({"answer": "other", "other": "Jaringan Wargo"}, "Mungkin: Jaringan Warga"),
        ({"answer": "create", "name": "???"}, "Tulis nama lengkapnya."),
        ({"answer": "create", "name": "Jaringan Warga"}, "Pilih yang itu."),
        ({"answer": "ORG-9999"}, "Pilih salah satu jawaban."),
    ],
)
@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_wrong_answer_is_said_and_decides_nothing(asked, given, said, headers) -> None:
    make_organisation("Jaringan Warga")

    answer, decisions = asked(headers=headers, **given)

    assert answer.status_code == 422
    assert said in words(answer)
    assert decisions == {}


@pytest.mark.parametrize("given", [{"answer": ""}, {"answer": "other", "other": ""}])
def test_no_answer_leaves_a_name_open(asked, given) -> None:
    answer, decisions = asked(**given)

    assert (answer.status_code, decisions) == (200, {})


def test_a_decision_about_a_name_is_changed(signed_in) -> None:
    note = decided(make_note(), body__forumcontoh={"meant": "words"})

    signed_in.post(at("note-ask-again", note), {"key": "title"})
    signed_in.post(at("note-ask-again", note), {"key": "body.forumcontoh"})

    note.refresh_from_db()
    assert note.decisions == {}


def test_all_open_names_are_kept_as_words_at_once(signed_in) -> None:
    note = make_note()

    signed_in.post(at("note-keep-words", note))

    assert signed_in.get(note.get_absolute_url()).context["review"].open_questions == []


def test_two_who_answer_the_same_question_are_told(signed_in) -> None:
    note = make_note()
    page = signed_in.get(note.get_absolute_url())
    decided(note, body__forumcontoh={"meant": "words"})

    data = answered(page, "Forum Contoh", answer="create")
    answer = signed_in.post(at("note-name", note), data, headers=SCRIPT)

    assert answer.status_code == 422
    assert "Orang lain" in words(answer)


def test_a_question_that_is_not_asked_is_not_found(signed_in) -> None:
    assert signed_in.post(at("note-name", make_note()), {"q-seen": "1"}).status_code == 404


# Doubts, and accepting


def test_a_doubt_is_settled_alone_or_with_all_others(signed_in) -> None:
    note = make_note(replace(KNOWN, warnings=warned("weekday_disagrees").warnings))

    signed_in.post(at("note-settle", note), {"key": "day"})
    assert Note.objects.get().decisions == {"ok.day": True}

    signed_in.post(at("note-settle", note), {"key": "*"})
    assert Note.objects.get().decisions == {"ok.day": True, "ok.f1": True, "ok.u0": True}


def test_what_must_be_corrected_cannot_be_waved_through(signed_in) -> None:
    note = make_note(replace(CLEAR, date=None))

    signed_in.post(at("note-settle", note), {"key": ["day", "*"]})

    assert Note.objects.get().decisions == {}
    assert "Tanggal pertemuan ini belum ada." in words(signed_in.get(note.get_absolute_url()))


def test_the_bar_says_what_is_still_open(signed_in) -> None:
    note = make_note()
    assert "4 hal belum diputuskan" in words(signed_in.get(at("note-open", note)))

    settled(note)

    assert "Terima sebagai konsep notula" in words(signed_in.get(at("note-open", note)))


def test_a_meeting_that_is_here_is_chosen(signed_in) -> None:
    meeting = make_meeting("Bilateral Anggaran Terbuka")
    note = make_note(CLEAR)

    signed_in.post(at("note-same", note), {"meeting": "RPT-1999-001"})
    assert Note.objects.get().decisions == {}
    signed_in.post(at("note-same", note), {"meeting": meeting.reference})

    assert Note.objects.get().decisions == {"same": meeting.reference}


def test_a_note_is_accepted_and_leads_to_its_minutes(signed_in) -> None:
    note = settled(make_note())

    answer = signed_in.post(at("note-accept", note), {"seen": note.revision})
    again = signed_in.post(at("note-accept", note), {"seen": note.revision})

    meeting = Meeting.objects.get()
    assert answer.url == again.url == reverse("meetings:minutes", args=[meeting.reference])
    assert FollowUp.objects.count() == 2
    assert meeting.reference in words(signed_in.get(note.get_absolute_url()))


@pytest.mark.parametrize("seen", ["1", "", "x", "9" * 40])
def test_who_saw_an_older_state_looks_again(signed_in, seen) -> None:
    note = settled(make_note())

    answer = signed_in.post(at("note-accept", note), {"seen": seen})

    assert answer.status_code == 409
    assert "Silakan periksa lagi" in words(answer)
    assert not Meeting.objects.exists()


def test_what_is_undecided_is_not_accepted(signed_in) -> None:
    note = make_note()

    answer = signed_in.post(at("note-accept", note), {"seen": note.revision})

    assert answer.status_code == 409
    assert not Meeting.objects.exists()


ACTS = ["note-facts", "note-name", "note-keep-words", "note-ask-again", "note-same", "note-settle"]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_decided_about_a_note_that_is_closed(signed_in, act) -> None:
    note = in_state(NoteState.ACCEPTED)

    assert signed_in.post(at(act, note), {"key": "*"}).status_code == 409
