"""What somebody tries who knows a password but should not get in, or knows the addresses."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import get_resolver, reverse

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

OF_SIGN_IN = {"account", "auth", "mfa", "socialaccount"}


def in_the_admin() -> list[Any]:
    """Give every model of the admin, once the addresses have been read."""
    assert get_resolver().url_patterns
    return list(admin.site._registry)


@pytest.fixture
def administrator_without_second_factor(client, settings, db):
    settings.SECRETARIAT_NEEDS_SECOND_FACTOR = True
    client.force_login(person_with(Role.ADMINISTRATOR))
    return client


def test_no_page_of_the_admin_opens_without_the_second_factor(
    administrator_without_second_factor,
) -> None:
    models = [model._meta for model in in_the_admin()]
    addresses = [reverse(f"admin:{m.app_label}_{m.model_name}_changelist") for m in models]

    led_to = {administrator_without_second_factor.get(one).headers["Location"] for one in addresses}

    assert led_to == {reverse("mfa_index")}


def test_a_name_of_the_admin_that_begins_like_the_second_factor_is_no_way_round(
    administrator_without_second_factor, monkeypatch
) -> None:
    monkeypatch.setattr("kokreasi.people.middleware.OPEN_PREFIX", "people_user")

    response = administrator_without_second_factor.get(reverse("admin:people_user_changelist"))

    assert response["Location"] == reverse("mfa_index")


def test_the_admin_shows_no_secret_of_sign_in_and_writes_nothing_past_services() -> None:
    assert OF_SIGN_IN & {model._meta.app_label for model in in_the_admin()} == set()


@pytest.mark.parametrize(
    "answer",
    ['{"id": 1}', '{"id": "YQ", "rawId": "YQ", "response": {}}', "[" * 100_000],
    ids=["no raw id", "no response", "deep"],
)
def test_what_no_key_answers_is_refused_in_words(answer, client, db) -> None:
    client.raise_request_exception = False

    response = client.post(reverse("mfa_login_webauthn"), {"credential": answer})

    assert response.status_code in {302, 400}
