"""The second factor, and that the secretariat has one where the settings ask for it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from kokreasi.people.choices import SECRETARIAT, Role
from kokreasi.people.tests.factories import person_with
from kokreasi.people.tests.test_sign_in import PASSWORD, make_person

BACKEND = "kokreasi.people.backends.SignInBackend"


@pytest.fixture
def needed(settings):
    settings.SECRETARIAT_NEEDS_SECOND_FACTOR = True


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


@pytest.mark.parametrize("role", Role)
def test_secretariat_sets_up_a_second_factor_before_anything_else(role, needed, client, db) -> None:
    client.force_login(person_with(role), backend=BACKEND)

    response = client.get(reverse("account"))

    expected = (302, reverse("mfa_index")) if role in SECRETARIAT else (200, None)
    assert (response.status_code, getattr(response, "url", None)) == expected


def test_nobody_is_asked_where_the_settings_do_not(client, db) -> None:
    client.force_login(person_with(Role.EDITOR), backend=BACKEND)

    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/akun/", "/en/akun/", "/admin/", "/undangan/baru/"])
def test_no_page_is_open_before(address, method, needed, client, db) -> None:
    client.force_login(person_with(Role.ADMINISTRATOR), backend=BACKEND)

    response = getattr(client, method)(address)

    assert response.status_code == 302
    assert response.url.endswith("/akun/pengaman/")


@pytest.mark.parametrize("name", ["mfa_index", "account_logout", "account_reauthenticate"])
def test_the_way_to_a_second_factor_is_open(name, needed, client, db) -> None:
    client.force_login(person_with(Role.EDITOR), backend=BACKEND)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Authenticator.Type.TOTP, 200),
        (Authenticator.Type.WEBAUTHN, 200),
        (Authenticator.Type.RECOVERY_CODES, 302),
    ],
)
def test_what_counts_as_a_second_factor(kind, expected, needed, client, db) -> None:
    person = person_with(Role.EDITOR)
    Authenticator.objects.create(user=person, type=kind, data={})
    client.force_login(person, backend=BACKEND)

    assert client.get(reverse("account")).status_code == expected


def test_visitors_without_sign_in_are_not_asked(needed, client, db) -> None:
    assert client.get(reverse("account_login")).status_code == 200


def test_app_is_set_up_and_then_asked_for(client, db, django_capture_on_commit_callbacks) -> None:
    person = make_person("siti@example.org")
    _sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})

    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    assert "Pengaman kedua: aplikasi disiapkan" in [letter.subject for letter in mail.outbox]
    client.logout()
    assert _sign_in(client, person).url == reverse("mfa_authenticate")
    assert not get_user(client).is_authenticated


@pytest.fixture
def protected(db):
    person = make_person("siti@example.org")
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


def test_code_of_the_app_opens_once(protected, client) -> None:
    person, secret = protected
    code = _code(secret)
    _sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert get_user(client) == person
    client.logout()

    _sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert not get_user(client).is_authenticated


def test_wrong_code_stays_outside(protected, client) -> None:
    person, _secret = protected
    _sign_in(client, person)

    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert page.status_code == 200
    assert "Pengaman kedua" in page.content.decode()
    assert not get_user(client).is_authenticated


def test_codes_cannot_be_guessed(protected, client) -> None:
    person, secret = protected
    _sign_in(client, person)
    for _time in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": _code(secret)})

    assert not get_user(client).is_authenticated


def test_recovery_code_opens_once(protected, client) -> None:
    person, _secret = protected
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    opened = []
    for _time in range(2):
        _sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        opened.append(get_user(client).is_authenticated)
        client.logout()

    assert opened == [True, False]
