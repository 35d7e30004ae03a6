"""A site that can be killed: its own data, its own server, and people who answer at once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from django.core import signing

from kokreasi.consultations import devices
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.views.answering.visiting import BEGUN

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 120  # seconds until a server answers on a busy machine
CSRF = "a" * 64
SECRET = "only-for-tests"  # that of the tests, so that they can sign tokens of devices

PREPARE = """
import json, sys
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable")
from django.utils import timezone
from kokreasi.consultations.tests.factories import published
now = timezone.now()
made = published(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
print(json.dumps([made.pk, made.reference]))
"""
TELL = """
import json
from kokreasi.consultations.models import Submission, Trace
rows = Submission.objects.values_list("trace__device", "answers", "background__values")
print(json.dumps(list(rows)))
"""


class Site:
    """One data folder (or database) with an open consultation, served and killed at will."""

    def __init__(self, folder: Path, database: str, port: int) -> None:
        self.port = port
        self.environment = {
            **os.environ,
            "KOKREASI_DATA": str(folder),
            "KOKREASI_DATABASE_URL": database,
            "KOKREASI_SECRET_KEY": SECRET,
            "KOKREASI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
        }
        self.pk, self.reference = self.asked(PREPARE)

    def asked(self, code: str):
        """Run code inside the site, and give what it printed last as JSON."""
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, check=True, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(self) -> Iterator[subprocess.Popen[bytes]]:
        """Serve as ./run does; kill whatever is left of it at the end, as a power cut does."""
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST),
            *("--port", str(self.port), "--workers", "2", "--blocking-threads", "4"),
            *("--log-level", "critical", "--no-ws", "config.wsgi:application"),
        ]
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        try:
            self._wait(server)
            yield server
        finally:
            kill(server)

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            with suppress(OSError, HTTPException):
                if self.ask("GET", "/healthz", {}).status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError("The server does not answer.")

    def ask(self, method, path, sent, *, token=""):
        """Send a form as a browser would, and give the answer."""
        visitor = HTTPConnection(HOST, self.port, timeout=30)
        cookies = f"csrftoken={CSRF}; {devices.COOKIE}={token}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"csrfmiddlewaretoken": CSRF} | sent)
        visitor.request(method, path, body if method == "POST" else None, headers)
        answer = visitor.getresponse()
        answer.read()
        visitor.close()
        return answer

    def fill(self, token):
        base = json.dumps(dict.fromkeys(["stance", "remarks", "gender"], ""))
        shown = {"base": base, "mulai": self._shown(token)}
        page = {"halaman": "views", "stance": "for", "remarks": token} | shown
        person = {"halaman": "person", "gender": "female"} | shown
        return [
            self.ask("POST", f"/konsultasi/{self.reference}/isi/simpan/", sent, token=token).status
            for sent in (page, person)
        ]

    def _shown(self, token) -> str:
        """Sign that the device was shown the page, as the page does: else it counts as new."""
        device = devices.device_hash(Consultation(pk=self.pk), token)
        return signing.dumps([device, int(time.time())], salt=BEGUN)

    def send(self, token):
        seen = {"revisi": "2", "versi": "1"}
        return self.ask("POST", f"/konsultasi/{self.reference}/isi/kirim/", seen, token=token)


def kill(server: subprocess.Popen[bytes]) -> None:
    """End a server and its workers at once, without a word."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
