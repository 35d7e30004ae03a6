"""Take a matrix back that was sent as a file: look first, then apply what was chosen."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.matrix_words import in_words
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.services.order import locked
from kokreasi.proposals.models import MatrixReturn, Row
from kokreasi.proposals.queries.returned import Difference, Kind, Returned, compare
from kokreasi.proposals.services.matrix import rows
from kokreasi.proposals.services.matrix.cells import Cell, keep, put, table_of
from kokreasi.proposals.services.matrix.starting import attach
from kokreasi.reading import wire
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.matrix import Matrix
from kokreasi.reading.typed import matrix_in

LONGEST_FILE_NAME = 120
LARGEST_NUMBER = 9_999
"""Larger ones in a file are years, amounts or slips of the hand."""
UNUSABLE = frozenset({Code.NO_HEADER, Code.NO_ROWS})


class UnreadableFileError(DomainError):
    """A file that holds no matrix; says what is wrong with it."""


def upload(plan: Plan, *, name: str, data: bytes, sender: User | None) -> MatrixReturn:
    """Read a file of unknown origin in a limited process and keep what was read, not the file."""
    try:
        matrix = matrix_in(data, name)
    except ReadingError as error:
        raise UnreadableFileError(refusal_in_words(error)) from error
    for problem in matrix.problems:
        if problem.code in UNUSABLE:
            raise UnreadableFileError(in_words(problem).text)
    plain: Any = wire.plain(matrix)
    return MatrixReturn.objects.create(
        plan=plan,
        name=name[:LONGEST_FILE_NAME],
        reading=plain,
        sent_at=timezone.now(),
        sent_by=sender,
    )


def difference(returned: MatrixReturn) -> Returned:
    """Set the file beside the matrix as it stands now."""
    return compare(returned.plan, wire.build(Matrix, returned.reading))


@transaction.atomic
def apply(
    returned: MatrixReturn, chosen: Collection[str], *, seen: str, by: User | None
) -> MatrixReturn:
    """Do what was chosen of the difference, all of it or nothing; applied again changes nothing.

    `seen` is the fingerprint of the difference that the person had before them; where it is
    another one by now, `StaleError` is raised.
    """
    plan = locked(returned.plan)
    files = MatrixReturn.objects.select_for_update(of=("self",)).select_related("plan__record")
    now = files.get(pk=returned.pk)
    if now.applied_at is not None:
        return now
    found = difference(now)
    if found.fingerprint != seen:
        raise StaleError(_("The matrix changed since you looked. This is the new comparison."))
    wanted = [one for one in found.differences if one.key in chosen and not one.why]
    _write(plan, wanted, by=by)
    now.applied_at = timezone.now()
    now.save(update_fields=["applied_at"])
    return now


def _write(plan: Plan, wanted: Sequence[Difference], *, by: User | None) -> None:
    new = [one for one in wanted if one.kind == Kind.ADDED]
    made = rows.make(plan, _numbered(plan, new))
    changed = [one for one in wanted if one.kind == Kind.CHANGED]
    table = table_of(plan, {*(one.row for one in changed if one.row), *(row.pk for row in made)})
    cells = [
        Cell(one.row, one.name, one.new, table.rows[one.row].revision)
        for one in changed
        if one.row is not None
    ]
    cells += [
        Cell(row.pk, name, text)
        for row, one in zip(made, new, strict=True)
        for name, text in one.cells.items()
    ]
    put(table, cells)
    keep(table, by=by, added=made, says=gettext_lazy("took over a matrix that came back as a file"))
    for one in wanted:
        if one.kind == Kind.GONE and one.row is not None:
            rows.remove(plan.matrix_rows.get(pk=one.row), by=by)
        elif one.kind == Kind.ORDER:
            rows.reorder(plan, one.order, by=by)
    attach(plan)


def _numbered(plan: Plan, new: Sequence[Difference]) -> list[Row]:
    """Give new rows the numbers of the file where these are free, and such as a matrix has."""
    taken = set(plan.matrix_rows.standing().values_list("number", flat=True))
    usable = set(range(1, LARGEST_NUMBER + 1)) - taken
    return [Row(number=one.number if one.number in usable else 0) for one in new]
