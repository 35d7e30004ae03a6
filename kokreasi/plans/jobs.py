"""What plans do every hour."""

from datetime import datetime

from kokreasi.outbox.schedule import hourly
from kokreasi.plans.services import documents


@hourly
def take_up_documents(now: datetime) -> None:
    """Have the documents made that a killed worker left behind."""
    documents.take_up(now)
