"""A server under measurement: granian with two workers, as ./run starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

HOST = "127.0.0.1"
WORKERS, THREADS, WAITING = 2, 4, 128  # as `serve` starts it

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Give the processor time of the server and its workers since they started."""
        return sum(_cpu(pid) for pid in (self.pid, *_children(self.pid)))

    def memory_mb(self) -> float:
        """Give the proportional memory of one worker, in MB."""
        shares = [_pss(pid) for pid in _children(self.pid)]
        return max(shares, default=0) / 1024


@contextmanager
def serving(target: str, *, port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI application on this machine until the block ends."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST),
        *("--port", str(port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--backpressure", str(WAITING), "--log-level", "error", "--no-ws", target),
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _wait(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(port: int) -> None:
    for _try in range(PATIENCE * 10):
        try:
            visitor = HTTPConnection(HOST, port, timeout=1)
            visitor.request("GET", "/")
            visitor.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"Nothing answers on port {port}.")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / TICKS


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
