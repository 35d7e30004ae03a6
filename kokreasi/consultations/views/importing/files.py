"""The way of a file of answers: upload, columns, check, result."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.choices import Channel, Work
from kokreasi.consultations.forms.importing import (
    AnswersUploadForm,
    ColumnsForm,
    DecisionsForm,
    UndoForm,
)
from kokreasi.consultations.imports.answers.days import order_of
from kokreasi.consultations.imports.answers.mapping import DAY, Column, Mapping, fitted
from kokreasi.consultations.imports.answers.rehearsal import Rehearsal
from kokreasi.consultations.imports.answers.suggesting import cells
from kokreasi.consultations.models import AnswerFile, Consultation
from kokreasi.consultations.queries.answer_files import (
    definition_for,
    fingerprint_of,
    obstacles,
    rehearsed,
    table_of,
    told_faults,
    told_totals,
)
from kokreasi.consultations.services.importing import files, undoing
from kokreasi.consultations.services.importing.files import (
    ForgottenFileError,
    UnreadableAnswersError,
)
from kokreasi.consultations.views.building.frame import attempted, consultation_for, framed
from kokreasi.core.bilingual import Bilingual
from kokreasi.files.responses import send_file
from kokreasi.people.visitors import SignedInRequest
from kokreasi.reading.answers import AnswerTable

TAB = "answers-imports"
INVALID, STALE = 422, 409
FILES_SHOWN = 20
LINES_SHOWN = 30
STEPS = (
    gettext_lazy("Upload"),
    gettext_lazy("Columns"),
    gettext_lazy("Check"),
    gettext_lazy("Done"),
)
TEMPLATES = "consultations/importing"


def file_for(request: SignedInRequest, reference: str, pk: int) -> AnswerFile:
    """Find a file of a consultation, for whoever may change that."""
    consultation = consultation_for(request.user, reference)
    visible = AnswerFile.objects.visible_to(request.user).select_related("file", "uploaded_by")
    found = get_object_or_404(visible, consultation=consultation, pk=pk)
    found.consultation = consultation
    return found


def shown(
    request: SignedInRequest,
    file: AnswerFile,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page about a file, in the frame of its consultation."""
    every = {"file": file, "steps": STEPS}
    name = f"{TEMPLATES}/{template}.html"
    return framed(request, file.consultation, TAB, name, every | context, status=status)


def to(file: AnswerFile, view: str = "answers-import") -> HttpResponse:
    return redirect(f"consultations:{view}", file.consultation.reference, file.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SignedInRequest, reference: str) -> HttpResponse:
    """Upload a file of answers, or return to an earlier one."""
    consultation = consultation_for(request.user, reference)

    form = AnswersUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        upload.seek(0)
        try:
            file = files.upload(consultation, name=upload.name, data=upload.read(), by=request.user)
        except UnreadableAnswersError as error:
            form.add_error("file", str(error))
        else:
            return to(file, _first_step(consultation))
    earlier = AnswerFile.objects.visible_to(request.user).filter(consultation=consultation)
    context = {
        "form": form,
        "steps": STEPS,
        "files": earlier.select_related("uploaded_by").defer("reading", "mapping")[:FILES_SHOWN],
    }
    status = INVALID if request.method == "POST" else 200
    return framed(request, consultation, TAB, f"{TEMPLATES}/upload.html", context, status=status)


def _first_step(consultation: Consultation) -> str:
    """Ask first what the columns are asked as, where nothing is asked yet."""
    asks = any(True for _one in definition_for(consultation).questions())
    return "answers-import-columns" if asks else "answers-import-questions"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Say what each column means."""
    file = file_for(request, reference, pk)
    if file.state not in files.OPEN:
        return to(file)

    table, mapping = table_of(file), Mapping.read(file.mapping)
    form = ColumnsForm(
        request.POST or None,
        table=table,
        definition=definition_for(file.consultation),
        columns=fitted(mapping.columns, len(table.headers)),
    )
    if form.is_valid():
        files.decide(file, _with_columns(mapping, table, form.columns()))
        return to(file)
    status = INVALID if request.method == "POST" else 200
    return shown(request, file, "columns", {"form": form}, status=status)


def _with_columns(mapping: Mapping, table: AnswerTable, given: Sequence[Column]) -> Mapping:
    """Give the mapping with other columns; another column of days is looked at anew."""
    changed = replace(mapping, columns=tuple(given))
    day = changed.column_of(DAY)
    if day == mapping.column_of(DAY):
        return changed
    return replace(changed, day_order=order_of(cells(table, day)) if day is not None else None)


@login_required
@require_safe
def file(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show what the import would do, how far it is, or what it did."""
    found = file_for(request, reference, pk)

    match found.state:
        case Work.RUNNING:
            return shown(request, found, "progress", {})
        case Work.READY:
            return shown(request, found, "result", _result(found))
    return _check(request, found)


def _result(file: AnswerFile) -> dict[str, Any]:
    channels = file.report.get("channels", {})
    return {
        "form": UndoForm(),
        "channels": [(Channel(name).label, number) for name, number in channels.items()],
        "is_published": file.consultation.results.filter(published_at__isnull=False).exists(),
    }


def _check(
    request: SignedInRequest,
    file: AnswerFile,
    *,
    form: DecisionsForm | None = None,
    found: Rehearsal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not file.reading:
        raise ForgottenFileError
    found = found or rehearsed(file)
    failure = file.report.get("failure")
    context = {
        "found": found,
        "form": form or DecisionsForm(found=found),
        "obstacles": obstacles(file, found),
        "totals": told_totals(found),
        "faults": told_faults(found),
        "faulty_lines": found.faulty_lines[:LINES_SHOWN],
        "without_day": found.without_day[:LINES_SHOWN],
        "days": found.days(),
        "number": len(found.rows),
        "seen": fingerprint_of(file),
        "failure": Bilingual(**failure) if failure else None,
    }
    return shown(request, file, "check", context, status=status)


@login_required
@require_POST
def decide(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Keep what was decided about values and days; what was left open stays open."""
    file = file_for(request, reference, pk)

    found = rehearsed(file)
    form = DecisionsForm(request.POST, found=found)
    if not form.is_valid():
        return _check(request, file, form=form, found=found, status=INVALID)
    attempted(request, lambda: files.settle(file, form.values(), **form.more()))
    return to(file)


@login_required
@require_POST
def reopen(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Forget what was decided about values and days."""
    file = file_for(request, reference, pk)

    mapping = Mapping.read(file.mapping)
    attempted(request, lambda: files.decide(file, Mapping(mapping.columns, day_order=_order(file))))
    return to(file)


def _order(file: AnswerFile) -> Any:
    day = Mapping.read(file.mapping).column_of(DAY)
    return order_of(cells(table_of(file), day)) if day is not None else None


@login_required
@require_POST
def apply(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Have imported what was confirmed; where it is no longer so, show what would happen now."""
    file = file_for(request, reference, pk)

    attempted(
        request,
        lambda: files.start(file, seen=request.POST.get("seen", ""), by=request.user),
    )
    return to(file)


@login_required
@require_safe
def progress(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Give the bar that shows how far an import is; once it is done, the page is loaded anew."""
    found = file_for(request, reference, pk)

    answer = render(request, f"{TEMPLATES}/_progress.html", {"file": found})
    if found.state != Work.RUNNING:
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_POST
def resume(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Start an import again that does not move."""
    found = file_for(request, reference, pk)

    files.resume(found)
    return to(found)


@login_required
@require_POST
def undo(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take back an import, with a reason."""
    found = file_for(request, reference, pk)

    form = UndoForm(request.POST)
    if not form.is_valid():
        context = _result(found) | {"form": form}
        return shown(request, found, "result", context, status=INVALID)
    reason = form.cleaned_data["reason"]
    if attempted(request, lambda: undoing.undo(found, reason=reason, by=request.user)):
        messages.success(request, _("The import was taken back. The file can be imported again."))
    return to(found)


@login_required
@require_POST
def put_aside(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Forget a file that was not imported."""
    found = file_for(request, reference, pk)

    if not attempted(request, lambda: files.put_aside(found, by=request.user)):
        return to(found)
    messages.info(request, _("The file was put aside. Nothing was imported."))
    return redirect("consultations:answers-imports", reference)


@login_required
@require_safe
def download(request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:
    """Send the file as it was uploaded, while it is kept."""
    found = file_for(request, reference, pk)

    if found.file is None:
        raise ForgottenFileError
    return send_file(request, found.file, name=found.name)
