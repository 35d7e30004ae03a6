"""Pages are kept for visitors without a session and forgotten exactly."""

import errno
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from kokreasi.core.page_cache import (
    GENERATION,
    PageCacheMiddleware,
    forget_pages,
    kept_until_change,
)

NOON = datetime(2026, 5, 1, 5, 0, tzinfo=UTC)


@pytest.fixture
def site():
    """A site that counts how often it really answers."""

    class Site:
        answers = 0
        cookie = status = control = None

        def __call__(self, request):
            self.answers += 1
            response = HttpResponse(f"answer {self.answers}", status=self.status or 200)
            if self.cookie:
                response.set_cookie("x", "y")
            if self.control:
                response["Cache-Control"] = self.control
            return response

    return Site()


def ask(site, path="/", method="get", **headers):
    return PageCacheMiddleware(site)(getattr(RequestFactory(), method)(path, headers=headers))


def test_a_page_is_made_once_for_visitors_without_a_session(site):
    first, second = ask(site), ask(site)

    assert first.content == second.content == b"answer 1"
    assert site.answers == 1


def test_a_page_is_made_anew_after_data_changed(site):
    ask(site)
    forget_pages()

    assert ask(site).content == b"answer 2"


def post(site, user):
    request = RequestFactory().post("/")
    request.user = user
    PageCacheMiddleware(site)(request)


def test_whatever_somebody_signed_in_sends_forgets_the_pages(site):
    ask(site)
    post(site, get_user_model()())

    assert ask(site).content == b"answer 3"


def test_nobody_empties_the_cache_with_forms_from_outside(site):
    ask(site)
    post(site, AnonymousUser())

    assert ask(site).content == b"answer 1"


def test_an_unchanged_page_is_answered_with_304(site):
    tag = ask(site)["ETag"]

    again = ask(site, **{"If-None-Match": tag})

    assert again.status_code == 304
    assert again.content == b""


def test_a_page_is_made_anew_after_midnight_in_jakarta(site):
    with time_machine.travel(datetime(2026, 5, 1, 16, 59, tzinfo=UTC), tick=False):
        ask(site)
    with time_machine.travel(datetime(2026, 5, 1, 17, 0, tzinfo=UTC), tick=False):
        assert ask(site).content == b"answer 2"


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("cookie", True), ("status", 404), ("control", "no-store")],
)
def test_an_answer_that_is_not_for_everybody_is_never_kept(site, attribute, value):
    setattr(site, attribute, value)

    ask(site)
    ask(site)

    assert site.answers == 2


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Cookie": "sessionid=abc"}),
        ("/", {"HX-Request": "true"}),
        ("/?q=" + "x" * 300, {}),
    ],
)
def test_a_request_that_is_not_anybodys_is_never_answered_from_kept_pages(site, path, headers):
    ask(site, path, **headers)
    ask(site, path, **headers)

    assert site.answers == 2


def test_the_query_string_makes_another_page(site):
    assert ask(site, "/?hal=1").content != ask(site, "/?hal=2").content


@pytest.fixture
def pages_on_disk(settings, tmp_path):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    pages = {"BACKEND": backend, "LOCATION": tmp_path}
    settings.CACHES = {"pages": pages, "of another worker": pages}


def test_a_full_disk_keeps_nothing_and_breaks_nothing(site, pages_on_disk, monkeypatch):
    def full(**_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)

    ask(site)
    forget_pages()

    assert kept_until_change("words", lambda: "words") == "words"
    assert ask(site).content == b"answer 2"


def test_a_disk_that_fills_up_still_forgets(site, pages_on_disk, monkeypatch):
    ask(site)
    monkeypatch.setattr("tempfile.mkstemp", lambda **_options: 1 / 0)

    forget_pages()

    assert caches["pages"].get(GENERATION) is None


def test_every_worker_forgets_what_one_of_them_has_changed(site, pages_on_disk):
    ask(site)

    caches["of another worker"].delete(GENERATION)

    assert ask(site).content == b"answer 2"


def test_an_answer_that_was_begun_before_a_change_is_not_found_after_it(site):
    def slow(request):
        forget_pages()
        return site(request)

    ask(slow)

    assert ask(site).content == b"answer 2"
