"""Sign-in by e-mail and password: limits, lost passwords, changed addresses, no open door."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kokreasi.outbox.models import Message
from kokreasi.people.models import User
from kokreasi.people.tests.factories import UserFactory

PASSWORD = "kata-sandi-panjang"


@pytest.fixture
def siti(db):
    return make_person("siti@example.org")


def make_person(email: str, **given) -> User:
    person = UserFactory(email=email, **given)
    person.set_password(PASSWORD)
    person.save()
    return person


def _try(client, email="siti@example.org", password=PASSWORD, **headers):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data, headers=headers)


def _is_signed_in(client) -> bool:
    return get_user(client).is_authenticated


def _link(text: str) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]


def test_right_password_opens(client, siti) -> None:
    response = _try(client)

    assert response.url == "/ruang-kerja/"
    assert get_user(client) == siti


def test_address_is_known_in_any_case(client, siti) -> None:
    _try(client, email="Siti@Example.ORG")

    assert _is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("siti@example.org", "wrong"), ("joe@example.org", PASSWORD), ("siti@example.org", "")],
)
def test_wrong_words_stay_outside(email, password, client, siti) -> None:
    response = _try(client, email=email, password=password)

    assert response.status_code == 200
    assert not _is_signed_in(client)


def test_unknown_address_and_wrong_password_look_the_same(client, siti) -> None:
    pages = []
    for email in ("siti@example.org", "joe@example.org"):
        page = _try(Client(), email=email, password="wrong").content.decode()
        pages.append(re.sub(r'value="[^"]*"', "", page))

    assert pages[0] == pages[1]


def test_closed_account_stays_outside(client, siti) -> None:
    User.objects.update(is_active=False)

    _try(client)

    assert not _is_signed_in(client)


def test_five_wrong_passwords_close_the_account_for_a_while(client, siti) -> None:
    for _time in range(5):
        _try(Client(), password="wrong")

    _try(client)

    assert not _is_signed_in(client)


def test_many_attempts_from_one_address_are_stopped(client, db) -> None:
    answers = [_try(Client(), email=f"p{n}@example.org").status_code for n in range(31)]

    assert answers[-1] == 429


def test_behind_a_proxy_each_visitor_counts_alone(settings, siti) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        _try(Client(), email=f"p{number}@example.org", x_forwarded_for="203.0.113.7")

    other = Client()
    _try(other, x_forwarded_for="203.0.113.8")

    assert _is_signed_in(other)


def test_a_made_up_forwarding_does_not_help_without_proxy(client, db) -> None:
    answers = [
        _try(Client(), email=f"p{n}@example.org", x_forwarded_for=f"203.0.113.{n}").status_code
        for n in range(31)
    ]

    assert answers[-1] == 429


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_led_elsewhere_after_sign_in(following, client, siti) -> None:
    data = {"login": siti.email, "password": PASSWORD, "next": following}

    assert client.post(reverse("account_login"), data).url == "/ruang-kerja/"


def test_the_admin_has_no_door_of_its_own(client, siti) -> None:
    page = client.get("/admin/", follow=True)
    posted = client.post("/admin/login/", {"username": siti.email, "password": PASSWORD})

    assert page.redirect_chain[-1][0] == "/masuk/?next=%2Fadmin%2F"
    assert posted.status_code == 405
    assert not _is_signed_in(client)


@pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup", "mfa_signup_webauthn"])
def test_there_is_no_open_sign_up(name) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_sign_out_needs_a_press(client, siti) -> None:
    _try(client)

    client.get(reverse("account_logout"))
    assert _is_signed_in(client)

    client.post(reverse("account_logout"))
    assert not _is_signed_in(client)


def test_lost_password_is_replaced_by_a_link(
    client, siti, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": siti.email})
    (letter,) = mail.outbox
    page = client.get(_link(letter.body), follow=True)
    address = page.redirect_chain[-1][0]
    new = {"password1": "kata-sandi-yang-lain", "password2": "kata-sandi-yang-lain"}

    client.post(address, new)

    assert letter.subject == "Kata sandi baru untuk Kokreasi"
    assert "Seseorang meminta kata sandi baru" in letter.body
    _try(client, password="kata-sandi-yang-lain")
    assert _is_signed_in(client)


def test_link_to_a_new_password_works_once(
    client, siti, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": siti.email})
    siti.set_password("changed-meanwhile")
    siti.save()

    page = client.get(_link(mail.outbox[0].body), follow=True)

    assert "kedaluwarsa" in page.content.decode()


def test_mail_comes_in_the_language_of_the_person(
    client, db, django_capture_on_commit_callbacks
) -> None:
    make_person("joe@example.org", language="en")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "joe@example.org"})

    assert mail.outbox[0].subject == "A new password for Kokreasi"
    assert Message.objects.get().language == "en"


def test_unknown_address_gets_no_mail_and_the_same_page(client, siti) -> None:
    known = client.post(reverse("account_reset_password"), {"email": siti.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "joe@example.org"})

    assert known.url == unknown.url
    assert Message.objects.get().to == siti.email


def test_new_address_counts_only_after_its_owner_agreed(
    client, siti, django_capture_on_commit_callbacks
) -> None:
    _try(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_email"), {"email": "baru@example.org", "action_add": ""})
    siti.refresh_from_db()
    assert siti.email == "siti@example.org"
    (letter,) = mail.outbox
    assert letter.to == ["baru@example.org"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(_link(letter.body))

    siti.refresh_from_db()
    assert siti.email == "baru@example.org"
    assert mail.outbox[1].to == ["siti@example.org"]
    assert "baru@example.org" in mail.outbox[1].body


def test_address_of_somebody_else_is_not_taken_even_by_its_owner_s_press(
    client, siti, django_capture_on_commit_callbacks
) -> None:
    joe = make_person("joe@example.org")
    _try(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_email"), {"email": joe.email, "action_add": ""})

    page = client.post(_link(mail.outbox[0].body), follow=True)

    siti.refresh_from_db()
    assert siti.email == "siti@example.org"
    assert "joe@example.org" in page.content.decode()
    assert not EmailAddress.objects.filter(email=joe.email, verified=True).exists()
