"""The way of a matrix into a plan: upload, review, confirm, result."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.downloads import XLSX_TYPE, csv_download, xlsx_download
from kokreasi.core.errors import StaleError
from kokreasi.exchange import services
from kokreasi.exchange.choices import Standing
from kokreasi.exchange.errors import LongMatrixError, UnreadableMatrixError
from kokreasi.exchange.exports.follow_ups import FOLLOW_UPS, public_follow_ups
from kokreasi.exchange.exports.matrix import matrix_csv, matrix_xlsx
from kokreasi.exchange.exports.meetings import MEETINGS, public_meetings
from kokreasi.exchange.exports.open_data import TABLES, as_json, public_plans, published_counts
from kokreasi.exchange.exports.proposals import PROPOSALS, public_proposal_rows
from kokreasi.exchange.exports.responses import (
    RESPONSES,
    public_response_rows,
    responses_as_json,
)
from kokreasi.exchange.forms import QuestionForm, UploadForm
from kokreasi.exchange.matrix.dry_run import DryRun, Row, semester_words
from kokreasi.exchange.models import ImportRun
from kokreasi.files.responses import send_file
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Commitment, Plan

# Tables of all plans: name of the address, what it is called, what stands in it, its columns.
OF_ALL_PLANS = (
    (
        "data-proposals",
        gettext_lazy("Proposals for all plans"),
        gettext_lazy("Who asked for what, who supports it, and how it was answered"),
        PROPOSALS,
    ),
    (
        "data-responses",
        gettext_lazy("Answers to proposals, for all plans"),
        gettext_lazy("What was heard, what was decided, why, and by whom"),
        RESPONSES,
    ),
    (
        "data-meetings",
        gettext_lazy("Meetings of all plans"),
        gettext_lazy("Who met when and where, how many came, and which minutes say what"),
        MEETINGS,
    ),
    (
        "data-follow-ups",
        gettext_lazy("Follow-ups of all meetings"),
        gettext_lazy("Who promised what until when, and whether it was done"),
        FOLLOW_UPS,
    ),
)
ROWS_A_PAGE = 50
MOST_ROWS_WRITTEN = 500
"""Rows that a page writes, in about 15 seconds; SQLite lets other writers wait for 20."""
QUESTIONS_A_PAGE = 40
RUNS_SHOWN = 20
STEPS = (gettext_lazy("Upload"), gettext_lazy("Review"), gettext_lazy("Done"))
ORDER = {
    standing: place
    for place, standing in enumerate(
        (
            Standing.PROBLEM,
            Standing.UNCLEAR,
            Standing.CHANGED,
            Standing.CREATED,
            Standing.UNCHANGED,
        )
    )
}
TONES = {
    Standing.PROBLEM: "danger",
    Standing.UNCLEAR: "warning",
    Standing.CHANGED: "info",
    Standing.CREATED: "success",
    Standing.UNCHANGED: "neutral",
}
COUNTED = (
    (Standing.CREATED, gettext_lazy("new drafts")),
    (Standing.CHANGED, gettext_lazy("changed drafts")),
    (Standing.UNCHANGED, gettext_lazy("unchanged rows")),
    ("organisations", gettext_lazy("new organisations")),
    ("themes", gettext_lazy("new themes")),
)


def _plan(request: SignedInRequest, reference: str) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related("record")
    plan = get_object_or_404(plans, record__reference=reference)
    require(request.user, "exchange.import_matrix", plan)
    return plan


def _run(request: SignedInRequest, reference: str, pk: int) -> ImportRun:
    plan = _plan(request, reference)
    runs = ImportRun.objects.visible_to(request.user).select_related(
        "plan__record", "file", "uploaded_by", "applied_by"
    )
    return get_object_or_404(runs, plan=plan, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SignedInRequest, reference: str) -> HttpResponse:
    """Upload a matrix, or return to an earlier import."""
    plan = _plan(request, reference)

    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        upload.seek(0)
        try:
            run = services.upload(plan, name=upload.name, data=upload.read(), by=request.user)
        except UnreadableMatrixError as error:
            form.add_error("file", str(error))
        else:
            return redirect(run)
    runs = ImportRun.objects.visible_to(request.user).filter(plan=plan)
    context = {"plan": plan, "form": form, "runs": _latest(runs), "steps": STEPS}
    return render(request, "exchange/upload.html", context)


def _latest(runs: QuerySet[ImportRun]) -> QuerySet[ImportRun]:
    return runs.select_related("plan__record", "uploaded_by").defer("reading")[:RUNS_SHOWN]


@login_required
@require_safe
def run(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show what the import would do, or what it did."""
    found = _run(request, reference, pk)

    if found.is_waiting:
        return _review(request, found)
    return _result(request, found)


def _review(
    request: SignedInRequest,
    run: ImportRun,
    *,
    forms: list[QuestionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    dry_run = services.dry_run(run)
    if forms is None:
        forms = _questions(dry_run)
    chosen = request.GET.get("tampil", "")
    rows = [row for row in dry_run.rows if chosen in {"", row.standing}]
    page = Paginator(sorted(rows, key=_worst_first), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": run.plan,
        "run": run,
        "dry_run": dry_run,
        "forms": forms,
        "further": len(dry_run.open_questions) - len(forms),
        "without_suggestion": sum(not q.suggestions for q in dry_run.open_questions),
        "decided": [question for question in dry_run.questions if not question.is_open],
        "counts": [(s, s.label, TONES[s], n) for s, n in dry_run.counts().items()],
        "chosen": chosen,
        "page": page,
        "missing_semesters": [semester_words(s) for s in dry_run.missing_semesters],
        "is_too_long": len(dry_run.rows) > MOST_ROWS_WRITTEN,
        "too_long": LongMatrixError.message,
        "steps": STEPS,
    }
    return render(request, "exchange/review.html", context, status=status)


def _worst_first(row: Row) -> tuple[int, int]:
    return ORDER[row.standing], row.line


def _questions(dry_run: DryRun, data: Any = None) -> list[QuestionForm]:
    questions = dry_run.open_questions[:QUESTIONS_A_PAGE]
    return [QuestionForm(data, question=question) for question in questions]


def _result(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    drafts = Commitment.objects.visible_to(request.user).filter(plan=run.plan)
    numbers = run.outcome.get("numbers", [])
    drafts = drafts.filter(number__in=numbers).select_related("record", "theme")
    context = {
        "plan": run.plan,
        "run": run,
        "page": Paginator(drafts, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "counts": [(label, run.count_of(name)) for name, label in COUNTED],
        "steps": STEPS,
    }
    return render(request, "exchange/result.html", context)


@login_required
@require_POST
def decide(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Keep the answers that were given; questions without an answer stay open."""
    found = _run(request, reference, pk)

    if name := request.POST.get("reopen"):
        services.reopen(found, name)
        return redirect(found)
    forms = _questions(services.dry_run(found), request.POST)
    if not all(form.is_valid() for form in forms):
        return _review(request, found, forms=forms)
    choices = {form.question.key: choice for form in forms if (choice := form.choice())}
    semesters = request.POST.get("add_semesters")
    services.decide(found, choices, add_semesters=semesters == "yes" if semesters else None)
    if request.POST.get("create_the_unknown"):
        services.create_the_unknown(found)
    return redirect(found)


@login_required
@require_POST
def apply(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Import what was confirmed; where it is no longer so, show the new comparison."""
    found = _run(request, reference, pk)

    if len(found.reading["rows"]) > MOST_ROWS_WRITTEN:
        raise LongMatrixError
    try:
        services.apply(found, seen=request.POST.get("seen", ""), by=request.user)
    except StaleError as error:
        messages.warning(request, str(error))
        return _review(request, found, status=409)
    return redirect(found)


@login_required
@require_POST
def abandon(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    found = _run(request, reference, pk)

    services.abandon(found)
    messages.info(request, _("The import was abandoned. Nothing was changed."))
    return redirect("matrix-imports", reference=reference)


@login_required
@require_safe
def matrix(request: SignedInRequest, reference: str, ending: str) -> HttpResponseBase:
    """Send the drafts of a plan as a matrix that can be imported again."""
    plans = Plan.objects.visible_to(request.user).select_related("record")
    plan = get_object_or_404(plans, record__reference=reference)
    require(request.user, "exchange.export_matrix", plan)

    name = f"matriks-{plan.code}.{ending}"
    if ending == "csv":
        return StreamingHttpResponse(
            matrix_csv(plan),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    return FileResponse(
        matrix_xlsx(plan), as_attachment=True, filename=name, content_type=XLSX_TYPE
    )


@login_required
@require_safe
def file(request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:
    """Send the file as it was uploaded."""
    found = _run(request, reference, pk)

    return send_file(request, found.file, name=found.name)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """List what can be downloaded, and what its columns mean."""
    plans, counts = public_plans(), published_counts()
    context = {
        "plans": [(plan, counts.get(plan.reference, 0)) for plan in plans],
        "tables": TABLES.values(),
        "of_all_plans": OF_ALL_PLANS,
    }
    return render(request, "exchange/data.html", context)


@require_safe
def data_table(_request: HttpRequest, reference: str, table: str, ending: str) -> HttpResponseBase:
    """Send one table of what is published of a plan."""
    plan = get_object_or_404(public_plans(), record__reference=reference)

    found = TABLES[table]
    send = csv_download if ending == "csv" else xlsx_download
    return send(f"{plan.reference}-{table}", found.columns, found.rows(plan))


@require_safe
def data_proposals(_request: HttpRequest, ending: str) -> HttpResponseBase:
    """Send the public proposals, for all plans."""
    send = csv_download if ending == "csv" else xlsx_download
    columns = [described.column for described in PROPOSALS]
    return send("usulan", columns, public_proposal_rows())


@require_safe
def data_responses(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Send the register of reasoned responses: all plans, or what the filters of its page keep."""
    rows = public_response_rows(request.GET)
    if ending == "json":
        return _json_file("tanggapan", responses_as_json(rows))
    send = csv_download if ending == "csv" else xlsx_download
    columns = [described.column for described in RESPONSES]
    return send("tanggapan", columns, rows)


def _json_file(name: str, content: Iterator[str]) -> HttpResponseBase:
    return StreamingHttpResponse(
        content,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


@require_safe
def data_meetings(_request: HttpRequest, ending: str) -> HttpResponseBase:
    """Send the public meetings, also those of no plan."""
    send = csv_download if ending == "csv" else xlsx_download
    columns = [described.column for described in MEETINGS]
    return send("pertemuan", columns, public_meetings())


@require_safe
def data_follow_ups(_request: HttpRequest, ending: str) -> HttpResponseBase:
    """Send the public follow-ups of all meetings."""
    send = csv_download if ending == "csv" else xlsx_download
    columns = [described.column for described in FOLLOW_UPS]
    return send("tindak-lanjut", columns, public_follow_ups())


@require_safe
def data_json(_request: HttpRequest, reference: str) -> HttpResponseBase:
    """Send everything that is published of a plan."""
    plan = get_object_or_404(public_plans(), record__reference=reference)

    return _json_file(plan.reference, as_json(plan))
