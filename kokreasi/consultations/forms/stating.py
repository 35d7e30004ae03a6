"""A number that a source published about a consultation."""

from kokreasi.register.models import StatedFigure
from kokreasi.register.revising import RowForm


class StatedForm(RowForm):
    """What is counted, the number, and where the source says so."""

    model = StatedFigure
    names = ("label", "value", "unit", "source", "source_url")
