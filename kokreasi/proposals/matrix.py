"""The columns of the matrix, by the names of their cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kokreasi.plans.choices import Half, Part, Semester
from kokreasi.plans.models import Period
from kokreasi.proposals.models import Row

PARTS = {"proposers": Part.PARTNER, "leads": Part.LEAD, "supporters": Part.SUPPORT}
"""Cells that name organisations, and the part these take."""
WORDS = ("title", *PARTS, "remarks")
CHOSEN = ("theme", "status")
"""Cells that hold one of the names that an office keeps."""
LONGEST_CELL_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid; `name` is that of its cells."""

    name: str
    label: str | Promise
    is_read_only: bool = False

    @property
    def is_measure(self) -> bool:
        return is_step(self.name)


def columns_of(periods: Iterable[Period]) -> list[Column]:
    """Give the columns in the order of the workbook."""
    return [
        Column("number", pgettext_lazy("matrix", "No"), is_read_only=True),
        Column("reference", _("Reference"), is_read_only=True),
        Column("theme", _("Theme")),
        Column("title", _("Proposal")),
        Column("proposers", pgettext_lazy("matrix", "Proposed by")),
        Column("leads", _("Leading institutions")),
        Column("supporters", _("Supporting institutions")),
        *(Column(step_name(period.semester), str(period)) for period in periods),
        Column("status", pgettext_lazy("matrix", "Status")),
        Column("remarks", _("Remarks")),
    ]


def step_name(semester: Semester) -> str:
    """Name the cell of a semester: `s2019-1`."""
    return f"s{semester.year}-{semester.half}"


def is_step(name: str) -> bool:
    return name.startswith("s") and name[1:2].isdigit()


def semester_of(name: str) -> Semester:
    year, half = name[1:].split("-")
    return Semester(int(year), Half(int(half)))


def texts_of(row: Row, steps: Mapping[str, str]) -> dict[str, str]:
    """Give what every cell of a row says; `steps` are the words of its semesters by cell."""
    return {
        "number": str(row.number),
        "reference": reference_of(row),
        "theme": theme_words(row),
        **{name: getattr(row, name) for name in WORDS},
        "status": status_words(row),
        **steps,
    }


def reference_of(row: Row) -> str:
    """Give the reference of the commitment or proposal that the row is about."""
    thing = row.commitment or row.proposal
    return thing.reference if thing else ""


def theme_words(row: Row) -> str:
    return row.theme.title.shown("id").text if row.theme else ""


def status_words(row: Row) -> str:
    """Give the status: that of the proposal where there is one, else what was chosen."""
    status = row.proposal.status if row.proposal else row.status
    return status.name.shown("id").text if status else ""
