"""Pages of lists."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from kokreasi.core.page_cache import LONGEST_QUERY, kept_until_change

PAGE_LENGTH = 20


Rows = models.QuerySet[Any]
Read = Callable[[Any], Any]


class KeysFirst:
    """Rows that are sorted as keys alone; only those of a page are then read with all they show.

    A database that sorts thousands of rows carries along whatever is asked of each. The rows are
    sorted by their own columns.
    """

    def __init__(self, rows: Rows, read: Read) -> None:
        self.rows = rows
        self.read = read

    def count(self) -> int:
        number: int = self.rows.count()
        return number

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> Any:
        found = self.rows.model._default_manager.filter(pk__in=self.rows.values("pk")[part])
        ordering = self.rows.query.order_by
        return self.read(found.order_by(*ordering) if ordering else found)


class CountedOnce(Paginator[models.Model]):
    """Counts the rows of a list once until data change; `name` tells lists apart."""

    def __init__(self, rows: Any, *, name: str) -> None:
        super().__init__(rows, PAGE_LENGTH)
        self.rows = rows
        self.name = name

    @cached_property
    def count(self) -> int:
        number: int = kept_until_change(f"count-{self.name}", self.rows.count)
        return number


def page_of(
    request: HttpRequest, rows: Rows, *, read: Read | None = None, whose: int | None = None
) -> Page[models.Model]:
    """Give the page that the address asks for; the nearest one where there is none such.

    `read` adds to the rows of the page whatever it shows of them. `whose` is the key of the person
    whose own rows they are; None where whoever may open the page finds the same.
    """
    asked = request.GET.copy()
    number = asked.pop("page", ["1"])[-1]
    name = f"{request.path}?{asked.urlencode()}#{whose or ''}"
    listed: Any = KeysFirst(rows, read) if read else rows
    counted = len(name) <= LONGEST_QUERY
    paginator = CountedOnce(listed, name=name) if counted else Paginator(listed, PAGE_LENGTH)
    return paginator.get_page(number)
