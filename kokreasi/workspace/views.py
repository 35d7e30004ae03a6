"""The start page of those who are signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.rules import is_focal_point, is_member
from kokreasi.people.visitors import SignedInRequest
from kokreasi.workspace import queries


@login_required
@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    today = today_in_jakarta()
    context = {
        "today": today,
        "tasks": queries.waiting_for(request.user, today, timezone.now()),
        "undertakings": queries.undertakings_of(request.user, today),
        "takes_part": is_focal_point(request.user) or is_member(request.user),
        "bodies": queries.bodies_of(request.user),
        "glimpses": queries.glimpses(request.user, today),
        "versions": queries.latest_versions(request.user),
    }
    return render(request, "workspace/start.html", context)
