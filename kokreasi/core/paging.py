"""Pages of lists."""

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from kokreasi.core.page_cache import LONGEST_QUERY, kept_until_change

PAGE_LENGTH = 20


class CountedOnce(Paginator[models.Model]):
    """Counts the rows of a list once until data change; `name` tells lists apart."""

    def __init__(self, rows: models.QuerySet[models.Model], *, name: str) -> None:
        super().__init__(rows, PAGE_LENGTH)
        self.rows = rows
        self.name = name

    @cached_property
    def count(self) -> int:
        return kept_until_change(f"count-{self.name}", self.rows.count)


def page_of(request: HttpRequest, rows: models.QuerySet[models.Model]) -> Page[models.Model]:
    """Give the page that the address asks for; the nearest one where there is none such."""
    asked = request.GET.copy()
    number = asked.pop("page", ["1"])[-1]
    name = f"{request.path}?{asked.urlencode()}"
    counted = len(name) <= LONGEST_QUERY
    paginator = CountedOnce(rows, name=name) if counted else Paginator(rows, PAGE_LENGTH)
    return paginator.get_page(number)
