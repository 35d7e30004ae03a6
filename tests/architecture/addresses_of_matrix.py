"""Examples for the addresses of the matrix, by the name of the address."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.factories import make_plan
from kokreasi.proposals.exports.matrix import of_plan
from kokreasi.proposals.models import Row
from kokreasi.proposals.services.matrix import calls, returning, rows
from kokreasi.proposals.services.matrix.cells import Cell

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

NUMBERS = count(1)


def _row(leads: str = "") -> Row:
    plan = make_plan(f"m{next(NUMBERS)}")
    cells = [Cell("new", "title", "Open tenders"), Cell("new", "leads", leads)]
    return rows.add(plan, by=None, sent_as=["new"], cells=cells).rows["new"]


def matrix(_cast: Cast) -> dict[str, Any]:
    return {"code": _row().plan.code}


def row(_cast: Cast) -> dict[str, Any]:
    made = _row()
    return {"code": made.plan.code, "pk": made.pk}


def _asked(cast: Cast) -> Row:
    """A row that the focal point of the cast was asked to fill in."""
    ministry = make_ministry()
    RoleGrantFactory(user=cast["focal_point"], role=Role.FOCAL_POINT, body=ministry.reference)
    made = _row(ministry.name.id)
    today = today_in_jakarta()
    calls.open_to_institutions(made.plan, closes_on=today, message="", today=today, by=None)
    return made


def asked(cast: Cast) -> dict[str, Any]:
    return {"code": _asked(cast).plan.code}


def asked_row(cast: Cast) -> dict[str, Any]:
    made = _asked(cast)
    return {"code": made.plan.code, "pk": made.pk}


def file(_cast: Cast) -> dict[str, Any]:
    plan: Plan = _row().plan
    with of_plan(plan) as book:
        data = book.read()
    returned = returning.upload(plan, name="matriks.xlsx", data=data, sender=None)
    return {"code": plan.code, "pk": returned.pk}


MATRIX: dict[str, dict[str, Example]] = {
    "matrix:editor": {"draft": matrix, "asked": asked},
    "matrix:cells": {"draft": matrix, "asked": asked},
    "matrix:acts": {"draft": matrix, "asked": asked},
    "matrix:undo": {"draft": matrix, "asked": asked},
    "matrix:names": {"draft": matrix, "asked": asked},
    "matrix:start": {"draft": matrix},
    "matrix:row-add": {"draft": matrix, "asked": asked},
    "matrix:row": {"draft": row, "asked": asked_row},
    "matrix:arrange": {"draft": row, "asked": asked_row},
    "matrix:call": {"draft": matrix, "asked": asked},
    "matrix:call-close": {"draft": matrix},
    "matrix:workbook": {"draft": matrix, "asked": asked},
    "matrix:upload": {"draft": matrix},
    "matrix:review": {"draft": file},
}
