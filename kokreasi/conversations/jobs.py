"""What conversations do every day."""

from datetime import datetime

from kokreasi.conversations import tasks
from kokreasi.conversations.services import follows, remarks
from kokreasi.core.days import WIB
from kokreasi.outbox.schedule import daily


@daily(hour=6)
def tell_followers(now: datetime) -> None:
    """Tell everybody what happened in what they follow, in one mail each."""
    tasks.tell.enqueue(now.astimezone(WIB).date().isoformat(), now.isoformat())


@daily(hour=4)
def clear_away_what_nobody_claims(now: datetime) -> None:
    """Forget addresses that never answered or have left, and what was said under them."""
    remarks.forget_unconfirmed(now)
    follows.clear_away(now)
