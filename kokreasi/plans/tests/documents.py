"""Documents of plans for tests."""

from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.files.services import keep
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.editions import edition_of
from kokreasi.plans.models import Plan, PlanDocument


def make_document(
    plan: Plan, kind: DocumentKind = DocumentKind.PDF, language: str = "id"
) -> PlanDocument:
    """Make a document of the plan's newest version with a file that was not typeset."""
    plan.record.refresh_from_db()
    version = plan.record.version
    document = PlanDocument.objects.get(version=version, kind=kind, language=language)
    content = f"%PDF-1.7 {document.name}".encode()
    document.file = keep(ContentFile(content, name=f"{plan.code}.pdf"), by=None)
    document.state, document.progress = DocumentState.WRITTEN, 100
    document.written_at = timezone.now()
    document.save()
    document.holds.set(bound.version for bound in edition_of(version).sheets)
    return document
