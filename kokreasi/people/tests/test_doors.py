"""What somebody tries who knows a password but should not get in, or knows the addresses."""

import pytest
from django.contrib import admin
from django.urls import reverse

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

OURS = {"people", "django_tasks_database"}


@pytest.fixture
def administrator_without_second_factor(client, settings, db):
    settings.SECRETARIAT_NEEDS_SECOND_FACTOR = True
    client.force_login(person_with(Role.ADMINISTRATOR))
    return client


def test_no_page_of_the_admin_opens_without_the_second_factor(
    administrator_without_second_factor,
) -> None:
    models = [model._meta for model in admin.site._registry]
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
    assert {model._meta.app_label for model in admin.site._registry} == OURS
