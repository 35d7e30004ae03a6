"""The program that reads votes and statements in the layout of Polis, in a limited process.

`python -m kokreasi.consultations.imports.polis_reading votes --name=…`; it knows no Django.
"""

import sys
from dataclasses import asdict
from io import BytesIO
from typing import Any

from kokreasi.insights.opinions.polis_csv import read_comments, read_votes
from kokreasi.reading.serving import OnProgress, serve

COLUMNS = ("participants", "statements", "values", "timestamps")


def votes(data: bytes, _name: str, _on_progress: OnProgress) -> dict[str, Any]:
    """Give the columns of the votes in the order in which they were cast, and what is wrong."""
    read = read_votes(BytesIO(data))
    found: dict[str, Any] = {name: getattr(read, name).tolist() for name in COLUMNS}
    return found | {
        "repeated": read.repeated,
        "problems": [asdict(one) for one in read.problems],
        "problem_count": read.problem_count,
    }


def comments(data: bytes, _name: str, _on_progress: OnProgress) -> dict[str, Any]:
    """Give the statements, and what is wrong."""
    read = read_comments(BytesIO(data))
    return {
        "comments": [asdict(one) for one in read.comments],
        "problems": [asdict(one) for one in read.problems],
        "problem_count": read.problem_count,
    }


READERS = {"votes": votes, "comments": comments}

if __name__ == "__main__":
    sys.exit(serve(READERS, program="kokreasi.consultations.imports.polis_reading"))
