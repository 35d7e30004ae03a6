"""An example for every address that needs one: real things in each state that matters.

Route name → state → a function that makes the things and gives the arguments of the address.
Addresses without arguments need no entry. After adding a route: ./scripts/write_permissions
"""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.exchange.tests.factories import make_run
from kokreasi.files.services import keep
from kokreasi.organisations.choices import Kind as OrganisationKind
from kokreasi.organisations.models import Organisation, OrganisationName
from kokreasi.organisations.services import join, merge, state_figure
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.invitations import invite
from kokreasi.people.models import Invitation
from kokreasi.people.tests.factories import InvitationFactory, RoleGrantFactory
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.plans.services.challenges import publish as publish_challenges
from kokreasi.plans.tests.factories import make_challenge, make_commitment, make_plan, make_stage
from kokreasi.register.tests.factories import AttachmentFactory, RecordFactory
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import RegionFactory, TermFactory
from tests.architecture.addresses_of_confirming import CONFIRMING
from tests.architecture.addresses_of_consultations import CONSULTATIONS
from tests.architecture.addresses_of_deciding import DECIDING
from tests.architecture.addresses_of_drafting import DRAFTING
from tests.architecture.addresses_of_following import FOLLOWING
from tests.architecture.addresses_of_matrix import MATRIX
from tests.architecture.addresses_of_meetings import MEETINGS
from tests.architecture.addresses_of_plan_documents import PLAN_DOCUMENTS
from tests.architecture.addresses_of_plans import PLANS
from tests.architecture.addresses_of_proposing import PROPOSING

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


PLAN_NUMBERS = count(1)


def a_plan(**given: Any) -> Plan:
    return make_plan(f"p{next(PLAN_NUMBERS)}", **given)


def draft_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory().reference}


def published_record(_cast: Cast) -> dict[str, Any]:
    return {"reference": RecordFactory(is_published=True).reference}


def draft_file(_cast: Cast) -> dict[str, Any]:
    attachment = AttachmentFactory()
    return {"pk": attachment.pk, "name": attachment.file.name}


def published_file(_cast: Cast) -> dict[str, Any]:
    attachment = AttachmentFactory(record__is_published=True)
    return {"pk": attachment.pk, "name": attachment.file.name}


def draft_picture(cast: Cast) -> dict[str, Any]:
    return {"side": 640, **draft_file(cast)}


def published_picture(cast: Cast) -> dict[str, Any]:
    return {"side": 640, **published_file(cast)}


def draft_plan(_cast: Cast) -> dict[str, Any]:
    return {"reference": a_plan().reference}


def public_plan(_cast: Cast) -> dict[str, Any]:
    return {"reference": a_plan(is_open=True).reference}


def draft_stage(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_stage(a_plan()).reference}


def public_stage(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_stage(a_plan(is_open=True)).reference}


def draft_challenge(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_challenge(a_plan(is_open=True)).reference}


def public_challenge(_cast: Cast) -> dict[str, Any]:
    plan = a_plan(is_open=True)
    challenge = make_challenge(plan)
    publish_challenges(plan, by=None)
    return {"reference": challenge.reference}


def draft_commitment(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_commitment(a_plan(is_open=True)).reference}


def public_commitment(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_commitment(a_plan(), is_published=True).reference}


def draft_version(cast: Cast) -> dict[str, Any]:
    return {"number": 1, **draft_commitment(cast)}


def public_version(cast: Cast) -> dict[str, Any]:
    return {"number": 1, **public_commitment(cast)}


def hidden_organisation(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_organisation(public=False).reference}


def public_organisation(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_organisation().reference}


def standing_organisation(cast: Cast) -> dict[str, Any]:
    """One for which the focal point of the cast acts."""
    organisation = make_organisation(kind=OrganisationKind.MINISTRY)
    RoleGrantFactory(user=cast["focal_point"], role=Role.FOCAL_POINT, body=organisation.reference)
    return {"reference": organisation.reference}


def merged_organisation(cast: Cast) -> dict[str, Any]:
    given = standing_organisation(cast)
    loser = Organisation.objects.get(record__reference=given["reference"])
    merge(loser, into=make_organisation(), by=cast["publisher"], reason="twice")
    return given


def name_of_an_organisation(cast: Cast) -> dict[str, Any]:
    given = standing_organisation(cast)
    name = OrganisationName.objects.get(organisation__record__reference=given["reference"])
    return {"pk": name.pk, **given}


def alias_of_an_organisation(_cast: Cast) -> dict[str, Any]:
    organisation = make_organisation(aliases=["Pattirol"])
    return {"reference": organisation.reference, "pk": organisation.aliases.get().pk}


def figure_of_an_organisation(cast: Cast) -> dict[str, Any]:
    organisation = make_organisation()
    words = Bilingual(id="Komunitas", en="Communities")
    figure = state_figure(organisation, label=words, value=16, source=words, by=cast["editor"])
    return {"reference": organisation.reference, "pk": figure.pk}


def member_of_an_organisation(cast: Cast) -> dict[str, Any]:
    organisation = make_organisation()
    member = join(
        cast["member"],
        organisation=organisation,
        role=Role.MEMBER,
        on=date(2018, 1, 1),
        by=cast["publisher"],
    )
    return {"reference": organisation.reference, "pk": member.pk}


def table_of_organisations(cast: Cast) -> dict[str, Any]:
    table = ContentFile(b"kind,name_id\ncso,Perkumpulan Baru\n", name="organisasi.csv")
    return {"sha256": keep(table, by=cast["editor"]).sha256}


def csv_download(_cast: Cast) -> dict[str, Any]:
    return {"form": "csv"}


def unknown_download(_cast: Cast) -> dict[str, Any]:
    return {"form": "pdf"}


KEPT_ORGANISATION = {"own": standing_organisation, "merged": merged_organisation}


def offer(cast: Cast, **given: Any) -> Invitation:
    return InvitationFactory(invited_by=cast["publisher"], **given)


def open_invitation(cast: Cast) -> dict[str, Any]:
    return {"pk": offer(cast).pk}


def withdrawn_invitation(cast: Cast) -> dict[str, Any]:
    return {"pk": offer(cast, withdrawn_at=timezone.now()).pk}


def open_link(cast: Cast) -> dict[str, Any]:
    return {
        "token": invite(
            email="new@example.org", name="", role=Role.EDITOR, by=cast["publisher"]
        ).token
    }


def dead_link(_cast: Cast) -> dict[str, Any]:
    return {"token": "gone"}


def key_of_the_editor(cast: Cast) -> dict[str, Any]:
    data = {"name": "key", "credential": {}}
    kind = Authenticator.Type.WEBAUTHN
    return {"pk": Authenticator.objects.create(user=cast["editor"], type=kind, data=data).pk}


def unknown_key(_cast: Cast) -> dict[str, Any]:
    return {"key": "gone"}


def unknown_reset(_cast: Cast) -> dict[str, Any]:
    return {"uidb36": "1", "key": "gone"}


def unknown_provider(_cast: Cast) -> dict[str, Any]:
    return {"provider_id": "gone"}


def sitemap_of_records(_cast: Cast) -> dict[str, Any]:
    return {"section": "records"}


def sector(_cast: Cast) -> dict[str, Any]:
    term = TermFactory(vocabulary=Vocabulary.SECTOR)
    return {"vocabulary": term.vocabulary, "code": term.code}


def sectors(_cast: Cast) -> dict[str, Any]:
    return {"vocabulary": Vocabulary.SECTOR.value}


def city(_cast: Cast) -> dict[str, Any]:
    region = RegionFactory()
    return {"scheme": region.scheme, "code": region.code}


def draft_matrix(cast: Cast) -> dict[str, Any]:
    return {**draft_plan(cast), "ending": "csv"}


def public_matrix(cast: Cast) -> dict[str, Any]:
    return {**public_plan(cast), "ending": "xlsx"}


def waiting_import(_cast: Cast) -> dict[str, Any]:
    run = make_run(a_plan())
    return {"reference": run.plan.reference, "pk": run.pk}


def applied_import(_cast: Cast) -> dict[str, Any]:
    run = make_run(a_plan(is_open=True), is_applied=True)
    return {"reference": run.plan.reference, "pk": run.pk}


def draft_data(cast: Cast) -> dict[str, Any]:
    return {**draft_plan(cast), "table": "komitmen", "ending": "csv"}


def public_data(cast: Cast) -> dict[str, Any]:
    return {**public_plan(cast), "table": "target", "ending": "xlsx"}


IMPORTS = {"waiting": waiting_import, "applied, plan published": applied_import}

EXAMPLES: dict[str, dict[str, Example]] = {
    "data-json": {"draft": draft_plan, "published": public_plan},
    "data-table": {"draft": draft_data, "published": public_data},
    "matrix-export": {"draft": draft_matrix, "published": public_matrix},
    "matrix-import-abandon": IMPORTS,
    "matrix-import-apply": IMPORTS,
    "matrix-import-decide": IMPORTS,
    "matrix-import-file": IMPORTS,
    "matrix-import-run": IMPORTS,
    "matrix-imports": {"draft": draft_plan, "published": public_plan},
    **FOLLOWING,
    **DRAFTING,
    **MATRIX,
    **CONSULTATIONS,
    **MEETINGS,
    **CONFIRMING,
    **PLANS,
    **PROPOSING,
    **PLAN_DOCUMENTS,
    **DECIDING,
    "accept_invitation": {"open": open_link, "gone": dead_link},
    "account_confirm_email": {"unknown": unknown_key},
    "account_reset_password_from_key": {"unknown": unknown_reset},
    "invite_again": {"open": open_invitation, "withdrawn": withdrawn_invitation},
    "mfa_edit_webauthn": {"of the editor": key_of_the_editor},
    "mfa_remove_webauthn": {"of the editor": key_of_the_editor},
    "openid_connect_callback": {"unknown": unknown_provider},
    "openid_connect_login": {"unknown": unknown_provider},
    "withdraw_invitation": {"open": open_invitation, "withdrawn": withdrawn_invitation},
    "challenge": {"draft": draft_challenge, "published": public_challenge},
    "commitment": {"draft": draft_commitment, "published": public_commitment},
    "version-content": {"draft": draft_version, "published": public_version},
    "commitment-version": {"draft": draft_version, "published": public_version},
    "django.contrib.sitemaps.views.sitemap": {"records": sitemap_of_records},
    "organisation": {"draft": hidden_organisation, "published": public_organisation},
    "organisation-alias": KEPT_ORGANISATION,
    "organisation-alias-remove": {"": alias_of_an_organisation},
    "organisation-export": {"csv": csv_download, "unknown": unknown_download},
    "organisation-figure": KEPT_ORGANISATION,
    "organisation-figure-remove": {"": figure_of_an_organisation},
    "organisation-import": {"": table_of_organisations},
    "organisation-invite": KEPT_ORGANISATION,
    "organisation-manage": KEPT_ORGANISATION | {"hidden": hidden_organisation},
    "organisation-member-end": {"": member_of_an_organisation},
    "organisation-merge": KEPT_ORGANISATION,
    "organisation-name": {"": name_of_an_organisation},
    "organisation-past-name": KEPT_ORGANISATION,
    "organisation-profile": KEPT_ORGANISATION,
    "organisation-rename": KEPT_ORGANISATION,
    "plan": {"draft": draft_plan, "published": public_plan},
    "plan-challenges": {"draft": draft_plan, "published": public_plan},
    "record-feed": {"draft": draft_plan, "published": public_plan},
    "way": {"draft": draft_plan, "published": public_plan},
    "stage": {"draft": draft_stage, "published": public_stage},
    "attachment": {"draft": draft_file, "published": published_file},
    "picture": {"draft": draft_picture, "published": published_picture},
    "permalink": {"draft": draft_record, "published": published_record},
    "region": {"": city},
    "region-reinstate": {"": city},
    "region-retire": {"": city},
    "term": {"": sector},
    "term-add": {"": sectors},
    "term-change": {"": sector},
    "term-reinstate": {"": sector},
    "term-retire": {"": sector},
    "vocabulary": {"": sectors},
}
