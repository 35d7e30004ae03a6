"""What takes too long for a job: telling thousands who follow."""

from datetime import date, datetime

from django_tasks import task

from kokreasi.conversations.services import telling


@task()
def tell(day: str, now: str) -> None:
    """Tell those who follow what was told by this moment; safe to run twice."""
    telling.tell(date.fromisoformat(day), now=datetime.fromisoformat(now))
