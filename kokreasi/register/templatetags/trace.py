"""How the way of a thing is shown."""

from collections.abc import Sequence
from typing import Any

from django import template

from kokreasi.register.trace import Station

register = template.Library()

SHOWN = 4


@register.inclusion_tag("register/trace.html")
def trace_strip(stations: Sequence[Station]) -> dict[str, Any]:
    """Show the stations of a way; of a crowded one the first stops, the rest folded away.

    The page links `register/trace.css`.
    """
    rows = [(station, station.stops[:SHOWN], station.stops[SHOWN:]) for station in stations]
    return {"rows": rows}
