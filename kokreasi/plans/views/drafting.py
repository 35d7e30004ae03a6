"""The secretariat sends drafts round and answers what was remarked on them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.conversations.services import remarks
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.choices import Readers
from kokreasi.plans.forms.drafting import AnswerForm, CirculateForm, InboxForm
from kokreasi.plans.models import Plan
from kokreasi.plans.queries import rounds
from kokreasi.plans.services import circulating, codrafting
from kokreasi.plans.services.codrafting import ParagraphMovedOnError
from kokreasi.plans.views.finding import CHANGE, commitment_for, plan_for
from kokreasi.register.revising import STATUS, Saved, tried

MODERATE = "plans.moderate_remarks"
REMARKS_ON_A_PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def drafts(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    """List the drafts of a commitment; send it round after looking at who will get a mail."""
    commitment = commitment_for(request.user, code, reference)
    form = CirculateForm(request.POST or None, commitment=commitment)
    context: dict[str, Any] = {"form": form, "told": None}
    if request.method == "POST" and form.is_valid():
        if "send" in request.POST and tried(
            form,
            lambda: circulating.circulate(
                commitment, at=timezone.now(), by=request.user, **_given(form)
            ),
        ):
            messages.success(request, _("The draft was sent round."))
            return redirect("plans:drafts", code, reference)
        context["told"] = circulating.addressees(
            form.cleaned_data["invited"], day=today_in_jakarta()
        )
    context |= {
        "plan": commitment.plan,
        "commitment": commitment,
        "at": "commitments",
        "drafts": rounds.listed(commitment),
        "unreached": _unreached(form, context["told"]),
    }
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "plans/work/drafts.html", context, status=status)


def _given(form: CirculateForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "readers": Readers(given["readers"]),
        "invited": given["invited"],
        "note": given["note"],
        "closes_on": given["closes_on"],
    }


def _unreached(form: CirculateForm, told: list[circulating.Addressee] | None) -> list[Any]:
    """Name the invited to whom no mail goes: nobody acts for them here, and no mailbox is known."""
    if told is None:
        return []
    reached = circulating.reached(form.cleaned_data["invited"], day=today_in_jakarta())
    return [body for body in form.cleaned_data["invited"] if body.pk not in reached]


@login_required
@require_safe
def inbox(request: SignedInRequest, code: str) -> HttpResponse:
    """List what was remarked on the drafts of a plan, first what waits for an answer."""
    plan = plan_for(request.user, code, MODERATE)
    return _inbox(request, plan)


def _inbox(request: SignedInRequest, plan: Plan, **more: Any) -> HttpResponse:
    every = rounds.inbox(plan, request.user)
    form = InboxForm(request.GET or None, plan=plan, remarks=every)
    rows = _waiting_first(_narrowed(every, form))
    page: Any = Paginator(rows, REMARKS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "page": page,
        "filters": form,
        "counts": rounds.states(every),
        "may_answer": request.user.has_perm(CHANGE, plan),
        "lines": rounds.in_place(page),
        "at": "remarks",
    }
    status = more.pop("status", 200)
    return render(request, "plans/work/remarks.html", context | more, status=status)


def _narrowed(rows: QuerySet[Remark], form: InboxForm) -> QuerySet[Remark]:
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if state := chosen.get("keadaan"):
        rows = rows.filter(state=state)
    if commitment := chosen.get("komitmen"):
        rows = rows.filter(record=commitment.record_id)
    if body := chosen.get("lembaga"):
        rows = rows.filter(organisation=body)
    return rows


def _waiting_first(rows: QuerySet[Remark]) -> QuerySet[Remark]:
    order = Case(
        When(state=RemarkState.HELD, then=Value(0)),
        When(state=RemarkState.OPEN, then=Value(1)),
        default=Value(2),
    )
    return rows.order_by(order, "made_at", "pk")


@login_required
@require_POST
def answer(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Do with one press what was decided about a remark; moderators decide only who reads it."""
    plan = plan_for(request.user, code, MODERATE)
    remark = get_object_or_404(rounds.inbox(plan, request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _stopped(request, plan, remark, ", ".join(map(str, form.errors.values())))
    if not form.is_moderating:
        require(request.user, CHANGE, plan)
    try:
        said = DEEDS[form.cleaned_data["deed"]](
            remark, form.cleaned_data["answer"], timezone.now(), request.user
        )
    except ParagraphMovedOnError as moved:
        return _stopped(request, plan, remark, str(moved), moved=moved)
    except DomainError as refusal:
        return _stopped(request, plan, remark, str(refusal))
    messages.success(request, said)
    return redirect(_back(request, plan))


def _stopped(
    request: SignedInRequest,
    plan: Plan,
    remark: Remark,
    refusal: str,
    moved: ParagraphMovedOnError | None = None,
) -> HttpResponse:
    """Show the remark alone with what stood in the way, and what was typed."""
    context = {
        "plan": plan,
        "remark": remark,
        "refusal": refusal,
        "moved": moved,
        "answer": request.POST.get("answer", ""),
        "back": _back(request, plan),
        "may_answer": request.user.has_perm(CHANGE, plan),
        "at": "remarks",
    }
    status = STATUS[Saved.STALE] if moved else STATUS[Saved.INVALID]
    return render(request, "plans/work/remark.html", context, status=status)


def _back(request: SignedInRequest, plan: Plan) -> str:
    """Give the list from which somebody came, with its filters."""
    asked = request.POST.get("next", "")
    here = reverse("plans:remarks", args=[plan.code])
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith(here) else here


def _accept(remark: Remark, words: str, at: datetime, by: User) -> str:
    codrafting.accept(remark, answer=words, at=at, by=by)
    return (
        _("Accepted; the suggested words stand in the draft.")
        if remark.suggestion
        else _("Accepted.")
    )


def _accept_only(remark: Remark, words: str, at: datetime, by: User) -> str:
    codrafting.accept(remark, answer=words, at=at, by=by, as_written=False)
    return _("Accepted; the draft stays as it is.")


def _decline(remark: Remark, words: str, at: datetime, by: User) -> str:
    codrafting.decline(remark, reason=words, at=at, by=by)
    return _("Declined; whoever wrote it is told why.")


def _let_through(remark: Remark, _words: str, _at: datetime, by: User) -> str:
    remarks.let_through(remark, by=by)
    return _("Everybody who reads the draft now reads the remark.")


def _refuse(remark: Remark, words: str, at: datetime, by: User) -> str:
    codrafting.refuse(remark, reason=words, at=at, by=by)
    return _("The remark is not published.")


DEEDS: dict[str, Callable[[Remark, str, datetime, User], str]] = {
    "accept": _accept,
    "accept-only": _accept_only,
    "decline": _decline,
    "let-through": _let_through,
    "refuse": _refuse,
}
