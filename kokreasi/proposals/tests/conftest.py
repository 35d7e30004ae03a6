"""Who decides about proposals, and for which plan they are sent."""

import pytest

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.proposals.tests.factories import plan_with_a_call


@pytest.fixture
def publisher(db):
    """Somebody who publishes and acts for none of the organisations that propose here."""
    return person_with(Role.PUBLISHER)


@pytest.fixture
def plan(db):
    return plan_with_a_call()
