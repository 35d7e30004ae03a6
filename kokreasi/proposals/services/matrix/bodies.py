"""Which organisations the cells of a row surely name; nobody is guessed, nothing is created."""

from collections.abc import Iterable

from kokreasi.organisations.finding import Index, current_index
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Plan
from kokreasi.proposals.matrix import PARTS
from kokreasi.proposals.models import Row, RowBody
from kokreasi.reading.names import names_in


def name_bodies(rows: Iterable[Row]) -> None:
    """Keep beside the rows exactly the organisations that their cells surely name."""
    each = list(rows)
    if not each:
        return
    index = current_index()
    RowBody.objects.filter(row__in=each).delete()
    RowBody.objects.bulk_create(
        RowBody(row=row, part=part, organisation_id=pk)
        for row in each
        for name, part in PARTS.items()
        for pk in sure(index, getattr(row, name))
    )


def name_again(plan: Plan) -> None:
    """Name them anew, for names may be known today that nobody knew when they were written."""
    name_bodies(plan.matrix_rows.standing())


def sure(index: Index, text: str) -> list[int]:
    """Give the organisations of which exactly one is called as the cell says, in their order."""
    found = [index.exact(name) for name in names_in(text).names]
    return list(dict.fromkeys(next(iter(one)) for one in found if len(one) == 1))


def take_over(loser: Organisation, *, into: Organisation) -> None:
    """Give the survivor of a merge the rows that named the other; once where both were named."""
    for body in RowBody.objects.filter(organisation=loser):
        is_named = RowBody.objects.filter(row=body.row_id, part=body.part, organisation=into)
        if is_named.exists():
            body.delete()
        else:
            body.organisation = into
            body.save(update_fields=["organisation"])
