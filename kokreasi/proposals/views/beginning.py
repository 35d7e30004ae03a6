"""The first page of a proposal: for whom and for which plan, and what is similar already."""

from collections.abc import Mapping
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.models.plans import PlanQuerySet
from kokreasi.proposals.forms.writing import BeginForm, CitizenForm
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.calls import call_of, calls_at, plans_that_collect
from kokreasi.proposals.queries.own import bodies_of
from kokreasi.proposals.queries.writing import similar
from kokreasi.proposals.services import citizens, writing
from kokreasi.register.revising import STATUS, Saved, tried

BEGIN = "proposals.begin_proposal"
BY_MAIL = "proposal_by_mail"
LONGEST_COMPARED = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a proposal: signed in for an organisation or oneself, or without an account."""
    plans = plans_that_collect(request.user, today_in_jakarta())
    if not plans.exists():
        return render(request, "proposals/writing/no_call.html")
    if isinstance(request.user, User):
        return _signed_in(request, request.user, plans)
    return _by_mail(request, plans)


def _plan(request: HttpRequest, plans: PlanQuerySet) -> Plan | None:
    """Give the plan that the address names, or else the one whose call is open or opens first."""
    named = plans.filter(record__reference=request.GET.get("rencana", "")).first()
    calls = calls_at(request.user, timezone.now())
    return named or next((call.stage.plan for call in calls), None)


def _signed_in(request: HttpRequest, person: User, plans: PlanQuerySet) -> HttpResponse:
    require(person, BEGIN)
    plan = _plan(request, plans)
    form = BeginForm(request.POST or None, plans=plans, plan=plan, bodies=bodies_of(person))
    made: list[Proposal] = []
    if tried(form, lambda: made.append(_begin(form, person))):
        return redirect("draft", made[0].reference)
    return _page(request, form, plan)


def _begin(form: BeginForm, person: User) -> Proposal:
    given = form.cleaned_data
    return writing.begin(
        given["plan"],
        at=timezone.now(),
        by=person,
        organisation=form.organisation(),
        title=given["title"],
    )


def _by_mail(request: HttpRequest, plans: PlanQuerySet) -> HttpResponse:
    plan = _plan(request, plans)
    form = CitizenForm(request.POST or None, plans=plans, plan=plan)
    if not form.is_valid():
        return _page(request, form, plan)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action=BY_MAIL, key=email.lower()):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    if form.is_by_program() or tried(form, lambda: _begin_by_mail(form)):
        return _sent(request, form, email)
    return _page(request, form, plan)


def _begin_by_mail(form: CitizenForm) -> None:
    given = form.cleaned_data
    citizens.begin(
        given["plan"],
        form.words(),
        email=given["email"],
        name=given["name"],
        is_named=given["is_named"],
        language=(get_language() or "id")[:2],
        at=timezone.now(),
    )


def _sent(request: HttpRequest, form: CitizenForm, email: str) -> HttpResponse:
    """Say where the link went, whether a call is open, and what is similar."""
    context = {
        "email": email,
        "call": call_of(form.cleaned_data["plan"], AnonymousUser(), timezone.now()),
        "similar": similar(*_typed(form.cleaned_data), visitor=AnonymousUser()),
    }
    return render(request, "proposals/writing/look_for_mail.html", context)


def _page(request: HttpRequest, form: BeginForm | CitizenForm, plan: Plan | None) -> HttpResponse:
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "call": call_of(plan, request.user, timezone.now()) if plan else None,
        "calls": calls_at(request.user, timezone.now()),
        "similar": [],
    }
    return render(request, "proposals/writing/begin.html", context, status=status)


def _typed(given: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give title, problem and solution; a title in two languages counts in the first."""
    title = given.get("title") or given.get("title_id") or given.get("title_en") or ""
    problem, solution = given.get("problem", ""), given.get("solution", "")
    return title[:LONGEST_COMPARED], problem[:LONGEST_COMPARED], solution[:LONGEST_COMPARED]


@require_POST
def similar_texts(request: HttpRequest) -> HttpResponse:
    """Give what says nearly the same as what is being typed; nothing of it is kept."""
    if not ratelimit.consume(request, action="similar_texts"):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    context = {"similar": similar(*_typed(request.POST), visitor=request.user)}
    response = render(request, "proposals/writing/_similar.html", context)
    response["Cache-Control"] = "no-store"
    return response
