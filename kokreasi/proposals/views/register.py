"""The register of reasoned responses: "we heard", "our response", for everybody."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kokreasi.conversations.models.responses import ResponseQuerySet
from kokreasi.core.paging import page_of
from kokreasi.plans.models import Plan
from kokreasi.proposals.queries.register import (
    NARROWING,
    PLAN,
    WORDS,
    figures,
    filters,
    lines,
    of_plan,
    plans_with_answers,
    with_line,
)

ANYBODY = AnonymousUser()
"""The reader of what is kept for everybody (`kept` in templates)."""

PRINT = "cetak"
MOST_PRINTED = 1_000


@require_safe
def responses(request: HttpRequest) -> HttpResponse:
    """Show the answers of a plan, the latest plan unless the address names one."""
    plans = plans_with_answers(ANYBODY)
    plan = _chosen(plans, request.GET.get(PLAN, ""))
    if plan is None:
        return render(request, "proposals/register/list.html", {"plans": plans})
    rows = of_plan(plan, ANYBODY, request.GET)
    is_print = PRINT in request.GET
    page: Any = with_line(rows)[:MOST_PRINTED] if is_print else _page(request, rows)
    chosen = cache(lambda: filters(plan, request.GET))
    context = {
        "plan": plan,
        "plans": plans,
        "page": page,
        "is_print": is_print,
        "print_address": _address(request, plan, {PRINT: "1"}),
        "chosen_address": _address(request, plan),
        "lines": cache(lambda: lines(page)),
        "figures": lambda: figures(plan),
        "filters": chosen,
        "words": request.GET.get(WORDS, ""),
        "is_narrowed": cache(lambda: any(one.value for one in chosen())),
    }
    return render(request, "proposals/register/list.html", context)


def _page(request: HttpRequest, rows: ResponseQuerySet) -> Any:
    return page_of(request, rows, read=with_line)


def _chosen(plans: list[Plan], reference: str) -> Plan | None:
    named = [plan for plan in plans if plan.reference == reference]
    return next(iter(named or plans), None)


def _address(request: HttpRequest, plan: Plan, more: Mapping[str, str] | None = None) -> str:
    """Give what is chosen on this page as an address: the plan, every filter, no page."""
    asked = {name: request.GET[name] for name in NARROWING if request.GET.get(name)}
    return f"?{urlencode({PLAN: plan.reference} | asked | dict(more or {}))}"
