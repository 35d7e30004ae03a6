from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError

from kokreasi.core.days import today_in_jakarta
from kokreasi.outbox.services import post
from kokreasi.people import events, services
from kokreasi.people.choices import Event, Role
from kokreasi.people.errors import (
    AccountClosedError,
    BodyMissingError,
    LastAdministratorError,
    OneselfError,
)
from kokreasi.people.models import Entry, Invitation, RoleGrant, User
from kokreasi.people.tests.factories import InvitationFactory, UserFactory, person_with

JUNE = date(2026, 6, 1)


@pytest.fixture
def administrator(db):
    return person_with(Role.ADMINISTRATOR)


@pytest.fixture
def person(db):
    return UserFactory(email="siti@example.org", name="Siti")


@pytest.fixture
def heard():
    """Collect the events that apps above would hear."""
    signals = {"ended": events.role_ended, "erased": events.person_erased}
    collected: list[str] = []
    listeners = {
        name: lambda sender, _name=name, **_kwargs: collected.append(_name) for name in signals
    }
    for name, signal in signals.items():
        signal.connect(listeners[name])
    yield collected
    for name, signal in signals.items():
        signal.disconnect(listeners[name])


def _grant(person, role=Role.FOCAL_POINT, *, starts_on=JUNE, by=None):
    return services.grant(
        user=person,
        role=role,
        body="ORG-0007",
        body_name="Kementerian Contoh",
        starts_on=starts_on,
        by=by,
    )


def _history(event: Event) -> Entry:
    return Entry.objects.get(event=event)


def test_grant_gives_the_role_and_a_line_of_history(person, administrator) -> None:
    assert person.roles == frozenset()

    grant = _grant(person, by=administrator)

    assert person.roles == {Role.FOCAL_POINT}
    assert person.speaks_for == "Kementerian Contoh"
    entry = _history(Event.GRANTED)
    assert (entry.person, entry.by) == (person, administrator)
    assert entry.says.id == "Narahubung kementerian atau lembaga – Kementerian Contoh"
    assert entry.says.en == "Focal point of a ministry or agency – Kementerian Contoh"
    assert grant.is_held_on(JUNE)


def test_grant_twice_keeps_the_first(person, administrator) -> None:
    first = _grant(person, by=administrator)
    second = _grant(person, by=administrator, starts_on=JUNE + timedelta(days=5))

    assert first == second
    assert second.starts_on == JUNE
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MEMBER])
def test_grant_refuses_a_role_of_a_body_without_body(role, person) -> None:
    with pytest.raises(BodyMissingError):
        services.grant(user=person, role=role, starts_on=JUNE, by=None)

    assert not RoleGrant.objects.exists()


def test_grant_refuses_a_closed_account(person, administrator) -> None:
    services.close_account(person, by=administrator)

    with pytest.raises(AccountClosedError):
        _grant(person)

    assert not person.grants.exists()


def test_end_grant_lets_the_last_day_be_held(person, administrator, heard) -> None:
    grant = _grant(person)

    services.end_grant(grant, ends_on=JUNE + timedelta(days=9), by=administrator)

    held = [grant.is_held_on(JUNE + timedelta(days=day)) for day in (0, 9, 10)]
    assert held == [True, True, False]
    assert _history(Event.ENDED).by == administrator
    assert heard == ["ended"]


def test_end_grant_cannot_end_before_it_starts(person, administrator) -> None:
    grant = _grant(person)

    with pytest.raises(IntegrityError):
        services.end_grant(grant, ends_on=JUNE - timedelta(days=1), by=administrator)


@pytest.mark.parametrize("days", [-30, 0, 30], ids=["held", "from today", "still to come"])
def test_revoke_takes_the_role_away_at_once(days, person, administrator, heard) -> None:
    grant = _grant(person, starts_on=today_in_jakarta() + timedelta(days=days))

    services.revoke(grant, by=administrator)

    assert User.objects.get(pk=person.pk).roles == frozenset()
    assert not grant.is_held_on(max(today_in_jakarta(), grant.starts_on))
    assert not RoleGrant.objects.held_on(max(today_in_jakarta(), grant.starts_on)).filter(
        user=person
    )
    assert _history(Event.REVOKED).person == person
    assert heard == ["ended"]


def test_role_may_be_given_again_after_it_was_revoked(person, administrator) -> None:
    first = _grant(person)
    services.revoke(first, by=administrator)

    second = _grant(person, starts_on=today_in_jakarta())

    assert first != second
    assert User.objects.get(pk=person.pk).roles == {Role.FOCAL_POINT}


@pytest.mark.parametrize("end", ["revoke", "end_grant"])
def test_the_last_administrator_stays(end, administrator) -> None:
    grant = administrator.grants.get()
    more = {"ends_on": JUNE} if end == "end_grant" else {}

    with pytest.raises(LastAdministratorError):
        getattr(services, end)(grant, by=administrator, **more)

    grant.refresh_from_db()
    assert (grant.ends_on, grant.revoked_at) == (None, None)
    assert not Entry.objects.exists()


def test_an_administrator_who_cannot_sign_in_does_not_count(administrator) -> None:
    other = person_with(Role.ADMINISTRATOR)
    services.close_account(other, by=administrator)

    with pytest.raises(LastAdministratorError):
        services.revoke(administrator.grants.get(), by=administrator)


def test_one_of_two_administrators_may_go(administrator) -> None:
    other = person_with(Role.ADMINISTRATOR)

    services.revoke(other.grants.get(), by=administrator)

    assert User.objects.get(pk=other.pk).roles == frozenset()


def test_change_profile(person) -> None:
    services.change_profile(person, name=" Siti A. ", language="en", by=person)

    person.refresh_from_db()
    assert (person.name, person.language) == ("Siti A.", "en")
    assert _history(Event.CHANGED).by == person


def test_close_account_can_be_undone(person, administrator) -> None:
    _grant(person)

    services.close_account(person, by=administrator)
    assert not User.objects.get(pk=person.pk).is_active

    services.reopen_account(person, by=administrator)
    assert User.objects.get(pk=person.pk).roles == {Role.FOCAL_POINT}
    events_of_person = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events_of_person == [Event.GRANTED, Event.CLOSED, Event.REOPENED]


@pytest.mark.parametrize("service", [services.close_account, services.erase])
def test_nobody_closes_or_erases_the_own_account(service, administrator) -> None:
    with pytest.raises(OneselfError):
        service(administrator, by=administrator)

    administrator.refresh_from_db()
    assert administrator.is_active
    assert not Entry.objects.exists()


def test_erase_leaves_nothing_that_tells_who_it_was(person, administrator, heard) -> None:
    _grant(person)
    InvitationFactory(email=person.email)
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    post(key="x", to=person.email, subject="Halo Siti", body="Siti")

    services.erase(person, by=administrator)

    assert "siti" not in _everything_stored().lower()
    person.refresh_from_db()
    assert (person.name, person.is_active, person.roles) == ("", False, frozenset())
    assert not person.has_usable_password()
    assert not Invitation.objects.open_at(person.erased_at)
    assert _history(Event.ERASED).by == administrator
    assert heard == ["ended", "erased"]


def _everything_stored() -> str:
    from django.apps import apps  # noqa: PLC0415 - every model, whatever its app

    rows = (row for model in apps.get_models() for row in model.objects.values())
    return "\n".join(map(str, rows))


def test_an_erased_person_cannot_come_back(person, administrator) -> None:
    services.erase(person, by=administrator)

    with pytest.raises(AccountClosedError):
        services.reopen_account(person, by=administrator)

    assert not User.objects.get(pk=person.pk).is_active


def test_an_erased_person_who_may_sign_in_cannot_exist(person, administrator) -> None:
    services.erase(person, by=administrator)

    with pytest.raises(IntegrityError):
        User.objects.update(is_active=True)
