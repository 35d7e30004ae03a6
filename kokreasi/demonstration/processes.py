"""Several processes that live and end together."""

import signal
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from types import FrameType

Process = subprocess.Popen[bytes]

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

    The others start as soon as the first `is_ready()`, so that they do not slow it down; then
    `ready` is called. Gives the name of the process that ended by itself, or None when a signal
    asked for the end. The processes form groups of their own, so that Ctrl-C reaches only this
    one, which stops them in order.
    """
    for number in ASKED_TO_END:
        signal.signal(number, _end)
    running: dict[str, Process] = {}
    try:
        first, *others = commands
        running[first] = _start(commands[first])
        if ended := _watch(running, until=is_ready):
            return ended
        running |= {name: _start(commands[name]) for name in others}
        ready()
        return _watch(running, until=lambda: False)
    except Ended:
        return None
    finally:
        for number in ASKED_TO_END:
            signal.signal(number, signal.SIG_IGN)
        _stop(running.values())


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _start(command: Sequence[str]) -> Process:
    return subprocess.Popen(command, process_group=0)  # noqa: S603 - our own commands


def _watch(running: Mapping[str, Process], *, until: Callable[[], bool]) -> str | None:
    """Wait until something is so, or give the name of the first process that ends before."""
    while not until():
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(PAUSE)
    return None


def _stop(processes: Collection[Process]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
