"""Name findings, put texts under them, quote, answer and publish: the secretariat's pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.consultations.forms.coding import (
    AnswerForm,
    ChangeAnswerForm,
    NameForm,
    QuoteForm,
    WordsForm,
)
from kokreasi.consultations.models import Coding, Consultation, Finding, Quotation
from kokreasi.consultations.queries import findings as found
from kokreasi.consultations.queries import writings as written
from kokreasi.consultations.services import coding, findings, quoting
from kokreasi.consultations.views.building.frame import framed
from kokreasi.consultations.views.writings import CODE, consultation_for, named
from kokreasi.conversations.models import Response
from kokreasi.conversations.queries.follows import audience_of
from kokreasi.conversations.services import responses
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.models import Record
from kokreasi.register.revising import STATUS, Saved, save, tried

PUBLISH = "consultations.publish_consultation"
MOST_SHOWN = 200
FORGET = "hapus"


def _finding(request: SignedInRequest, reference: str) -> Finding:
    visible = Finding.objects.visible_to(request.user).select_related(
        "record", "consultation__record__version", "consultation__stage__plan__record"
    )
    finding = get_object_or_404(visible, record__reference=reference)
    require(request.user, CODE, finding.consultation)
    return finding


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest, reference: str) -> HttpResponse:
    """List the findings of a consultation, with how much of what was written is coded."""
    consultation = consultation_for(request, reference)
    form = NameForm(request.POST or None)
    made: list[Finding] = []
    if tried(form, lambda: made.append(named(consultation, form, request))):
        return redirect("consultations:finding", made[0].reference)
    context = {
        "lines": found.lines(found.of_consultation(consultation, request.user), request.user),
        "progress": written.progress(consultation),
        "form": form,
        "ready": found.unpublished(consultation, request.user).count(),
        "may_publish": request.user.has_perm(PUBLISH, consultation),
    }
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    template = "consultations/coding/index.html"
    return framed(request, consultation, "findings", template, context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write the words of a finding; read what stands under it, and what becomes of it."""
    thing = _finding(request, reference)
    form = WordsForm(request.POST or None, row=thing)
    saved = None
    if form.is_bound:
        saved = save(form, lambda values, seen: _change(request, thing, form, values, seen))
    if saved == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("consultations:finding", reference)
    return _desk(request, thing, form, saved)


def _change(
    request: SignedInRequest, thing: Finding, form: WordsForm, values: Any, seen: int
) -> Finding:
    reason = form.cleaned_data["reason"]
    return findings.change(thing, values, seen=seen, by=request.user, reason=reason)


def _desk(
    request: SignedInRequest,
    thing: Finding,
    form: WordsForm,
    saved: Saved | None = None,
    *,
    quoting: tuple[int, QuoteForm] | None = None,
) -> HttpResponse:
    codings = thing.codings.select_related("submission").order_by("pk")
    page: Any = page_of(request, codings)
    context: dict[str, Any] = {
        "finding": thing,
        "form": form,
        "page": page,
        "lines": _coded(thing, page, quoting),
        "response": Response.objects.visible_to(request.user)
        .filter(about=thing.record_id)
        .select_related("unit__record", "leads_to", "decided_in")
        .first(),
    }
    if saved == Saved.STALE:
        now = Finding.objects.visible_to(request.user).get(pk=thing.pk)
        context |= {"conflicts": form.conflicts(now), "form": form.over(now)}
    status = STATUS[Saved.INVALID] if quoting else STATUS[saved] if saved else 200
    return render(request, "consultations/coding/finding.html", context, status=status)


def _coded(thing: Finding, page: Any, failed: tuple[int, QuoteForm] | None) -> list[dict[str, Any]]:
    """Give each text with its quotation, and a form where the person agreed to be quoted."""
    quoted = {(one.submission_id, one.place): one for one in thing.quotations.all()}
    rows = []
    for one in page:
        words = str(one.submission.answers.get(one.place, ""))
        quotation = quoted.get((one.submission_id, one.place))
        may = written.may_quote(one.submission.answers, one.place)
        form = failed[1] if failed and failed[0] == one.pk else _quote_form(one, words, quotation)
        rows.append(
            {"coding": one, "words": words, "quotation": quotation, "form": form if may else None}
        )
    return rows


def _quote_form(one: Coding, words: str, quotation: Quotation | None) -> QuoteForm:
    shown = {"text": quotation.text, "is_shown": quotation.is_shown} if quotation else {}
    offered = {"text": quoting.veiled(words), "is_shown": True}
    return QuoteForm(initial=offered | shown, prefix=f"k{one.pk}")


@login_required
@require_POST
def take_out(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take a text out of a finding."""
    thing = _finding(request, reference)
    row = thing.codings.filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        coding.take_out(row, by=request.user)
    return redirect("consultations:finding", reference)


@login_required
@require_POST
def quote(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Keep words of a text as a quotation, or take the quotation away."""
    thing = _finding(request, reference)
    row = get_object_or_404(thing.codings, pk=pk)
    if FORGET in request.POST:
        quoting.forget(thing, row.submission_id, row.place, by=request.user)
        return redirect(reverse("consultations:finding", args=[reference]) + "#teks")
    form = QuoteForm(request.POST, prefix=f"k{row.pk}")
    if tried(form, lambda: _quote(thing, row, form, request)):
        messages.success(request, _("Saved."))
        return redirect(reverse("consultations:finding", args=[reference]) + "#teks")
    return _desk(request, thing, WordsForm(row=thing), quoting=(row.pk, form))


def _quote(thing: Finding, row: Coding, form: QuoteForm, request: SignedInRequest) -> None:
    quoting.quote(thing, row.submission_id, row.place, by=request.user, **form.cleaned_data)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedInRequest, reference: str) -> HttpResponse:
    """Throw away a finding that was never public, after asking."""
    thing = _finding(request, reference)
    if request.method == "POST":
        findings.discard(thing)
        messages.success(request, _("The finding was discarded."))
        return redirect("consultations:findings", thing.consultation.reference)
    return render(request, "consultations/coding/discard.html", {"finding": thing})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write what becomes of a finding, or change it; a published answer with a reason."""
    thing = _finding(request, reference)
    rows = Response.objects.visible_to(request.user).filter(about=thing.record_id)
    standing = rows.select_related("unit__record", "leads_to", "decided_in").first()
    choices = {
        "commitments": found.commitments_for(thing, request.user),
        "meetings": found.meetings_for(thing, request.user),
    }
    if standing is not None:
        return _change_answer(request, thing, standing, choices)
    form = AnswerForm(request.POST or None, initial={"decided_on": today_in_jakarta()}, **choices)
    if tried(form, lambda: findings.answer(thing, given=form.answer(), by=request.user)):
        messages.success(request, _("The answer is written. Publish it when all are ready."))
        return redirect("consultations:finding", reference)
    return _answer_page(request, thing, form, Saved.INVALID if form.is_bound else None)


def _change_answer(
    request: SignedInRequest, thing: Finding, standing: Response, choices: dict[str, Any]
) -> HttpResponse:
    form = ChangeAnswerForm(request.POST or None, row=standing, **choices)
    saved = None
    if form.is_bound:
        saved = save(form, lambda values, seen: _revise(request, standing, form, values, seen))
    if saved == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("consultations:finding", thing.reference)
    return _answer_page(request, thing, form, saved, response=standing)


def _revise(
    request: SignedInRequest, standing: Response, form: ChangeAnswerForm, values: Any, seen: int
) -> Response:
    why = form.cleaned_data["why"]
    return responses.change(standing, values, seen=seen, by=request.user, reason=why)


def _answer_page(
    request: SignedInRequest,
    thing: Finding,
    form: Any,
    saved: Saved | None,
    response: Response | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"finding": thing, "form": form, "response": response}
    if saved == Saved.STALE and response is not None:
        now = Response.objects.visible_to(request.user).get(pk=response.pk)
        context |= {"conflicts": form.conflicts(now), "form": form.over(now)}
    status = STATUS[saved] if saved else 200
    return render(request, "consultations/coding/answer.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show what would be published and whom it would reach; then publish it."""
    consultation = consultation_for(request, reference)
    require(request.user, PUBLISH, consultation)
    ready = found.unpublished(consultation, request.user)
    if request.method == "POST":
        return _publish(request, consultation, list(ready[:MOST_SHOWN]))
    context = {
        "consultation": consultation,
        "lines": found.lines(ready[:MOST_SHOWN], request.user),
        "audience": audience_of(
            Record.objects.visible_to(request.user).filter(pk=consultation.record_id)
        ),
    }
    return render(request, "consultations/coding/publish.html", context)


def _publish(
    request: SignedInRequest, consultation: Consultation, ready: list[Finding]
) -> HttpResponse:
    try:
        done = findings.publish_answered(ready, at=timezone.now(), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("consultations:publish-findings", consultation.reference)
    words = ngettext(
        "%(n)d finding is public with its answer.",
        "%(n)d findings are public with their answers.",
        len(done),
    )
    messages.success(request, words % {"n": len(done)})
    return redirect("consultations:findings", consultation.reference)
