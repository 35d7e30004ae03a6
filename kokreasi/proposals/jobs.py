"""What proposals do every day."""

from datetime import datetime

from kokreasi.outbox.schedule import daily
from kokreasi.proposals.services import citizens


@daily(hour=3)
def forget_what_was_never_confirmed(now: datetime) -> None:
    citizens.forget_unconfirmed(now)
