"""People for tests."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from kokreasi.people.choices import Role
from kokreasi.people.models import Invitation, RoleGrant, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.EDITOR
    starts_on = date(2018, 1, 1)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    name = "Siti"
    role = Role.EDITOR
    key_hash = factory.Sequence(lambda n: f"{n:064d}")
    invited_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


def person_with(role: Role, *, body: str = "", body_name: str = "") -> User:
    """Make somebody who has held a role since 2018."""
    return RoleGrantFactory(role=role, body=body, body_name=body_name).user
