"""What a session is worth after something about its person has changed."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kokreasi.people import services
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.plans.tests.factories import make_plan

PASSWORD = "kata sandi yang panjang"

pytestmark = pytest.mark.django_db


def signed_in(person):
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_a_role_that_is_taken_away_counts_at_the_next_request():
    plan, person = make_plan(), person_with(Role.EDITOR)
    client = signed_in(person)
    address = reverse("plans:overview", args=[plan.code])
    before = client.get(address).status_code

    services.revoke(person.grants.get(), by=person_with(Role.ADMINISTRATOR))

    assert before == 200
    assert client.get(address).status_code == 404


def test_a_closed_account_is_out_at_the_next_request():
    person = person_with(Role.EDITOR)
    client = signed_in(person)
    before = client.get(reverse("workspace")).status_code

    services.close_account(person, by=person_with(Role.ADMINISTRATOR))

    assert before == 200
    assert client.get(reverse("workspace")).status_code == 302


def test_signing_in_begins_a_session_with_another_key():
    person = UserFactory()
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = client.session.session_key

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.session.session_key != planted
    assert client.get(reverse("workspace")).status_code == 200
