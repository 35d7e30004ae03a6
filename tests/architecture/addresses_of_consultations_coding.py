"""Examples for the addresses of consultations: findings and responses."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.consultations.models import Finding
from kokreasi.consultations.services import findings
from kokreasi.consultations.tests.factories import published
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def _finding() -> Finding:
    consultation = published(code=f"tm{next(numbers)}")
    return findings.name(consultation, title=Bilingual(id="Anggaran"), by=None)


def draft_finding(_cast: Cast) -> dict[str, Any]:
    return {"reference": _finding().reference}


def public_finding(_cast: Cast) -> dict[str, Any]:
    finding = _finding()
    findings.publish(finding, by=None)
    return {"reference": finding.reference}


CODING: dict[str, dict[str, Example]] = {
    "finding": {"draft": draft_finding, "published": public_finding},
}
