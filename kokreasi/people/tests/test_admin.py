import pytest
from django.urls import reverse

from kokreasi.people.choices import Role
from kokreasi.people.models import Entry, RoleGrant, User
from kokreasi.people.tests.factories import UserFactory, person_with

PEOPLE, GRANTS = "admin:people_user_changelist", "admin:people_rolegrant_changelist"


@pytest.fixture
def administrator(client, db):
    person = person_with(Role.ADMINISTRATOR)
    client.force_login(person)
    return person


def _act(client, name: str, action: str, *things):
    data = {"action": action, "_selected_action": [thing.pk for thing in things]}
    return client.post(reverse(name), data, follow=True)


@pytest.mark.parametrize(
    "name", [PEOPLE, GRANTS, "admin:people_entry_changelist", "admin:people_rolegrant_add"]
)
def test_pages_open_for_administrators(name, administrator, client) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_a_person_is_shown_without_the_password(administrator, client) -> None:
    administrator.set_password("kata-sandi-panjang")
    administrator.save()
    client.force_login(administrator)

    html = client.get(reverse("admin:people_user_change", args=[administrator.pk])).content.decode()

    assert administrator.email in html
    assert administrator.password not in html


@pytest.mark.parametrize("action", ["close", "erase"])
def test_actions_close_and_erase(action, administrator, client) -> None:
    person = UserFactory()

    _act(client, PEOPLE, action, person)

    assert not User.objects.get(pk=person.pk).is_active
    assert Entry.objects.get().by == administrator


def test_action_opens_again(administrator, client) -> None:
    person = UserFactory(is_active=False)

    _act(client, PEOPLE, "reopen", person)

    assert User.objects.get(pk=person.pk).is_active


def test_action_that_is_refused_says_why(administrator, client) -> None:
    page = _act(client, PEOPLE, "close", administrator)

    assert "akun sendiri" in page.content.decode()
    assert User.objects.get(pk=administrator.pk).is_active


def test_action_revokes_a_role(administrator, client) -> None:
    person = person_with(Role.EDITOR)

    _act(client, GRANTS, "revoke", person.grants.get())

    assert User.objects.get(pk=person.pk).roles == frozenset()


def test_role_is_given_through_the_service(administrator, client) -> None:
    person = UserFactory()
    given = {"user": person.pk, "role": "editor", "starts_on": "2026-01-01"}

    response = client.post(reverse("admin:people_rolegrant_add"), given)

    assert response.status_code == 302
    assert RoleGrant.objects.get(user=person).role == Role.EDITOR
    assert Entry.objects.get().by == administrator


def test_nothing_is_deleted_or_changed_in_place(administrator, client) -> None:
    person = UserFactory()
    deleted = client.post(reverse("admin:people_user_delete", args=[person.pk]), {"post": "yes"})
    changed = client.post(reverse("admin:people_user_change", args=[person.pk]), {"name": "x"})

    assert (deleted.status_code, changed.status_code) == (403, 403)
