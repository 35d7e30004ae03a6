"""What authors say to the answer: once, signed in or by the link of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.deciding import ReplyForm
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.own import written_by_citizen
from kokreasi.proposals.views.writer import citizen_by
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: SignedInRequest, reference: str) -> HttpResponse:
    """Let an author who signs in reply to the answer."""
    visible = Proposal.objects.visible_to(request.user).select_related("record")
    proposal = get_object_or_404(visible, record__reference=reference)
    require(request.user, "proposals.reply_to_answer", proposal)
    return _reply(request, proposal, by=request.user, after=proposal.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply_by_link(request: HttpRequest, key: str, reference: str) -> HttpResponse:
    """Let a citizen who came by the link of a mail reply to the answer."""
    own = written_by_citizen(citizen_by(key)).select_related("record")
    proposal = get_object_or_404(own, record__reference=reference)
    return _reply(request, proposal, by=None, after="own-proposals", key=key)


def _reply(
    request: HttpRequest, proposal: Proposal, *, by: User | None, after: str, key: str = ""
) -> HttpResponse:
    visible = Response.objects.visible_to(request.user).filter(told_at__isnull=False)
    response = get_object_or_404(visible.select_related("unit__record"), about=proposal.record_id)
    form = ReplyForm(request.POST or None)
    if tried(
        form,
        lambda: responses.reply(response, text=form.cleaned_data["text"], at=timezone.now(), by=by),
    ):
        messages.success(request, _("Your reply stands beside the answer."))
        return redirect(after, key) if key else redirect(after)
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    back = reverse(after, args=[key]) if key else after
    context = {"proposal": proposal, "response": response, "form": form, "back": back}
    return render(request, "proposals/reply.html", context, status=status)
