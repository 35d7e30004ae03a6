"""Minutes from the draft to the edition that is published, corrected, and published again."""

from datetime import date, timedelta

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import (
    Access,
    CheckInWay,
    CorrectionState,
    MeetingState,
    MinutesState,
    PointKind,
    VeilKind,
)
from kokreasi.meetings.keys import hashed, key_from
from kokreasi.meetings.models import Correction, Edition, FollowUp, Invitee, Minutes, Point
from kokreasi.meetings.services import corrections, follow_ups, meetings, points, veils
from kokreasi.meetings.services.attendance import attend
from kokreasi.meetings.services.drafting import FinalError
from kokreasi.meetings.services.invitations import Guest
from kokreasi.meetings.services.minutes import (
    CorrectionsOpenError,
    DayPastError,
    NotFinalError,
    NothingSaidError,
    PersonalNumbersError,
    SaidElsewhereError,
    SummaryMissingError,
    begin,
    circulate,
    finalise,
    reopen,
)
from kokreasi.meetings.sheets import full_content, public_content, read
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.register.leaves import fingerprint
from kokreasi.register.models import Entry, Record, Version
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes():
    return make_minutes(None, "Tenders are published", "Ani: 0812-3456-7890")


@pytest.fixture
def meeting(minutes):
    return minutes.meeting


def invited(meeting, name="Ani", **fields) -> Invitee:
    rows = meeting.invitees
    return rows.create(
        name=name,
        email=fields.pop("email", f"{name.lower()}@example.org"),
        seed=name,
        key_hash=hashed(key_from(name)),
        invited_at="2018-09-01T00:00Z",
        **fields,
    )


def published(minutes, **given) -> Edition:
    return finalise(minutes, by=None, shown_numbers=["81234567890"], **given)


def left_behind() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Edition, Version, Entry, Message))


def test_a_meeting_that_was_cancelled_has_no_minutes(publisher):
    meeting = make_meeting()
    meetings.cancel(meeting, because="Rain", by=publisher)

    with pytest.raises(meetings.CancelledError):
        begin(meeting, by=publisher)

    assert not Minutes.objects.exists()


def test_circulated_minutes_are_mailed_once_to_each_invited(minutes, meeting, editor):
    invited(meeting)
    invited(meeting, "Budi", language="en")
    invited(meeting, "Citra", withdrawn_at="2018-09-02T00:00Z")
    invited(meeting, "Dedi", email="")
    until = today_in_jakarta() + timedelta(days=7)

    for _again in range(2):
        circulate(minutes, until=until, by=editor)

    mails = Message.objects.order_by("to")
    assert [mail.to for mail in mails] == ["ani@example.org", "budi@example.org"]
    assert mails[1].subject == "Please check the minutes: Open tenders (en)"
    minutes.refresh_from_db()
    assert (minutes.state, minutes.corrections_until) == (MinutesState.CIRCULATED, until)
    line = Entry.objects.get(event="minutes.circulated")
    assert (line.by, line.is_public) == (editor, False)


def test_who_came_and_who_is_named_reads_circulated_minutes_too(minutes, meeting, editor):
    invited(meeting)
    attend(meeting, name="Ani", email="ani@example.org", way=CheckInWay.LIST, by=editor)
    attend(meeting, name="Eka", email="eka@example.org", way=CheckInWay.LIST, by=editor)
    meetings.hold(meeting, by=editor)
    until = today_in_jakarta()

    circulate(minutes, until=until, by=editor)
    circulate(minutes, until=until, by=editor, readers=[Guest(email="fani@example.org")])

    mails = Message.objects.filter(key__startswith="minutes-").order_by("pk")
    assert sorted(mail.to for mail in mails[:2]) == ["ani@example.org", "eka@example.org"]
    assert [mail.to for mail in mails[2:]] == ["fani@example.org"]
    assert meeting.invitees.count() == 3


def test_minutes_are_circulated_until_a_day_to_come_and_with_something_to_read(minutes):
    empty = make_minutes(title="Empty")
    before = left_behind()

    with pytest.raises(DayPastError):
        circulate(minutes, until=today_in_jakarta() - timedelta(days=1), by=None)
    with pytest.raises(NothingSaidError):
        circulate(empty, until=today_in_jakarta(), by=None)

    assert left_behind() == before
    assert set(Minutes.objects.values_list("state", flat=True)) == {MinutesState.DRAFT}


def test_final_minutes_are_frozen_published_and_found(minutes, meeting, publisher):
    edition = finalise(minutes, by=publisher, shown_numbers=["81234567890"])

    meeting.refresh_from_db()
    record = Record.objects.get(pk=meeting.record_id)
    assert (edition.number, edition.reason) == (1, "")
    assert edition.content == full_content(minutes)
    assert edition.fingerprint == fingerprint(edition.content)
    assert record.is_public
    assert record.version == edition.version
    assert record.version.content == public_content(minutes)
    assert "Tenders are published" in record.words
    assert meeting.state == MeetingState.HELD
    line = Entry.objects.get(event="minutes.published")
    assert (line.by, line.is_public) == (publisher, True)


def test_making_final_twice_gives_the_same_edition(minutes):
    first = published(minutes)

    assert published(minutes) == first
    assert Edition.objects.count() == 1


def test_follow_ups_count_once_the_minutes_are_final(minutes, meeting):
    follow_up = follow_ups.add(meeting, action="Publish the data", by=None)

    published(minutes)

    follow_up = FollowUp.objects.get(pk=follow_up.pk)
    assert follow_up.agreed_at is not None
    assert follow_up.record.is_public
    assert read(meeting.minutes.editions.get().content).follow_ups[0].action == "Publish the data"


def test_points_that_were_removed_are_gone_for_good(minutes):
    points.remove(Point.objects.first(), by=None)

    published(minutes)

    assert Point.objects.count() == 1


def test_the_public_reads_only_the_summary_of_a_closed_meeting():
    words = Bilingual(id="Ringkasan", en="Summary")
    minutes = make_minutes(None, "Secret", access=Access.SUMMARY, summary=words, chair="Ani")

    edition = finalise(minutes, by=None)

    shown = read(edition.version.content)
    assert (shown.summary, shown.is_summary, shown.texts(), shown.chair) == (words, True, [], "")
    assert read(edition.content).points()[0].text == "Secret"
    assert read(edition.content).chair == "Ani"


def test_the_public_reads_nothing_of_a_meeting_for_the_invited_alone():
    minutes = make_minutes(None, "Secret", access=Access.INVITED)

    edition = finalise(minutes, by=None)

    record = Record.objects.get(pk=minutes.meeting.record_id)
    assert public_content(minutes) == {}
    assert (edition.version, record.version, record.is_public) == (None, None, False)
    assert not Entry.objects.filter(is_public=True).exists()


def with_an_open_correction(minutes):
    circulate(minutes, until=today_in_jakarta(), by=None)
    corrections.suggest(minutes, point=None, proposed="More", invitee=invited(minutes.meeting))


def with_veiled_words_in_a_follow_up(minutes):
    follow_ups.add(minutes.meeting, action="Ani publishes the data", by=None)
    veils.add(minutes, kind=VeilKind.NAME, words="Ani", instead="a citizen", by=None)


def without_points(minutes):
    minutes.points.all().delete()


def with_a_summary_that_is_missing(minutes):
    minutes.meeting.access = Access.SUMMARY
    minutes.meeting.save()


REFUSALS = [
    (without_points, NothingSaidError),
    (with_an_open_correction, CorrectionsOpenError),
    (with_a_summary_that_is_missing, SummaryMissingError),
    (with_veiled_words_in_a_follow_up, SaidElsewhereError),
]


@pytest.mark.parametrize(("arrange", "error"), REFUSALS)
def test_minutes_that_are_not_ready_stay_drafts(minutes, arrange, error) -> None:
    arrange(minutes)
    before = left_behind()

    with pytest.raises(error):
        published(minutes)

    minutes.refresh_from_db()
    assert minutes.state != MinutesState.FINAL
    assert left_behind() == before
    assert not minutes.meeting.record.is_public


def test_a_personal_number_is_withheld_or_confirmed(minutes):
    with pytest.raises(PersonalNumbersError) as refusal:
        finalise(minutes, by=None)
    assert [found.words for found in refusal.value.found] == ["0812-3456-7890"]
    assert not Edition.objects.exists()

    veils.add(minutes, kind=VeilKind.NUMBER, words="0812-3456-7890", by=None)
    edition = finalise(minutes, by=None)

    assert "7890" not in str(edition.version.content)
    assert "7890" in str(edition.content)


def test_corrected_minutes_are_a_new_version_with_a_reason(minutes, publisher):
    first = published(minutes)

    reopened = reopen(minutes, by=publisher, reason="A number was wrong")
    points.change(Point.objects.first(), {"text": "Corrected"}, seen=1, by=publisher)
    record = Record.objects.get(pk=minutes.meeting.record_id)
    assert (reopened.state, record.version) == (MinutesState.DRAFT, first.version)
    second = published(minutes)

    assert (second.number, second.reason) == (2, "A number was wrong")
    assert second.version.number == 2
    assert second.version.reason == "A number was wrong"
    first.refresh_from_db()
    assert read(first.content).points()[0].text == "Tenders are published"
    lines = Entry.objects.filter(event="minutes.published", is_public=True)
    assert [line.reason for line in lines] == ["A number was wrong", ""]
    assert not Entry.objects.get(event="minutes.reopened").is_public


def test_a_reason_in_public_does_not_say_what_is_withheld(minutes, publisher):
    published(minutes)
    reopen(minutes, by=publisher, reason="Ani asked for it")
    veils.add(minutes, kind=VeilKind.NAME, words="Ani", instead="a citizen", by=None)

    edition = published(minutes)

    assert edition.reason == "Ani asked for it"
    assert edition.version.reason == "[a citizen] asked for it"
    assert not Entry.objects.filter(is_public=True, reason__contains="Ani").exists()


def test_a_name_that_is_withheld_later_leaves_the_earlier_version_too(
    minutes, meeting, publisher, client
) -> None:
    veils.add(minutes, kind=VeilKind.NUMBER, words="0812-3456-7890", by=publisher)
    finalise(minutes, by=publisher)
    reopen(minutes, by=publisher, reason="Ani asked for it")
    veils.add(minutes, kind=VeilKind.NAME, words="Ani", instead="a participant", by=publisher)

    finalise(minutes, by=publisher)

    earlier, current = meeting.record.versions.order_by("number")
    page = f"/pertemuan/{meeting.reference}/"
    assert (bool(earlier.closed_because), bool(current.closed_because)) == (True, False)
    assert earlier.fingerprint in client.get(page).content.decode()
    assert client.get(f"{page}versi/1/").status_code == 404
    assert client.get(f"/r/{meeting.reference}/versi/1.json").status_code == 404
    assert "Ani" not in client.get(f"{page}versi/2/").content.decode()
    assert Entry.objects.get(event="version.closed").is_public


def test_an_earlier_version_that_says_nothing_withheld_stays(minutes, meeting, publisher) -> None:
    veils.add(minutes, kind=VeilKind.NUMBER, words="0812-3456-7890", by=publisher)
    finalise(minutes, by=publisher)
    reopen(minutes, by=publisher, reason="A word was wrong")
    points.add_point(minutes, text="One thing more", by=publisher)

    finalise(minutes, by=publisher)

    assert meeting.record.versions.shown().count() == 2


def test_final_minutes_are_reopened_with_a_reason_and_drafts_are_not(minutes, publisher):
    with pytest.raises(NotFinalError):
        reopen(minutes, by=publisher, reason="Wrong")
    published(minutes)

    with pytest.raises(ReasonMissingError):
        reopen(minutes, by=publisher, reason=" ")
    with pytest.raises(FinalError):
        circulate(minutes, until=today_in_jakarta(), by=publisher)

    minutes.refresh_from_db()
    assert minutes.state == MinutesState.FINAL


@pytest.fixture
def circulated(minutes):
    return circulate(minutes, until=today_in_jakarta(), by=None)


@pytest.fixture
def first(circulated):
    return circulated.points.in_order().first()


def test_an_attendee_suggests_other_words_once(circulated, first):
    ani = invited(circulated.meeting)
    suggest = {"point": first, "proposed": " All tenders ", "because": "Law", "invitee": ani}

    one = corrections.suggest(circulated, **suggest)

    assert corrections.suggest(circulated, **suggest) == one
    assert (one.quoted, one.proposed) == ("Tenders are published", "All tenders")
    assert one.state == CorrectionState.OPEN


def test_a_signed_in_person_speaks_for_the_body(circulated, first, editor):
    one = corrections.suggest(circulated, point=first, proposed="All", by=editor)

    assert one.on_behalf_of == "Sekretariat OGI"


def test_nothing_is_suggested_too_late_too_early_or_in_vain(circulated, first):
    ani = invited(circulated.meeting)
    draft = make_minutes(None, "Draft", title="Draft")

    with pytest.raises(corrections.NothingProposedError):
        corrections.suggest(circulated, point=first, proposed=first.text, invitee=ani)
    with pytest.raises(points.ForeignRowError):
        corrections.suggest(circulated, point=draft.points.get(), proposed="A", invitee=ani)
    with pytest.raises(corrections.ClosedError):
        corrections.suggest(draft, point=draft.points.get(), proposed="A", invitee=ani)
    Minutes.objects.update(corrections_until=date(2018, 9, 20))
    with pytest.raises(corrections.ClosedError):
        corrections.suggest(circulated, point=first, proposed="A", invitee=ani)

    assert not Correction.objects.exists()


def test_an_accepted_correction_takes_the_place_of_the_text(circulated, first, editor):
    ani = invited(circulated.meeting)
    one = corrections.suggest(circulated, point=first, proposed="All tenders", invitee=ani)

    corrections.answer(one, state=CorrectionState.ACCEPTED, answer="Thank you", by=editor)

    first.refresh_from_db()
    one.refresh_from_db()
    assert first.text == "All tenders"
    assert (one.state, one.answered_by) == (CorrectionState.ACCEPTED, editor)
    mail = Message.objects.get(key=f"correction-{one.pk}")
    assert mail.to == "ani@example.org"
    assert "Thank you" in mail.body


def test_a_declined_correction_leaves_the_text_and_tells_why(circulated, first, editor):
    one = corrections.suggest(circulated, point=first, proposed="All tenders", by=editor)

    corrections.answer(one, state=CorrectionState.DECLINED, answer="Nobody said so", by=editor)

    first.refresh_from_db()
    assert first.text == "Tenders are published"
    assert Message.objects.get(key=f"correction-{one.pk}").to == editor.email


def test_a_correction_is_answered_once_and_in_words(circulated, first, editor):
    one = corrections.suggest(circulated, point=first, proposed="All tenders", by=editor)
    accept = {"state": CorrectionState.ACCEPTED, "by": editor}

    with pytest.raises(corrections.AnswerMissingError):
        corrections.answer(one, answer=" ", **accept)
    corrections.answer(one, answer="Yes", **accept)
    with pytest.raises(corrections.AnsweredError):
        corrections.answer(one, answer="No", state=CorrectionState.DECLINED, by=editor)

    one.refresh_from_db()
    assert one.answer == "Yes"
    assert Message.objects.filter(key__startswith="correction-").count() == 1


def test_whoever_was_erased_gets_no_mail(circulated, first, editor):
    ani = invited(circulated.meeting)
    one = corrections.suggest(circulated, point=first, proposed="All", invitee=ani)
    ani.delete()
    one.refresh_from_db()

    corrections.answer(one, state=CorrectionState.DECLINED, answer="No", by=editor)

    assert not Message.objects.filter(key__startswith="correction-").exists()


def test_the_secretariat_is_told_once_of_corrections_that_wait_too_long(circulated, editor):
    corrections.suggest(
        circulated, point=None, proposed="More", invitee=invited(circulated.meeting)
    )
    today = today_in_jakarta()
    person_with(Role.MEMBER)

    assert corrections.tell_of_unanswered(today) == 0
    for _again in range(2):
        assert corrections.tell_of_unanswered(today + timedelta(days=1)) == 1

    mail = Message.objects.get(key__startswith="corrections-")
    assert mail.to == editor.email
    assert "/notula/koreksi/" in mail.body


def test_words_are_withheld_once_and_shown_again(minutes, editor):
    veil = veils.add(minutes, kind=VeilKind.NAME, words=" Ani ", instead="a citizen", by=editor)
    assert read(public_content(minutes)).points()[1].text == "[a citizen]: 0812-3456-7890"
    assert read(public_content(minutes)).withheld == ["[a citizen]"]

    with pytest.raises(veils.WithheldAlreadyError):
        veils.add(minutes, kind=VeilKind.NAME, words="Ani", instead="a citizen", by=editor)
    veils.remove(veil, by=editor)

    assert read(public_content(minutes)).withheld == []
    assert not Entry.objects.filter(is_public=True).exists()


WRONG_VEILS = [
    ({"kind": VeilKind.NAME, "words": "Nobody", "instead": "a citizen"}, veils.ForeignWordsError),
    ({"kind": VeilKind.NAME, "words": " ", "instead": "a citizen"}, veils.ForeignWordsError),
    ({"kind": VeilKind.NAME, "words": "Ani"}, veils.RoleMissingError),
    ({"kind": VeilKind.PASSAGE, "words": "Tenders"}, ReasonMissingError),
    ({"kind": VeilKind.NAME, "words": "Ani", "instead": "Bu Ani"}, veils.TellingError),
    ({"kind": VeilKind.PASSAGE, "words": "Ani", "reason": "Ani asked"}, veils.TellingError),
]


@pytest.mark.parametrize(("wanted", "error"), WRONG_VEILS)
def test_a_veil_that_veils_nothing_or_tells_it_is_refused(minutes, wanted, error) -> None:
    with pytest.raises(error):
        veils.add(minutes, by=None, **wanted)

    assert not minutes.veils.exists()


def test_a_veil_whose_words_were_rewritten_is_idle(minutes):
    veil = veils.add(minutes, kind=VeilKind.NAME, words="Ani", instead="a citizen", by=None)
    assert veils.idle(read(full_content(minutes)), [veil]) == []

    points.change(Point.objects.last(), {"text": "Somebody"}, seen=1, by=None)

    assert veils.idle(read(full_content(minutes)), [veil]) == [veil]


def test_an_agreement_stands_apart_from_what_was_said(minutes):
    points.change(Point.objects.last(), {"kind": PointKind.AGREED}, seen=1, by=None)
    points.add_point(minutes, text=" ", by=None)

    shown = read(full_content(minutes))

    assert [point.text for point in shown.sections[0].points] == ["Tenders are published"]
    assert [point.number for point in shown.agreements] == ["1."]
    assert len(shown.sections) == 1
