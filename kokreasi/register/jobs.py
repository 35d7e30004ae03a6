"""What the register does every night."""

from datetime import datetime

from kokreasi.outbox.schedule import daily
from kokreasi.register import likeness


@daily(hour=3)
def count_roots(_now: datetime) -> None:
    """Count anew which roots are rare among the records."""
    likeness.recount()
