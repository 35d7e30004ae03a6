"""Check what is missing, publish, correct with a reason, move the days, withdraw."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.comparing import compare
from kokreasi.consultations.forms.building import NewDaysForm, ReasonForm
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.desk import versions_of
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.services.building import facts, publishing
from kokreasi.consultations.soundness import gaps, untranslated
from kokreasi.consultations.views.building.frame import (
    PUBLISH,
    at,
    attempted,
    consultation_for,
    framed,
)
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried

TAB = "check"


@login_required
@require_safe
def check(request: SignedInRequest, reference: str) -> HttpResponse:
    """List what is missing or differs from what the public reads, before it is published."""
    return _checked(request, consultation_for(request.user, reference), ReasonForm())


def _checked(
    request: SignedInRequest, consultation: Consultation, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    sheet = sheet_of(consultation)
    frozen = wording.current(consultation)
    found = gaps(sheet, has_statements=consultation.statements.exists())
    differences = compare(frozen, sheet) if frozen else []
    context: dict[str, Any] = {
        "sheet": sheet,
        "links": _links(consultation),
        "blocking": [gap for gap in found if gap.is_blocking],
        "advice": [gap for gap in found if not gap.is_blocking],
        "untranslated": untranslated(sheet),
        "differences": differences,
        "answers": consultation.submissions.count(),
        "versions": versions_of(consultation),
        "form": form,
        "may_publish": request.user.has_perm(PUBLISH, consultation),
    }
    template = "consultations/building/check.html"
    return framed(request, consultation, TAB, template, context, status=status)


def _links(consultation: Consultation) -> dict[str, tuple[str, int]]:
    """Tell by the key of a page or question which view shows it, and the number of its row."""
    pages = consultation.pages.values_list("key", "pk")
    questions = consultation.questions.values_list("key", "pk")
    return {key: ("page", pk) for key, pk in pages} | {
        key: ("question", pk) for key, pk in questions
    }


@login_required
@require_POST
def publish(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the consultation to everybody; people can answer once it opens."""
    consultation = consultation_for(request.user, reference, PUBLISH)
    if attempted(request, lambda: publishing.publish(consultation, by=request.user)):
        messages.success(request, _("Everybody sees the consultation now."))
    return at(reference, TAB)


@login_required
@require_POST
def correct(request: SignedInRequest, reference: str) -> HttpResponse:
    """Put the new words in the place of those that the public reads."""
    consultation = consultation_for(request.user, reference, PUBLISH)
    form = ReasonForm(request.POST)
    if tried(
        form,
        lambda: publishing.correct(
            consultation, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        messages.success(request, _("The public reads the corrected words now."))
        return at(reference, TAB)
    return _checked(request, consultation, form, status=STATUS[Saved.INVALID])


@login_required
@require_http_methods(["GET", "POST"])
def days(request: SignedInRequest, reference: str) -> HttpResponse:
    """Open or close an announced consultation at another moment, with a reason."""
    consultation = consultation_for(request.user, reference, PUBLISH)
    initial = {name: getattr(consultation, name) for name in ("opens_at", "closes_at")}
    form = NewDaysForm(request.POST or None, initial=initial)
    now = timezone.now()
    if tried(
        form,
        lambda: facts.set_days(consultation, **form.cleaned_data, at=now, by=request.user),
    ):
        messages.success(request, _("The days are changed; the public page says why."))
        return at(reference, "edit")
    status = STATUS[Saved.INVALID] if form.errors else 200
    template = "consultations/building/days.html"
    return framed(request, consultation, "edit", template, {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take the consultation out of the public's sight, with a reason."""
    consultation = consultation_for(request.user, reference, PUBLISH)
    form = ReasonForm(request.POST or None)
    if tried(
        form,
        lambda: facts.withdraw(consultation, reason=form.cleaned_data["reason"], by=request.user),
    ):
        messages.success(request, _("Only the secretariat sees the consultation now."))
        return at(reference, "edit")
    status = STATUS[Saved.INVALID] if form.errors else 200
    template = "consultations/building/withdraw.html"
    return framed(request, consultation, "edit", template, {"form": form}, status=status)
