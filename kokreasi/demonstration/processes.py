"""Several processes that live and end together."""

import signal
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from types import FrameType

PAUSE = 0.1
PATIENCE = 15
ASKED_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(Exception):  # noqa: N818 - not an error: somebody asked for the end
    """Ctrl-C or a signal asks to stop."""


def run_together(
    commands: Mapping[str, Sequence[str]],
    *,
    is_ready: Callable[[], bool],
    ready: Callable[[], None],
) -> str | None:
    """Run the commands until one ends or a signal comes, then stop them all.

    `ready` is called once, as soon as `is_ready()`. Gives the name of the process that ended by
    itself, or None when a signal asked for the end. The processes form groups of their own, so
    that Ctrl-C reaches only this one, which stops them in order.
    """
    for number in ASKED_TO_END:
        signal.signal(number, _end)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own
        return _watch(running, is_ready, ready)
    except Ended:
        return None
    finally:
        for number in ASKED_TO_END:
            signal.signal(number, signal.SIG_IGN)
        _stop(running.values())


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _watch(
    running: Mapping[str, subprocess.Popen[bytes]],
    is_ready: Callable[[], bool],
    ready: Callable[[], None],
) -> str:
    told = False
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        if not told and is_ready():
            told = True
            ready()
        time.sleep(PAUSE)


def _stop(processes: Collection[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
