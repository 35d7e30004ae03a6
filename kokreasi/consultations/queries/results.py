"""Which results somebody may read."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import Result, ResultFile
from kokreasi.people.visitors import Visitor

FILES = Prefetch("files", ResultFile.objects.select_related("file").order_by("format", "language"))


def result_of(visitor: Visitor, reference: str, number: int) -> Result:
    """Give a result that is made and that the visitor may read, or answer that there is none."""
    visible = Result.objects.visible_to(visitor).filter(state=Work.READY)
    rows = visible.select_related("consultation__record", "consultation__stage__plan")
    return get_object_or_404(
        rows.prefetch_related(FILES), consultation__record__reference=reference, number=number
    )
