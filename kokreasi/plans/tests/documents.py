"""Documents of plans for tests."""

import re
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.files.services import keep
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.models import Commitment, Plan, PlanDocument
from kokreasi.plans.queries.editions import edition_of
from kokreasi.plans.tests.factories import aim, both, make_commitment

TEXTS = (
    "problem",
    "causes",
    "done_so_far",
    "solution",
    "results",
    "transparency",
    "participation",
    "accountability",
    "budget_note",
)


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


def full_commitment(plan: Plan, number: int = 1, **fields) -> Commitment:
    """Draft a commitment with something in every field of its sheet."""
    words = {name: both(f"{name} of {number}") for name in TEXTS}
    commitment = make_commitment(
        plan,
        number,
        lead=make_ministry(f"Ministry {number}"),
        partner=make_organisation(f"Partner {number}"),
        starts_on=date(2019, 1, 1),
        ends_on=date(2020, 12, 31),
        budget=12500000,
        ogp_id=f"ID00{number:02}",
        **words | fields,
    )
    services.commitments.add_milestone(
        commitment,
        title=both(f"milestone of {number}"),
        output=both(f"output of {number}"),
        ends_on=date(2019, 6, 30),
        by=None,
    )
    indicator = services.commitments.add_indicator(
        commitment, title=both(f"indicator of {number}"), unit=both("sectors"), by=None
    )
    aims = {
        period: aim(f"target {period.half} {period.year} of {number}", 3)
        for period in plan.periods.all()
    }
    services.commitments.set_targets(indicator, aims, by=None)
    return commitment


def squeezed(text: str) -> str:
    """Drop what a line end in a document adds or takes away."""
    return re.sub(r"\s", "", text)
