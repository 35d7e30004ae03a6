"""What conversations do every day."""

from datetime import datetime

from kokreasi.conversations import tasks
from kokreasi.conversations.services import follows
from kokreasi.core.days import WIB
from kokreasi.outbox.schedule import daily


@daily(hour=6)
def tell_followers(now: datetime) -> None:
    """Tell everybody what happened in what they follow, in one mail each."""
    tasks.tell.enqueue(now.astimezone(WIB).date().isoformat(), now.isoformat())


@daily(hour=4)
def clear_away_what_nobody_follows(now: datetime) -> None:
    """Forget addresses that never answered or have left."""
    follows.clear_away(now)
