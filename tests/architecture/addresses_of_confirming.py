"""Examples for the addresses of confirmations, final plans and amendments."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.tests.confirming import (
    amended,
    final_plan,
    letter_from,
    send_to,
    whole_commitment,
)
from kokreasi.plans.tests.factories import make_commitment
from tests.architecture.addresses_of_plans import new_plan

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def plan(_cast: Cast) -> dict[str, Any]:
    return {"code": new_plan().code}


def plan_made_final(_cast: Cast) -> dict[str, Any]:
    return {"code": final_plan(new_plan()).code}


def _drafted(cast: Cast, *, for_focal_point: bool = False) -> tuple[Draft, Organisation]:
    ministry = make_ministry()
    if for_focal_point:
        person: Any = cast["focal_point"]
        RoleGrantFactory(user=person, role=Role.FOCAL_POINT, body=ministry.reference)
        person.__dict__.pop("current_grants", None)
    return send_to(make_commitment(new_plan(), lead=ministry), ministry), ministry


def _place(draft: Draft) -> dict[str, Any]:
    commitment = draft.commitment
    return {
        "code": commitment.plan.code,
        "reference": commitment.reference,
        "number": draft.number,
    }


def draft_of_others(cast: Cast) -> dict[str, Any]:
    return _place(_drafted(cast)[0])


def draft_of_the_focal_point(cast: Cast) -> dict[str, Any]:
    return _place(_drafted(cast, for_focal_point=True)[0])


def letter(cast: Cast) -> dict[str, Any]:
    draft, ministry = _drafted(cast)
    return {"code": draft.commitment.plan.code, "body": ministry.reference}


def confirmation(cast: Cast) -> dict[str, Any]:
    draft, ministry = _drafted(cast)
    return {"code": draft.commitment.plan.code, "pk": letter_from(ministry, draft).pk}


def _file(*, is_public: bool, is_published: bool) -> dict[str, Any]:
    ministry = make_ministry()
    commitment = make_commitment(new_plan(), lead=ministry, is_published=is_published)
    given = letter_from(
        ministry, send_to(commitment, ministry), has_file=True, is_letter_public=is_public
    )
    name = given.file.name if given.file else ""
    return {"reference": commitment.reference, "pk": given.pk, "name": name}


def private_letter(_cast: Cast) -> dict[str, Any]:
    return _file(is_public=False, is_published=True)


def public_letter(_cast: Cast) -> dict[str, Any]:
    return _file(is_public=True, is_published=True)


def public_letter_of_a_draft(_cast: Cast) -> dict[str, Any]:
    return _file(is_public=True, is_published=False)


def _of(commitment: Commitment) -> dict[str, Any]:
    return {"code": commitment.plan.code, "reference": commitment.reference}


def commitment(_cast: Cast) -> dict[str, Any]:
    return _of(make_commitment(new_plan()))


def final_commitment(_cast: Cast) -> dict[str, Any]:
    made = whole_commitment(new_plan())
    final_plan(made.plan)
    return _of(made)


def draft_commitment(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_commitment(new_plan()).reference}


def amended_commitment(_cast: Cast) -> dict[str, Any]:
    made = whole_commitment(new_plan())
    final_plan(made.plan)
    return {"reference": amended(made).commitment.reference}


CONFIRMING: dict[str, dict[str, Example]] = {
    "commitment-amendments": {"draft": draft_commitment, "published": amended_commitment},
    "confirmation-file": {
        "private letter": private_letter,
        "public letter": public_letter,
        "public letter, draft": public_letter_of_a_draft,
    },
    "plans:amend": {"draft": commitment, "final": final_commitment},
    "plans:confirm": {"of others": draft_of_others, "of the focal point": draft_of_the_focal_point},
    "plans:confirmation-letter": {"draft": letter},
    "plans:confirmation-withdraw": {"draft": confirmation},
    "plans:confirmations": {"draft": plan},
    "plans:confirmations-ask": {"draft": plan},
    "plans:confirmations-prepare": {"draft": plan},
    "plans:finalise": {"draft": plan, "final": plan_made_final},
}
