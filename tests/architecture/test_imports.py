"""What a web server holds in memory."""

import subprocess
import sys

from tests.architecture.sources import ROOT

LOADED = (
    "import sys, django; django.setup(); "
    "from django.urls import get_resolver; get_resolver().url_patterns; "
    "from kokreasi.register import likeness; "
    "sys.exit('numpy' in sys.modules)"
)


def test_addresses_are_loaded_without_numpy() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, check=False)

    assert done.returncode == 0
