"""Grand challenges: the matrix, one challenge with inputs and scores, choosing, publishing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.challenges import (
    ChallengeEditForm,
    ChallengeForm,
    InputForm,
    PriorityForm,
    ScoreForm,
)
from kokreasi.plans.models import Challenge, Plan
from kokreasi.plans.queries.challenges import matrix, scores
from kokreasi.plans.views.choosing import Choice, choice_in
from kokreasi.plans.views.finding import PUBLISH, challenge_for, plan_for
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

PLACE = ("side", "axis", "sector", "global_issue")


@login_required
@require_safe
def index(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    challenges = _of(request, plan).annotate(heard=Count("inputs"))
    context = {
        "plan": plan,
        "at": "challenges",
        "matrix": matrix(challenges, today_in_jakarta()),
        "drafts": _of(request, plan).filter(record__published_at=None).count(),
        "may_publish": request.user.has_perm(PUBLISH, plan),
    }
    return render(request, "plans/work/matrix.html", context)


def _of(request: SignedInRequest, plan: Plan) -> Any:
    return Challenge.objects.visible_to(request.user).filter(plan=plan).select_related("record")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    place = {name: request.GET[name] for name in PLACE if name in request.GET}
    form = ChallengeForm(request.POST or None, initial=place)
    made: list[Challenge] = []
    if tried(
        form,
        lambda: made.append(services.challenges.add(plan, **form.cleaned_data, by=request.user)),
    ):
        messages.success(request, _("The challenge stands in the matrix as a draft."))
        return redirect("plans:challenge", code, made[0].pk)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "form": form, "at": "challenges"}
    return render(request, "plans/work/challenge_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    challenge = challenge_for(request.user, code, pk)
    if request.method == "GET":
        return _page(request, challenge)
    form = ChallengeEditForm(request.POST, row=challenge)
    outcome = save(
        form,
        lambda values, seen: services.challenges.change(
            challenge, values, seen=seen, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )
    if outcome == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("plans:challenge", code, pk)
    now = challenge_for(request.user, code, pk)
    shown, found = settled(form, now, outcome)
    return _page(request, now, {"form": shown, "conflicts": found}, status=STATUS[outcome])


@login_required
@require_POST
def give_input(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    challenge = challenge_for(request.user, code, pk)
    form = InputForm(request.POST)
    choice = choice_in(request.POST, request.user)
    organisation = choice.organisation
    if organisation is not None and tried(
        form,
        lambda: services.challenges.give_input(
            challenge, organisation=organisation, **form.cleaned_data, by=request.user
        ),
    ):
        messages.success(request, _("The input is kept under the name of the organisation."))
        return redirect("plans:challenge", code, pk)
    context = {"input_form": form, "choice": choice}
    return _page(request, challenge, context, status=STATUS[Saved.INVALID])


@login_required
@require_POST
def score(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    challenge = challenge_for(request.user, code, pk)
    form = _score_form(request, challenge, request.POST)
    if tried(form, lambda: _score_all(challenge, form, request)):
        messages.success(request, _("Your scores are kept."))
        return redirect("plans:challenge", code, pk)
    return _page(request, challenge, {"score_form": form}, status=STATUS[Saved.INVALID])


def _score_all(challenge: Challenge, form: ScoreForm, request: SignedInRequest) -> None:
    for criterion, value, comment in form.given():
        services.challenges.score(
            challenge, criterion=criterion, value=value, comment=comment, by=request.user
        )


@login_required
@require_POST
def prioritise(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    challenge = challenge_for(request.user, code, pk)
    form = PriorityForm(request.POST)
    if tried(
        form,
        lambda: services.challenges.prioritise(challenge, **form.cleaned_data, by=request.user),
    ):
        messages.success(request, _("The decision and its reason are in the history."))
        return redirect("plans:challenge", code, pk)
    return _page(request, challenge, {"priority_form": form}, status=STATUS[Saved.INVALID])


@login_required
@require_POST
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code, PUBLISH)
    count = services.challenges.publish(plan, by=request.user)
    words = ngettext(
        "%(count)d challenge is public now.", "%(count)d challenges are public now.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("plans:challenges", code)


def _criteria() -> Any:
    return Term.objects.of(Vocabulary.PRIORITY_CRITERION).valid_on(today_in_jakarta())


def _score_form(request: SignedInRequest, challenge: Challenge, data: Any = None) -> ScoreForm:
    own = {score.criterion_id: score for score in challenge.scores.filter(by=request.user)}
    return ScoreForm(data, criteria=_criteria(), given=own)


def _page(
    request: SignedInRequest,
    challenge: Challenge,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    every = {
        "plan": challenge.plan,
        "challenge": challenge,
        "at": "challenges",
        "form": ChallengeEditForm(row=challenge),
        "inputs": challenge.inputs.select_related("organisation__record"),
        "input_form": InputForm(),
        "choice": Choice(),
        "scores": scores(challenge, _criteria()),
        "score_form": _score_form(request, challenge),
        "priority_form": PriorityForm(
            initial={"is_priority": "no" if challenge.is_priority else "yes"}
        ),
    }
    return render(request, "plans/work/challenge.html", every | (context or {}), status=status)
