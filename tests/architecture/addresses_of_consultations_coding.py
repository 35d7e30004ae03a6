"""Examples for the addresses of consultations: findings and responses."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.consultations.models import Finding
from kokreasi.consultations.services import coding, findings
from kokreasi.consultations.tests.factories import published
from kokreasi.consultations.tests.test_coding import write
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def _finding() -> Finding:
    consultation = published(code=f"tm{next(numbers)}")
    return findings.name(consultation, title=Bilingual(id="Anggaran"), by=None)


def of_consultation(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(code=f"tm{next(numbers)}").reference}


def draft_finding(_cast: Cast) -> dict[str, Any]:
    return {"reference": _finding().reference}


def public_finding(_cast: Cast) -> dict[str, Any]:
    finding = _finding()
    findings.publish(finding, by=None)
    return {"reference": finding.reference}


def coded_text(cast: Cast) -> dict[str, Any]:
    finding = _finding()
    key = write(finding.consultation, "Buka anggarannya")
    coding.code(finding, [(key, "remarks")], by=cast["editor"])
    return {"reference": finding.reference, "pk": finding.codings.get().pk}


CODING: dict[str, dict[str, Example]] = {
    "finding": {"draft": draft_finding, "published": public_finding},
    "consultations:findings": {"published": of_consultation},
    "consultations:texts": {"published": of_consultation},
    "consultations:suggestions": {"published": of_consultation},
    "consultations:publish-findings": {"published": of_consultation},
    "consultations:finding": {"draft": draft_finding, "published": public_finding},
    "consultations:answer-finding": {"draft": draft_finding},
    "consultations:discard-finding": {"draft": draft_finding, "published": public_finding},
    "consultations:take-out-text": {"draft": coded_text},
    "consultations:quote-text": {"draft": coded_text},
}
