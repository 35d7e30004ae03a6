"""Every page of sign-in and accounts opens in both languages, in our look."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import override

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

WITHOUT_SIGN_IN = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
SIGNED_IN = [
    "account",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "invitations",
    "invite",
]
ENGLISH = re.compile(r"\b(your|the|with|password|account|sign|code)\b", re.IGNORECASE)


@pytest.fixture
def person(db):
    person = person_with(Role.PUBLISHER, body="ORG-0001", body_name="Sekretariat OGI")
    person.set_password("kata-sandi-panjang")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _sign_in(client, person) -> None:
    password = "kata-sandi-panjang"
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    client.post(reverse("account_reauthenticate"), {"password": password})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", WITHOUT_SIGN_IN)
def test_page_opens_without_sign_in(name, language, client, db) -> None:
    with override(language):
        response = client.get(reverse(name))

    assert response.status_code == 200
    assert_ours(response, language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", SIGNED_IN)
def test_page_opens_for_who_is_signed_in(name, language, client, person) -> None:
    _sign_in(client, person)

    with override(language):
        response = client.get(reverse(name))

    assert response.status_code == 200
    assert_ours(response, language)


@pytest.mark.parametrize("name", sorted({*SIGNED_IN} - {"account_logout"}))
def test_page_leads_to_sign_in_first(name, client, db) -> None:
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith("/masuk/")


def assert_ours(response, language: str) -> None:
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL)
    assert f'<html lang="{language}">' in html
    assert 'name="robots" content="noindex"' in html
    assert main.count("<h1") == 1
    assert language == "en" or not ENGLISH.search(words), ENGLISH.findall(words)
