"""Examples for the addresses of drafts and remarks, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from kokreasi.conversations import keys
from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import correspondents
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Draft
from kokreasi.plans.services import codrafting
from kokreasi.plans.services.plans import open_to_public
from kokreasi.plans.tests.drafting import make_draft, make_remark, make_written
from tests.architecture.addresses_of_plans import new_plan

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def _names(draft: Draft) -> dict[str, Any]:
    return {"reference": draft.commitment.reference, "number": draft.number}


def _opened() -> Draft:
    plan = new_plan()
    open_to_public(plan, by=None)
    plan.record.refresh_from_db()
    return make_draft(make_written(plan=plan))


def for_the_invited(cast: Cast) -> dict[str, Any]:
    """One sent to the body for which the member of the cast acts."""
    body = make_organisation()
    RoleGrantFactory(user=cast["member"], role=Role.MEMBER, body=body.reference)
    return _names(make_draft(make_written(plan=new_plan()), body, to_all=False))


def for_everybody(_cast: Cast) -> dict[str, Any]:
    return _names(_opened())


def own_page(_cast: Cast) -> dict[str, Any]:
    codrafting.remark_by_mail(
        _opened(),
        email="warga@example.org",
        name="Siti",
        is_named=False,
        language="id",
        place="solution.id#0",
        at=timezone.now(),
        text="Setuju.",
    )
    return {"key": keys.own_key(Correspondent.objects.latest("pk").seed)}


def forgotten_page(cast: Cast) -> dict[str, Any]:
    given = own_page(cast)
    correspondents.forget(Correspondent.objects.latest("pk"))
    return given


def commitment(_cast: Cast) -> dict[str, Any]:
    made = make_draft(make_written(plan=new_plan()), to_all=False).commitment
    return {"code": made.plan.code, "reference": made.reference}


def plan(cast: Cast) -> dict[str, Any]:
    return {"code": commitment(cast)["code"]}


def remark(_cast: Cast) -> dict[str, Any]:
    draft = _opened()
    made = make_remark(draft, make_organisation())
    return {"code": draft.commitment.plan.code, "pk": made.pk}


DRAFTS: dict[str, Example] = {"for the invited": for_the_invited, "for everybody": for_everybody}

DRAFTING: dict[str, dict[str, Example]] = {
    "commitment-draft": DRAFTS,
    "draft-remark": DRAFTS,
    "draft-enter": DRAFTS,
    "my-remarks": {"waiting": own_page, "forgotten": forgotten_page},
    "plans:drafts": {"": commitment},
    "plans:remarks": {"": plan},
    "plans:remark": {"": remark},
}
