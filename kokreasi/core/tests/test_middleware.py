import json
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.logs import JsonFormatter
from kokreasi.core.middleware import (
    DomainErrorMiddleware,
    HostileTextMiddleware,
    RequestLogMiddleware,
    is_hostile,
)

REQUESTS = RequestFactory()


def answer(_request) -> HttpResponse:
    return HttpResponse("ok")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("komitmen é 👍", False), ("", False), ("a\0b", True), ("a\ud800b", True), ("\udfff", True)],
)
def test_hostile_text_is_what_no_database_keeps(text, expected) -> None:
    assert is_hostile(text) == expected


def test_plain_request_passes() -> None:
    request = REQUESTS.post("/a/?q=1", {"title": "Usulan"})

    assert HostileTextMiddleware(answer)(request).status_code == 200


def test_request_leaves_one_line_without_what_was_asked_for(caplog) -> None:
    with caplog.at_level(logging.INFO, "kokreasi.requests"):
        response = RequestLogMiddleware(answer)(REQUESTS.get("/r/X/", {"email": "a@b.example"}))

    (line,) = caplog.records
    assert line.path == "/r/X/"
    assert line.status == 200
    assert line.request_id == response["X-Request-ID"]
    assert "b.example" not in JsonFormatter().format(line)


def test_log_line_is_json_with_facts_and_traceback() -> None:
    info = (ValueError, ValueError("broken"), None)
    record = logging.LogRecord("a.b", logging.ERROR, "f", 1, "it %s", ("failed",), info)
    record.status = 500

    line = json.loads(JsonFormatter().format(record))

    assert line["message"] == "it failed"
    assert line["level"] == "error"
    assert line["status"] == 500
    assert "ValueError: broken" in line["traceback"]
    assert line["at"].endswith("+00:00")


def test_other_errors_than_refusals_are_left_alone() -> None:
    middleware = DomainErrorMiddleware(answer)

    assert middleware.process_exception(REQUESTS.get("/"), ValueError()) is None


def test_refusal_says_its_own_words_or_those_of_its_kind() -> None:
    assert str(DomainError("too late")) == "too late"
    assert str(StaleError()) != str(DomainError())


@pytest.mark.django_db
def test_health_asks_nothing_of_the_database(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = Client().get("/healthz")

    assert response.json() == {"status": "ok"}
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_readiness_looks_at_database_and_migrations() -> None:
    response = Client().get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_missing_migrations_are_named(monkeypatch) -> None:
    monkeypatch.setattr(
        "kokreasi.core.views.MigrationExecutor.migration_plan", lambda *_args: ["one"]
    )

    response = Client().get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "missing": "migrations"}


def test_database_that_is_away_is_named(monkeypatch) -> None:
    def away(_connection):
        raise OSError

    monkeypatch.setattr("kokreasi.core.views.MigrationExecutor", away)

    response = Client().get("/readyz")

    assert response.status_code == 503
    assert response.json()["missing"] == "database"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "above"),
    [("/usulan/serupa/", "/usulan/"), ("/en/usulan/serupa/", "/en/usulan/")],
)
def test_an_address_for_buttons_shows_the_way_to_the_page_above(client, address, above) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert f'href="{above}"' in answer.content.decode()


@pytest.mark.django_db
def test_the_secret_part_of_a_link_stands_in_no_log(client, caplog) -> None:
    with caplog.at_level(logging.INFO, "kokreasi.requests"):
        client.get("/usulan/saya/rahasia123/")

    (line,) = [one for one in caplog.records if one.name == "kokreasi.requests"]
    assert line.path == "/usulan/saya/***/"
