"""Examples for the addresses of the documents of a plan."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.services.publishing import withdraw
from kokreasi.plans.tests.documents import make_document
from kokreasi.plans.tests.factories import make_commitment, make_plan

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]
CODES = count(1)


def new_plan() -> Plan:
    return make_plan(f"d{next(CODES)}")


def plan(_cast: Any) -> dict[str, Any]:
    return {"code": new_plan().code}


def published_plan(_cast: Any) -> dict[str, Any]:
    return {"code": make_commitment(new_plan(), is_published=True).plan.code}


def made() -> PlanDocument:
    return make_document(make_commitment(new_plan(), is_published=True).plan)


def _address(document: PlanDocument) -> dict[str, Any]:
    version = document.version
    return {
        "reference": version.record.reference,
        "number": version.number,
        "kind": document.kind,
        "language": document.language,
    }


def public(_cast: Any) -> dict[str, Any]:
    return _address(made())


def waiting(_cast: Any) -> dict[str, Any]:
    document = made()
    document.state, document.file = "waiting", None
    document.save()
    return _address(document)


def withdrawn(cast: Mapping[str, Visitor]) -> dict[str, Any]:
    """One that holds the words of a commitment which the public no longer sees."""
    document = made()
    commitment = Plan.objects.get(record=document.version.record_id).commitments.get()
    withdraw(commitment, by=cast["publisher"], reason="It was published by mistake.")
    return _address(document)


def anew(_cast: Any) -> dict[str, Any]:
    document = made()
    return {"code": document.version.record.plan.code, "pk": document.pk}


def draft_commitment(_cast: Any) -> dict[str, Any]:
    return {"reference": make_commitment(new_plan()).reference}


def public_commitment(_cast: Any) -> dict[str, Any]:
    return {"reference": make_commitment(new_plan(), is_published=True).reference}


PLAN = {"draft": plan, "published": published_plan}
PLAN_DOCUMENTS: dict[str, dict[str, Example]] = {
    "commitment-template": {"draft": draft_commitment, "published": public_commitment},
    "plan-document": {"public": public, "waiting": waiting, "withdrawn": withdrawn},
    "plans:document-anew": {"public": anew},
    "plans:documents": PLAN,
    "plans:documents-draft": {"draft": plan},
    "plans:documents-order": PLAN,
    "plans:documents-progress": PLAN,
}
