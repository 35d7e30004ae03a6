"""Fixtures for every app."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from kokreasi.consultations.queries import wording
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

ROOT = Path(__file__).resolve().parent
REQUIRED = ("postgresql", "browser", "tesseract")
NO_SAMPLES = "the folder ../shared/samples is absent"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Under `./test --all`, fail what would be skipped because a program is missing.

    The samples are no part of the project: what needs them is skipped where they are absent.
    """
    report = yield
    needed = [marker for marker in REQUIRED if item.get_closest_marker(marker)]
    is_excused = NO_SAMPLES in str(report.longrepr)
    if report.skipped and needed and not is_excused and "KOKREASI_REQUIRE_ALL" in os.environ:
        report.outcome = "failed"
        report.longrepr = f"skipped, although ./test --all requires: {', '.join(needed)}"
    return report


@pytest.fixture(autouse=True)
def _only_on_postgresql(request):
    """Skip what is marked `postgresql` on another database."""
    if request.node.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: ./test --all")


@pytest.fixture(autouse=True)
def _indonesian():
    """Start every test in the site's own language; a request leaves its language behind."""
    translation.activate("id")


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """Start every test without pages and frozen wording that another one made."""
    caches["pages"].clear()
    caches["frame"].clear()
    wording.forget()


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
        pytest.skip(NO_SAMPLES)
    return folder
