"""Looking at one's answers once more, sending them, and the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations import guarding, receipts
from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Draft
from kokreasi.consultations.queries.telling import told
from kokreasi.consultations.services import sending
from kokreasi.consultations.services.drafts import draft_of
from kokreasi.consultations.services.receiving import AnsweredDifferentlyError, FaultyError
from kokreasi.consultations.services.sending import NothingToSendError, Seen
from kokreasi.consultations.views.answering.pages import (
    CONFLICT,
    INVALID,
    answered_before,
    closed,
)
from kokreasi.consultations.views.answering.visiting import Visit, answered_at, to
from kokreasi.core.addresses import is_number
from kokreasi.core.errors import DomainError
from kokreasi.core.limits import asked_too_often

BY_WAITING = "answer_by_waiting"
"""The limit of those who wait instead of working, from one address."""


@require_safe
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Show all answers once more, with a way back to each."""
    return answered_at(request, reference, _review)


def _review(visit: Visit) -> HttpResponse:
    draft = draft_of(visit.consultation, visit.device)
    return _look(visit, draft) if draft else to(visit, "answer-begin")


def _look(visit: Visit, draft: Draft, *, problem: str = "", status: int = 200) -> HttpResponse:
    pages = told(visit.definition, draft.answers)
    context = {
        "consultation": visit.consultation,
        "sheet": visit.sheet,
        "draft": draft,
        "told": pages,
        "wrong": [page for page in pages if page.is_wrong],
        "version": visit.version,
        "problem": problem,
        "replaced": visit.request.GET.getlist("diganti"),
    }
    if visit.consultation.is_guarded_at(visit.now):
        context["challenge"] = guarding.challenge_for(visit.device, visit.now)
        context["ticket"] = _ticket(visit)
        context["wait"] = int(guarding.WAIT.total_seconds())
    return render(visit.request, "consultations/answering/review.html", context, status=status)


def _ticket(visit: Visit) -> str:
    """Go on with the minute that somebody began to wait for; who comes back does not wait anew."""
    signed = visit.request.POST.get("tiket", "")
    is_valid = guarding.waits_since(signed, visit.device, visit.now) is not None
    return signed if is_valid else guarding.ticket(visit.device, visit.now)


@require_POST
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the answers of this device; sent twice it is one answer with one receipt."""
    return answered_at(request, reference, _send)


def _send(visit: Visit) -> HttpResponse:
    post = visit.request.POST
    seen = Seen(revision=_number(post.get("revisi")), version=_number(post.get("versi")))
    problem = _not_yet(visit, seen)
    if isinstance(problem, HttpResponse):
        return problem
    if problem:
        return _again(visit, problem, status=CONFLICT)
    language = (get_language() or "id")[:2]
    try:
        sending.send(visit.consultation, visit.device, seen=seen, language=language, at=visit.now)
    except DomainError as refused:
        return _refused(visit, refused)
    return to(visit, "answer-receipt")


def _refused(visit: Visit, refused: DomainError) -> HttpResponse:
    """Show why the answers were not taken, with the answers; what is missing leads to its page."""
    if isinstance(refused, NothingToSendError):
        return to(visit, "answer-begin")
    if isinstance(refused, ClosedError | NotOpenError):
        return _closed(visit)
    if isinstance(refused, AnsweredDifferentlyError):
        return answered_before(visit, refused)
    status = INVALID if isinstance(refused, FaultyError) else CONFLICT
    return _again(visit, str(refused), status=status)


def _number(text: str | None) -> int:
    return int(text) if text and is_number(text) else 0


def _not_yet(visit: Visit, seen: Seen) -> str | HttpResponse:
    """Say why the answers cannot be sent as they were looked at; nothing where they can."""
    if seen.version != visit.version:
        return _("The wording was corrected meanwhile. Please look at your answers once more.")
    return _unproven(visit) if visit.consultation.is_guarded_at(visit.now) else ""


def _unproven(visit: Visit) -> str | HttpResponse:
    """Ask for the proof of work, or for the minute of waiting, while somebody attacks."""
    post = visit.request.POST
    if guarding.is_proof(post.get("altcha", ""), visit.device):
        return ""
    if not guarding.has_waited(post.get("tiket", ""), visit.device, visit.now):
        return _("Please wait a minute on this page, then send once more. Nothing is lost.")
    return asked_too_often(visit.request, BY_WAITING) or ""


def _again(visit: Visit, problem: str, *, status: int) -> HttpResponse:
    draft = draft_of(visit.consultation, visit.device)
    if draft is None:
        return to(visit, "answer-begin")
    return _look(visit, draft, problem=problem, status=status)


def _closed(visit: Visit) -> HttpResponse:
    draft = draft_of(visit.consultation, visit.device)
    return closed(visit, draft.answers if draft else {})


@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt to the device from which the answer came."""
    return answered_at(request, reference, _receipt)


def _receipt(visit: Visit) -> HttpResponse:
    submission = sending.sent_from(visit.consultation, visit.device)
    if submission is None:
        return to(visit, "consultation")
    context = {
        "consultation": visit.consultation,
        "sheet": visit.sheet,
        "submission": submission,
        "code": receipts.code_of(submission.pk),
    }
    return render(visit.request, "consultations/answering/receipt.html", context)
