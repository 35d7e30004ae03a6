"""Findings with their answers, and what an answer may point to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from kokreasi.consultations.models import Consultation, Finding, Quotation
from kokreasi.consultations.models.findings import FindingQuerySet
from kokreasi.conversations.models import Response
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Commitment
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Record, RecordQuerySet


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with how many texts stand under it, its quotations and its answer."""

    finding: Finding
    texts: int
    quotations: list[Quotation]
    response: Response | None


def lines(findings: FindingQuerySet, visitor: Visitor) -> list[Line]:
    """Read findings with all that a list of them shows; three queries, whatever their number."""
    rows: list[Any] = list(findings.select_related("record").annotate(texts=Count("codings")))
    records = [row.record_id for row in rows]
    answers = {
        one.about_id: one
        for one in Response.objects.visible_to(visitor)
        .filter(about__in=records)
        .select_related("unit__record", "leads_to")
    }
    quoted = _quotations(rows)
    return [
        Line(row, row.texts, quoted.get(row.pk, []), answers.get(row.record_id)) for row in rows
    ]


def _quotations(findings: Iterable[Finding]) -> dict[int, list[Quotation]]:
    found: dict[int, list[Quotation]] = {}
    shown = Quotation.objects.filter(finding__in=[one.pk for one in findings], is_shown=True)
    for quotation in shown.order_by("pk"):
        found.setdefault(quotation.finding_id, []).append(quotation)
    return found


def of_consultation(consultation: Consultation, visitor: Visitor) -> FindingQuerySet:
    """Give the findings of a consultation, as far as the visitor may read them, in their order."""
    return Finding.objects.visible_to(visitor).filter(consultation=consultation)


def public_of(consultation: Consultation, visitor: Visitor) -> FindingQuerySet:
    """Give the findings of a consultation that everybody reads, also to somebody who reads more."""
    return of_consultation(consultation, visitor).filter(record__published_at__isnull=False)


def unpublished(consultation: Consultation, visitor: Visitor) -> FindingQuerySet:
    """Give the findings that have an answer and are not published with it yet."""
    written = Response.objects.filter(published_at=None)
    return of_consultation(consultation, visitor).filter(record__in=written.values("about"))


def commitments_for(finding: Finding, visitor: Visitor) -> RecordQuerySet:
    """Give the commitments of the plan, which may change because of what was found."""
    own = Commitment.objects.visible_to(visitor).filter(plan=finding.consultation.stage.plan_id)
    return Record.objects.filter(pk__in=own.values("record")).order_by("sort_key")


def meetings_for(finding: Finding, visitor: Visitor) -> RecordQuerySet:
    """Give the meetings of the plan in which it may have been decided."""
    plan = finding.consultation.stage.plan.reference
    of_plan = Q(facets__name=FacetName.PLAN, facets__value=plan)
    visible = Record.objects.visible_to(visitor).filter(of_plan, kind=Kind.MEETING)
    return visible.distinct().order_by("-sort_key", "reference")
