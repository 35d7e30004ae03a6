"""Minutes that leave the platform: Word, PDF and JSON; and the office's own template for them."""

from collections.abc import Callable
from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.limits import asked_too_often
from kokreasi.files.formats import DOCX, PDF
from kokreasi.meetings.choices import MinutesState
from kokreasi.meetings.errors import UnwrittenError
from kokreasi.meetings.exports.documents import Office, Standing, as_pdf
from kokreasi.meetings.exports.popolo import popolo
from kokreasi.meetings.forms.stationery import LetterheadForm, TemplateForm
from kokreasi.meetings.models import Meeting, Stationery
from kokreasi.meetings.queries.reading import sheet_for
from kokreasi.meetings.services import stationery as services
from kokreasi.meetings.sheets import MinutesSheet, sheet
from kokreasi.meetings.views.writing import minutes_for
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried
from kokreasi.writing.child import OWN_TEMPLATE
from kokreasi.writing.errors import WritingError

CHANGE = "meetings.change_stationery"
INVALID = 422
JSON = {"ensure_ascii": False, "indent": 1}
Writer = Callable[[MinutesSheet, Office, Standing], bytes]
WRITERS: dict[str, tuple[Writer, str]] = {
    "docx": (services.word_of, DOCX.content_type),
    "pdf": (as_pdf, PDF.content_type),
}


@require_safe
def document(request: HttpRequest, reference: str, ending: str) -> HttpResponse:
    """Send what this visitor may read of final minutes as Word, PDF or Popolo JSON."""
    visible = Meeting.objects.visible_to(request.user).select_related("record__version")
    meeting = get_object_or_404(visible, record__reference=reference)
    found, is_whole = sheet_for(meeting, request.user)
    if found is None:
        raise Http404
    if refusal := asked_too_often(request, "meeting_document"):
        return refusal
    if ending == "json":
        address = request.build_absolute_uri(meeting.record.permanent_link)
        return JsonResponse(popolo(found, address=address), json_dumps_params=JSON)
    return _written(
        found, ending, Standing(is_draft=False, fingerprint=_print(meeting, is_whole=is_whole))
    )


def _print(meeting: Meeting, *, is_whole: bool) -> str:
    """Give the fingerprint of what is read: of the whole edition, or of its public version."""
    if is_whole:
        return meeting.minutes.editions.latest("number").fingerprint
    return meeting.record.version.fingerprint if meeting.record.version else ""


@login_required
@require_safe
def draft(request: SignedInRequest, reference: str, ending: str) -> HttpResponse:
    """Send the working text, marked as a draft while it is one."""
    _meeting, minutes = minutes_for(request.user, reference)
    standing = Standing(is_draft=minutes.state != MinutesState.FINAL)
    return _written(sheet(minutes), ending, standing)


def _written(found: MinutesSheet, ending: str, standing: Standing) -> HttpResponse:
    writer, content_type = WRITERS[ending]
    try:
        written = writer(found, services.office(), standing)
    except WritingError as error:
        raise UnwrittenError from error
    name = f"notula-{found.reference}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=content_type, headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stationery(request: SignedInRequest) -> HttpResponse:
    """Show the letterhead and template in force, and change the letterhead."""
    require(request.user, CHANGE)
    form = LetterheadForm(request.POST) if request.method == "POST" else None
    if form and tried(form, lambda: services.set_letterhead(**form.cleaned_data, by=request.user)):
        messages.success(request, _("The letterhead is set."))
        return redirect("meetings:stationery")
    return _stationery(request, form=form)


def _stationery(
    request: HttpRequest, *, form: LetterheadForm | None = None, sent: TemplateForm | None = None
) -> HttpResponse:
    newest = Stationery.objects.select_related("template").first()
    initial = {"letterhead": newest.letterhead if newest else ""}
    context = {
        "newest": newest,
        "form": form or LetterheadForm(initial=initial),
        "template_form": sent or TemplateForm(),
        "earlier": Stationery.objects.select_related("template", "by")[:10],
    }
    status = INVALID if sent or (form and form.errors) else 200
    return render(request, "meetings/documents/stationery.html", context, status=status)


@login_required
@require_POST
def bring_template(request: SignedInRequest) -> HttpResponse:
    require(request.user, CHANGE)
    form = TemplateForm(request.POST, request.FILES)
    if tried(form, lambda: services.bring_template(form.cleaned_data["template"], by=request.user)):
        messages.success(request, _("Your template is used from now on."))
        return redirect("meetings:stationery")
    return _stationery(request, sent=form)


@login_required
@require_POST
def drop_template(request: SignedInRequest) -> HttpResponse:
    require(request.user, CHANGE)
    services.drop_template(by=request.user)
    messages.success(request, _("The template that comes with Kokreasi is used again."))
    return redirect("meetings:stationery")


@login_required
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """Send the template in force, from which an office makes its own."""
    require(request.user, CHANGE)
    office = services.office()
    content = office.template if office.template is not None else OWN_TEMPLATE.read_bytes()
    name = PurePath(OWN_TEMPLATE).name
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=DOCX.content_type, headers=headers)
