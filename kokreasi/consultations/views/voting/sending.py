"""Add a statement, read what became of one's own, and how statements are moderated."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.consultations.choices import PartKind, StatementState
from kokreasi.consultations.forms.statements import SendStatementForm
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.likeness import Alike, alike
from kokreasi.consultations.services import statements
from kokreasi.consultations.services.voting import NoDeviceError
from kokreasi.consultations.views.voting.finding import Asked, asked_for
from kokreasi.core.limits import asked_too_often
from kokreasi.register.revising import STATUS, Saved, tried

MOST_OWN = 50
MOST_REASONS = 200


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a statement; what says nearly the same is shown before it is sent."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    if request.method == "POST" and (refusal := asked_too_often(request, "send_statement")):
        return refusal
    form = SendStatementForm(request.POST or None)
    similar = _similar(asked.consultation, form)
    if not similar and tried(form, lambda: _send(asked, form)):
        messages.success(request, _("Thank you. It is voted on once it was read and let through."))
        return redirect("statement-send", reference)
    return _page(request, asked, form, similar)


def _similar(consultation: Consultation, form: SendStatementForm) -> list[Alike]:
    """Give what says nearly the same, unless the sender has seen it."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["anyway"]:
        return []
    return alike(consultation, form.words(), held=False)


def _send(asked: Asked, form: SendStatementForm) -> None:
    if not asked.device:
        raise NoDeviceError
    statements.send(
        asked.consultation,
        text=form.cleaned_data["text"],
        language=form.language,
        device=asked.device,
        at=timezone.now(),
    )


def _page(
    request: HttpRequest, asked: Asked, form: SendStatementForm, similar: list[Alike]
) -> HttpResponse:
    own = asked.consultation.statements.filter(device=asked.device or None).order_by("-number")
    context = {
        "consultation": asked.consultation,
        "form": form,
        "similar": similar,
        "own": own[:MOST_OWN],
        "is_open": asked.consultation.is_open_at(timezone.now()),
        "longest": statements.LONGEST,
    }
    status = STATUS[Saved.INVALID] if form.errors else 200
    page = render(request, "consultations/voting/send.html", context, status=status)
    return asked.with_token(page)


@require_safe
def log(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell how many statements were let through and why others were not; never their words."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    rows = asked.consultation.statements.all()
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    refused = rows.filter(state=StatementState.REFUSED).order_by("-decided_at")
    context = {
        "consultation": asked.consultation,
        "seeds": rows.filter(is_seed=True).count(),
        "shown": rows.shown().filter(is_seed=False).count(),
        "held": counts.get(StatementState.HELD, 0),
        "refused": counts.get(StatementState.REFUSED, 0),
        "reasons": refused.values_list("decided_at", "reason")[:MOST_REASONS],
    }
    return render(request, "consultations/voting/log.html", context)
