from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from kokreasi.outbox.models import Message
from kokreasi.people import events, invitations, services
from kokreasi.people.choices import Event, Role
from kokreasi.people.errors import (
    AccountClosedError,
    AlreadyHeldError,
    AlreadyInvitedError,
    BodyMissingError,
    InvitationGoneError,
)
from kokreasi.people.models import Entry, Invitation, RoleGrant, User
from kokreasi.people.tests.factories import UserFactory

OFFER = {
    "email": "Siti@Example.org",
    "name": "Siti",
    "role": Role.FOCAL_POINT,
    "body": "ORG-0007",
    "body_name": "Kementerian Contoh",
}
PASSWORD = "kata-sandi-panjang"


@pytest.fixture
def sent(publisher):
    return invitations.invite(by=publisher, **OFFER)


@pytest.fixture
def accepted():
    heard: list[dict] = []

    def listen(sender, **kwargs):
        heard.append(kwargs)

    events.invitation_accepted.connect(listen)
    yield heard
    events.invitation_accepted.disconnect(listen)


def test_invite_sends_a_link_in_the_language_of_the_invited(
    publisher, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        indonesian = invitations.invite(by=publisher, **OFFER)
        english = invitations.invite(
            by=publisher, **OFFER | {"email": "joe@example.org", "language": "en"}
        )

    first, second = mail.outbox
    assert first.to == ["siti@example.org"]
    assert f"http://127.0.0.1:8000/undangan/{indonesian.token}/" in first.body
    assert "Narahubung kementerian atau lembaga, untuk Kementerian Contoh" in first.body
    assert str(publisher) in first.body
    assert f"http://127.0.0.1:8000/en/undangan/{english.token}/" in second.body
    assert "Focal point of a ministry or agency, for Kementerian Contoh" in second.body


def test_invite_keeps_no_link_and_writes_history(sent, publisher) -> None:
    invitation, token = sent

    assert token not in str(Invitation.objects.values().get())
    assert invitation.email == "siti@example.org"
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)
    entry = Entry.objects.get(event=Event.INVITED)
    assert (entry.by, entry.person) == (publisher, None)
    assert "Siti" not in str(entry.says)


def test_invite_refuses_a_second_open_invitation(sent, publisher) -> None:
    with pytest.raises(AlreadyInvitedError):
        invitations.invite(by=publisher, **OFFER)

    assert Invitation.objects.count() == Message.objects.count() == 1


def test_invite_to_another_role_is_another_invitation(sent, publisher) -> None:
    invitations.invite(by=publisher, **OFFER | {"role": Role.EDITOR})

    assert Invitation.objects.count() == 2


def test_invite_replaces_one_that_is_too_old(sent, publisher) -> None:
    Invitation.objects.update(expires_at=timezone.now())

    invitations.invite(by=publisher, **OFFER)

    assert invitations.find(sent.token, now=timezone.now()) is None
    assert Invitation.objects.open_at(timezone.now()).count() == 1


def test_invite_refuses_who_holds_the_role(publisher) -> None:
    person = UserFactory(email="siti@example.org")
    services.grant(user=person, role=Role.FOCAL_POINT, body="ORG-0007", starts_on=_today(), by=None)

    with pytest.raises(AlreadyHeldError):
        invitations.invite(by=publisher, **OFFER)

    assert not Message.objects.exists()


def test_invite_refuses_a_closed_account(publisher) -> None:
    UserFactory(email="siti@example.org", is_active=False)

    with pytest.raises(AccountClosedError):
        invitations.invite(by=publisher, **OFFER)

    assert not Invitation.objects.exists()


def test_invite_refuses_a_role_of_a_body_without_body(publisher) -> None:
    with pytest.raises(BodyMissingError):
        invitations.invite(by=publisher, **OFFER | {"body": ""})


def test_accept_makes_the_account_with_its_role(sent, accepted) -> None:
    person = invitations.accept(sent.token, name="Siti A.", password=PASSWORD)

    assert (person.email, person.name, person.language) == ("siti@example.org", "Siti A.", "id")
    assert person.check_password(PASSWORD)
    assert person.roles == {Role.FOCAL_POINT}
    assert person.bodies == {"ORG-0007"}
    assert EmailAddress.objects.get(user=person).verified
    assert accepted[0]["user"] == person
    assert accepted[0]["grant"] == RoleGrant.objects.get(user=person)
    assert set(Entry.objects.filter(person=person).values_list("event", flat=True)) == {
        Event.JOINED,
        Event.GRANTED,
    }


def test_accept_works_once(sent, accepted) -> None:
    invitations.accept(sent.token, name="Siti", password=PASSWORD)

    with pytest.raises(InvitationGoneError):
        invitations.accept(sent.token, name="Joe", password="another-password")

    assert User.objects.get(email="siti@example.org").check_password(PASSWORD)
    assert len(accepted) == 1


def test_accept_adds_the_role_to_an_account_and_changes_nothing_else(sent) -> None:
    person = UserFactory(email="siti@example.org", name="Siti Lama")
    person.set_password(PASSWORD)
    person.save()

    invitations.accept(sent.token, name="Joe", password="taken-over-by-a-link")

    person = User.objects.get(pk=person.pk)
    assert person.check_password(PASSWORD)
    assert (person.name, person.roles) == ("Siti Lama", {Role.FOCAL_POINT})


def test_accept_opens_no_closed_account(sent) -> None:
    UserFactory(email="siti@example.org", is_active=False)

    with pytest.raises(AccountClosedError):
        invitations.accept(sent.token, name="", password=None)

    assert Invitation.objects.open_at(timezone.now()).exists()


def test_accept_that_an_upper_app_refuses_leaves_nothing(sent) -> None:
    def refuse(sender, **kwargs):
        raise InvitationGoneError

    events.invitation_accepted.connect(refuse)
    try:
        with pytest.raises(InvitationGoneError):
            invitations.accept(sent.token, name="Siti", password=PASSWORD)
    finally:
        events.invitation_accepted.disconnect(refuse)

    assert not User.objects.filter(email="siti@example.org").exists()
    assert Invitation.objects.open_at(timezone.now()).exists()


@pytest.mark.parametrize("token", ["", "x", "0" * 43])
def test_nobody_gets_in_with_a_guessed_link(token, sent) -> None:
    with pytest.raises(InvitationGoneError):
        invitations.accept(token, name="Joe", password=PASSWORD)


def test_accept_too_late(sent) -> None:
    Invitation.objects.update(expires_at=timezone.now())

    with pytest.raises(InvitationGoneError):
        invitations.accept(sent.token, name="Siti", password=PASSWORD)


def test_withdraw_closes_the_link(sent, publisher) -> None:
    invitations.withdraw(sent.invitation, by=publisher)

    assert invitations.find(sent.token, now=timezone.now()) is None
    assert Entry.objects.get(event=Event.WITHDRAWN).by == publisher


def test_invite_again_sends_a_new_link_and_closes_the_old_one(sent, publisher) -> None:
    again = invitations.invite_again(sent.invitation, by=publisher)

    now = timezone.now()
    assert invitations.find(sent.token, now=now) is None
    assert invitations.find(again.token, now=now) == sent.invitation
    assert Message.objects.count() == 2


@pytest.mark.parametrize("service", [invitations.withdraw, invitations.invite_again])
def test_what_is_accepted_stays_accepted(service, sent, publisher) -> None:
    invitations.accept(sent.token, name="Siti", password=PASSWORD)
    before = Invitation.objects.values().get()

    with pytest.raises(InvitationGoneError):
        service(sent.invitation, by=publisher)

    assert Invitation.objects.values().get() == before


def test_accept_by_address_takes_all_that_is_open(sent, publisher) -> None:
    invitations.invite(by=publisher, **OFFER | {"role": Role.EDITOR})

    person = invitations.accept_by_address("SITI@example.org", name="Siti")

    assert person is not None
    assert User.objects.get(pk=person.pk).roles == {Role.FOCAL_POINT, Role.EDITOR}
    assert not person.has_usable_password()


def test_accept_by_address_knows_nobody_who_is_not_invited(sent) -> None:
    assert invitations.accept_by_address("joe@example.org", name="Joe") is None


def _today():
    return timezone.localdate()
