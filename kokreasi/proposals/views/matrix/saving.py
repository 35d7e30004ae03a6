"""What the script of the grid sends and asks: cells, steps of others, undoing, names."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.core.addresses import is_number
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.organisations.finding import current_index
from kokreasi.organisations.queries import near_names
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Plan
from kokreasi.proposals.forms.matrix import Sent, read_sent
from kokreasi.proposals.matrix import PARTS
from kokreasi.proposals.models import MatrixAct, Row
from kokreasi.proposals.rules import may_an_institution_write
from kokreasi.proposals.services.matrix import rows, undoing
from kokreasi.proposals.services.matrix.cells import CellsStaleError, Conflict
from kokreasi.proposals.views.matrix.editor import unsure_names, with_unsure
from kokreasi.proposals.views.matrix.finding import FILL, matrix_for
from kokreasi.register.revising import STATUS, Saved

A_LOT = 200
LONGEST_ASKED = 2000


@login_required
@require_POST
def cells(request: SignedInRequest, code: str) -> HttpResponse:
    """Write cells, and add the rows that come with them: all or nothing."""
    plan = matrix_for(request.user, code, FILL)
    sent = read_sent(request.POST.get("cells", ""))
    if sent is None:
        return JsonResponse({"error": _("The cells could not be read.")}, status=400)
    _require_own(request.user, plan, sent)
    after = _after(request.user, plan, sent)
    try:
        added = rows.add(plan, by=request.user, after=after, sent_as=sent.new, cells=sent.cells)
    except CellsStaleError as stale:
        return JsonResponse(_conflicts(stale), status=STATUS[Saved.STALE])
    except DomainError as refusal:
        return JsonResponse({"error": str(refusal)}, status=STATUS[Saved.INVALID])
    new = {name: {"pk": row.pk, "number": row.number} for name, row in added.rows.items()}
    return JsonResponse({"new": new, "cells": _shown(added.act), "latest": _latest(plan)})


def _after(visitor: User, plan: Plan, sent: Sent) -> Row | None:
    """Give the row behind which new ones come, where one is named."""
    if sent.after is None:
        return None
    return Row.objects.visible_to(visitor).filter(plan=plan, pk=sent.after).first()


def _require_own(visitor: User, plan: Plan, sent: Sent) -> None:
    """Let an institution write only the cells that are its own to fill in."""
    if is_secretariat(visitor):
        return
    asked = {int(cell.row) for cell in sent.cells if isinstance(cell.row, int)}
    mine = Row.objects.asked_of(visitor, today_in_jakarta()).filter(plan=plan, pk__in=asked)
    are_mine = mine.count() == len(asked) and not sent.new
    if not are_mine or not all(may_an_institution_write(cell.name) for cell in sent.cells):
        raise PermissionDenied


def _conflicts(stale: CellsStaleError) -> dict[str, Any]:
    return {"error": str(stale), "conflicts": [_conflict(one) for one in stale.conflicts]}


def _conflict(one: Conflict) -> dict[str, Any]:
    return {"row": one.row, "name": one.name, "theirs": one.theirs, "seen": one.seen}


def _shown(act: MatrixAct | None) -> list[dict[str, Any]]:
    return [] if act is None else _as_cells(act.cells)


def _as_cells(cells: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give written cells as the grid shows them, with the names underlined that are unsure."""
    index = cache(current_index)
    return [
        {
            "row": cell["row"],
            "name": cell["name"],
            "text": cell["new"],
            "seen": cell["seen"],
            **({"html": with_unsure(index(), cell["new"])} if cell["name"] in PARTS else {}),
        }
        for cell in cells
    ]


def _latest(plan: Plan) -> int:
    last = plan.matrix_acts.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


@login_required
@require_safe
def acts(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell what was done since an act: which cells now say what, and whether rows changed."""
    plan = matrix_for(request.user, code)
    since = request.GET.get("sejak", "")
    known = int(since) if is_number(since) else 0
    found = list(plan.matrix_acts.filter(pk__gt=known)[: A_LOT + 1])
    mine = set(Row.objects.visible_to(request.user).filter(plan=plan).values_list("pk", flat=True))
    newest = {
        (cell["row"], cell["name"]): cell
        for act in found
        for cell in act.cells
        if cell["row"] in mine
    }
    return JsonResponse(
        {
            "cells": _as_cells(newest.values()),
            "rows": any(act.rows for act in found) or len(found) > A_LOT,
            "latest": found[-1].pk if found else known,
        },
        headers={"Cache-Control": "no-store"},
    )


@login_required
@require_POST
def undo(request: SignedInRequest, code: str) -> HttpResponse:
    """Take back what this person did last; without the script the page is shown again."""
    plan = matrix_for(request.user, code, FILL)
    is_from_script = request.headers.get("HX-Request") == "true"
    if not is_from_script:
        undoing.undo(plan, by=request.user)
        return redirect("matrix:editor", plan.code)
    try:
        act = undoing.undo(plan, by=request.user)
    except CellsStaleError as stale:
        return JsonResponse(_conflicts(stale), status=STATUS[Saved.STALE])
    except DomainError as refusal:
        return JsonResponse({"error": str(refusal)}, status=STATUS[Saved.INVALID])
    back = plan.matrix_acts.order_by("-pk").exclude(cells=[]).first() if act.cells else None
    answer = {"cells": _shown(back), "rows": bool(act.rows), "latest": _latest(plan)}
    return JsonResponse(answer)


@login_required
@require_safe
def names(request: SignedInRequest, code: str) -> HttpResponse:
    """Say for each unsure name of a cell which organisations it may mean."""
    plan = matrix_for(request.user, code)
    require(request.user, "proposals.change_matrix", plan)
    asked = unsure_names(current_index(), request.GET.get("kata", "")[:LONGEST_ASKED])
    near = near_names(asked)
    return JsonResponse({"names": [{"name": name, "means": near[name]} for name in asked]})
