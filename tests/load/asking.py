"""Ask a server a bounded number of times over a few connections that stay open."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.load.server import HOST, Server

CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured: answers a second, and processor milliseconds of the server each."""

    per_second: float
    cpu_ms: float


def ask(server: Server, path: str, headers: Mapping[str, str], *, times: int) -> Round:
    """Ask `times` times in all; an answer other than 200 ends the bench."""
    before, started = server.cpu_seconds(), time.perf_counter()
    share = times // CONNECTIONS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda _: _ask(server.port, path, headers, share), range(CONNECTIONS)))
    seconds = time.perf_counter() - started
    asked = share * CONNECTIONS
    return Round(asked / seconds, (server.cpu_seconds() - before) * 1000 / asked)


def _ask(port: int, path: str, headers: Mapping[str, str], times: int) -> None:
    visitor = HTTPConnection(HOST, port, timeout=60)
    for _time in range(times):
        visitor.request("GET", path, headers=dict(headers))
        response = visitor.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}.")
