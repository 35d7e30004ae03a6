"""What everybody reads of amendments and confirmations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokreasi.files.responses import send_file
from kokreasi.plans.models import Commitment, Confirmation
from kokreasi.plans.queries.amended import amendments_of
from kokreasi.plans.sheets import read


@require_safe
def index(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a published commitment as it was and as it is, and every change between the two."""
    published = Commitment.objects.visible_to(request.user).filter(
        record__published_at__isnull=False, record__version__isnull=False
    )
    commitment = get_object_or_404(
        published.select_related("record__version", "plan__record"), record__reference=reference
    )
    version: Any = commitment.record.version
    found = amendments_of(commitment.record, request.user)
    context = {
        "commitment": commitment,
        "record": commitment.record,
        "amendments": found,
        "original": found[-1].before if found else None,
        "sheet": read(version.content),
    }
    return render(request, "plans/amendments.html", context)


@require_safe
def letter(request: HttpRequest, reference: str, pk: int, name: str) -> HttpResponseBase:
    """Send the letter of a confirmation to whoever may open it; asked at every download."""
    rows = (
        Confirmation.objects.visible_to(request.user)
        .with_letter_for(request.user)
        .select_related("file", "draft__commitment__record")
    )
    found = get_object_or_404(
        rows, pk=pk, file__name=name, draft__commitment__record__reference=reference
    )
    is_public = found.is_letter_public and found.draft.commitment.record.is_public
    file: Any = found.file
    return send_file(request, file, is_public=is_public)
