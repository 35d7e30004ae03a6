"""The attendance list as a table, for the secretariat; `imports.attendance` reads it again.

Headers and what stands in the cells are Indonesian in every language, because offices send the
file on.
"""

from collections.abc import Iterable

from kokreasi.core.tabular import Column
from kokreasi.meetings.choices import Disability, Gender
from kokreasi.meetings.models import Attendance, Meeting

GENDER = {Gender.WOMAN: "P", Gender.MAN: "L", Gender.OTHER: "Lainnya", Gender.NOT_SAID: ""}
DISABILITY = {Disability.YES: "Ya", Disability.NO: "Tidak", Disability.NOT_SAID: ""}

COLUMNS: tuple[Column[Attendance], ...] = (
    Column("Nama", lambda a: a.name),
    Column("Instansi", lambda a: a.organisation_words or str(a.organisation or "")),
    Column("Jabatan", lambda a: a.position),
    Column("L/P", lambda a: GENDER[Gender(a.gender)]),
    Column("Disabilitas", lambda a: DISABILITY[Disability(a.disability)]),
    Column("Surel", lambda a: a.email),
    Column("Tanggal", lambda a: a.day),
)


def rows_of(meeting: Meeting) -> Iterable[Attendance]:
    """Give who came and is still known by name, in the order in which they were recorded."""
    named = Attendance.objects.filter(meeting=meeting).named()
    return named.select_related("organisation__record").prefetch_related("organisation__names")
