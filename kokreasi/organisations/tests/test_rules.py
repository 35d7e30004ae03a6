"""Who may do what with organisations, and who may see which."""

import pytest

from kokreasi.organisations import services
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

pytestmark = pytest.mark.django_db

SECRETARIAT = {"editor", "publisher", "administrator"}
OWN = {"own_member", "own_focal_point"}

#        permission                            state       who may
TABLE = [
    ("organisations.add_organisation", "standing", SECRETARIAT),
    ("organisations.import_organisations", "standing", SECRETARIAT),
    ("organisations.export_organisations", "standing", SECRETARIAT),
    ("organisations.change_organisation", "standing", SECRETARIAT),
    ("organisations.change_profile", "standing", SECRETARIAT | OWN),
    ("organisations.merge_organisation", "standing", SECRETARIAT),
    ("organisations.manage_memberships", "standing", {"publisher", "administrator"}),
    # Administrators have every permission; the services refuse them too.
    ("organisations.change_organisation", "merged", {"administrator"}),
    ("organisations.change_profile", "merged", {"administrator"}),
    ("organisations.merge_organisation", "merged", {"administrator"}),
]


@pytest.fixture
def organisation(db):
    return make_organisation("Perkumpulan Kami")


@pytest.fixture
def everybody(cast, organisation):
    own = {
        "own_member": person_with(Role.MEMBER, body=organisation.reference),
        "own_focal_point": person_with(Role.FOCAL_POINT, body=organisation.reference),
        "other_member": person_with(Role.MEMBER, body="ORG-9999"),
    }
    return cast | own


@pytest.mark.parametrize(("permission", "state", "expected"), TABLE)
def test_who_may_do_what(permission, state, expected, everybody, organisation, editor) -> None:
    if state == "merged":
        services.merge(organisation, into=make_organisation(), by=editor, reason="x")
        organisation.refresh_from_db()

    allowed = {
        who for who, person in everybody.items() if person.has_perm(permission, organisation)
    }

    assert allowed == expected


def test_somebody_whose_account_is_closed_acts_for_nobody(everybody, organisation) -> None:
    person = everybody["own_member"]
    person.is_active = False

    assert not person.has_perm("organisations.change_profile", organisation)


@pytest.mark.parametrize(("is_public", "others_see"), [(True, True), (False, False)])
def test_who_may_see_which(is_public, others_see, cast) -> None:
    organisation = make_organisation(public=is_public)

    seeing = {
        who
        for who, visitor in cast.items()
        if organisation in Organisation.objects.visible_to(visitor)
    }

    assert seeing == (set(cast) if others_see else SECRETARIAT)


def test_the_register_and_the_queryset_agree_on_what_is_public(cast) -> None:
    for public in (True, False):
        make_organisation(public=public)
    public_ones = Organisation.objects.visible_to(cast["anybody"])

    assert {one.pk for one in public_ones} == {
        one.pk for one in Organisation.objects.with_record() if one.record.is_public
    }
