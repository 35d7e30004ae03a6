"""Statements and votes as files for everybody, once results were published."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.exports import polis
from kokreasi.consultations.models import Consultation, Result
from kokreasi.consultations.views.voting.finding import asked_for
from kokreasi.people.rules import is_secretariat

TYPE = "text/csv; charset=utf-8"


@require_safe
def votes_file(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """Stream the votes, participants under fresh random numbers."""
    return _sent(request, reference, polis.votes_file, "votes")


@require_safe
def statements_file(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """Stream the statements that were shown."""
    return _sent(request, reference, polis.statements_file, "comments")


def _sent(
    request: HttpRequest,
    reference: str,
    written: Callable[[Consultation], Iterator[str]],
    name: str,
) -> StreamingHttpResponse:
    consultation = asked_for(request, reference, PartKind.STATEMENTS).consultation
    if not _may_have(request, consultation):
        raise Http404
    file = f'attachment; filename="{consultation.reference}-{name}.csv"'
    return StreamingHttpResponse(
        written(consultation), content_type=TYPE, headers={"Content-Disposition": file}
    )


def _may_have(request: HttpRequest, consultation: Consultation) -> bool:
    """Ask that it is over and results are published: files while it is open could be compared."""
    if is_secretariat(request.user):
        return True
    published = Result.objects.visible_to(request.user).filter(consultation=consultation)
    return consultation.is_closed_at(timezone.now()) and published.exists()
