"""The result of a consultation for everybody, and before that for the secretariat."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import Characteristic
from kokreasi.consultations.models import Consultation, Result
from kokreasi.consultations.queries.results import result_of
from kokreasi.consultations.results.groups import BY_CHANNEL
from kokreasi.consultations.results.pages import GroupPage, ResultPage
from kokreasi.people.visitors import Visitor

KEYS = (BY_CHANNEL, *Characteristic.values)


@require_safe
def latest(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the newest published result, or say that there is none yet."""
    consultation = _consultation(request.user, reference)
    published = consultation.results.public().order_by("-number")
    result = published.prefetch_related("files__file").first()
    if result is None:
        return render(request, "consultations/results/none.html", {"consultation": consultation})
    result.consultation = consultation
    return _shown(request, result)


@require_safe
def result(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one result; those of before stay readable."""
    return _shown(request, result_of(request.user, reference, number))


def _shown(request: HttpRequest, found: Result) -> HttpResponse:
    others = Result.objects.visible_to(request.user).filter(
        consultation=found.consultation_id, published_at__isnull=False
    )
    context: dict[str, Any] = {
        "result": found,
        "consultation": found.consultation,
        "page": ResultPage(found),
        "others": others.exclude(pk=found.pk).only("number", "published_at", "made_at"),
    }
    return render(request, "consultations/results/result.html", context)


@require_safe
def by_group(request: HttpRequest, reference: str, number: int, key: str) -> HttpResponse:
    """Show the answers by the groups of one characteristic."""
    if key not in KEYS:
        raise Http404
    found = result_of(request.user, reference, number)
    context = {
        "result": found,
        "consultation": found.consultation,
        "page": GroupPage(found, key),
        "key": key,
    }
    return render(request, "consultations/results/by_group.html", context)


def _consultation(visitor: Visitor, reference: str) -> Consultation:
    visible = Consultation.objects.visible_to(visitor).select_related("record", "stage__plan")
    return get_object_or_404(visible, record__reference=reference)
