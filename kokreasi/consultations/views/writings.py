"""Read what people wrote, put it under findings, and look at what a machine suggests."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kokreasi.consultations.choices import Work
from kokreasi.consultations.forms.coding import CodeForm
from kokreasi.consultations.models import Consultation, Finding
from kokreasi.consultations.queries import findings as found
from kokreasi.consultations.queries import writings as written
from kokreasi.consultations.queries.writings import Place
from kokreasi.consultations.services import coding, findings, suggesting
from kokreasi.consultations.suggested import Suggested
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried

CODE = "consultations.read_answers"
PLACE, UNCODED, WORDS, THEME, COPIES = "tempat", "belum", "q", "tema", "salinan"
LONGEST_SEARCH = 200
MOST_COPIES = 50


def consultation_for(request: SignedInRequest, reference: str) -> Consultation:
    """Find a consultation whose answers the visitor may read."""
    visible = Consultation.objects.visible_to(request.user).select_related(
        "record__version", "stage__record", "stage__plan__record"
    )
    consultation = get_object_or_404(visible, record__reference=reference)
    require(request.user, CODE, consultation)
    return consultation


def named(consultation: Consultation, form: Any, request: SignedInRequest) -> Finding:
    """Open a finding with the words of a form."""
    given = form.cleaned_data
    return findings.name(
        consultation, title=given["title"], summary=given.get("summary"), by=request.user
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: SignedInRequest, reference: str) -> HttpResponse:
    """Read what people wrote at one place, and put what is marked under a finding."""
    consultation = consultation_for(request, reference)
    own = found.of_consultation(consultation, request.user).select_related("record")
    form = CodeForm(request.POST or None, findings=own)
    done: list[int] = []
    if tried(form, lambda: done.append(_code(consultation, form, request))):
        words = ngettext("%(n)d text was put there.", "%(n)d texts were put there.", done[0])
        messages.success(request, words % {"n": done[0]})
        return redirect(request.get_full_path())
    return _texts(request, consultation, form)


def _code(consultation: Consultation, form: CodeForm, request: SignedInRequest) -> int:
    given = form.cleaned_data
    finding = given["finding"] or named(consultation, form, request)
    return coding.code(finding, given["texts"], by=request.user)


def _texts(request: SignedInRequest, consultation: Consultation, form: CodeForm) -> HttpResponse:
    places = written.places(consultation)
    asked = request.GET.get(PLACE, "")
    place = next((one for one in places if one.key == asked), _first(places))
    context: dict[str, Any] = {"consultation": consultation, "places": places, "form": form}
    context |= {"place": place, "is_uncoded": UNCODED in request.GET}
    context |= {"is_suggested": THEME in request.GET or COPIES in request.GET}
    if place is not None:
        context |= _page_of_texts(request, consultation, place.key)
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    return render(request, "consultations/coding/texts.html", context, status=status)


def _first(places: Sequence[Place]) -> Place | None:
    """Give the place that is read first: an answer in own words before what “other” means."""
    in_order = sorted(places, key=lambda one: not one.is_answer)
    return in_order[0] if in_order else None


def _page_of_texts(request: HttpRequest, consultation: Consultation, place: str) -> dict[str, Any]:
    rows = _suggested(request, consultation, place, written.answers_at(consultation, place))
    if UNCODED in request.GET:
        rows = written.uncoded(rows, place)
    words = request.GET.get(WORDS, "").strip()[:LONGEST_SEARCH]
    if words:
        rows = written.saying(rows, place, words)
    page: Any = page_of(request, rows)
    own = found.of_consultation(consultation, request.user).select_related("record")
    known = {finding.pk: finding for finding in own}
    shown = [
        (text, [known[key] for key in text.findings if key in known])
        for text in written.texts(page, place)
    ]
    return {"page": page, "texts": shown, "words": words}


def _suggested(request: HttpRequest, consultation: Consultation, place: str, rows: Any) -> Any:
    """Keep the texts that a machine put together, where the address asks for them."""
    row = consultation.suggestions.filter(place=place, state=Work.READY).first()
    found = Suggested.read(row.content) if row else None
    if THEME in request.GET:
        sets = [theme.texts for theme in found.themes] if found else []
        return rows.filter(pk__in=_numbered(sets, request.GET[THEME]))
    if COPIES in request.GET:
        return rows.filter(pk__in=_numbered(found.copies if found else [], request.GET[COPIES]))
    return rows


def _numbered(sets: Sequence[Sequence[UUID]], number: str) -> Sequence[UUID]:
    """Give the set with this number, counted from 1; nothing where there is none such."""
    is_there = number.isascii() and number.isdigit() and 0 < int(number[:6]) <= len(sets)
    return sets[int(number) - 1] if is_there else []


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: SignedInRequest, reference: str) -> HttpResponse:
    """Have a machine look through the texts at a place, and show what it takes for themes."""
    consultation = consultation_for(request, reference)
    places = written.places(consultation)
    asked = request.GET.get(PLACE, "")
    place = next((one for one in places if one.key == asked), None)
    if place is None:
        raise Http404
    if request.method == "POST":
        suggesting.ask(consultation, place.key)
        return redirect(request.get_full_path())
    row = consultation.suggestions.filter(place=place.key).first()
    found = Suggested.read(row.content) if row and row.content else None
    context = {"consultation": consultation, "place": place, "row": row, "found": found}
    if found is not None:
        context |= _shown(found, place.key)
    return render(request, "consultations/coding/suggestions.html", context)


def _shown(found: Suggested, place: str) -> dict[str, Any]:
    """Read the words of the typical texts, and of the first of those that are nearly the same."""
    copies = [one for one in found.copies if len(one) > 1]
    keys = {key for theme in found.themes for key in theme.typical}
    keys |= {one[0] for one in copies[:MOST_COPIES]}
    words = written.words_at(place, keys)
    numbered = [(at, one) for at, one in enumerate(found.copies, start=1) if len(one) > 1]
    return {
        "themes": [
            (theme, [words[key] for key in theme.typical if key in words]) for theme in found.themes
        ],
        "copies": [(at, one, words.get(one[0], "")) for at, one in numbered[:MOST_COPIES]],
    }
