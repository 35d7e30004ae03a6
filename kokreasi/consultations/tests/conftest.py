"""An open consultation, the clock, and a phone that answers it."""

import pytest
import time_machine

from kokreasi.consultations.tests.factories import WHILE_OPEN, published
from kokreasi.consultations.tests.phones import Phone


@pytest.fixture
def clock():
    """The clock, which stands still in the middle of the consultation: `clock.move_to(CLOSES)`."""
    with time_machine.travel(WHILE_OPEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def open_consultation(db, clock):
    return published()


@pytest.fixture
def phone(open_consultation):
    return Phone(open_consultation)
