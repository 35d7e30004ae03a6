"""A draft goes round: who is written to, once, and who may read it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory, person_with
from kokreasi.plans.models import Draft
from kokreasi.plans.queries import rounds
from kokreasi.plans.services import circulating, commitments
from kokreasi.plans.services.circulating import addressees, circulate
from kokreasi.plans.services.drafts import ClosedBeforeItOpensError
from kokreasi.plans.tests.drafting import acting_for, make_draft, make_remark, make_written
from kokreasi.plans.tests.factories import both

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _secretariat():
    """Take the reference for which the editor of these tests acts."""
    return make_organisation("Sekretariat OGI")


def send(commitment, editor, *invited, **given) -> Draft:
    return circulate(commitment, invited=invited, at=timezone.now(), by=editor, **given)


def test_each_invited_is_written_to_once_for_each_draft(editor) -> None:
    commitment = make_written()
    office = make_ministry(profile={"mailbox": "biro@example.org"})
    body = make_organisation()
    people = [acting_for(body, language="en"), acting_for(body)]

    first = send(commitment, editor, office, body, note="Periksa angkanya.")
    again = send(commitment, editor, office, body, note="Diperpanjang.")

    assert again == first
    mails = {mail.to: mail for mail in Message.objects.all()}
    assert set(mails) == {"biro@example.org", *(person.email for person in people)}
    assert "Periksa angkanya." in mails["biro@example.org"].body
    assert "/en/komitmen/" in mails[people[0].email].body

    commitment.refresh_from_db()
    commitments.change(commitment, {"solution": both("New")}, seen=commitment.revision, by=editor)
    second = send(commitment, editor, office, body)
    assert second.number == 2
    assert Message.objects.count() == 6


def test_who_is_added_later_gets_the_mail_and_nobody_else(editor) -> None:
    commitment, first, later = make_written(), make_organisation(), make_organisation()
    acting_for(first)
    send(commitment, editor, first)
    newcomer = acting_for(later)

    send(commitment, editor, first, later)

    assert Message.objects.count() == 2
    assert Message.objects.filter(to=newcomer.email).exists()


def test_who_acts_for_two_of_the_invited_gets_one_mail() -> None:
    one, other = make_organisation(), make_organisation()
    person = acting_for(one)
    RoleGrantFactory(user=person, role=Role.MEMBER, body=other.reference)

    told = addressees([one, other], day=today_in_jakarta())

    assert [each.email for each in told] == [person.email]


def test_who_may_no_longer_sign_in_is_not_written_to() -> None:
    body = make_organisation()
    acting_for(body, is_active=False)

    assert addressees([body], day=today_in_jakarta()) == []
    assert circulating.reached([body], day=today_in_jakarta()) == set()


def test_a_refused_round_sends_nothing(editor) -> None:
    body = make_organisation()
    acting_for(body)

    with pytest.raises(ClosedBeforeItOpensError):
        send(make_written(), editor, body, closes_on=today_in_jakarta() - timedelta(days=1))

    assert not Message.objects.exists()
    assert not Draft.objects.exists()


def test_whom_to_invite_is_suggested() -> None:
    lead, partner, earlier = make_ministry(), make_organisation(), make_organisation()
    commitment = make_written(lead=lead, partner=partner)
    make_draft(commitment, earlier)

    assert rounds.suggested_readers(commitment) == [lead, partner, earlier]


def test_the_survivor_of_a_merge_reads_what_was_sent_to_the_other(publisher) -> None:
    loser, into = make_organisation(), make_organisation()
    draft = make_draft(None, loser, to_all=False)

    organisations.merge(loser, into=into, by=publisher, reason="Ganda.")

    assert list(draft.invited.all()) == [into]
    assert list(Draft.objects.visible_to(acting_for(into))) == [draft]


# Who may read and speak: who × readers


def table(draft, who) -> dict[str, tuple[bool, bool]]:
    return {
        name: (
            Draft.objects.visible_to(visitor).filter(pk=draft.pk).exists(),
            visitor.has_perm("plans.remark_on_draft", draft),
        )
        for name, visitor in who.items()
    }


def everyone(body) -> dict:
    former = acting_for(body)
    former.grants.update(ends_on=today_in_jakarta() - timedelta(days=1))
    return {
        "anybody": AnonymousUser(),
        "editor": person_with(Role.EDITOR),
        "reviewer": person_with(Role.REVIEWER),
        "invited": acting_for(body),
        "closed account": acting_for(body, is_active=False),
        "former": former,
        "other body": acting_for(make_organisation()),
    }


def test_a_draft_for_the_invited_is_read_and_remarked_on_by_them_alone() -> None:
    body = make_organisation()

    found = table(make_draft(None, body, to_all=False), everyone(body))

    assert {name for name, may in found.items() if may == (True, True)} == {"editor", "invited"}
    assert {may for name, may in found.items() if name not in ("editor", "invited")} == {
        (False, False)
    }


def test_a_draft_for_everybody_is_read_by_all_and_answered_in_their_name_by_who_signed_in() -> None:
    body = make_organisation()

    found = table(make_draft(None, body), everyone(body))

    assert {read for read, _speak in found.values()} == {True}
    assert {name for name, (_read, speak) in found.items() if not speak} == {
        "anybody",
        "closed account",
    }


def test_a_draft_waits_for_the_invited_until_they_have_said_something(editor) -> None:
    body, other = make_organisation(), make_organisation()
    person = acting_for(body)
    draft = make_draft(None, body, other, closes_on=today_in_jakarta())
    day = today_in_jakarta()

    assert [one.draft for one in rounds.waiting_for_bodies(person, day)] == [draft]
    assert rounds.waiting_for_bodies(person, day + timedelta(days=1)) == []
    assert rounds.waiting_for_bodies(editor, day) == []
    make_remark(draft, other)
    assert len(rounds.waiting_for_bodies(person, day)) == 1
    make_remark(draft, body)
    assert rounds.waiting_for_bodies(person, day) == []


def test_what_waits_for_the_secretariat_is_counted_by_plan(editor) -> None:
    draft = make_draft()
    made = make_remark(draft, make_organisation())
    make_remark(draft, make_organisation())
    plan = draft.commitment.plan

    assert rounds.waiting_by_plan(rounds.waiting_for(editor)) == [
        (plan.code, plan.title, 2, made.made_at)
    ]
