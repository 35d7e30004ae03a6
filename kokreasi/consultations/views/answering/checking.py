"""Checking with a receipt that an answer is counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kokreasi.consultations.forms.receipts import ReceiptForm
from kokreasi.consultations.queries.counted import counted
from kokreasi.core.limits import asked_too_often

CHECK = "answer_receipt"
INVALID = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Say whether the answer with this receipt is counted; the code stands in no address."""
    form = ReceiptForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    refusal = asked_too_often(request, CHECK)
    if refusal:
        return refusal
    found = counted(form.cleaned_data["code"], request.user) if form.is_valid() else None
    return _page(request, form, found=found, is_unknown=form.is_valid() and found is None)


def _page(
    request: HttpRequest, form: ReceiptForm, *, found: object = None, is_unknown: bool = False
) -> HttpResponse:
    context = {"form": form, "found": found, "is_unknown": is_unknown}
    is_wrong = form.is_bound and found is None
    status = INVALID if is_wrong else 200
    return render(request, "consultations/answering/check.html", context, status=status)
