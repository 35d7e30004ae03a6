"""Where the secretariat brings votes of another service in: upload, dry run, confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.choices import Work
from kokreasi.consultations.forms.taking_over import VoteFilesForm
from kokreasi.consultations.models import Consultation, VoteFile
from kokreasi.consultations.services import taking_over
from kokreasi.consultations.views.voting.desk import CHANGE
from kokreasi.core.reading_words import OTHERWISE, refusal_in_words
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import error_for
from kokreasi.register.revising import STATUS, Saved, tried

MOST_FILES = 20


def _consultation(request: SignedInRequest, reference: str) -> Consultation:
    visible = Consultation.objects.visible_to(request.user).select_related("record")
    found = get_object_or_404(visible, record__reference=reference)
    require(request.user, CHANGE, found)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take files of votes, and list those that came before."""
    consultation = _consultation(request, reference)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VoteFilesForm(*sent)
    received: list[VoteFile] = []
    if tried(form, lambda: received.append(_receive(request, consultation, form))):
        return redirect("consultations:vote-file", reference, received[0].pk)
    files = VoteFile.objects.visible_to(request.user).filter(consultation=consultation)
    context = {"consultation": consultation, "form": form, "files": files[:MOST_FILES]}
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    return render(request, "consultations/voting/upload.html", context, status=status)


def _receive(request: SignedInRequest, consultation: Consultation, form: VoteFilesForm) -> VoteFile:
    return taking_over.receive(
        consultation, at=timezone.now(), by=request.user, **form.cleaned_data
    )


def _file(request: SignedInRequest, reference: str, pk: int) -> VoteFile:
    consultation = _consultation(request, reference)
    visible = VoteFile.objects.visible_to(request.user).filter(consultation=consultation)
    return get_object_or_404(visible.select_related("consultation__record", "votes"), pk=pk)


@login_required
@require_safe
def report(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show what taking a file over would do, or has done."""
    file = _file(request, reference, pk)
    context = {
        "file": file,
        "consultation": file.consultation,
        "report": file.report,
        "is_at_work": file.state in (Work.WAITING, Work.RUNNING),
        "why": _why(file) if file.state == Work.FAILED else "",
    }
    return render(request, "consultations/voting/vote_file.html", context)


def _why(file: VoteFile) -> str:
    refusal = file.report.get("refusal", {})
    if refusal.get("code") not in list(Code):
        return str(OTHERWISE)
    return refusal_in_words(error_for(Code(refusal["code"]), refusal.get("params", {})))


@login_required
@require_POST
def confirm(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take a file over that was looked into."""
    file = _file(request, reference, pk)
    taking_over.confirm(file)
    messages.success(request, _("The votes are being written."))
    return redirect("consultations:vote-file", reference, pk)
