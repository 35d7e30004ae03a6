"""What consultations do every day."""

from datetime import datetime

from kokreasi.consultations.services import forgetting
from kokreasi.outbox.schedule import daily


@daily(hour=4)
def forget_who_answered(now: datetime) -> None:
    """Forget what people said about themselves, and what was never sent, on the promised days."""
    forgetting.forget(now)
