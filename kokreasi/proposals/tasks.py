"""What proposals do later."""

from django.utils import timezone
from django_tasks import task

from kokreasi.proposals import telling


@task()
def tell_decision(response_id: int) -> None:
    """Tell authors and supporters what was decided, once each."""
    telling.tell_decision(response_id, at=timezone.now())
