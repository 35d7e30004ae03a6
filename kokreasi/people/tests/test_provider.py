"""Sign-in by another provider: who is known here may enter, nobody else, however it is asked."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.urls import reverse

from kokreasi.people.choices import Role
from kokreasi.people.models import Invitation, User
from kokreasi.people.tests.factories import InvitationFactory, UserFactory
from kokreasi.people.tests.provider import CLIENT, running_provider

SITI = {"sub": "17", "email": "Siti@example.org", "email_verified": True, "name": "Siti A."}


@pytest.fixture
def provider(settings, db):
    with running_provider() as provider:
        app = {
            "provider_id": "oidc",
            "name": "Kementerian Contoh",
            "client_id": CLIENT,
            "secret": "secret",
            "settings": {"server_url": provider.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }
        provider.claims = SITI
        yield provider


@pytest.fixture
def siti(db):
    return UserFactory(email="siti@example.org", name="Siti")


def _go(client, **query) -> dict[str, str]:
    """Press the button; give what the provider is asked."""
    address = reverse("openid_connect_login", args=["oidc"])
    response = client.post(address, query_params={"process": "login", **query})
    assert response.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(response.url).query).items()}


def _come_back(client, **query):
    return client.get(reverse("openid_connect_callback", args=["oidc"]), query)


def _is_signed_in(client) -> bool:
    return get_user(client).is_authenticated


def test_button_stands_on_the_sign_in_page(provider, client) -> None:
    html = client.get(reverse("account_login")).content.decode()

    assert "Masuk melalui Kementerian Contoh" in html


def test_no_button_without_a_provider(client, db) -> None:
    assert "/masuk/penyedia/" not in client.get(reverse("account_login")).content.decode()


def test_provider_is_asked_with_state_and_proof_key(provider, client) -> None:
    asked = _go(client)

    assert asked["redirect_uri"] == "http://testserver/masuk/penyedia/oidc/kembali/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16


def test_person_with_this_address_enters(provider, client, siti) -> None:
    state = _go(client, next="/akun/pengaman/")["state"]

    response = _come_back(client, code="c", state=state)

    assert (response.status_code, response.url) == (302, "/akun/pengaman/")
    assert get_user(client) == siti
    assert provider.asked[0]["code_verifier"]
    siti.refresh_from_db()
    assert siti.name == "Siti"


def test_person_is_known_again_after_the_address_changed(provider, client, siti) -> None:
    _come_back(client, code="c", state=_go(client)["state"])
    client.logout()
    provider.claims = SITI | {"email": "siti.a@example.org"}

    _come_back(client, code="c", state=_go(client)["state"])

    assert get_user(client) == siti


def test_invited_person_accepts_by_entering(provider, client, db) -> None:
    InvitationFactory(email="siti@example.org", role=Role.EDITOR)

    _come_back(client, code="c", state=_go(client)["state"])

    person = get_user(client)
    assert (person.email, person.name) == ("siti@example.org", "Siti A.")
    assert person.roles == {Role.EDITOR}
    assert not person.has_usable_password()
    assert Invitation.objects.get().accepted_by == person


def test_second_factor_is_asked_for_all_the_same(provider, client, siti) -> None:
    Authenticator.objects.create(user=siti, type=Authenticator.Type.TOTP, data={"secret": "x"})

    response = _come_back(client, code="c", state=_go(client)["state"])

    assert response.url == reverse("mfa_authenticate")
    assert not _is_signed_in(client)


STRANGERS = {
    "unknown": SITI | {"email": "joe@example.org"},
    "not verified": SITI | {"email_verified": False},
    "verified is not said": {"sub": "17", "email": "siti@example.org"},
    "verified in words": SITI | {"email_verified": "false"},
    "without address": {"sub": "17", "name": "Siti"},
}


@pytest.mark.parametrize("claims", STRANGERS.values(), ids=STRANGERS)
def test_stranger_stays_outside(claims, provider, client, siti) -> None:
    provider.claims = claims
    before = User.objects.count()

    response = _come_back(client, code="c", state=_go(client)["state"])

    assert response.status_code == 403
    assert "undangan" in response.content.decode()
    assert not _is_signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_unverified_address_accepts_no_invitation(provider, client, db) -> None:
    InvitationFactory(email="siti@example.org")
    provider.claims = SITI | {"email_verified": False}

    _come_back(client, code="c", state=_go(client)["state"])

    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.exists()


def test_closed_account_stays_closed(provider, client, siti) -> None:
    User.objects.update(is_active=False)

    _come_back(client, code="c", state=_go(client)["state"])

    assert not _is_signed_in(client)


def test_account_closed_after_it_was_linked_stays_closed(provider, client, siti) -> None:
    _come_back(client, code="c", state=_go(client)["state"])
    client.logout()
    User.objects.update(is_active=False)

    _come_back(client, code="c", state=_go(client)["state"])

    assert not _is_signed_in(client)


@pytest.mark.parametrize("state", ["", "made-up", None], ids=["empty", "made up", "missing"])
def test_answer_that_nobody_asked_for_is_refused(state, provider, client, siti) -> None:
    _go(client)
    query = {"code": "c"} if state is None else {"code": "c", "state": state}

    response = _come_back(client, **query)

    assert response.status_code == 401
    assert not _is_signed_in(client)
    assert provider.asked == []


def test_state_of_another_browser_is_refused(provider, client, siti) -> None:
    stolen = _go(type(client)())["state"]
    _go(client)

    response = _come_back(client, code="c", state=stolen)

    assert response.status_code == 401
    assert not _is_signed_in(client)


def test_state_works_once(provider, client, siti) -> None:
    state = _go(client)["state"]
    _come_back(client, code="c", state=state)
    client.logout()

    assert _come_back(client, code="c", state=state).status_code == 401
    assert not _is_signed_in(client)


@pytest.mark.parametrize("wrong", [{"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1}])
def test_token_of_somebody_else_is_refused(wrong, provider, client, siti) -> None:
    provider.token_claims = wrong

    response = _come_back(client, code="c", state=_go(client)["state"])

    assert response.status_code == 401
    assert not _is_signed_in(client)


def test_provider_that_fails_is_told_in_words(provider, client, siti) -> None:
    provider.token_status = 500

    response = _come_back(client, code="c", state=_go(client)["state"])

    assert response.status_code == 401
    assert "Gagal masuk" in response.content.decode()


def test_person_who_turns_back_is_told_so(provider, client, siti) -> None:
    state = _go(client)["state"]

    response = _come_back(client, error="access_denied", state=state)

    assert response.url == reverse("socialaccount_login_cancelled")


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_led_elsewhere_afterwards(following, provider, client, siti) -> None:
    state = _go(client, next=following)["state"]

    assert _come_back(client, code="c", state=state).url == "/ruang-kerja/"


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_no_other_identity_is_tied_to_the_own_account(process, provider, client, siti) -> None:
    other = UserFactory()
    client.force_login(other, backend="kokreasi.people.backends.SignInBackend")
    address = reverse("openid_connect_login", args=["oidc"])
    response = client.post(address, query_params={"process": process})
    state = parse_qs(urlsplit(response.url).query)["state"][0]

    response = _come_back(client, code="c", state=state)

    assert response.status_code == 403
    assert not SocialAccount.objects.exists()
