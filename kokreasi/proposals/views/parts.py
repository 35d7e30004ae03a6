"""What lies beside the words of a draft: files, institutions, co-authors."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.core.errors import DomainError
from kokreasi.files.responses import send_file
from kokreasi.files.services import keep
from kokreasi.people.access import require
from kokreasi.plans.forms.plans import AttachForm
from kokreasi.proposals.services import authors, enclosing
from kokreasi.proposals.views.choosing import choice_in
from kokreasi.proposals.views.desk import refused
from kokreasi.proposals.views.writer import Writer, by_writer
from kokreasi.register.revising import tried
from kokreasi.register.saving import back_to

CHOOSE = "proposals.choose_authors"


@require_POST
@by_writer
def enclose(request: HttpRequest, writer: Writer) -> HttpResponse:
    form = AttachForm(request.POST, request.FILES, auto_id="berkas-%s")
    if tried(form, lambda: _enclose(writer, form.cleaned_data)):
        return back_to(writer.page, "berkas")
    return refused(request, writer, file_form=form)


def _enclose(writer: Writer, given: dict[str, Any]) -> None:
    file = keep(given["file"], by=writer.user)
    enclosing.enclose(writer.proposal, file, title=given["title"], alt=given["alt"])


@require_POST
@by_writer
def take_out(_request: HttpRequest, writer: Writer, pk: int) -> HttpResponse:
    row = writer.proposal.enclosures.filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        enclosing.take_out(row)
    return back_to(writer.page, "berkas")


@require_safe
@by_writer
def enclosure(request: HttpRequest, writer: Writer, pk: int, name: str) -> HttpResponseBase:
    """Send a file of a draft to those who write it, and to nobody else."""
    rows = writer.proposal.enclosures.select_related("file")
    row = get_object_or_404(rows, pk=pk, file__name=name)
    return send_file(request, row.file, inline=True, name=name)


@require_POST
@by_writer
def mention(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Note an institution that the proposal concerns, or show the names that may be meant."""
    choice = choice_in(request.POST, writer.visitor)
    if choice.organisation is None:
        return refused(request, writer, institution_choice=choice)
    enclosing.mention(writer.proposal, choice.organisation)
    return back_to(writer.page, "lembaga")


@require_POST
@by_writer
def leave_out(_request: HttpRequest, writer: Writer, pk: int) -> HttpResponse:
    row = writer.proposal.institutions.select_related("record").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        enclosing.leave_out(writer.proposal, row)
    return back_to(writer.page, "lembaga")


@require_POST
@by_writer
def invite(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Invite an organisation to stand behind the proposal, or show the names that may be meant."""
    _require_choosing(writer)
    choice = choice_in(request.POST, writer.visitor)
    if choice.organisation is None:
        return refused(request, writer, author_choice=choice)
    try:
        authors.invite(writer.proposal, choice.organisation, at=timezone.now(), by=writer.user)
    except DomainError as refusal:
        return refused(request, writer, author_choice=choice, author_refusal=str(refusal))
    messages.success(request, _("The organisation is invited; it sees the draft once it accepts."))
    return back_to(writer.page, "pengusul")


@require_POST
@by_writer
def leave(request: HttpRequest, writer: Writer, pk: int) -> HttpResponse:
    """No longer stand behind the proposal, oneself or for one's organisation."""
    _require_choosing(writer)
    author = get_object_or_404(writer.own_authorships(), pk=pk)
    authors.leave(author, at=timezone.now(), by=writer.user)
    messages.success(request, _("You no longer stand behind this proposal."))
    return redirect(writer.home)


def _require_choosing(writer: Writer) -> None:
    """Ask whether the authors may still change; a citizen's link is itself the permission."""
    if writer.user is not None:
        require(writer.user, CHOOSE, writer.proposal)
