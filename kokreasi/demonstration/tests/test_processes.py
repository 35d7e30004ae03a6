import os
import signal
import sys
import threading
import time

import pytest

from kokreasi.demonstration.processes import ASKED_TO_END, run_together

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
END = [sys.executable, "-c", "pass"]


@pytest.fixture(autouse=True)
def _keep_signals():
    kept = {number: signal.getsignal(number) for number in ASKED_TO_END}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_one_that_ends_stops_the_others_and_is_named() -> None:
    started = time.monotonic()

    ended = run_together({"sleeper": SLEEP, "short": END}, is_ready=lambda: True, ready=list)

    assert ended == "short"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("number", ASKED_TO_END)
def test_signal_stops_everything_in_peace(number) -> None:
    def ask_for_the_end() -> None:
        threading.Timer(0.1, os.kill, (os.getpid(), number)).start()

    ended = run_together({"sleeper": SLEEP}, is_ready=lambda: True, ready=ask_for_the_end)

    assert ended is None


def test_ready_is_told_once() -> None:
    told = []
    short = [sys.executable, "-c", "import time; time.sleep(0.5)"]

    run_together({"short": short}, is_ready=lambda: True, ready=lambda: told.append(1))

    assert told == [1]


def test_first_that_ends_before_it_is_ready_starts_no_other() -> None:
    told = []

    ended = run_together(
        {"short": END, "sleeper": SLEEP}, is_ready=lambda: False, ready=lambda: told.append(1)
    )

    assert ended == "short"
    assert told == []
