"""What proposals do every day."""

from datetime import datetime

from kokreasi.outbox.schedule import daily, hourly
from kokreasi.proposals.services import announcing, citizens


@daily(hour=3)
def forget_what_was_never_confirmed(now: datetime) -> None:
    citizens.forget_unconfirmed(now)


@hourly
def tell_what_was_not_told(now: datetime) -> None:
    """Make up for a task that was lost between the publication and the mails."""
    announcing.tell_untold(now)
