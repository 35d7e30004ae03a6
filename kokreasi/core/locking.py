"""Lock rows so that what is read with them is as fresh as they are."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def hold(rows: QuerySet[Any], keys: Iterable[int]) -> None:
    """Lock rows in one order, so that two who want the same ones never wait for each other."""
    wanted = rows.model._base_manager.select_for_update().filter(pk__in=list(keys))
    list(wanted.order_by("pk").values_list("pk", flat=True))


def fresh(rows: QuerySet[Row], key: int) -> Row:
    """Lock a row, and only then read it with what it is joined to.

    In one query PostgreSQL would find the row that it waited for changed and join it to what it
    pointed to *before*: a proposal that has moved on is then not there at all, and a record with a
    new version seems to have none.
    """
    hold(rows, [key])
    return rows.get(pk=key)
