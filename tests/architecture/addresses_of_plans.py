"""Examples for the addresses below /ruang-kerja/rencana/: a draft with everything in it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.visitors import Visitor
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.tests.factories import (
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.register.services import state
from kokreasi.register.tests.factories import AttachmentFactory

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]

CODES = count(1)


def new_plan() -> Plan:
    return make_plan(f"w{next(CODES)}")


def plan(_cast: Any) -> dict[str, Any]:
    return {"code": new_plan().code}


def stage(_cast: Any) -> dict[str, Any]:
    made = make_stage(new_plan())
    return {"code": made.plan.code, "pk": made.pk}


def public_stage(_cast: Any) -> dict[str, Any]:
    made = make_stage(new_plan())
    services.plans.open_to_public(made.plan, by=None)
    return {"code": made.plan.code, "pk": made.pk}


def theme(_cast: Any) -> dict[str, Any]:
    made = services.themes.add(new_plan(), title=both("Integrity"), by=None)
    return {"code": made.plan.code, "pk": made.pk}


def challenge(_cast: Any) -> dict[str, Any]:
    made = make_challenge(new_plan())
    return {"code": made.plan.code, "pk": made.pk}


def record(_cast: Any) -> dict[str, Any]:
    made = new_plan()
    return {"code": made.code, "reference": made.reference}


def attachment(cast: Any) -> dict[str, Any]:
    made = new_plan()
    return {
        "code": made.code,
        "reference": made.reference,
        "pk": AttachmentFactory(record=made.record).pk,
    }


def figure(cast: Any) -> dict[str, Any]:
    made = new_plan()
    stated = state(
        made.record,
        measure="participants",
        label=both("Participants"),
        value=Decimal(83),
        source=Bilingual(en="A report"),
        by=None,
    )
    return {"code": made.code, "reference": made.reference, "pk": stated.pk}


def _of(commitment: Commitment) -> dict[str, Any]:
    return {"code": commitment.plan.code, "reference": commitment.reference}


def commitment(_cast: Any) -> dict[str, Any]:
    return _of(make_commitment(new_plan()))


def public_commitment(_cast: Any) -> dict[str, Any]:
    return _of(make_commitment(new_plan(), is_published=True))


def section(cast: Any) -> dict[str, Any]:
    return {**commitment(cast), "name": "masalah"}


def involvement(_cast: Any) -> dict[str, Any]:
    made = make_commitment(new_plan())
    row = services.commitments.involve(made, make_ministry(), part=Part.LEAD, by=None)
    return {**_of(made), "pk": row.pk}


def milestone(_cast: Any) -> dict[str, Any]:
    made = make_commitment(new_plan())
    row = services.commitments.add_milestone(made, title=both("Road map"), by=None)
    return {**_of(made), "pk": row.pk}


def indicator(_cast: Any) -> dict[str, Any]:
    made = make_commitment(new_plan())
    return {**_of(made), "pk": services.commitments.measure_of_success(made, by=None).pk}


PLANS: dict[str, dict[str, Example]] = {
    "plans:overview": {"draft": plan},
    "plans:edit": {"draft": plan},
    "plans:semesters": {"draft": plan},
    "plans:open": {"draft": plan},
    "plans:copy": {"draft": plan},
    "plans:publish": {"draft": plan},
    "plans:stage-add": {"draft": plan},
    "plans:stage": {"draft": stage},
    "plans:stage-remove": {"draft": stage, "published": public_stage},
    "plans:files": {"draft": record},
    "plans:detach": {"draft": attachment},
    "plans:figures": {"draft": record},
    "plans:figure": {"draft": figure},
    "plans:retract": {"draft": figure},
    "plans:themes": {"draft": plan},
    "plans:theme": {"draft": theme},
    "plans:theme-remove": {"draft": theme},
    "plans:challenges": {"draft": plan},
    "plans:challenge-add": {"draft": plan},
    "plans:challenges-publish": {"draft": plan},
    "plans:challenge": {"draft": challenge},
    "plans:challenge-input": {"draft": challenge},
    "plans:challenge-score": {"draft": challenge},
    "plans:challenge-priority": {"draft": challenge},
    "plans:commitments": {"draft": plan},
    "plans:commitment-add": {"draft": plan},
    "plans:commitment": {"draft": commitment},
    "plans:section": {"draft": section},
    "plans:missing": {"draft": commitment},
    "plans:preview": {"draft": commitment},
    "plans:commitment-discard": {"draft": commitment, "published": public_commitment},
    "plans:withdraw": {"published": public_commitment},
    "plans:involve": {"draft": commitment},
    "plans:contact": {"draft": involvement},
    "plans:leave": {"draft": involvement},
    "plans:milestone-add": {"draft": commitment},
    "plans:milestone": {"draft": milestone},
    "plans:milestone-remove": {"draft": milestone},
    "plans:indicator-add": {"draft": commitment},
    "plans:indicator": {"draft": indicator},
    "plans:targets": {"draft": indicator},
    "plans:indicator-remove": {"draft": indicator},
}
