"""One row as a form, rows from proposals and commitments, and their order."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.core.addresses import is_number
from kokreasi.core.errors import DomainError
from kokreasi.organisations.finding import current_index
from kokreasi.organisations.queries import near_names
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.matrix import RowForm
from kokreasi.proposals.matrix import PARTS, Column, columns_of, theme_words
from kokreasi.proposals.models import Row
from kokreasi.proposals.queries import matrix as queries
from kokreasi.proposals.services.matrix import cells, rows, starting
from kokreasi.proposals.services.matrix.choosing import statuses
from kokreasi.proposals.views.matrix.editor import Writing, unsure_names
from kokreasi.proposals.views.matrix.finding import plan_for, row_for

INVALID, STALE = 422, 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show a row as a form, or write the cells that were changed in it."""
    found = row_for(request.user, code, pk)
    if request.method != "POST":
        return _page(request, found, _form(request, found))
    require(request.user, "proposals.fill_matrix_row", found)
    form = _form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=INVALID)
    try:
        cells.write(found.plan, form.cells(found.pk), by=request.user)
    except cells.CellsStaleError as stale:
        return _stale(request, found, form, stale)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form, status=INVALID)
    messages.success(request, _("Row %(number)s was saved.") % {"number": found.number})
    return redirect(f"{reverse('matrix:editor', args=[code])}#b{found.pk}")


def _form(request: SignedInRequest, row: Row, data: Any = None) -> RowForm:
    periods = list(row.plan.periods.all())
    columns = columns_of(periods)
    writing = Writing(request.user, columns)
    texts = queries.texts_by_row([row], periods)[row.pk]
    open_ones = [column for column in columns if writing.may_write(row, column)]
    offered = {
        "theme": [theme.title.shown("id").text for theme in row.plan.themes.all()],
        "status": [status.name.shown("id").text for status in statuses()],
    }
    return RowForm(data, columns=open_ones, texts=texts, offered=offered, seen=row.revision)


def _page(
    request: SignedInRequest, row: Row, form: RowForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    periods = list(row.plan.periods.all())
    texts = queries.texts_by_row([row], periods)[row.pk]
    rest: list[tuple[Column, str]] = [
        (column, texts[column.name])
        for column in columns_of(periods)
        if column.name not in form.names and texts[column.name]
    ]
    index = current_index()
    unsure = [name for cell in PARTS for name in unsure_names(index, texts[cell])]
    context = {
        "plan": row.plan,
        "row": row,
        "form": form,
        "rest": rest,
        "unsure": near_names(unsure),
        "theme": theme_words(row),
        "may_change": request.user.has_perm("proposals.change_matrix", row.plan),
        "at": "matrix",
        "at_part": True,
    }
    return render(request, "proposals/matrix/row.html", context | more, status=status)


def _stale(
    request: SignedInRequest, row: Row, form: RowForm, stale: cells.CellsStaleError
) -> HttpResponse:
    """Show both versions; sending the form again replaces theirs on purpose."""
    now = row_for(request.user, row.plan.code, row.pk)
    fresh = _form(request, now)
    data = request.POST.copy()
    data["seen"] = str(now.revision)
    for name in fresh.names:
        data[f"was-{name}"] = fresh.initial[name]
    again = _form(request, now, data)
    again.is_valid()
    labels = {name: str(again.fields[name].label) for name in again.names}
    both = [(labels[one.name], one.theirs, form.cleaned_data[one.name]) for one in stale.conflicts]
    return _page(request, now, again, status=STALE, both=both)


@login_required
@require_POST
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """Add an empty row at the end and open it."""
    plan = plan_for(request.user, code)
    added = rows.add(plan, by=request.user)
    (made,) = added.rows.values()
    return redirect("matrix:row", plan.code, made.pk)


@login_required
@require_POST
def start(request: SignedInRequest, code: str) -> HttpResponse:
    """Add the rows of the commitments or of the proposals that have none yet."""
    plan = plan_for(request.user, code)
    is_commitments = request.POST.get("from") == "commitments"
    begin = starting.from_commitments if is_commitments else starting.from_proposals
    count = len(begin(plan, by=request.user))
    words = ngettext("%(count)s row was added.", "%(count)s rows were added.", count)
    messages.success(request, words % {"count": count})
    return redirect("matrix:editor", plan.code)


@login_required
@require_POST
def arrange(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Move a row behind another one, remove it, or bring it back."""
    plan = plan_for(request.user, code)
    found = get_object_or_404(Row.objects.visible_to(request.user), plan=plan, pk=pk)
    act = request.POST.get("act", "")
    if act == "remove":
        rows.remove(found, by=request.user)
    elif act == "restore":
        rows.restore(found, by=request.user)
    elif act in {"up", "down", "place"}:
        rows.move(found, after=_after(request, found, act), by=request.user)
    if request.headers.get("HX-Request") == "true":
        return JsonResponse({"done": act})
    return redirect(f"{reverse('matrix:editor', args=[code])}#b{pk}")


def _after(request: SignedInRequest, row: Row, act: str) -> Row | None:
    """Give the row behind which the other one is put."""
    order = list(Row.objects.visible_to(request.user).standing().filter(plan=row.plan_id))
    if act == "place":
        pk = request.POST.get("after", "")
        return next((each for each in order if str(each.pk) == pk), None) if is_number(pk) else None
    at = order.index(row) if row in order else 0
    wanted = at - 2 if act == "up" else min(at + 1, len(order) - 1)
    return order[wanted] if wanted >= 0 else None
