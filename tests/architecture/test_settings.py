"""Production starts with everything it needs or not at all, and says what is missing."""

import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

COMPLETE = {
    "KOKREASI_SECRET_KEY": "a-long-secret-that-is-only-used-by-this-test-and-nowhere-else-12345",
    "KOKREASI_HOSTS": "kokreasi.example",
    "KOKREASI_ORIGIN": "https://kokreasi.example",
    "KOKREASI_MAIL_URL": "smtp://localhost:25",
    "KOKREASI_PROTECTION_OFFICER": "dpo@kokreasi.example",
}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOKREASI_")}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    return subprocess.run(
        [sys.executable, "-c", "import config.settings.production"],
        env=kept | settings | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_everything() -> None:
    assert start(COMPLETE).returncode == 0


@pytest.mark.parametrize(
    "name", ["KOKREASI_SECRET_KEY", "KOKREASI_MAIL_URL", "KOKREASI_PROTECTION_OFFICER"]
)
def test_production_names_what_is_missing(name) -> None:
    result = start({key: value for key, value in COMPLETE.items() if key != name})

    assert result.returncode == 1
    assert name in result.stderr.splitlines()[-1]


def test_production_is_not_served_without_encryption() -> None:
    result = start(COMPLETE | {"KOKREASI_ORIGIN": "http://kokreasi.example"})

    assert result.returncode == 1
    assert "https://" in result.stderr.splitlines()[-1]
