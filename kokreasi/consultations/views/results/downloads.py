"""Results as files: the frozen sheet, the codebook, answers as rows, the report."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from kokreasi.consultations.exports.codebook import CODEBOOK, codebook_of
from kokreasi.consultations.models import Result, ResultFile
from kokreasi.consultations.queries.results import result_of
from kokreasi.consultations.results.making import ROWS
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.core.downloads import csv_download
from kokreasi.files.responses import send_file


def _stem(result: Result) -> str:
    return f"{result.consultation.reference}-hasil-{result.number}"


@require_safe
def sheet(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Send everything that was counted, as it was frozen."""
    result = result_of(request.user, reference, number)
    written = json.dumps(result.content, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{_stem(result)}.json"'}
    return HttpResponse(written, content_type="application/json", headers=headers)


@require_safe
def codebook(request: HttpRequest, reference: str, number: int, ending: str) -> HttpResponseBase:
    """Send what each column and value of the rows means, as CSV or JSON."""
    result = result_of(request.user, reference, number)
    lines = codebook_of(ResultSheet.read(result.content))
    if ending == "csv":
        return csv_download(f"{_stem(result)}-kamus", CODEBOOK, lines)
    if ending != "json":
        raise Http404
    values = [{column.name: column.value(line) for column in CODEBOOK} for line in lines]
    return JsonResponse(
        {"columns": values},
        headers={"Content-Disposition": f'attachment; filename="{_stem(result)}-kamus.json"'},
    )


@require_safe
def rows(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Send the answers as rows, where they are given."""
    return _send(request, reference, number, kind=ROWS, language="")


@require_safe
def report(
    request: HttpRequest, reference: str, number: int, kind: str, language: str
) -> HttpResponseBase:
    """Send the report as a document."""
    return _send(request, reference, number, kind=kind, language=language)


def _send(
    request: HttpRequest, reference: str, number: int, *, kind: str, language: str
) -> HttpResponseBase:
    result = result_of(request.user, reference, number)
    found: ResultFile | None = next(
        (each for each in result.files.all() if (each.format, each.language) == (kind, language)),
        None,
    )
    if found is None:
        raise Http404
    ending = f"-{language}.{kind}" if language else f"-jawaban.{kind}"
    return send_file(request, found.file, name=f"{_stem(result)}{ending}")
