import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from kokreasi.people.choices import Role
from kokreasi.people.models import Invitation, RoleGrant
from kokreasi.people.tests.factories import InvitationFactory, UserFactory, person_with

OFFICES = {"publisher", "administrator"}


@pytest.fixture
def people(db):
    """One visitor for each role; focal point and member act for a body each."""
    bodies = {Role.FOCAL_POINT: "ORG-0007", Role.MEMBER: "ORG-0009"}
    signed_in = {role.value: person_with(role, body=bodies.get(role, "")) for role in Role}
    closed = person_with(Role.ADMINISTRATOR)
    closed.is_active = False
    return {"anybody": AnonymousUser(), "closed administrator": closed} | signed_in


def _allowed(people, permission, thing=None) -> set[str]:
    assert rules.perm_exists(permission)
    return {who for who, person in people.items() if person.has_perm(permission, thing)}


INVITE = [
    (Role.ADMINISTRATOR, "", {"administrator"}),
    (Role.PUBLISHER, "ORG-0001", OFFICES),
    (Role.EDITOR, "ORG-0001", OFFICES),
    (Role.REVIEWER, "", OFFICES),
    (Role.MODERATOR, "", OFFICES),
    (Role.FOCAL_POINT, "ORG-0007", OFFICES | {"focal_point"}),
    (Role.FOCAL_POINT, "ORG-0008", OFFICES),
    (Role.FOCAL_POINT, "", OFFICES),
    (Role.MEMBER, "ORG-0007", OFFICES),
    (Role.MEMBER, "ORG-0009", OFFICES | {"member"}),
    (Role.FOCAL_POINT, "ORG-0009", OFFICES),
]


@pytest.mark.parametrize(("role", "body", "expected"), INVITE)
def test_who_may_invite_to_what(role, body, expected, people) -> None:
    assert _allowed(people, "people.invite", Invitation(role=role, body=body)) == expected


def test_who_may_invite_at_all(people) -> None:
    assert _allowed(people, "people.invite") == OFFICES | {"focal_point", "member"}


GIVE = [(role, OFFICES) for role in Role if role != Role.ADMINISTRATOR]


@pytest.mark.parametrize(("role", "expected"), [*GIVE, (Role.ADMINISTRATOR, {"administrator"})])
def test_who_may_give_and_take_roles(role, expected, people) -> None:
    assert _allowed(people, "people.give_role", RoleGrant(role=role)) == expected


@pytest.mark.parametrize("permission", ["people.close_account", "people.erase_person"])
def test_only_administrators_close_and_erase(permission, people) -> None:
    assert _allowed(people, permission, UserFactory()) == {"administrator"}


def test_who_may_change_a_profile(people) -> None:
    assert _allowed(people, "people.change_profile", people["member"]) == {
        "member",
        "administrator",
    }


def test_who_sees_which_invitations(people) -> None:
    InvitationFactory(name="editor", role=Role.EDITOR)
    InvitationFactory(name="colleague", role=Role.FOCAL_POINT, body="ORG-0007")
    InvitationFactory(name="member", role=Role.MEMBER, body="ORG-0009")
    every = {"editor", "colleague", "member"}

    seen = {
        who: set(Invitation.objects.visible_to(person).values_list("name", flat=True))
        for who, person in people.items()
    }

    assert {who: names for who, names in seen.items() if names} == {
        "publisher": every,
        "administrator": every,
        "focal_point": {"colleague"},
        "member": {"member"},
    }
