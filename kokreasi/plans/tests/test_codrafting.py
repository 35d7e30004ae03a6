"""Remarks on a draft, and suggested words that take the place of a paragraph."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kokreasi.conversations import jobs, keys
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.services import correspondents, remarks
from kokreasi.conversations.services.remarks import (
    AlreadyAnsweredError,
    ConfirmedNotError,
    LinkError,
    LongRemarkError,
    ManyHeldError,
    ReasonNeededError,
    SameWordsError,
    SilentRemarkError,
    UnreadError,
    Voice,
)
from kokreasi.core.wording import TrickyNameError
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people import services as people
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans import services
from kokreasi.plans.services import codrafting
from kokreasi.plans.services.codrafting import (
    ClosedDraftError,
    FinalPlanError,
    NotForEverybodyError,
    ParagraphMovedOnError,
    RowSuggestionError,
    UnknownPlaceError,
)
from kokreasi.plans.tests.drafting import FIRST, SECOND, acting_for, make_draft, make_remark

pytestmark = pytest.mark.django_db

BETTER = "Data diperbarui setiap minggu."
CITIZEN = {
    "email": "Warga@Example.org",
    "name": "Siti",
    "is_named": True,
    "language": "id",
    "place": "solution.id#1",
}


@pytest.fixture
def draft():
    return make_draft()


@pytest.fixture
def body():
    return make_organisation()


def now():
    return timezone.now()


def by_mail(draft, **given) -> Remark:
    return codrafting.remark_by_mail(draft, at=now(), **CITIZEN | {"text": "Setuju."} | given)


def solution(draft) -> str:
    draft.commitment.refresh_from_db()
    return draft.commitment.solution.id


def events(draft) -> list[str]:
    lines = draft.commitment.record.entries.order_by("pk").values_list("event", flat=True)
    return [event for event in lines if event.startswith("remark.")]


# Remarking


def test_an_organisation_is_read_at_once_with_the_words_it_spoke_of(draft, body) -> None:
    made = make_remark(draft, body, suggestion=BETTER)

    assert (made.state, made.quoted, made.signed) == (RemarkState.OPEN, SECOND, str(body))
    assert made.fingerprint == draft.fingerprint
    assert events(draft) == ["remark.made"]
    assert not draft.commitment.record.entries.filter(event="remark.made", is_public=True).exists()


def test_the_same_words_sent_twice_are_one_remark(draft, body) -> None:
    user = acting_for(body)

    made = [make_remark(draft, body, user=user) for _ in range(3)]

    assert {one.pk for one in made} == {Remark.objects.get().pk}
    assert events(draft) == ["remark.made"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"text": "  "}, SilentRemarkError),
        ({"suggestion": f" {SECOND} "}, SameWordsError),
        ({"text": "x" * 5001}, LongRemarkError),
        ({"text": "x", "place": "solution.id#2"}, UnknownPlaceError),
        ({"text": "x", "place": "remarks.id#0"}, UnknownPlaceError),
    ],
)
def test_what_says_nothing_is_refused_and_leaves_nothing(draft, body, said, error) -> None:
    with pytest.raises(error):
        make_remark(draft, body, **said)

    assert not Remark.objects.exists()
    assert events(draft) == []


def test_rows_take_remarks_and_no_words_to_put_in(body) -> None:
    from_rows = make_draft()
    services.commitments.add_milestone(
        from_rows.commitment, title=from_rows.commitment.title, by=None
    )
    draft = make_draft(from_rows.commitment)

    assert make_remark(draft, body, place="milestones#0", text="Kapan?").place == "milestones#0"
    with pytest.raises(RowSuggestionError):
        make_remark(draft, body, place="milestones#0", suggestion="Lain.")


def test_after_the_last_day_in_jakarta_nothing_is_taken(body) -> None:
    last = date(2030, 1, 10)
    early = now().replace(year=2030, month=1, day=9)
    draft = make_draft(closes_on=last, at=early)
    in_time = early.replace(day=10, hour=16, minute=59)

    make_remark(draft, body, at=in_time)

    with pytest.raises(ClosedDraftError):
        make_remark(draft, body, at=in_time.replace(hour=17, minute=0), text="Terlambat.")


def test_a_final_plan_takes_no_remarks_and_no_words(draft, body) -> None:
    made = make_remark(draft, body, suggestion=BETTER)
    plan = draft.commitment.plan
    type(plan).objects.filter(pk=plan.pk).update(finalised_at=now())
    plan.refresh_from_db()

    with pytest.raises(ClosedDraftError):
        make_remark(draft, body, text="Lagi.")
    with pytest.raises(FinalPlanError):
        codrafting.accept(made, at=now(), by=UserFactory())
    assert solution(draft) == f"{FIRST}\n\n{SECOND}"


# Citizens


def test_a_citizen_is_read_by_nobody_before_the_address_answers(draft, editor) -> None:
    made = by_mail(draft)
    citizen = Correspondent.objects.get()

    mail = Message.objects.get()
    assert mail.to == "warga@example.org"
    assert keys.own_key(citizen.seed) in mail.body
    assert (made.state, made.confirmed_at) == (RemarkState.HELD, None)
    assert not Remark.objects.waiting().exists()
    with pytest.raises(ConfirmedNotError):
        remarks.let_through(made, by=editor)


def test_a_first_remark_is_held_and_the_next_is_read_at_once(draft, editor) -> None:
    first = remarks.confirm(by_mail(draft), Correspondent.objects.get(), at=now())
    assert first.state == RemarkState.HELD
    remarks.let_through(first, by=editor)

    second = by_mail(draft, text="Sekali lagi, lihat www.contoh.id")
    second = remarks.confirm(second, Correspondent.objects.get(), at=now())
    third = by_mail(draft, text="Bonus slot gacor")
    third = remarks.confirm(third, Correspondent.objects.get(), at=now())

    assert (second.state, third.state) == (RemarkState.OPEN, RemarkState.HELD)


def test_a_stranger_cannot_confirm_for_another(draft) -> None:
    made = by_mail(draft)
    other = correspondents.introduce("lain@example.org", language="id")

    assert remarks.confirm(made, other, at=now()).confirmed_at is None
    assert not Correspondent.objects.get(pk=other.pk).is_confirmed


def test_new_people_send_no_links(draft) -> None:
    with pytest.raises(LinkError):
        by_mail(draft, text="Lihat https://contoh.example")

    assert not Remark.objects.exists()
    assert not Message.objects.exists()
    assert not Correspondent.objects.exists()


def test_a_flood_is_stopped_in_words(draft, monkeypatch) -> None:
    monkeypatch.setattr(remarks, "MOST_HELD", 2)
    by_mail(draft, text="1")
    by_mail(draft, text="2")

    with pytest.raises(ManyHeldError):
        by_mail(draft, text="3")


def test_what_others_sent_under_an_address_blocks_it_for_a_day(draft, monkeypatch) -> None:
    monkeypatch.setattr(remarks, "MOST_HELD", 1)
    by_mail(draft, text="1")
    Remark.objects.update(made_at=now() - timedelta(days=2))

    by_mail(draft, text="2")

    assert Remark.objects.count() == 2


def test_a_draft_for_the_invited_takes_no_remark_by_mail(body) -> None:
    draft = make_draft(None, body, to_all=False)

    with pytest.raises(NotForEverybodyError):
        by_mail(draft)


def test_a_person_without_organisation_is_held_first(draft) -> None:
    voice = Voice(user=UserFactory(name="Rina"), is_named=True)

    made = codrafting.remark(draft, voice, place="solution.id#0", text="Baik.", at=now())

    assert (made.state, made.signed) == (RemarkState.HELD, "Rina")


@pytest.mark.parametrize(("is_named", "signed"), [(True, "Siti"), (False, "Seorang warga")])
def test_a_citizen_is_named_only_on_request(draft, is_named, signed) -> None:
    made = by_mail(draft, is_named=is_named)
    remarks.confirm(made, Correspondent.objects.get(), at=now())

    assert Remark.objects.get().signed == signed


def test_what_was_never_confirmed_is_thrown_away(draft) -> None:
    by_mail(draft)

    jobs.clear_away_what_nobody_claims(now() + timedelta(days=29))
    assert Remark.objects.count() == 1
    jobs.clear_away_what_nobody_claims(now() + timedelta(days=31))
    assert not Remark.objects.exists()
    assert not Correspondent.objects.exists()


# Answering


def test_accepted_words_take_the_place_of_the_paragraph(draft, body, editor) -> None:
    user = acting_for(body, language="en")
    made = make_remark(draft, body, user=user, suggestion=BETTER)

    codrafting.accept(made, at=now(), by=editor)

    assert solution(draft) == f"{FIRST}\n\n{BETTER}"
    assert draft.commitment.solution.en == "A portal."
    made.refresh_from_db()
    assert (made.state, made.answered_by) == (RemarkState.ACCEPTED, editor)
    assert events(draft) == ["remark.made", "remark.accepted"]
    line = draft.commitment.record.entries.get(event="commitment.draft_changed")
    assert str(body) in line.reason
    mail = Message.objects.get()
    assert (mail.to, mail.language) == (user.email, "en")
    assert f"/en/komitmen/{draft.commitment.reference}/rancangan/1/#masukan-{made.pk}" in mail.body


def test_accepting_twice_changes_and_tells_once(draft, body, editor) -> None:
    made = make_remark(draft, body, suggestion=BETTER)

    for _ in range(2):
        codrafting.accept(made, at=now(), by=editor)

    assert solution(draft).count(BETTER) == 1
    assert Message.objects.count() == 1
    assert events(draft) == ["remark.made", "remark.accepted"]


def test_two_suggestions_for_two_paragraphs_are_both_written_in(draft, body, editor) -> None:
    one = make_remark(draft, body, suggestion=BETTER)
    other = make_remark(draft, body, place="solution.id#0", suggestion="Portal dibuka di Jakarta.")

    codrafting.accept(one, at=now(), by=editor)
    codrafting.accept(other, at=now(), by=editor)

    assert solution(draft) == f"Portal dibuka di Jakarta.\n\n{BETTER}"


def test_a_paragraph_that_moved_on_is_not_overwritten(draft, body, editor) -> None:
    one = make_remark(draft, body, suggestion=BETTER)
    other = make_remark(draft, make_organisation(), suggestion="Data diperbarui setiap hari.")
    codrafting.accept(one, at=now(), by=editor)

    with pytest.raises(ParagraphMovedOnError) as moved:
        codrafting.accept(other, at=now(), by=editor)

    assert moved.value.now == BETTER
    assert solution(draft) == f"{FIRST}\n\n{BETTER}"
    other.refresh_from_db()
    assert other.state == RemarkState.OPEN
    codrafting.accept(other, answer="Mingguan dulu.", as_written=False, at=now(), by=editor)
    assert solution(draft) == f"{FIRST}\n\n{BETTER}"


def test_declining_says_why_to_its_author(draft, body, editor) -> None:
    made = make_remark(draft, body)

    with pytest.raises(ReasonNeededError):
        codrafting.decline(made, reason=" ", at=now(), by=editor)
    assert not Message.objects.exists()
    codrafting.decline(made, reason="Di luar wewenang.", at=now(), by=editor)

    assert "Di luar wewenang." in Message.objects.get().body
    assert events(draft) == ["remark.made", "remark.declined"]


def test_two_different_answers_are_not_both_given(draft, body, editor) -> None:
    made = make_remark(draft, body)
    codrafting.accept(made, at=now(), by=editor)

    with pytest.raises(AlreadyAnsweredError):
        codrafting.decline(made, reason="Tidak.", at=now(), by=editor)

    assert Message.objects.count() == 1


def test_a_held_remark_is_let_through_or_refused_first(draft, editor) -> None:
    made = remarks.confirm(by_mail(draft), Correspondent.objects.get(), at=now())

    with pytest.raises(UnreadError):
        codrafting.accept(made, at=now(), by=editor)
    codrafting.refuse(made, reason="Iklan.", at=now(), by=editor)

    made.refresh_from_db()
    assert made.state == RemarkState.REFUSED
    assert not made.is_shown
    assert Message.objects.filter(body__contains="Iklan.").count() == 1
    assert events(draft) == ["remark.made", "remark.refused"]


# Erasing and merging


def test_an_erased_person_is_named_nowhere_and_what_was_said_stays(draft, body, publisher) -> None:
    user = UserFactory(name="Rina")
    voice = Voice(user=user, is_named=True)
    held = codrafting.remark(draft, voice, place="solution.id#0", text="Satu.", at=now())
    public = codrafting.remark(draft, voice, place="solution.id#1", text="Dua.", at=now())
    remarks.let_through(public, by=publisher)

    people.erase(user, by=publisher)

    assert [(one.text, one.signed) for one in Remark.objects.all()] == [("Dua.", "Seorang warga")]
    assert held.pk != public.pk


def test_a_forgotten_citizen_is_named_nowhere(draft, editor) -> None:
    citizen_remark = remarks.confirm(by_mail(draft), Correspondent.objects.get(), at=now())
    remarks.let_through(citizen_remark, by=editor)
    by_mail(draft, text="Belum dibaca.")

    correspondents.forget(Correspondent.objects.get())

    assert [(one.text, one.signed) for one in Remark.objects.all()] == [
        ("Setuju.", "Seorang warga")
    ]


def test_the_survivor_of_a_merge_stands_behind_the_remark(draft, body, publisher) -> None:
    into = make_organisation()
    make_remark(draft, body)
    organisations.merge(body, into=into, by=publisher, reason="Ganda.")

    assert Remark.objects.get().organisation == into


@pytest.mark.parametrize("name", ["Siti \u202eaduB", "<b>Siti</b>", "Si\u200bti"])
def test_tricks_in_the_name_of_who_remarks_are_refused(draft, name) -> None:
    with pytest.raises(TrickyNameError):
        by_mail(draft, name=name)

    assert not Correspondent.objects.exists()


def test_signs_that_nobody_sees_never_come_into_the_draft(draft, body, editor) -> None:
    made = make_remark(draft, body, suggestion="Data \u202ebaru\u200b setiap minggu.")

    codrafting.accept(made, at=timezone.now(), by=editor)

    draft.commitment.refresh_from_db()
    assert "Data baru setiap minggu." in draft.commitment.solution.id
