"""Permanent links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from kokreasi.register.models import Record


@require_safe
def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead a reference to the page of its thing, today and in ten years."""
    record = get_object_or_404(Record.objects.visible_to(request.user), reference=reference)
    return redirect(record)
