"""Plans: the list, a new one, the overview, its facts, semesters, opening and copying."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.drawing import Bar
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.plans import PlanFactsForm, PlanForm, SemestersForm
from kokreasi.plans.forms.publishing import CopyForm
from kokreasi.plans.models import Plan, Stage, StageTemplate
from kokreasi.plans.queries.counting import figures, plan_counts, plan_lines
from kokreasi.plans.queries.gaps import gaps, gaps_by_commitment
from kokreasi.plans.queries.odd_dates import odd_dates
from kokreasi.plans.views.finding import CHANGE, PUBLISH, plan_for
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled

PLANS_ON_A_PAGE = 20
PREVIEW = "preview"


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    require(request.user, CHANGE)
    lines = plan_lines(Plan.objects.visible_to(request.user))
    page = Paginator(lines, PLANS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today_in_jakarta()}
    return render(request, "plans/work/plans.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    require(request.user, "plans.add_plan")
    form = PlanForm(request.POST or None)
    if PREVIEW in request.POST:
        return _new_page(request, form)
    made: list[Plan] = []
    if tried(
        form, lambda: made.append(services.plans.create(**form.cleaned_data, by=request.user))
    ):
        messages.success(request, _("The plan is a draft that only the secretariat sees."))
        return redirect("plans:overview", made[0].code)
    return _new_page(request, form)


def _new_page(request: SignedInRequest, form: PlanForm) -> HttpResponse:
    """Show the form beside the templates, with the days that the chosen one would give."""
    templates = StageTemplate.objects.filter(is_offered=True).prefetch_related("stages__kind")
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"form": form, "templates": templates, "bars": _bars_of_template(form)}
    context |= {"today": today_in_jakarta()}
    return render(request, "plans/work/plan_new.html", context, status=status)


def _bars_of_template(form: PlanForm) -> list[Bar]:
    if not form.is_bound or not form.is_valid() or form.cleaned_data["template"] is None:
        return []
    first = form.cleaned_data["stages_from"] or form.cleaned_data["starts_on"]
    steps = form.cleaned_data["template"].stages.select_related("kind")
    return [Bar(step.title, *step.days_from(first)) for step in steps]


@login_required
@require_safe
def overview(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    visible = Stage.objects.visible_to(request.user).select_related("record", "kind")
    stages = list(visible.filter(plan=plan))
    stated = plan.record.stated_figures.all()
    context = {
        "plan": plan,
        "today": today_in_jakarta(),
        "at": "overview",
        "stages": stages,
        "bars": [_bar(plan, stage) for stage in stages if stage.is_dated],
        "odd": odd_dates(plan, stages),
        "figures": figures(plan_counts(plan), stated),
        "line": plan_lines(Plan.objects.visible_to(request.user).filter(pk=plan.pk))[0],
        "gaps": gaps_by_commitment(gaps(plan)),
    }
    return render(request, "plans/work/overview.html", context)


def _bar(plan: Plan, stage: Stage) -> Bar:
    href = reverse("plans:stage", args=[plan.code, stage.pk])
    return Bar(stage.title, _day(stage.opens_on), _day(stage.closes_on), href=href)


def _day(on: date | None) -> date:
    """Give a day of a stage that has days."""
    if on is None:
        raise ValueError("a stage without days has no bar")
    return on


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    if request.method == "GET":
        return _edit_page(request, plan, {"form": PlanFactsForm(row=plan)})
    form = PlanFactsForm(request.POST, row=plan)
    outcome = save(
        form,
        lambda values, seen: services.plans.change(
            plan, values, seen=seen, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )
    if outcome == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("plans:overview", plan.code)
    shown, found = settled(form, plan_for(request.user, code), outcome)
    context = {"form": shown, "conflicts": found}
    return _edit_page(request, plan, context, status=STATUS[outcome])


def _edit_page(
    request: SignedInRequest, plan: Plan, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    every = {"plan": plan, "at": "facts", "semesters": SemestersForm(plan=plan)} | context
    return render(request, "plans/work/plan_edit.html", every, status=status)


@login_required
@require_POST
def semesters(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    form = SemestersForm(request.POST, plan=plan)
    if tried(
        form,
        lambda: services.plans.set_semesters(plan, form.cleaned_data["semesters"], by=request.user),
    ):
        messages.success(request, _("The semesters are set."))
        return redirect("plans:overview", plan.code)
    context = {"form": PlanFactsForm(row=plan), "semesters": form}
    return _edit_page(request, plan, context, status=STATUS[Saved.INVALID])


@login_required
@require_POST
def open_plan(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code, PUBLISH)
    services.plans.open_to_public(plan, by=request.user)
    messages.success(request, _("The plan and its timeline are public now."))
    return redirect("plans:overview", plan.code)


@login_required
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    require(request.user, "plans.add_plan")
    form = CopyForm(request.POST or None, plan=plan)
    made: list[Plan] = []
    if tried(
        form, lambda: made.append(services.plans.copy(plan, **form.cleaned_data, by=request.user))
    ):
        messages.success(request, _("The next plan is a draft that only the secretariat sees."))
        return redirect("plans:overview", made[0].code)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "form": form, "at": "copy"}
    return render(request, "plans/work/plan_copy.html", context, status=status)
