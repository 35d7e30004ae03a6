"""Fixtures for tests of consultations."""

import pytest

from kokreasi.consultations.queries import wording


@pytest.fixture(autouse=True)
def _no_remembered_wording():
    """Start every test without wording that another one froze: numbers of rows come again."""
    wording._sheet.cache_clear()
