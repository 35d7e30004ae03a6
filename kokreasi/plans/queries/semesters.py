"""The semesters in which a plan runs."""

from datetime import date

from kokreasi.plans.choices import Half, Semester


def semesters_between(first: date, last: date) -> list[Semester]:
    """List the half-years that lie wholly between two days, both included."""
    every = [
        Semester(year, half) for year in range(first.year, last.year + 1) for half in Half.values
    ]
    return [s for s in every if first <= _first_day(s) and _last_day(s) <= last]


def _first_day(semester: Semester) -> date:
    return date(semester.year, 1 if semester.half == Half.FIRST else 7, 1)


def _last_day(semester: Semester) -> date:
    if semester.half == Half.FIRST:
        return date(semester.year, 6, 30)
    return date(semester.year, 12, 31)
