"""Saving while somebody answers, names of regions, and taking unsent answers off a device."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.queries import regions
from kokreasi.consultations.services import drafts
from kokreasi.consultations.services.drafts import Sent, SentAlreadyError, printed
from kokreasi.consultations.views.answering.pages import sent_by
from kokreasi.consultations.views.answering.visiting import Visit, answered_at, to
from kokreasi.core.days import WIB, today_in_jakarta

SHORTEST_NAME = 2


@require_POST
def save(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a page as it is filled, and say when; the page itself stays as it is."""
    return answered_at(request, reference, _save)


def _save(visit: Visit) -> HttpResponse:
    draft = drafts.draft_of(visit.consultation, visit.device)
    key = visit.request.POST.get("halaman", "")
    step = visit.step(key, draft.answers if draft else {})
    if step is None:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    if draft is None and (refusal := visit.refusal_to_keep()):
        return refusal
    sent = sent_by(visit, step)
    try:
        drafts.save(visit.consultation, visit.device, sent, at=visit.now)
    except (ClosedError, NotOpenError, SentAlreadyError) as refused:
        return JsonResponse({"words": str(refused)}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"at": f"{visit.now.astimezone(WIB):%H.%M}", "base": _base_after(sent)})


def _base_after(sent: Sent) -> dict[str, str]:
    """Print what the window shows now, except what was too long to be kept."""
    kept = {key: printed(value) for key, value in sent.values.items() if drafts.is_kept(value)}
    return {**sent.base, **kept}


@require_safe
def region_names(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001
    """Name regions while somebody types; the same for everybody."""
    text = request.GET.get("q", "")
    found = regions.named(text, on=today_in_jakarta()) if len(text) >= SHORTEST_NAME else []
    response = JsonResponse({"names": [place.name for place in found]})
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Take unsent answers off this device, after asking once."""
    return answered_at(request, reference, _discard)


def _discard(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        drafts.discard(visit.consultation, visit.device)
        return to(visit, "consultation")
    context = {"consultation": visit.consultation, "sheet": visit.sheet}
    return render(visit.request, "consultations/answering/discard.html", context)
