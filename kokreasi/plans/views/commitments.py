"""Commitments: the list, a new draft, and one page on which everything is written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.commitments import NewCommitmentForm
from kokreasi.plans.models import Commitment
from kokreasi.plans.queries.gaps import gaps, gaps_by_commitment
from kokreasi.plans.sheets import sheet, whole
from kokreasi.plans.views.desk import SECTIONS, answer, desk, gaps_in, section_card
from kokreasi.plans.views.finding import commitment_for, plan_for
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled

COMMITMENTS_ON_A_PAGE = 50


@login_required
@require_safe
def index(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    visible = Commitment.objects.visible_to(request.user).filter(plan=plan)
    listed = visible.select_related("record", "theme").prefetch_related(
        "involvements__organisation__record"
    )
    page = Paginator(listed, COMMITMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    found = gaps_by_commitment(gaps(plan))
    lines = [(commitment, found.get(commitment.pk, [])) for commitment in page]
    context = {"plan": plan, "page": page, "lines": lines, "at": "commitments"}
    return render(request, "plans/work/commitments.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    form = NewCommitmentForm(request.POST or None, plan=plan)
    made: list[Commitment] = []
    if tried(
        form,
        lambda: made.append(services.commitments.draft(plan, **form.cleaned_data, by=request.user)),
    ):
        return redirect("plans:commitment", code, made[0].reference)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "form": form, "at": "commitments"}
    return render(request, "plans/work/commitment_new.html", context, status=status)


@login_required
@require_safe
def edit(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    return desk(request, commitment, saved=request.GET.get("saved", ""))


@login_required
@require_POST
def section(request: SignedInRequest, code: str, reference: str, name: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    part = SECTIONS.get(name)
    if part is None:
        raise Http404
    form = part.form(request.POST, row=commitment, auto_id=f"{name}-%s")
    outcome = save(
        form,
        lambda values, seen: services.commitments.change(
            commitment, values, seen=seen, by=request.user
        ),
    )
    now = commitment_for(request.user, code, reference)
    shown, found = settled(form, now, outcome)
    return answer(
        request, now, section_card(part, now, form=shown, outcome=outcome, conflicts=found)
    )


@login_required
@require_safe
def missing(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    """Give the list of what is still missing, for the page that asks again after saving."""
    commitment = commitment_for(request.user, code, reference)
    context = {"commitment": commitment, "gaps": gaps_in(commitment)}
    return render(request, "plans/_missing.html", context)


@login_required
@require_safe
def preview(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    """Show the sheet as the public will read it once the draft is published."""
    commitment = commitment_for(request.user, code, reference)
    found = whole(Commitment.objects.visible_to(request.user).filter(pk=commitment.pk)).get()
    on_sheet = sheet(found)
    context = {"plan": commitment.plan, "commitment": commitment, "sheet": on_sheet}
    return render(request, "plans/work/preview.html", context | {"at": "commitments"})


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    if request.method == "POST":
        services.commitments.discard(commitment, by=request.user)
        messages.success(request, _("The draft was discarded."))
        return redirect("plans:commitments", code)
    context = {"plan": commitment.plan, "commitment": commitment, "at": "commitments"}
    return render(request, "plans/work/commitment_discard.html", context)
