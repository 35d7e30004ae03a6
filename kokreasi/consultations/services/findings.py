"""Name what was found in the answers, so that it can be answered back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import FindingKind
from kokreasi.consultations.models import Consultation, Finding, Statement
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind


@transaction.atomic
def name(
    consultation: Consultation,
    *,
    title: Bilingual,
    by: User | None,
    kind: FindingKind = FindingKind.THEME,
    summary: Bilingual | None = None,
    statement: Statement | None = None,
) -> Finding:
    """Open a finding that only the secretariat sees until it is published."""
    record = register.enrol(
        Kind.FINDING,
        reference=f"TMN-{consultation.stage.plan.code}-###",
        title=title,
        summary=summary,
        by=by,
        says=_("named this finding"),
    )
    register.find_by(record, [(FacetName.PLAN, consultation.stage.plan.reference)])
    return Finding.objects.create(
        consultation=consultation,
        record=record,
        kind=kind,
        title=title,
        summary=summary or Bilingual(),
        statement=statement,
        position=consultation.findings.count() + 1,
    )


@transaction.atomic
def publish(finding: Finding, *, by: User | None) -> None:
    """Show a finding to everybody."""
    register.publish(finding.record, by=by, says=_("published this finding"))
