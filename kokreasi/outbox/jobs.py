"""What the outbox does every day."""

from datetime import datetime

from kokreasi.outbox import services
from kokreasi.outbox.schedule import daily


@daily(hour=3)
def forget_what_is_long_sent(now: datetime) -> None:
    services.forget(now)
