"""Permanent links, and the files that belong to records."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from kokreasi.files.responses import send_file
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Attachment, Record


@require_safe
def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead a reference to the page of its thing, today and in ten years."""
    record = get_object_or_404(Record.objects.visible_to(request.user), reference=reference)
    return redirect(record)


@require_safe
def attachment(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a file to whoever may see its record; asked again at every download."""
    found = _attachment(request.user, pk, name)
    is_public = found.record.is_public
    return send_file(request, found.file, inline=True, is_public=is_public, name=name)


@require_safe
def picture(request: HttpRequest, pk: int, side: int, name: str) -> HttpResponseBase:
    """Send the copy of a picture that was made for this longest side."""
    found = _attachment(request.user, pk, name)
    copy = found.small_copy(side)
    return send_file(request, copy, inline=True, is_public=found.record.is_public)


def _attachment(visitor: Visitor, pk: int, name: str) -> Attachment:
    visible = Attachment.objects.visible_to(visitor).select_related("file", "record")
    return get_object_or_404(visible, pk=pk, file__name=name)
