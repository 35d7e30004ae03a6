"""What conversations do every day."""

from datetime import datetime

from kokreasi.conversations.services import follows, telling
from kokreasi.core.days import WIB
from kokreasi.outbox.schedule import daily


@daily(hour=6)
def tell_followers(now: datetime) -> None:
    """Tell everybody what happened in what they follow, in one mail each."""
    telling.tell(now.astimezone(WIB).date(), now=now)


@daily(hour=4)
def clear_away_what_nobody_follows(now: datetime) -> None:
    """Forget addresses that never answered or have left."""
    follows.clear_away(now)
