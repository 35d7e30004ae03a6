"""A measurement in a process, a data folder and a database of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
IN_DJANGO = ("manage.py", "shell", "-v0", "-c")
WITHOUT_DJANGO = ("-c",)


def told_by(
    code: str, *, via: Sequence[str] = (), start: Sequence[str] = IN_DJANGO
) -> dict[str, Any]:
    """Run code that prints JSON as its last line, and give what it told.

    `via` is a command that runs another one, such as `scripts/with_postgresql`.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "KOKREASI_DATA": folder,
            "KOKREASI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
        }
        done = subprocess.run(
            [*via, sys.executable, *start, code],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(*via, code, told, file=sys.stderr)
    return told
