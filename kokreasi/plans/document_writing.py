"""What the worker does with an ordered document: write it in the limited process, and keep it."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.page_cache import forget_pages
from kokreasi.files.formats import DOCX, PDF
from kokreasi.files.services import keep
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.exports.ogp import template_of_plan
from kokreasi.plans.exports.process import process_of
from kokreasi.plans.exports.whole_plan import booklet_of
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.models.documents import UNWRITTEN
from kokreasi.plans.queries.editions import Edition, draft_of, edition_of
from kokreasi.writing import child
from kokreasi.writing.booklets import Values
from kokreasi.writing.errors import WritingError

BEGUN, GATHERED, WROTE = 5, 25, 90
"""Percent; most of the time goes into writing, which tells nothing while it works."""
UNEXPECTED = "unexpected"
Writer = Callable[[Values], bytes]
FORMATS = {"pdf": PDF, "docx": DOCX}


def write_document(document_id: int) -> None:
    """Write a document that waits; one that is made, or no longer wanted, is left as it is.

    It may be run again after a worker was killed, and by two workers at once.
    """
    document = _begin(document_id)
    if document is None:
        return
    try:
        _write(document)
    except WritingError as error:
        _fail(document_id, error.code)
    except Exception:
        _fail(document_id, UNEXPECTED)
        raise


@transaction.atomic
def _begin(document_id: int) -> PlanDocument | None:
    rows = PlanDocument.objects.select_for_update(of=("self",)).select_related("version__record")
    document = rows.filter(pk=document_id, state__in=UNWRITTEN).first()
    if document is not None:
        _update(document_id, state=DocumentState.WRITING, progress=BEGUN)
    return document


def _write(document: PlanDocument) -> None:
    edition = edition_of(document.version)
    with override(document.language):
        values = _values(DocumentKind(document.kind), edition)
        _update(document.pk, progress=GATHERED)
        written = _writer(DocumentKind(document.kind))(values)
    _update(document.pk, progress=WROTE)
    _finish(document, edition, written)


def _values(kind: DocumentKind, edition: Edition) -> Values:
    if kind == DocumentKind.OGP:
        return template_of_plan(edition)
    return booklet_of(edition, process_of(edition.plan, on=today_in_jakarta()))


def _writer(kind: DocumentKind) -> Writer:
    return child.booklet_pdf if kind == DocumentKind.PDF else child.booklet_word


@transaction.atomic
def _finish(document: PlanDocument, edition: Edition, written: bytes) -> None:
    """Keep the file, and whose words stand in it; not if it is no longer wanted."""
    wanted = PlanDocument.objects.select_for_update().filter(pk=document.pk, state__in=UNWRITTEN)
    if not wanted.exists():
        return
    made = ContentFile(written, name=document.name)
    file = keep(made, by=None, formats=(FORMATS[DocumentKind(document.kind).ending],))
    document.holds.set([bound.version for bound in edition.sheets if bound.version])
    _update(
        document.pk,
        state=DocumentState.WRITTEN,
        progress=100,
        file=file,
        failure="",
        written_at=timezone.now(),
    )
    transaction.on_commit(forget_pages)


def _fail(document_id: int, code: str) -> None:
    _update(document_id, state=DocumentState.FAILED, progress=0, failure=code)


def _update(document_id: int, **values: Any) -> None:
    PlanDocument.objects.filter(pk=document_id, state__in=UNWRITTEN).update(**values)


def draft_as_pdf(plan: Plan) -> bytes:
    """Typeset the plan as its drafts stand, marked as a draft, in the language that is active."""
    today = today_in_jakarta()
    edition = draft_of(plan, on=today)
    return child.booklet_pdf(booklet_of(edition, process_of(plan, on=today)))
