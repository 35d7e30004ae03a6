"""Reading in a child process that may use only so much time and memory.

Bytes go in through a file, JSON comes out through a file, nothing is pickled. The child gets an
empty environment: whatever it reads, there is no secret in it to find.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NamedTuple

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError, TookTooLongError, TooLargeError, error_for
from kokreasi.reading.limits import DEFAULT, Limits
from kokreasi.reading.serving import STEPS, OnProgress

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
TABLES = "kokreasi.reading"
PROGRAMS = {"minutes": "kokreasi.reading.minutes"}
"""The program that has a reader, where it is not that for tables."""
SAID_LAST = 500
"""Characters of the child's last words that are kept for the log."""


class Files(NamedTuple):
    """What goes in and what comes out of a child."""

    given: IO[bytes]
    answer: IO[bytes]
    said: IO[bytes]


def read(
    reader: str,
    data: bytes,
    name: str,
    limits: Limits = DEFAULT,
    on_progress: OnProgress | None = None,
    *,
    program: str = "",
) -> Any:
    """Run one of the readers of a `__main__` in a child and give back its plain JSON.

    `program` is the module that has the reader, where that lies outside this library.
    """
    if len(data) > limits.input_bytes:
        params = {"limit": limits.input_bytes, "found": len(data)}
        raise TooLargeError(Code.INPUT_TOO_LARGE, params)
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as said,
    ):
        given.write(data)
        given.seek(0)
        command = _command(program or PROGRAMS.get(reader, TABLES), reader, name, limits)
        files = Files(given, answer, said)
        status = _run(command, limits, on_progress or _tell_nobody, files)
        if status:
            raise _failure(status, limits, _last_words(said))
        answer.seek(0)
        return _opened(answer.read(limits.output_bytes + 1))


def _command(program: str, reader: str, name: str, limits: Limits) -> list[str]:
    safe_name = name.replace("\0", "")[:255].encode("utf-8", "replace").decode()
    return [
        sys.executable,
        "-m",
        program,
        reader,
        f"--name={safe_name}",
        f"--limits={json.dumps(asdict(limits))}",
    ]


def _run(command: list[str], limits: Limits, on_progress: OnProgress, files: Files) -> int:
    """Run the command to its end, or kill it with everything it started."""
    ends = time.monotonic() + limits.wall_seconds
    listening, telling = os.pipe()
    try:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
            [*command, f"--progress={telling}"],
            cwd=ROOT,
            env=environment(),
            start_new_session=True,
            pass_fds=[telling],
            stdin=files.given,
            stdout=files.answer,
            stderr=files.said,
        )
    except BaseException:
        os.close(listening)
        raise
    finally:
        os.close(telling)
    try:
        _listen(listening, ends, on_progress)
        return child.wait(max(ends - time.monotonic(), 0))
    except subprocess.TimeoutExpired as error:
        params = {"limit": int(limits.wall_seconds)}
        raise TookTooLongError(Code.TOOK_TOO_LONG, params) from error
    finally:
        os.close(listening)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _listen(pipe: int, ends: float, on_progress: OnProgress) -> None:
    """Pass on what the child tells until it closes the pipe, which it does by ending."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(ends - time.monotonic(), 0)):
            told = os.read(pipe, STEPS)
            if not told:
                return
            on_progress(told[-1] / STEPS)


def environment() -> dict[str, str]:
    """Give the child nothing but its language and where programs are, for Tesseract."""
    return ENVIRONMENT | {"PATH": os.environ.get("PATH", os.defpath)}


def _tell_nobody(_share: float) -> None:
    return


def _failure(status: int, limits: Limits, detail: str) -> ReadingError:
    """Tell from how the child died which limit it met."""
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return error_for(Code.TOOK_TOO_LONG, {"limit": limits.cpu_seconds}, detail=detail)
    if status == -signal.SIGABRT or "MemoryError" in detail:
        return error_for(Code.TOO_MUCH_MEMORY, {"limit": limits.memory_bytes}, detail=detail)
    return error_for(Code.READER_FAILED, {}, detail=detail)


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace")[-SAID_LAST:]


def _opened(answer: bytes) -> Any:
    message = json.loads(answer)
    if "refused" in message:
        raise error_for(Code(message["refused"]), message["params"])
    return message["read"]
