"""The demonstration, loaded once for all tests that look at it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from kokreasi.demonstration.loading import load

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[list[str]]:
    """Load the demonstration for a module's tests, and give what was told meanwhile.

    Such tests do not use `db` as well, which would close the connection between them.
    """
    told: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabularies", verbosity=0)
        load(day=DAY, say=told.append)
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def changing(loaded) -> Iterator[None]:
    """Take back what one test changes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
