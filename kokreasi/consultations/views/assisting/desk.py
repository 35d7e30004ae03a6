"""The list of sheets: numbering, what was entered by whom, and what will not come."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.forms.entering import NumberForm, ReasonForm, number_in
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.models.assisting import SheetQuerySet
from kokreasi.consultations.models.consultations import ENTRY_GRACE
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.entered import counts, next_out
from kokreasi.consultations.services import paper
from kokreasi.consultations.views.assisting.finding import ENTER, assisted, sheet_of
from kokreasi.consultations.views.building.frame import framed
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried

KEEPERS: Mapping[str, Callable[[SheetQuerySet], SheetQuerySet]] = {
    "menunggu": SheetQuerySet.out,
    "masuk": SheetQuerySet.entered,
    "batal": SheetQuerySet.void,
}
"""Which sheets the list keeps, by the word in its address."""


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the consultations whose sheets can be entered now."""
    require(request.user, ENTER)
    now = timezone.now()
    rows = Consultation.objects.visible_to(request.user).public().select_related("record")
    rows = rows.filter(
        parts__kind=PartKind.QUESTIONNAIRE,
        opens_at__lte=now,
        closes_at__gt=now - ENTRY_GRACE,
        concluded_at=None,
    )
    context = {"page": page_of(request, rows)}
    return render(request, "consultations/assisting/index.html", context)


@login_required
@require_safe
def sheets(request: SignedInRequest, reference: str) -> HttpResponse:
    """List the sheets of a consultation, and number new ones."""
    return _sheets(request, assisted(request.user, reference), NumberForm())


def _sheets(
    request: SignedInRequest, consultation: Consultation, form: NumberForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    wanted = request.GET.get("keadaan", "")
    rows = consultation.sheets.select_related("entered_by", "voided_by").order_by("number")
    rows = KEEPERS[wanted](rows) if wanted in KEEPERS else rows
    context = {
        "sheet": wording.current(consultation),
        "page": page_of(request, rows),
        "counts": counts(consultation),
        "wanted": wanted,
        "form": form,
        "next": next_out(consultation, after=0),
        "is_taken": consultation.takes_sheets_at(now),
        "is_early": now < consultation.opens_at,
        "until": consultation.closes_at + ENTRY_GRACE,
        "printed": _printed(request),
    }
    template = "consultations/assisting/sheets.html"
    return framed(request, consultation, "sheets", template, context, status=status)


def _printed(request: SignedInRequest) -> dict[str, Any] | None:
    """Give the numbers that were just made, whose sheets are to be printed."""
    first, last = (number_in(request.GET.get(name, "")) for name in ("dari", "sampai"))
    if not 0 < first <= last < first + paper.MOST_AT_ONCE:
        return None
    return {"first": first, "last": last, "is_large": "besar" in request.GET}


@login_required
@require_POST
def number(request: SignedInRequest, reference: str) -> HttpResponse:
    """Number sheets, and offer them to be printed."""
    consultation = assisted(request.user, reference)
    form = NumberForm(request.POST)
    made: list[tuple[int, int]] = []

    def act() -> None:
        count, language = form.cleaned_data["count"], form.cleaned_data["language"]
        made.append(
            paper.number_sheets(consultation, count=count, language=language, by=request.user)
        )

    if not tried(form, act):
        return _sheets(request, consultation, form, status=STATUS[Saved.INVALID])
    first, last = made[0]
    answer = redirect("consultations:sheets", reference)
    large = "&besar=1" if form.cleaned_data["is_large"] else ""
    answer["Location"] += f"?dari={first}&sampai={last}{large}#cetak"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Say that a sheet will not be entered, and why."""
    consultation = assisted(request.user, reference)
    sheet = sheet_of(consultation, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        paper.void(sheet, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())

    if tried(form, act):
        messages.success(request, _("Sheet %(number)s is void.") % {"number": sheet.number})
        return redirect("consultations:sheets", reference)
    context = {"consultation": consultation, "sheet": sheet, "form": form}
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "consultations/assisting/void.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def void_rest(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say of all sheets that are still out that they did not come back."""
    consultation = assisted(request.user, reference)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    closed: list[int] = []

    def act() -> None:
        reason = form.cleaned_data["reason"]
        closed.append(
            paper.void_rest(consultation, reason=reason, by=request.user, at=timezone.now())
        )

    if tried(form, act):
        messages.success(request, _("Sheets made void: %(count)s.") % {"count": closed[0]})
        return redirect("consultations:sheets", reference)
    context = {"consultation": consultation, "counts": counts(consultation), "form": form}
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "consultations/assisting/void_rest.html", context, status=status)


@login_required
@require_POST
def take_back(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Let a void sheet be entered after all."""
    sheet = sheet_of(assisted(request.user, reference), number)
    paper.take_back(sheet, by=request.user, at=timezone.now())
    messages.success(
        request, _("Sheet %(number)s can be entered again.") % {"number": sheet.number}
    )
    return redirect("consultations:sheet", reference, sheet.number)
