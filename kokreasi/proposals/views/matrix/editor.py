"""The matrix as a table that is edited like a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.finding import Index, current_index
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Period, Plan
from kokreasi.proposals.matrix import PARTS, Column, columns_of
from kokreasi.proposals.models import Row
from kokreasi.proposals.queries import matrix as queries
from kokreasi.proposals.rules import may_an_institution_write
from kokreasi.proposals.services.matrix.choosing import statuses
from kokreasi.proposals.views.matrix.finding import matrix_for
from kokreasi.reading.names import names_in

FILTERS = ("tema", "lembaga", "status")
UNFILLED = "isian"


@login_required
@require_safe
def editor(request: SignedInRequest, code: str) -> HttpResponse:
    plan = matrix_for(request.user, code)
    return page(request, plan)


def page(
    request: SignedInRequest, plan: Plan, *, status: int = 200, **instead: Any
) -> HttpResponse:
    visitor, periods = request.user, list(plan.periods.all())
    columns = columns_of(periods)
    rows = found(visitor, plan, request.GET)
    latest = plan.matrix_acts.order_by("-pk").values_list("pk", flat=True).first()
    everything = is_secretariat(visitor)
    context = {
        "plan": plan,
        "at": "matrix",
        "columns": columns,
        "lines": lines(visitor, rows, periods, columns),
        "count": len(rows),
        "themes": list(plan.themes.all()),
        "statuses": statuses(),
        "bodies": queries.bodies_in(plan) if everything else [],
        "call": queries.open_call(plan, today_in_jakarta()),
        "latest": latest or 0,
        "here": reverse("matrix:editor", args=[plan.code]),
        "everything": everything,
        "filtered": {name: request.GET.get(name, "") for name in (*FILTERS, UNFILLED)},
        "is_filtered": any(request.GET.get(name) for name in (*FILTERS, UNFILLED)),
        "empty": queries.EMPTY,
    }
    return render(request, "proposals/matrix/editor.html", context | instead, status=status)


def found(visitor: User, plan: Plan, asked: QueryDict) -> list[Row]:
    """Give the rows that the visitor may read, narrowed as the address asks."""
    rows: QuerySet[Row] = Row.objects.visible_to(visitor).standing().filter(plan=plan)
    theme, body, status = (asked.get(name, "")[:100] for name in FILTERS)
    rows = queries.narrowed(rows, theme=theme, body=body, status=status)
    if asked.get(UNFILLED) == queries.EMPTY:
        rows = queries.unfilled(rows)
    return list(queries.whole(rows))


def lines(
    visitor: User, rows: Sequence[Row], periods: Sequence[Period], columns: Sequence[Column]
) -> SafeString:
    """Write the rows: 300 are 4,000 cells, too many for templates."""
    writing = Writing(visitor, columns)
    texts = queries.texts_by_row(rows, periods)
    written = (writing.line(row, texts[row.pk]) for row in rows)
    return mark_safe("\n".join(written))  # noqa: S308 - every text in it is escaped


class Writing:
    """Writes rows as HTML; tells which cells the visitor may write."""

    def __init__(self, visitor: User, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.index: Index = current_index()
        self.everything = is_secretariat(visitor)
        mine = Row.objects.none()
        if not self.everything:
            mine = Row.objects.asked_of(visitor, today_in_jakarta())
        self.asked = set(mine.values_list("pk", flat=True))
        self.labels = {column.name: escape(str(column.label)) for column in columns}
        self.open, self.read = escape(_("Open")), escape(_("Read"))
        self.open_row = escape(_("Open row"))

    def line(self, row: Row, texts: Mapping[str, str]) -> str:
        cells = "".join(self._cell(row, column, texts[column.name]) for column in self.columns)
        way = f"baris/{row.pk}/"
        words = self.open if self.everything or row.pk in self.asked else self.read
        return (
            f"<tr role=row id=b{row.pk} data-r={row.pk} data-s={row.revision}>{cells}"
            f'<td role=gridcell class=matrix-open><a href="{way}" '
            f'aria-label="{self.open_row} {row.number}">{words}</a></td></tr>'
        )

    def _cell(self, row: Row, column: Column, text: str) -> str:
        words = self.words(column.name, text)
        locked = "" if self.may_write(row, column) else " aria-readonly=true"
        given = f'data-c={column.name} data-l="{self.labels[column.name]}"{locked}'
        if column.name == "title":
            return f"<th role=rowheader {given}>{words}</th>"
        if column.name == "reference" and text:
            words = f'<a href="{escape(reverse("permalink", args=[text]))}">{words}</a>'
        return f"<td role=gridcell {given}>{words}</td>"

    def may_write(self, row: Row, column: Column) -> bool:
        if column.is_read_only or (column.name == "status" and row.proposal is not None):
            return False
        is_mine = row.pk in self.asked and may_an_institution_write(column.name)
        return self.everything or is_mine

    def words(self, name: str, text: str) -> str:
        """Write what a cell says; a name that nobody surely has is underlined."""
        return with_unsure(self.index, text) if text and name in PARTS else escape(text)


def with_unsure(index: Index, text: str) -> str:
    """Write the words of a cell and underline the names that nobody surely has."""
    done, parts = 0, []
    for name in unsure_names(index, text):
        at = text.find(name, done)
        if at >= 0:
            parts += [escape(text[done:at]), "<u>", escape(name), "</u>"]
            done = at + len(name)
    return "".join([*parts, escape(text[done:])])


def unsure_names(index: Index, text: str) -> list[str]:
    """Give the names in a cell that no organisation, or more than one, surely has."""
    return [name for name in names_in(text).names if len(index.exact(name)) != 1]
