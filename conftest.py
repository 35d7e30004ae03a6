"""Fixtures for every app."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

ROOT = Path(__file__).resolve().parent


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """Start every test without pages that another one made."""
    caches["pages"].clear()


@pytest.fixture
def cast(db):
    """One visitor for each role, by name; `anybody` is not signed in."""
    return {"anybody": AnonymousUser()} | {role.value: person_with(role) for role in Role}


@pytest.fixture
def editor(db):
    return person_with(Role.EDITOR, body="ORG-0001", body_name="Sekretariat OGI")


@pytest.fixture
def publisher(db):
    return person_with(Role.PUBLISHER, body="ORG-0001", body_name="Sekretariat OGI")


@pytest.fixture
def samples():
    """The folder with real documents, which is not part of the project."""
    folder = ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/samples is absent")
    return folder
