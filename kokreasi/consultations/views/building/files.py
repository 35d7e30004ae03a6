"""A questionnaire as a file: out, and in again after one has seen what it holds."""

from typing import Any

import msgspec
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.exports.questionnaire_json import as_json
from kokreasi.consultations.exports.xlsform import xlsform_file
from kokreasi.consultations.forms.building_files import QuestionnaireFileForm
from kokreasi.consultations.imports.incoming import Incoming
from kokreasi.consultations.imports.questionnaire_json import read_json
from kokreasi.consultations.imports.xlsform import read_xlsform
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.services.building import taking
from kokreasi.consultations.views.building.frame import at, attempted, consultation_for, framed
from kokreasi.core.downloads import XLSX_TYPE
from kokreasi.core.errors import DomainError
from kokreasi.people.visitors import SignedInRequest

TAB = "questions"
INVALID = 422
SALT = "kokreasi.consultations.questionnaire"
A_DAY = 24 * 60 * 60


@login_required
@require_safe
def export(request: SignedInRequest, reference: str, ending: str) -> HttpResponseBase:
    """Send the questionnaire as XLSForm or JSON; both come in again."""
    consultation = consultation_for(request.user, reference)
    sheet = sheet_of(consultation)
    name = f"kuesioner-{consultation.reference}"
    if ending == "xlsx":
        file = xlsform_file(sheet, version=consultation.record.versions.count() + 1)
        return FileResponse(
            file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE
        )
    if ending == "json":
        headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
        content = as_json(sheet.definition)
        return HttpResponse(content, content_type="application/json", headers=headers)
    raise Http404


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest, reference: str) -> HttpResponse:
    """Read a file and show what it holds; nothing changes yet."""
    consultation = consultation_for(request.user, reference)
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form.cleaned_data["file"])
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return _rehearsed(request, consultation, found)
    status = INVALID if request.method == "POST" else 200
    template = "consultations/building/import.html"
    return framed(request, consultation, TAB, template, {"form": form}, status=status)


def _read(file: Any) -> Incoming:
    data = file.read()
    if file.name.lower().endswith(".json"):
        return read_json(data)
    return read_xlsform(data, file.name)


def _rehearsed(
    request: SignedInRequest, consultation: Consultation, found: Incoming
) -> HttpResponse:
    definition = found.definition
    package = {"seen": taking.print_of(consultation), "definition": definition.content()}
    context = {
        "definition": definition,
        "remarks": found.remarks,
        "number": sum(1 for _question in definition.questions()),
        "before": consultation.questions.count(),
        "package": signing.dumps(package, salt=SALT, compress=True),
    }
    template = "consultations/building/rehearsal.html"
    return framed(request, consultation, TAB, template, context)


@login_required
@require_POST
def take(request: SignedInRequest, reference: str) -> HttpResponse:
    """Put what was shown in the place of the questionnaire, unless that has changed since."""
    consultation = consultation_for(request.user, reference)
    seen, definition = _travelled(request.POST.get("package", ""))
    taken = attempted(
        request,
        lambda: taking.take_over(consultation, definition, seen=seen, by=request.user),
    )
    if taken:
        messages.success(request, _("The questionnaire was taken over."))
    return at(reference, TAB)


def _travelled(package: str) -> tuple[str, Definition]:
    """Take up again what was read, as it came back from the page, signed."""
    try:
        found = signing.loads(package, salt=SALT, max_age=A_DAY)
        return found["seen"], Definition.read(found["definition"])
    except (signing.BadSignature, msgspec.ValidationError) as error:
        raise DomainError(_("This page is too old. Choose the file again.")) from error
