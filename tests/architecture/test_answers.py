"""Every answer of the site carries the same headers, and every refusal has words."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from tests.architecture.permissions import read_to_its_end

pytestmark = pytest.mark.django_db
ALWAYS = {
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "X-Request-ID",
}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def careful():
    """A browser whose forms are checked as in production, and which shows faults as pages."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def unchanged(client):
    """Ask for a page that the browser has already."""
    tag = client.get("/")["ETag"]
    return client.get("/", headers={"If-None-Match": tag})


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.get("/"), 200),
        (unchanged, 304),
        (lambda client: client.get("/komitmen"), 301),
        (lambda client: client.get("/akun/"), 302),
        (lambda client: client.get("/", headers={"Host": "evil.example"}), 400),
        (lambda client: client.get("/?q=%00"), 400),
        (lambda client: client.post("/"), 403),
        (lambda client: client.get("/tidak-ada/"), 404),
        (lambda client: client.options("/"), 405),
        (lambda client: client.get("/static/core/core.css"), 200),
        (lambda client: client.get("/static/tidak-ada.css"), 404),
    ],
)
def test_every_answer_carries_the_headers_that_protect_it(ask, status, careful) -> None:
    response = ask(careful)
    read_to_its_end(response)

    assert response.status_code == status
    assert [name for name in ALWAYS if not response.has_header(name)] == []


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        (b"login=" + b"a" * 6_000_000, FORM, 413, "Kiriman ini terlalu besar"),
        (b"&".join(b"f%d=x" % n for n in range(2000)), FORM, 413, "Kiriman ini terlalu besar"),
        (b"login=a", f"{FORM}; charset=utf-16", 400, "tidak dapat dibaca"),
        (b"x", "multipart/form-data; boundary=", 400, "tidak dapat dibaca"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_in_words(body, kind, status, words, careful) -> None:
    response = careful.post(reverse("account_login"), body, content_type=kind)

    assert response.status_code == status
    assert words in response.content.decode()


def test_whoever_tries_too_often_is_told_to_wait(client) -> None:
    cache.clear()
    for _time in range(31):
        response = client.post(reverse("account_login"), {"login": "a@example.org"})

    assert response.status_code == 429
    assert "Tunggu sebentar" in response.content.decode()


def test_what_somebody_sees_who_is_signed_in_is_kept_by_nobody_else(client) -> None:
    client.force_login(person_with(Role.EDITOR))

    assert client.get("/")["Cache-Control"] == "private, no-cache"


def test_a_stricter_word_of_the_page_stays(client) -> None:
    client.force_login(person_with(Role.EDITOR))

    assert "no-store" in client.get(reverse("account"))["Cache-Control"]
