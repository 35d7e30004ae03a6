"""One reader in a process of its own: limits first, then the bytes, then JSON.

The two programs made of it (`kokreasi.reading`, for tables, and `kokreasi.reading.minutes`, for
notes) differ in what they load: a table needs nothing of what reads a PDF.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from kokreasi.reading import wire
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError, TooLargeError
from kokreasi.reading.limits import DEFAULT, Limits, give_up_the_rest

OnProgress = Callable[[float], None]
Reader = Callable[[bytes, str, OnProgress], object]
STEPS = 100


def serve(readers: Mapping[str, Reader], *, program: str) -> int:
    """Read the file or the standard input that the arguments name and print the answer."""
    arguments = _arguments(readers, program)
    limits = Limits(**json.loads(arguments.limits)) if arguments.limits else DEFAULT
    give_up_the_rest(limits)
    data = arguments.file.read_bytes() if arguments.file else sys.stdin.buffer.read()
    name = arguments.file.name if arguments.file else arguments.name
    reader = readers[arguments.reader]
    answer = answer_of(reader, data, name, limits, Progress(arguments.progress))
    sys.stdout.buffer.write(answer.encode())
    return 0


def answer_of(
    reader: Reader, data: bytes, name: str, limits: Limits, on_progress: OnProgress
) -> str:
    """Give what was read, or the refusal, as JSON that is never longer than allowed."""
    try:
        answer = wire.dumps({"read": reader(data, name, on_progress)})
        if len(answer.encode()) > limits.output_bytes:
            raise TooLargeError(Code.OUTPUT_TOO_LARGE, {"limit": limits.output_bytes})
    except ReadingError as error:
        return wire.dumps({"refused": error.code, "params": error.params})
    except MemoryError:
        params = {"limit": limits.memory_bytes}
        return wire.dumps({"refused": Code.TOO_MUCH_MEMORY, "params": params})
    return answer


class Progress:
    """Tells the parent through a pipe, one byte for each hundredth, and never waits for it."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe
        self.told = 0
        if pipe >= 0:
            os.set_blocking(pipe, False)

    def __call__(self, share: float) -> None:
        steps = min(int(share * STEPS), STEPS)
        if self.pipe < 0 or steps <= self.told:
            return
        self.told = steps
        try:
            os.write(self.pipe, bytes([steps]))
        except OSError:  # the parent has gone, or reads nothing
            self.pipe = -1


def _arguments(readers: Mapping[str, Reader], program: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=__doc__)
    parser.add_argument("reader", choices=sorted(readers))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--name", default="", help="what the file was called")
    parser.add_argument("--limits", default="", help="limits as JSON")
    parser.add_argument("--progress", type=int, default=-1, help="where to tell how far it is")
    return parser.parse_args()
