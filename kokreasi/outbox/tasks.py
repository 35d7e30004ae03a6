"""What the worker does for the outbox."""

from django.utils import timezone
from django_tasks import task

from kokreasi.outbox import delivery


@task()
def deliver(message_id: int) -> None:
    delivery.deliver(message_id, now=timezone.now())
