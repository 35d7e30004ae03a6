import pytest
from django.db import OperationalError, connection, connections

from kokreasi.core.checks import careless_settings, check_durability


class Away:
    """A database server that nobody can reach."""

    vendor = "postgresql"

    def cursor(self):
        raise OperationalError


@pytest.mark.django_db
def test_the_database_of_the_tests_is_as_careful_as_that_of_production() -> None:
    assert check_durability(databases=["default"]) == []


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_that_does_not_wait_for_the_disk_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        careless = careless_settings("default")
        (problem,) = check_durability(databases=["default"])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")

    assert careless == ["synchronous_commit"]
    assert "synchronous_commit" in problem.msg


def test_a_server_that_is_away_is_no_reason_to_refuse_the_start(monkeypatch) -> None:
    monkeypatch.setattr(type(connections), "__getitem__", lambda _self, _alias: Away())

    assert check_durability(databases=["default"]) == []
