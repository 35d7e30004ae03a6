"""The pages on which organisations are kept. Their public pages belong to the portal."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import compare, told
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.downloads import csv_download, xlsx_download
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.files.models import File
from kokreasi.files.services import Upload, keep
from kokreasi.organisations import exports, imports, queries, services
from kokreasi.organisations.forms import (
    AddForm,
    AliasForm,
    CorrectNameForm,
    FigureForm,
    InviteForm,
    MergeForm,
    PastNameForm,
    ProfileForm,
    RenameForm,
    SearchForm,
    TableForm,
)
from kokreasi.organisations.models import Organisation
from kokreasi.people.access import require
from kokreasi.people.models import Invitation, User
from kokreasi.people.visitors import SignedInRequest

PER_PAGE = 50
LINES_PER_PAGE = 100
LAST_ENTRIES = 20
Result = TypeVar("Result")
DOWNLOADS = {"csv": csv_download, "xlsx": xlsx_download}

# All of them


@login_required
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """List every organisation with what it is called and whether the public sees it."""
    require(request.user, "organisations.add_organisation")
    form = SearchForm(request.GET)
    organisations = Organisation.objects.visible_to(request.user).standing().with_record()
    found = organisations.matching(form.given("q"))
    if kind := form.given("kind"):
        found = found.filter(kind=kind)
    context = {"form": form, "page": _page(request, found, PER_PAGE)}
    return render(request, "organisations/desk.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    require(request.user, "organisations.add_organisation")

    form = AddForm(request.POST or None)
    if made := _done(form, partial(services.create, by=request.user)):
        messages.success(request, _("The organisation was added."))
        return redirect("organisation-manage", made.reference)
    return _ask(request, form, heading=_("Add an organisation"), action=_("Add"))


@login_required
@require_safe
def export(request: SignedInRequest, form: str) -> HttpResponseBase:
    """Send all organisations as a table that comes in again by `upload`."""
    require(request.user, "organisations.export_organisations")
    if form not in DOWNLOADS:
        raise Http404
    return DOWNLOADS[form](_("organisations"), exports.COLUMNS, exports.rows_for(request.user))


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a table in and show what it would change; nothing changes yet."""
    require(request.user, "organisations.import_organisations")

    form = TableForm(request.POST or None, request.FILES or None)
    if kept := _done(form, partial(_keep_table, by=request.user)):
        return redirect("organisation-import", kept.sha256)
    context = {"form": form, "columns": exports.NAMES}
    return render(request, "organisations/upload.html", context, status=_status(form))


def _keep_table(*, file: Upload, by: User) -> File:
    imports.read(file.read(), name=file.name or "")
    return keep(file, by=by)


@login_required
@require_http_methods(["GET", "POST"])
def take_over(request: SignedInRequest, sha256: str) -> HttpResponse:
    """Show the difference between a table and what is kept; POST does exactly what was shown."""
    require(request.user, "organisations.import_organisations")
    file = get_object_or_404(File, sha256=sha256)
    with file.open() as stored:
        data = stored.read()

    if request.method == "POST":
        previewed = request.POST.get("previewed", "")
        imports.take(data, name=file.name, by=request.user, previewed=previewed or "nothing")
        messages.success(request, _("The table was taken over."))
        return redirect("organisation-desk")
    difference = imports.read(data, name=file.name)
    telling = [row for row in difference.rows if row.step != imports.Step.SAME]
    page = _page(request, telling, LINES_PER_PAGE)
    context = {"file": file, "difference": difference, "page": page}
    return render(request, "organisations/difference.html", context)


# One of them


@login_required
@require_safe
def manage(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show everything that is kept about an organisation, with the ways to change it."""
    organisation = _visible(request, reference)
    if organisation.merged_into:
        return redirect("organisation-manage", organisation.merged_into.reference)
    require(request.user, "organisations.change_profile", organisation)
    may_change = request.user.has_perm("organisations.change_organisation", organisation)
    entries = organisation.record.entries.visible_to(request.user)
    context = {
        "organisation": organisation,
        "profile": queries.profile(organisation, visitor=request.user),
        "may_change": may_change,
        "alias_form": AliasForm(),
        "aliases": organisation.aliases.all(),
        "entries": entries[:LAST_ENTRIES],
    }
    if request.user.has_perm("organisations.manage_memberships", organisation):
        context["members"] = queries.members(organisation)
        context["invitations"] = queries.open_invitations(organisation)
        context["may_manage_memberships"] = True
    return render(request, "organisations/manage.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change_profile(request: SignedInRequest, reference: str) -> HttpResponse:
    organisation = _visible(request, reference)
    require(request.user, "organisations.change_profile", organisation)

    may_place = request.user.has_perm("organisations.change_organisation", organisation)
    form = ProfileForm(request.POST or None, instance=organisation, may_place=may_place)
    try:
        if form.is_valid():
            _change_profile(request, reference, form)
            messages.success(request, _("Saved."))
            return redirect("organisation-manage", reference)
    except StaleError as error:
        form.offer_again(_visible(request, reference).revision)
        return _ask_again(request, reference, form, error)
    except DomainError as error:
        form.add_error(None, str(error))
    return _ask(request, form, organisation=organisation, heading=_("Profile"))


def _change_profile(request: SignedInRequest, reference: str, form: ProfileForm) -> None:
    """Change the row as it is stored: the form has written its words into its own copy."""
    given = form.cleaned_data
    services.change(
        _visible(request, reference),
        form.values(),
        seen=given["seen"],
        by=request.user,
        reason=given["reason"],
    )


def _ask_again(
    request: SignedInRequest, reference: str, form: ProfileForm, error: StaleError
) -> HttpResponse:
    """Show what is stored now beside what the person typed; pressing again decides."""
    stored = _visible(request, reference)
    form.add_error(None, str(error))
    differing = [(change.field, told(change.old)) for change in compare(stored, form.values())]
    return _ask(request, form, organisation=stored, heading=_("Profile"), stored=differing)


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: SignedInRequest, reference: str) -> HttpResponse:
    organisation = _mine_to_change(request, reference)

    form = RenameForm(request.POST or None, today=today_in_jakarta())
    act = partial(services.rename, organisation, by=request.user)
    return _do(request, organisation, form, act, heading=_("Give a new name"))


@login_required
@require_http_methods(["GET", "POST"])
def add_past_name(request: SignedInRequest, reference: str) -> HttpResponse:
    organisation = _mine_to_change(request, reference)

    form = PastNameForm(request.POST or None)
    act = partial(services.add_past_name, organisation, by=request.user)
    return _do(request, organisation, form, act, heading=_("Add a former name"))


@login_required
@require_http_methods(["GET", "POST"])
def correct_name(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    organisation = _mine_to_change(request, reference)
    row = get_object_or_404(organisation.names, pk=pk)

    form = CorrectNameForm(request.POST or None, row=row)
    act = partial(services.correct_name, row, by=request.user)
    return _do(request, organisation, form, act, heading=_("Correct a name"))


@login_required
@require_http_methods(["GET", "POST"])
def add_alias(request: SignedInRequest, reference: str) -> HttpResponse:
    organisation = _mine_to_change(request, reference)

    form = AliasForm(request.POST or None)
    act = partial(services.add_alias, organisation, by=request.user)
    return _do(request, organisation, form, act, heading=_("Add another spelling"))


@login_required
@require_POST
def remove_alias(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    organisation = _mine_to_change(request, reference)
    services.remove_alias(get_object_or_404(organisation.aliases, pk=pk), by=request.user)
    messages.success(request, _("Removed."))
    return redirect("organisation-manage", reference)


@login_required
@require_http_methods(["GET", "POST"])
def state_figure(request: SignedInRequest, reference: str) -> HttpResponse:
    organisation = _mine_to_change(request, reference)

    form = FigureForm(request.POST or None)
    act = partial(services.state_figure, organisation, by=request.user)
    return _do(request, organisation, form, act, heading=_("Add a figure that a source states"))


@login_required
@require_POST
def remove_figure(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    organisation = _mine_to_change(request, reference)
    figure = get_object_or_404(organisation.record.stated_figures, pk=pk)
    services.remove_figure(organisation, figure, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("organisation-manage", reference)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, reference: str) -> HttpResponse:
    """Invite somebody by mail to act for an organisation."""
    organisation = _visible(request, reference)
    require(request.user, "organisations.manage_memberships", organisation)

    form = InviteForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        offer = Invitation(role=form.cleaned_data["role"], body=reference)
        require(request.user, "people.invite", offer)
    act = partial(services.invite, organisation, by=request.user)
    return _do(
        request,
        organisation,
        form,
        act,
        heading=_("Invite somebody"),
        action=_("Send the invitation"),
        done=_("The invitation is on its way."),
    )


@login_required
@require_POST
def end_membership(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    organisation = _visible(request, reference)
    require(request.user, "organisations.manage_memberships", organisation)
    membership = get_object_or_404(organisation.memberships.select_related("grant"), pk=pk)
    require(request.user, "people.give_role", membership.grant)
    services.leave(membership, by=request.user)
    messages.success(request, _("The membership has ended."))
    return redirect("organisation-manage", reference)


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask what to merge into, then show what moves, then do it."""
    organisation = _visible(request, reference)
    require(request.user, "organisations.merge_organisation", organisation)

    form = MergeForm(request.POST or None, loser=organisation)
    act = partial(services.merge, organisation, by=request.user)
    into = _done(form, act) if "confirmed" in request.POST else None
    if into:
        messages.success(request, _("The two organisations are one now."))
        return redirect("organisation-manage", into.reference)
    context = {
        "organisation": organisation,
        "form": form,
        "into": form.cleaned_data["into"] if form.is_valid() else None,
        "moving": queries.what_moves(organisation),
    }
    return render(request, "organisations/merge.html", context, status=_status(form))


# What the views above share


def _visible(request: SignedInRequest, reference: str) -> Organisation:
    organisations = Organisation.objects.visible_to(request.user)
    related = organisations.select_related("record", "parent__record", "merged_into__record")
    return get_object_or_404(related, record__reference=reference)


def _mine_to_change(request: SignedInRequest, reference: str) -> Organisation:
    organisation = _visible(request, reference)
    require(request.user, "organisations.change_organisation", organisation)
    return organisation


def _do(
    request: SignedInRequest,
    organisation: Organisation,
    form: forms.Form,
    act: Callable[..., object],
    *,
    heading: str,
    action: str = "",
    done: str = "",
) -> HttpResponse:
    if _done(form, act):
        messages.success(request, done or _("Saved."))
        return redirect("organisation-manage", organisation.reference)
    return _ask(request, form, organisation=organisation, heading=heading, action=action)


def _ask(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    heading: str,
    organisation: Organisation | None = None,
    action: str | Promise = "",
    stored: list[tuple[str | Promise | Bilingual, Bilingual]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "organisation": organisation,
        "action": action or _("Save"),
        "stored": stored,
    }
    return render(request, "organisations/form.html", context, status=_status(form))


def _done(form: forms.BaseForm, act: Callable[..., Result]) -> Result | None:
    """Act once the form is in order; a refusal goes back to the form with all that was typed."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return None


def _status(form: forms.BaseForm) -> int:
    """Say 409 where the rules refused, and 200 where words were wrong or nothing was sent yet."""
    return 409 if form.is_bound and form.non_field_errors() else 200


def _page(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get("page"))
