"""Taking on a follow-up, working on it, and how it ends."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Access, Certainty, FollowUpState, MeetingState, Nature
from kokreasi.meetings.errors import (
    AgreedError,
    FinishedError,
    NoActionError,
    NoDayError,
    NotAgreedError,
    NothingDoneError,
    UnfinishedError,
    UnfitSuccessorError,
)
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services import follow_ups, meetings
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.tests.factories import make_plan
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db

DUE = date(2018, 10, 31)
LATER = date(2018, 12, 15)


def facets(follow_up) -> set[tuple[str, str]]:
    return set(follow_up.record.facets.values_list("name", "value"))


# Taking on


def test_add_writes_a_draft_that_nobody_else_sees(editor) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    meeting = make_meeting(is_public=True, plan=make_plan())

    made = follow_ups.add(
        meeting,
        action="  menyusun konsep pedoman ",
        responsible=[ministry],
        deadline_words="akhir Oktober 2018",
        due_on=DUE,
        certainty=Certainty.APPROXIMATE,
        by=editor,
    )

    assert made.reference == "TL-2018-0001"
    assert made.action == "menyusun konsep pedoman"
    assert made.agreed_at is None
    assert not made.record.is_public
    assert last_line(made.record) == (
        "follow-up.created",
        "mencatat tindak lanjut ini",
        "wrote down this follow-up",
        False,
    )
    assert facets(made) == {
        (FacetName.RESPONSIBLE, ministry.reference),
        (FacetName.PLAN, "RAN-2018"),
    }
    assert Link.objects.filter(source=meeting.record, target=made.record, tie=Tie.LED_TO).exists()


def test_follow_ups_are_numbered_within_the_year_of_their_meeting() -> None:
    first, second = make_meeting(), make_meeting()
    other = make_meeting(day=date(2020, 10, 8))

    references = [
        make_follow_up(meeting=meeting, is_agreed=False).reference
        for meeting in (first, first, second, other)
    ]

    assert references == ["TL-2018-0001", "TL-2018-0002", "TL-2018-0003", "TL-2020-0001"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"action": "  "}, NoActionError),
        ({"action": "x", "certainty": Certainty.EXACT}, NoDayError),
    ],
)
def test_add_refuses_what_says_nothing(given, error) -> None:
    meeting = make_meeting()

    with refused(error):
        follow_ups.add(meeting, by=None, **given)


def test_a_long_action_is_shortened_for_its_heading_and_kept_whole() -> None:
    action = "menyusun " + "pedoman " * 40

    made = make_follow_up(action)

    title, summary = made.record.title.id, made.record.summary.id
    assert title.endswith("pedoman …")
    assert len(title) < 170
    assert summary == action.strip()


def test_remove_takes_only_a_draft(editor) -> None:
    draft = make_follow_up(is_agreed=False)
    record = draft.record

    follow_ups.remove(draft, by=editor)

    assert not FollowUp.objects.exists()
    assert not Record.objects.filter(pk=record.pk).exists()
    assert events(draft.meeting.record)[-1] == "follow-up.removed"


def test_remove_refuses_what_was_agreed(editor) -> None:
    agreed = make_follow_up()

    with refused(AgreedError):
        follow_ups.remove(agreed, by=editor)


# Counting


def test_agree_lets_it_count_and_keeps_its_first_date(editor) -> None:
    meeting = make_meeting(is_public=True)
    draft = make_follow_up(meeting=meeting, due_on=DUE, is_agreed=False)

    follow_ups.agree(meeting, by=editor)

    draft.refresh_from_db()
    assert draft.agreed_at is not None
    assert draft.first_due_on == DUE
    assert last_line(draft.record) == (
        "follow-up.published",
        "menyepakati tindak lanjut ini",
        "agreed on this follow-up",
        True,
    )


def test_agree_again_touches_only_what_was_added_since(editor) -> None:
    meeting = make_meeting(is_public=True)
    old = make_follow_up(meeting=meeting, due_on=DUE)
    follow_ups.change(old, {"due_on": LATER}, seen=old.revision, by=editor, reason="sick")
    new = make_follow_up(meeting=meeting, is_agreed=False)

    touched = follow_ups.agree(meeting, by=editor)

    old.refresh_from_db()
    assert touched == [new]
    assert old.first_due_on == DUE


@pytest.mark.parametrize(
    ("is_public", "access", "expected"),
    [
        (True, Access.PUBLIC, True),
        (True, Access.SUMMARY, False),
        (False, Access.PUBLIC, False),
        (False, Access.INVITED, False),
    ],
)
def test_only_what_everybody_may_read_becomes_public(is_public, access, expected) -> None:
    meeting = make_meeting(is_public=is_public, access=access)

    made = make_follow_up(meeting=meeting)

    assert made.agreed_at is not None
    assert made.record.is_public is expected


def test_hide_takes_them_away_with_the_meeting_and_show_brings_them_back(editor) -> None:
    made = make_follow_up()

    follow_ups.hide(made.meeting, because="published by mistake", by=editor)
    made.record.refresh_from_db()
    hidden = made.record.is_public
    follow_ups.show(made.meeting, by=editor)
    made.record.refresh_from_db()

    assert (hidden, made.record.is_public) == (False, True)


def test_they_follow_their_meeting_out_of_sight_and_back(editor) -> None:
    made = make_follow_up()
    seen = []

    for act in (
        lambda: meetings.withdraw(made.meeting, by=editor, reason="by mistake"),
        lambda: meetings.publish(made.meeting, by=editor),
    ):
        act()
        made.record.refresh_from_db()
        seen.append(made.record.is_public)

    assert seen == [False, True]


def test_minutes_that_are_no_longer_for_everybody_take_them_away(editor) -> None:
    made = make_follow_up()
    made.meeting.access = Access.SUMMARY
    made.meeting.save()

    follow_ups.agree(made.meeting, by=editor)

    made.record.refresh_from_db()
    assert not made.record.is_public


# Changing


def test_change_tells_what_changed(editor) -> None:
    made = make_follow_up(responsible=[make_organisation("KPK", public=True)])
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")

    changed = follow_ups.change(
        made, {"action": "menyusun dua konsep", "responsible": [ministry]}, seen=1, by=editor
    )

    assert changed.record.title == Bilingual(id="Menyusun dua konsep")
    assert facets(changed) == {(FacetName.RESPONSIBLE, ministry.reference)}
    assert changes(made.record) == [
        ("what is to be done", "menyusun konsep pedoman", "menyusun dua konsep"),
        ("responsible", "KPK", "Kementerian Keuangan"),
    ]


def test_an_agreed_date_changes_only_with_a_reason(editor) -> None:
    made = make_follow_up(due_on=DUE)

    with refused(ReasonMissingError):
        follow_ups.change(made, {"due_on": LATER}, seen=1, by=editor, reason=" ")

    changed = follow_ups.change(made, {"due_on": LATER}, seen=1, by=editor, reason="new law")
    assert (changed.due_on, changed.first_due_on) == (LATER, DUE)
    assert made.record.entries.first().reason == "new law"


def test_the_date_of_a_draft_changes_without_one(editor) -> None:
    draft = make_follow_up(due_on=DUE, is_agreed=False)

    changed = follow_ups.change(draft, {"due_on": LATER}, seen=1, by=editor)

    assert changed.due_on == LATER


@pytest.mark.parametrize(("day", "expected"), [(LATER, "exact"), (None, "unclear")])
def test_a_date_set_by_hand_takes_its_certainty_along(editor, day, expected) -> None:
    made = make_follow_up(due_on=DUE, certainty=Certainty.APPROXIMATE)

    changed = follow_ups.change(made, {"due_on": day}, seen=1, by=editor, reason="late")

    assert changed.certainty == expected


def test_no_day_is_sure_of_nothing(editor) -> None:
    made = make_follow_up(due_on=DUE)

    with refused(NoDayError):
        follow_ups.change(
            made, {"due_on": None, "certainty": "exact"}, seen=1, by=editor, reason="open"
        )


def test_change_refuses_who_saw_an_older_version_of_the_same_field(editor) -> None:
    made = make_follow_up()
    follow_ups.change(made, {"action": "one"}, seen=1, by=editor)

    with refused(StaleError):
        follow_ups.change(made, {"action": "other"}, seen=1, by=editor)


def test_the_history_names_no_responsible_person(editor) -> None:
    made = make_follow_up()
    person = UserFactory(name="Siti Rahasia")

    changed = follow_ups.change(made, {"person": person}, seen=1, by=editor)

    entry = made.record.entries.first()
    assert changed.person == person
    assert (entry.event, entry.is_public, entry.changes) == ("follow-up.person", False, [])


def test_a_change_that_names_a_hidden_body_is_not_public(editor) -> None:
    made = make_follow_up()

    follow_ups.change(made, {"responsible": [make_organisation(public=False)]}, seen=1, by=editor)

    assert not made.record.entries.first().is_public


# Working on it


def test_start_says_that_it_is_being_worked_on(editor) -> None:
    made = make_follow_up()

    started = follow_ups.start(made, progress="draft one is written", by=editor)

    assert started.state == FollowUpState.IN_PROGRESS
    assert changes(made.record) == [("how far it is", "nothing", "draft one is written")]
    assert made.record.entries.first().is_public


def test_start_again_without_words_writes_nothing(editor) -> None:
    made = follow_ups.start(make_follow_up(), by=editor)

    follow_ups.start(made, by=editor)

    assert events(made.record).count("follow-up.in_progress") == 1


def test_what_does_not_count_yet_is_not_worked_on(editor) -> None:
    draft = make_follow_up(is_agreed=False)

    with refused(NotAgreedError):
        follow_ups.start(draft, by=editor)
    with refused(NotAgreedError):
        follow_ups.dispute(draft, says="no", by=editor)


# How it ends


def test_finish_keeps_what_was_done_with_its_evidence(editor) -> None:
    made = make_follow_up()
    evidence = keep(content.upload("bukti.pdf", content.PDF), by=editor)

    done = follow_ups.finish(
        made,
        outcome=" The guide is published. ",
        evidence=evidence,
        evidence_title=Bilingual(id="Pedoman"),
        evidence_link="https://example.org/pedoman",
        on=date(2018, 10, 20),
        by=editor,
    )

    assert done.state == FollowUpState.DONE
    assert done.outcome == "The guide is published."
    assert done.finished_on == date(2018, 10, 20)
    assert [str(one) for one in made.record.attachments.all()] == ["Pedoman"]
    assert changes(made.record) == [("what was done", "nothing", "The guide is published.")]


@pytest.mark.parametrize("outcome", ["", "  \n"])
def test_finish_refuses_without_what_was_done(editor, outcome) -> None:
    made = make_follow_up()

    with refused(NothingDoneError):
        follow_ups.finish(made, outcome=outcome, by=editor)


def test_finish_sent_twice_closes_once(editor) -> None:
    made = make_follow_up()

    follow_ups.finish(made, outcome="done", by=editor)
    follow_ups.finish(made, outcome="done ", by=editor)

    assert events(made.record).count("follow-up.done") == 1


def test_drop_says_why(editor) -> None:
    made = make_follow_up()

    with refused(ReasonMissingError):
        follow_ups.drop(made, because="", by=editor)
    dropped = follow_ups.drop(made, because="the law was repealed", by=editor)

    assert dropped.state == FollowUpState.DROPPED
    assert made.record.entries.first().reason == "the law was repealed"


def test_replace_ties_both(editor) -> None:
    made, other = make_follow_up(), make_follow_up("menyusun dua pedoman")

    replaced = follow_ups.replace(made, other, because="wider", by=editor)

    assert (replaced.state, replaced.replaced_by) == (FollowUpState.REPLACED, other)
    link = Link.objects.get(tie=Tie.REPLACED_BY)
    assert (link.source, link.target) == (made.record, other.record)


@pytest.mark.parametrize("unfit", ["itself", "draft", "done"])
def test_replace_refuses_what_cannot_take_its_place(editor, unfit) -> None:
    made = make_follow_up()
    others = {
        "itself": lambda: made,
        "draft": lambda: make_follow_up(is_agreed=False),
        "done": lambda: follow_ups.finish(make_follow_up(), outcome="done", by=editor),
    }
    other = others[unfit]()

    with refused(UnfitSuccessorError):
        follow_ups.replace(made, other, because="wider", by=editor)


def test_reopen_keeps_the_end_in_the_history(editor) -> None:
    other = make_follow_up()
    made = follow_ups.replace(make_follow_up(), other, because="wider", by=editor)

    reopened = follow_ups.reopen(made, because="it is not the same", by=editor)

    assert reopened.state == FollowUpState.OPEN
    assert (reopened.finished_on, reopened.replaced_by, reopened.outcome) == (None, None, "")
    assert not Link.objects.filter(tie=Tie.REPLACED_BY).exists()
    assert [entry.reason for entry in made.record.entries.all()[:2]] == [
        "it is not the same",
        "wider",
    ]


CLOSING = {
    "finish": lambda one, by: follow_ups.finish(one, outcome="other", by=by),
    "drop": lambda one, by: follow_ups.drop(one, because="other", by=by),
    "start": lambda one, by: follow_ups.start(one, progress="other", by=by),
}


@pytest.mark.parametrize("act", CLOSING)
def test_what_is_closed_is_first_reopened(editor, act) -> None:
    closed = follow_ups.finish(make_follow_up(), outcome="done", by=editor)

    with refused(FinishedError):
        CLOSING[act](closed, editor)


def test_reopen_refuses_what_is_open(editor) -> None:
    made = make_follow_up()

    with refused(UnfinishedError):
        follow_ups.reopen(made, because="x", by=editor)
    with refused(ReasonMissingError):
        follow_ups.reopen(made, because="", by=editor)


def test_dispute_stands_beside_it_and_can_be_taken_away(editor) -> None:
    made = make_follow_up()

    noted = follow_ups.dispute(made, says="We never agreed to this date.", by=editor)
    first = (noted.dispute, noted.disputed_at is not None, last_line(made.record)[2])
    follow_ups.dispute(noted, says="We never agreed to this date.", by=editor)
    withdrawn = follow_ups.dispute(noted, says=" ", by=editor)

    assert first == (
        "We never agreed to this date.",
        True,
        "added a note of the responsible",
    )
    assert (withdrawn.dispute, withdrawn.disputed_at) == ("", None)
    assert events(made.record).count("follow-up.disputed") == 2


def test_a_wish_is_kept_as_one() -> None:
    meeting = make_meeting(is_public=True, state=MeetingState.HELD)

    made = make_follow_up(meeting=meeting, nature=Nature.WISH, due_on=DUE)

    assert not made.is_overdue_on(LATER)


def test_what_the_register_knows_can_be_written_again(editor) -> None:
    ministry = make_ministry()
    other = make_follow_up("lain", responsible=[ministry])
    made = follow_ups.replace(make_follow_up(), other, because="wider", by=editor)
    known = sorted(Link.objects.values_list("source", "target", "tie"))
    title = other.record.title
    Link.objects.all().delete()
    other.record.facets.all().delete()
    Record.objects.filter(pk=other.record.pk).update(title=Bilingual(id="x"))
    Link.objects.create(source=other.record, target=made.record, tie=Tie.REPLACED_BY)

    call_command("rebuild_follow_ups", stdout=StringIO())

    assert sorted(Link.objects.values_list("source", "target", "tie")) == known
    assert facets(other) == {(FacetName.RESPONSIBLE, ministry.reference)}
    assert Record.objects.get(pk=other.record.pk).title == title
