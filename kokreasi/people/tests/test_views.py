import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from kokreasi.outbox.models import Message
from kokreasi.people import invitations
from kokreasi.people.choices import Event, Role
from kokreasi.people.models import Entry, Invitation, User
from kokreasi.people.tests.factories import InvitationFactory, UserFactory, person_with

PASSWORD = "kata-sandi-panjang"


@pytest.fixture
def focal_point(db):
    return person_with(Role.FOCAL_POINT, body="ORG-0007", body_name="Kementerian Contoh")


@pytest.fixture
def sent(publisher):
    return invitations.invite(
        email="siti@example.org", name="Siti", role=Role.EDITOR, body_name="OGI", by=publisher
    )


def _offer(**given) -> dict[str, str]:
    return {"email": "siti@example.org", "name": "Siti", "language": "id", "role": "editor"} | given


def test_profile_is_changed_by_its_person(client, focal_point) -> None:
    client.force_login(focal_point)

    response = client.post(reverse("account"), {"name": "Siti A.", "language": "en"})

    focal_point.refresh_from_db()
    assert response.status_code == 302
    assert (focal_point.name, focal_point.language) == ("Siti A.", "en")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"language": "fr"}])
def test_profile_refuses_what_cannot_be(wrong, client, focal_point) -> None:
    client.force_login(focal_point)

    response = client.post(reverse("account"), {"name": "Siti", "language": "id"} | wrong)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Entry.objects.exists()


def test_profile_shows_roles_with_their_bodies(client, focal_point) -> None:
    client.force_login(focal_point)

    html = client.get(reverse("account")).content.decode()

    assert "Narahubung kementerian atau lembaga – Kementerian Contoh" in html


def test_publisher_invites(client, publisher) -> None:
    client.force_login(publisher)

    response = client.post(reverse("invite"), _offer())

    invitation = Invitation.objects.get()
    assert response.url == reverse("invitations")
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "siti@example.org",
        Role.EDITOR,
        publisher,
    )
    assert Message.objects.get().to == "siti@example.org"


REFUSED = {
    "no address": {"email": "siti"},
    "unknown role": {"role": "king"},
    "no body": {"role": "focal_point"},
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_invite_refuses_what_cannot_be_and_keeps_what_was_typed(wrong, client, publisher) -> None:
    client.force_login(publisher)

    response = client.post(reverse("invite"), _offer(name="Siti Nurhaliza", **wrong))

    assert response.status_code == 200
    assert "Siti Nurhaliza" in response.content.decode()
    assert not Invitation.objects.exists()


def test_invite_says_that_somebody_is_invited_already(client, sent, publisher) -> None:
    client.force_login(publisher)

    response = client.post(reverse("invite"), _offer())

    assert "sudah diundang" in response.content.decode()
    assert Invitation.objects.count() == 1


def test_publisher_makes_no_administrator(client, publisher) -> None:
    client.force_login(publisher)

    response = client.post(reverse("invite"), _offer(role="administrator"))

    assert response.status_code == 403
    assert not Invitation.objects.exists()


def test_focal_point_invites_a_colleague(client, focal_point) -> None:
    client.force_login(focal_point)
    grant = focal_point.grants.get()

    client.post(reverse("invite"), _offer(grant=grant.pk))

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.body) == (Role.FOCAL_POINT, "ORG-0007")
    assert invitation.body_name == "Kementerian Contoh"


def test_focal_point_cannot_invite_for_another_body(client, focal_point) -> None:
    other = person_with(Role.FOCAL_POINT, body="ORG-0008").grants.get()
    client.force_login(focal_point)

    response = client.post(reverse("invite"), _offer(grant=other.pk, body="ORG-0008"))

    assert response.status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_list_of_invitations_costs_the_same(
    count, client, publisher, django_assert_num_queries
) -> None:
    InvitationFactory.create_batch(count, invited_by=publisher)
    client.force_login(publisher)

    with django_assert_num_queries(5):
        html = client.get(reverse("invitations")).content.decode()

    assert html.count('<th scope="row">') == count


def test_list_says_what_became_of_each(client, sent, publisher) -> None:
    client.force_login(publisher)
    invitations.withdraw(sent.invitation, by=publisher)
    InvitationFactory(name="Budi")

    html = client.get(reverse("invitations")).content.decode()

    assert "menunggu jawaban" in html
    assert "ditarik" in html


def test_withdraw_by_a_press(client, sent, publisher) -> None:
    client.force_login(publisher)

    response = client.post(reverse("withdraw_invitation", args=[sent.invitation.pk]))

    sent.invitation.refresh_from_db()
    assert response.url == reverse("invitations")
    assert sent.invitation.withdrawn_at


def test_withdraw_what_is_accepted_is_refused_in_words(client, sent, publisher) -> None:
    invitations.accept(sent.token, name="Siti", password=PASSWORD)
    client.force_login(publisher)

    response = client.post(reverse("withdraw_invitation", args=[sent.invitation.pk]))

    assert response.status_code == 409
    assert "Undangan ini sudah diterima" in response.content.decode()


def test_invite_again_by_a_press(client, sent, publisher) -> None:
    client.force_login(publisher)

    client.post(reverse("invite_again", args=[sent.invitation.pk]))

    assert Message.objects.count() == 2


@pytest.mark.parametrize("name", ["withdraw_invitation", "invite_again"])
def test_invitation_of_another_body_does_not_exist(name, client, focal_point) -> None:
    other = InvitationFactory(role=Role.FOCAL_POINT, body="ORG-0008")
    client.force_login(focal_point)

    assert client.post(reverse(name, args=[other.pk])).status_code == 404
    assert not Entry.objects.exists()


def test_link_opens_an_account(client, sent) -> None:
    address = reverse("accept_invitation", args=[sent.token])
    page = client.get(address)

    response = client.post(address, {"name": "Siti A.", "password": PASSWORD})

    person = get_user(client)
    assert "OGI" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0, no-cache")
    assert response.url == reverse("account")
    assert (person.email, person.name, person.roles) == (
        "siti@example.org",
        "Siti A.",
        {Role.EDITOR},
    )


@pytest.mark.parametrize("password", ["short", "siti@example.org", "password1234", ""])
def test_link_opens_no_account_with_a_weak_password(password, client, sent) -> None:
    address = reverse("accept_invitation", args=[sent.token])

    response = client.post(address, {"name": "Siti", "password": password})

    assert response.status_code == 200
    assert response.context["form"].errors["password"]
    assert not User.objects.filter(email="siti@example.org").exists()


def test_link_adds_a_role_and_signs_nobody_in_to_an_account_that_is_there(client, sent) -> None:
    person = UserFactory(email="siti@example.org")
    address = reverse("accept_invitation", args=[sent.token])
    page = client.get(address).content.decode()

    client.post(address)

    assert 'type="password"' not in page
    assert User.objects.get(pk=person.pk).roles == {Role.EDITOR}
    assert not get_user(client).is_authenticated


def test_link_works_once(client, sent) -> None:
    address = reverse("accept_invitation", args=[sent.token])
    client.post(address, {"name": "Siti", "password": PASSWORD})

    page = client.get(address)

    assert page.status_code == 410
    assert "tidak berlaku lagi" in page.content.decode()


def test_history_tells_who_invited_and_who_joined(client, sent, publisher) -> None:
    address = reverse("accept_invitation", args=[sent.token])

    client.post(address, {"name": "Siti", "password": PASSWORD})

    lines = {entry.event: entry.by for entry in Entry.objects.all()}
    siti = User.objects.get(email="siti@example.org")
    assert lines == {Event.INVITED: publisher, Event.JOINED: siti, Event.GRANTED: publisher}
