"""The reader's own process for notes: `python -m kokreasi.reading.minutes minutes FILE`."""

import sys
from collections.abc import Mapping

from kokreasi.reading.minutes.reader import read_minutes_file
from kokreasi.reading.serving import Reader, serve

READERS: Mapping[str, Reader] = {"minutes": read_minutes_file}

if __name__ == "__main__":
    sys.exit(serve(READERS, program="kokreasi.reading.minutes"))
