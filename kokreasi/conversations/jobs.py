"""What conversations do every day."""

from datetime import datetime

from kokreasi.conversations.services import follows
from kokreasi.core.days import WIB
from kokreasi.outbox.schedule import daily


@daily(hour=6)
def tell_followers(now: datetime) -> None:
    """Tell everybody what happened in what they follow, in one mail each."""
    follows.tell(now.astimezone(WIB).date(), now=now)
