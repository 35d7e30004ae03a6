"""The lists that everybody may read, and the pages on which the secretariat keeps them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.vocabularies import queries, services
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.forms import (
    ChangeTermForm,
    RegionForm,
    RegionSearchForm,
    ReinstateForm,
    RetireForm,
    SearchForm,
    TermForm,
)
from kokreasi.vocabularies.models import Region, Term
from kokreasi.vocabularies.services import Entry

PER_PAGE = 50
REGIONS_PER_PAGE = 20
AT_A_GLANCE = 12  # a list of so many terms needs no search

# Reading


@require_safe
def vocabularies(request: HttpRequest) -> HttpResponse:
    """Show every vocabulary with the number of terms that hold today."""
    today = today_in_jakarta()
    context = {
        "vocabularies": queries.sizes(today),
        "levels": queries.regions_by_level(today),
        "may_add_region": request.user.has_perm("vocabularies.add_region"),
    }
    return render(request, "vocabularies/vocabularies.html", context)


@require_safe
def vocabulary(request: HttpRequest, vocabulary: str) -> HttpResponse:
    """List the terms of a vocabulary, also those that no longer hold, with validity and source."""
    chosen = _known(vocabulary)
    form = SearchForm(request.GET)
    terms = Term.objects.of(chosen).matching(form.text()).select_related("parent")
    page = _page(request, terms, PER_PAGE)
    context = {
        "vocabulary": chosen,
        "form": form,
        "page": page,
        "is_long": bool(form.text()) or page.paginator.count > AT_A_GLANCE,
        "today": today_in_jakarta(),
        "may_add": request.user.has_perm("vocabularies.add_term"),
    }
    return render(request, "vocabularies/vocabulary.html", context)


@require_safe
def term(request: HttpRequest, vocabulary: str, code: str) -> HttpResponse:
    """Show one term: what it says, since when, from where, and what was done to it."""
    found = _term(vocabulary, code)
    context = {
        "term": found,
        "vocabulary": Vocabulary(found.vocabulary),
        "children": found.children.all(),
        "history": found.history.all(),
        "today": today_in_jakarta(),
        "may_change": request.user.has_perm("vocabularies.change_term", found),
        "may_retire": request.user.has_perm("vocabularies.retire_term", found),
    }
    return render(request, "vocabularies/term.html", context)


@require_safe
def region_search(request: HttpRequest) -> HttpResponse:
    """Find regions that hold today, a page at a time.

    A browser gets a page, htmx the rows, and `?format=json` the data.
    """
    form = RegionSearchForm(request.GET)
    regions = Region.objects.valid_on(today_in_jakarta()).matching(form.text())
    page = _page(request, regions.select_related("parent"), REGIONS_PER_PAGE)
    if request.GET.get("format") == "json":
        return JsonResponse(_as_data(page))
    template = "_regions" if request.headers.get("HX-Request") else "regions"
    return render(request, f"vocabularies/{template}.html", {"form": form, "page": page})


def _as_data(page: Page[Region]) -> dict[str, Any]:
    return {
        "count": page.paginator.count,
        "page": page.number,
        "next": page.next_page_number() if page.has_next() else None,
        "results": [
            {
                "id": region.pk,
                "scheme": region.scheme,
                "code": region.code,
                "level": region.level,
                "name": region.name,
                "province": region.parent.name if region.parent else None,
            }
            for region in page
        ],
    }


@require_safe
def region(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """Show one region with the regions in it and what was done to it."""
    found = _region(scheme, code)
    context = {
        "region": found,
        "children": found.children.all(),
        "history": found.history.all(),
        "today": today_in_jakarta(),
        "may_retire": request.user.has_perm("vocabularies.retire_region", found),
    }
    return render(request, "vocabularies/region.html", context)


# Keeping


@login_required
@require_http_methods(["GET", "POST"])
def add_term(request: SignedInRequest, vocabulary: str) -> HttpResponse:
    chosen = _known(vocabulary)
    require(request.user, "vocabularies.add_term")

    form = TermForm(request.POST or None, vocabulary=chosen)
    if _done(form, lambda: services.add(chosen, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The term was added."))
        return redirect("term", vocabulary, form.cleaned_data["code"])
    context = {"vocabulary": chosen, "form": form}
    return render(request, "vocabularies/add_term.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def change_term(request: SignedInRequest, vocabulary: str, code: str) -> HttpResponse:
    found = _term(vocabulary, code)
    require(request.user, "vocabularies.change_term", found)

    form = ChangeTermForm(request.POST or None, term=found)
    if _done(form, lambda: _change(found, form, request)):
        messages.success(request, _("Saved."))
        return redirect(found)
    is_behind = form.is_behind(found)
    if is_behind:
        form.offer_again(found)
    context = {
        "term": found,
        "vocabulary": Vocabulary(found.vocabulary),
        "form": form,
        "is_behind": is_behind,
        "today": today_in_jakarta(),
    }
    return render(request, "vocabularies/change_term.html", context, status=_status(form))


def _change(found: Term, form: ChangeTermForm, request: SignedInRequest) -> Term:
    given = form.cleaned_data
    return services.change(
        found, form.values(), seen=given["seen"], by=request.user, reason=given["reason"]
    )


@login_required
@require_http_methods(["GET", "POST"])
def retire_term(request: SignedInRequest, vocabulary: str, code: str) -> HttpResponse:
    found = _term(vocabulary, code)
    require(request.user, "vocabularies.retire_term", found)
    return _retire(request, found)


@login_required
@require_http_methods(["GET", "POST"])
def reinstate_term(request: SignedInRequest, vocabulary: str, code: str) -> HttpResponse:
    found = _term(vocabulary, code)
    require(request.user, "vocabularies.retire_term", found)
    return _reinstate(request, found)


@login_required
@require_http_methods(["GET", "POST"])
def add_region(request: SignedInRequest) -> HttpResponse:
    require(request.user, "vocabularies.add_region")

    form = RegionForm(request.POST or None)
    if _done(form, lambda: services.add_region(by=request.user, **form.cleaned_data)):
        messages.success(request, _("The region was added."))
        return redirect("region", form.cleaned_data["scheme"], form.cleaned_data["code"])
    context = {"form": form}
    return render(request, "vocabularies/add_region.html", context, status=_status(form))


@login_required
@require_http_methods(["GET", "POST"])
def retire_region(request: SignedInRequest, scheme: str, code: str) -> HttpResponse:
    found = _region(scheme, code)
    require(request.user, "vocabularies.retire_region", found)
    return _retire(request, found)


@login_required
@require_http_methods(["GET", "POST"])
def reinstate_region(request: SignedInRequest, scheme: str, code: str) -> HttpResponse:
    found = _region(scheme, code)
    require(request.user, "vocabularies.retire_region", found)
    return _reinstate(request, found)


def _retire(request: SignedInRequest, entry: Entry) -> HttpResponse:
    form = RetireForm(request.POST or None, today=today_in_jakarta())
    if _done(form, lambda: services.retire(entry, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(entry)
    context = {"entry": entry, "form": form}
    return render(request, "vocabularies/retire.html", context, status=_status(form))


def _reinstate(request: SignedInRequest, entry: Entry) -> HttpResponse:
    form = ReinstateForm(request.POST or None)
    if _done(form, lambda: services.reinstate(entry, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(entry)
    context = {"entry": entry, "form": form}
    return render(request, "vocabularies/reinstate.html", context, status=_status(form))


# What the views above share


def _known(vocabulary: str) -> Vocabulary:
    if vocabulary not in Vocabulary.values:
        raise Http404
    return Vocabulary(vocabulary)


def _term(vocabulary: str, code: str) -> Term:
    terms = Term.objects.of(_known(vocabulary)).select_related("parent")
    return get_object_or_404(terms, code=code)


def _region(scheme: str, code: str) -> Region:
    return get_object_or_404(Region.objects.select_related("parent"), scheme=scheme, code=code)


def _page(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get("page"))


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act once the form is in order; a refusal goes back to the form with all that was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _status(form: forms.Form) -> int:
    """Say 409 where the rules refused, and 200 where words were wrong or nothing was sent yet."""
    return 409 if form.is_bound and form.non_field_errors() else 200
