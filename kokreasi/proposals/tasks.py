"""What proposals do later."""

from django.utils import timezone
from django_tasks import task

from kokreasi.conversations.models import Response
from kokreasi.proposals.services.announcing import tell_decision as tell


@task()
def tell_decision(response_id: int) -> None:
    """Tell authors and supporters what was decided, once each."""
    rows = Response.objects.select_related("unit__record", "leads_to")
    tell(rows.get(pk=response_id), at=timezone.now())
