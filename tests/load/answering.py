"""Measure how fast answers are taken, beside a bare insert; put the figures into the report.

`.venv/bin/python -m tests.load.answering`, on SQLite and on PostgreSQL where that is there; takes a
few minutes. The other sections stay.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.load.asking import CONNECTIONS
from tests.load.scratch import WITHOUT_DJANGO, told_by
from tests.load.server import HOST, Server, serving
from tests.load.similar import DATABASES, REPORT, ROOT, replaced

HEADING = "## Answers to a consultation"
BARE_PORT, OUR_PORT = 8941, 8942
EACH, ROUNDS = 200, 3
FEW, MANY = 0, 100_000
COOKIE = "csrftoken={csrf}; perangkat={token}"
CSRF = "a" * 64
Figures = dict[str, Any]
Round = tuple[float, float]
"""Answers a second, and processor milliseconds of the server for each."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--many", type=int, default=MANY)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    text = "\n".join([HEADING, "", *lines(given.many), ""])
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))


def lines(many: int) -> Iterator[str]:
    yield (
        f"Ten questions, sent from a draft; {CONNECTIONS} connections, {ROUNDS} rounds in turns, "
        f"{EACH} answers each; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores meanwhile."
    )
    yield ""
    yield (
        "| Database | answers there | SQL | CPU ms inside | answers/s | bare insert/s | ratio "
        "| CPU ms ours / bare |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for name, around in DATABASES.items():
        for number in (FEW, many):
            yield _line(name, number, inside(around, number))


def _line(name: str, number: int, got: Figures) -> str:
    ours, bare = got["ours"], got["bare"]
    ratio = median(a[0] / b[0] for a, b in zip(ours, bare, strict=True))
    return (
        f"| {name} | {number:,} | {got['sql']} | {got['cpu']:.1f} | {_middle(ours, 0):.0f} "
        f"| {_middle(bare, 0):.0f} | {ratio:.2f} "
        f"| {_middle(ours, 1):.1f} / {_middle(bare, 1):.1f} |"
    )


def _middle(rounds: list[Round], part: int) -> float:
    return median(one[part] for one in rounds)


def inside(around: list[str], number: int) -> Figures:
    """Measure with this many answers."""
    code = f"from tests.load.answering import tell; tell({number})"
    return told_by(code, via=around, start=WITHOUT_DJANGO)


def tell(number: int) -> None:
    """Prepare, measure and tell as JSON; the database is the one that the environment names."""
    prepared = _in_django(f"from tests.load.answers import prepare; prepare({number})")
    pool = iter(prepared["tokens"])
    path = f"/konsultasi/{prepared['reference']}/isi/kirim/"
    figures: Figures = {"sql": prepared["sql"], "cpu": prepared["cpu"], "ours": [], "bare": []}
    environment = dict(os.environ)
    with (
        serving(
            "tests.load.bare_insert:application", port=BARE_PORT, environment=environment
        ) as bare,
        serving("config.wsgi:application", port=OUR_PORT, environment=environment) as ours,
    ):
        for _round in range(ROUNDS):
            figures["bare"].append(_send(bare, "/", [""] * EACH))
            figures["ours"].append(_send(ours, path, [next(pool) for _one in range(EACH)]))
    print(json.dumps(figures))


def _in_django(code: str) -> Figures:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    told: Figures = json.loads(done.stdout.splitlines()[-1])
    return told


def _send(server: Server, path: str, tokens: list[str]) -> Round:
    before, started = server.cpu_seconds(), time.perf_counter()
    shares = [tokens[start::CONNECTIONS] for start in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda share: _post(server.port, path, share), shares))
    seconds = time.perf_counter() - started
    return len(tokens) / seconds, (server.cpu_seconds() - before) * 1000 / len(tokens)


def _post(port: int, path: str, tokens: list[str]) -> None:
    visitor = HTTPConnection(HOST, port, timeout=60)
    body = urlencode({"csrfmiddlewaretoken": CSRF, "revisi": 1, "versi": 1})
    for token in tokens:
        headers = {
            "Cookie": COOKIE.format(csrf=CSRF, token=token),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        method, sent, expected = ("POST", body, 302) if token else ("GET", None, 200)
        status = _status(visitor, method, path, sent, headers)
        if status != expected:
            raise RuntimeError(f"{path} answered {status}.")


def _status(visitor: HTTPConnection, *asked: Any) -> int:
    """Ask; once more where the server had closed the connection meanwhile, as browsers do."""
    try:
        visitor.request(*asked)
        response = visitor.getresponse()
    except RemoteDisconnected:
        visitor.close()
        visitor.request(*asked)
        response = visitor.getresponse()
    response.read()
    return response.status


if __name__ == "__main__":
    main()
