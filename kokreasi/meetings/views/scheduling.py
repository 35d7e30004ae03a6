"""The secretariat's list of meetings."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.views.frame import CHANGE
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest

MEETINGS_ON_A_PAGE = 20


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    require(request.user, CHANGE)
    visible = Meeting.objects.visible_to(request.user).select_related("record", "kind")
    page = Paginator(visible, MEETINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today_in_jakarta()}
    return render(request, "meetings/scheduling/meetings.html", context)
