"""Figures that a source states about a consultation: beside what is counted, never instead."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.consultations.forms.stating import StatedForm
from kokreasi.consultations.views.building.frame import at, consultation_for, framed
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register import services as register
from kokreasi.register.revising import STATUS, Saved, tried

MEASURE = "consultation"
"""What such a figure counts is said by its label alone."""
TAB, PAGES = "results", "consultations/results"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: SignedInRequest, reference: str) -> HttpResponse:
    """List what sources state, and write down one more."""
    consultation = consultation_for(request.user, reference)
    about = consultation.record
    form = StatedForm(request.POST or None)
    if tried(
        form,
        lambda: register.state(about, measure=MEASURE, **form.cleaned_data, by=request.user),
    ):
        messages.success(request, _("The figure will stand in the next result."))
        return at(reference, "stated-figures")
    context = {"form": form, "stated": about.stated_figures.all()}
    status = STATUS[Saved.INVALID] if form.errors else 200
    return framed(request, consultation, TAB, f"{PAGES}/stated.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Correct what was written of a source's number."""
    consultation = consultation_for(request.user, reference)
    figures_here = consultation.record.stated_figures.select_related("record")
    stated = get_object_or_404(figures_here, pk=pk)
    form = StatedForm(request.POST or None, row=stated)
    if tried(form, lambda: register.restate(stated, form.cleaned_data, by=request.user)):
        messages.success(request, _("The figure was corrected."))
        return at(reference, "stated-figures")
    status = STATUS[Saved.INVALID] if form.errors else 200
    return framed(
        request, consultation, TAB, f"{PAGES}/stated_figure.html", {"form": form}, status=status
    )


@login_required
@require_POST
def retract(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take away a figure that was written wrongly."""
    consultation = consultation_for(request.user, reference)
    stated = consultation.record.stated_figures.select_related("record").filter(pk=pk).first()
    if stated is not None:  # somebody who presses twice gets the same answer
        register.retract(stated, by=request.user)
        messages.success(request, _("The figure was removed."))
    return at(reference, "stated-figures")
