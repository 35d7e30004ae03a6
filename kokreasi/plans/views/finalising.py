"""What a plan lacks before it is final, and the press that makes it so."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.events import Missing
from kokreasi.plans.queries.finishing import checklist, drafts_of
from kokreasi.plans.queries.publishing import audience_of_publishing
from kokreasi.plans.views.finding import CHANGE, PUBLISH, plan_for


@login_required
@require_http_methods(["GET", "POST"])
def finalise(request: SignedInRequest, code: str) -> HttpResponse:
    """Show everything that is missing, each with the way to mend it; a publisher makes it final."""
    is_sent = request.method == "POST"
    plan = plan_for(request.user, code, PUBLISH if is_sent else CHANGE)
    if is_sent:
        services.finalising.finalise(plan, at=timezone.now(), by=request.user)
        messages.success(request, _("The plan is final and public."))
        return redirect("plans:finalise", code)
    drafts = [] if plan.is_final else drafts_of(plan)
    missing = [] if plan.is_final else checklist(plan, drafts)
    sheets = [] if missing else [now for _commitment, now in drafts]
    context = {
        "plan": plan,
        "at": "finalise",
        "missing": missing,
        "groups": _by_heading(missing),
        "commitments": len(drafts),
        "audience": audience_of_publishing(plan, sheets) if sheets else None,
    }
    return render(request, "plans/work/finalise.html", context)


def _by_heading(missing: list[Missing]) -> list[tuple[str, list[list[Missing]]]]:
    """Put together what stands under one heading, and there what is about one thing."""
    return [
        (words, [list(rows) for _about, rows in groupby(found, lambda one: str(one.about))])
        for words, found in groupby(missing, lambda one: str(one.heading))
    ]
