"""The site as `./run` serves it, with the demonstration in a data folder of its own."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from kokreasi.demonstration.content import people

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 300  # seconds for database, static files and demonstration on a busy machine
NOT_INHERITED = ("DJANGO_SETTINGS_MODULE", "KOKREASI_DATABASE_URL", "KOKREASI_CACHE_URL")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the demonstration from this data folder; give the address."""
    port = _free_port()
    address = f"http://{HOST}:{port}"
    said = folder / "serve.log"
    with said.open("wb") as log, _one_at_a_time():
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(folder, address),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(address, server, said)
        except BaseException:
            server.terminate()
            server.wait(30)
            raise
    try:
        yield address
    finally:
        server.terminate()
        server.wait(30)


def surroundings(folder: Path, address: str) -> dict[str, str]:
    """Give the environment in which commands reach the site that is served from this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    given = {"KOKREASI_DATA": str(folder), "KOKREASI_ORIGIN": address}
    return kept | given | {"KOKREASI_LOG_LEVEL": "WARNING"}


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let only one server start at once: they collect the static files into the same folder."""
    with (ROOT / "manage.py").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{said.read_text(errors='replace')}")


def sign_in(page, role: str) -> None:
    """Sign in as the person whom the demonstration has for this role, as people do."""
    sheet = people()
    email = next(person.email for person in sheet.people if person.role == role)
    enter(page, email, sheet.password)


def turn_page(page, button):
    """Press a button that leads to another page, and wait until that page is here.

    Whoever counts what stands on it next would otherwise still count on the page before.
    """
    with page.expect_navigation():
        button.click()


def enter(page, email: str, password: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda address: "/masuk/" not in address)
