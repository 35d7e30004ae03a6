"""How much a reader may use, and how a process gives up the rest."""

import resource
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
OPEN_FILES = 64


@dataclass(frozen=True)
class Limits:
    """Bytes and seconds for reading one file."""

    input_bytes: int = 20 * MEGABYTE
    output_bytes: int = 20 * MEGABYTE
    memory_bytes: int = 512 * MEGABYTE
    cpu_seconds: int = 10
    wall_seconds: float = 30.0


DEFAULT = Limits()
DOCUMENTS = Limits(cpu_seconds=20, wall_seconds=150.0)
"""For notes. Reading is bound by its processor time; only Tesseract may take longer."""
ANSWERS = Limits(cpu_seconds=30, wall_seconds=120.0, memory_bytes=768 * MEGABYTE)
"""For tables of up to 20,000 answers."""


def give_up_the_rest(limits: Limits) -> None:
    """Let this process never use more; there is no way back, so only a child calls it.

    It runs in the child after its start, not between fork and exec, where Python is unsafe in a
    server with threads.
    """
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        amount = amount if most == resource.RLIM_INFINITY else min(amount, most)  # noqa: PLW2901
        resource.setrlimit(kind, (amount, amount))
