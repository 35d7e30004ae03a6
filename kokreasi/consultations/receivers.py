"""What consultations do when something is asked of them from below."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from kokreasi.consultations.queries.trace import findings_on
from kokreasi.people.visitors import Visitor
from kokreasi.register.events import stations_asked
from kokreasi.register.models import Record
from kokreasi.register.trace import Station


@receiver(stations_asked, dispatch_uid="consultations.name_findings")
def name_findings(*, way: Sequence[Record], visitor: Visitor, **_signal: Any) -> list[Station]:
    """Show what people said that changed a commitment."""
    return [findings_on(way, visitor)]
