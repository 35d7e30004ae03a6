"""The register of reasoned responses: "we heard", "our response", for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kokreasi.core.paging import page_of
from kokreasi.plans.models import Plan
from kokreasi.proposals.queries.register import (
    PLAN,
    WORDS,
    figures,
    filters,
    lines,
    of_plan,
    plans_with_answers,
    with_line,
)

PRINT = "cetak"
MOST_PRINTED = 1_000


@require_safe
def responses(request: HttpRequest) -> HttpResponse:
    """Show the answers of a plan, the latest plan unless the address names one."""
    plans = plans_with_answers(request.user)
    plan = _chosen(plans, request.GET.get(PLAN, ""))
    if plan is None:
        return render(request, "proposals/register/list.html", {"plans": plans})
    rows = with_line(of_plan(plan, request.user, request.GET))
    is_print = PRINT in request.GET
    page: Any = rows[:MOST_PRINTED] if is_print else page_of(request, rows)
    chosen = filters(plan, request.GET)
    context = {
        "plan": plan,
        "plans": plans,
        "page": page,
        "is_print": is_print,
        "print_address": _printing(request),
        "lines": lines(page),
        "figures": figures(plan),
        "filters": chosen,
        "words": request.GET.get(WORDS, ""),
        "is_narrowed": any(one.value for one in chosen),
    }
    return render(request, "proposals/register/list.html", context)


def _chosen(plans: list[Plan], reference: str) -> Plan | None:
    named = [plan for plan in plans if plan.reference == reference]
    return next(iter(named or plans), None)


def _printing(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked[PRINT] = "1"
    return f"?{asked.urlencode()}"
