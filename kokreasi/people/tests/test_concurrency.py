"""Two at once, which only PostgreSQL lets happen; and text that only PostgreSQL refuses."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from kokreasi.core.errors import DomainError
from kokreasi.people.choices import Role
from kokreasi.people.invitations import accept, invite
from kokreasi.people.models import Invitation, RoleGrant, User
from kokreasi.people.tests.factories import person_with

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
GUEST = "guest@example.org"


def at_once(*acts) -> list[str]:
    """Start all of these at the same moment and give the kind of each outcome, in order."""
    start = Barrier(len(acts))

    def run(act) -> str:
        try:
            start.wait()
            act()
        except DomainError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def offer(role: Role) -> str:
    by = person_with(Role.ADMINISTRATOR)
    return invite(email=GUEST, name="Guest", role=role, by=by).token


def accepting(token: str):
    return lambda: accept(token, name="Guest", password="kata-sandi-panjang")


def test_one_invitation_is_accepted_once() -> None:
    token = offer(Role.EDITOR)

    outcomes = at_once(*[accepting(token)] * 4)

    assert outcomes == ["done", "refused", "refused", "refused"]
    assert User.objects.filter(email=GUEST).count() == 1
    assert RoleGrant.objects.filter(user__email=GUEST).count() == 1


def test_two_invitations_to_one_new_person_make_one_account() -> None:
    tokens = [offer(Role.EDITOR), offer(Role.MODERATOR)]

    outcomes = at_once(*[accepting(token) for token in tokens])

    assert outcomes == ["done", "done"]
    assert User.objects.filter(email=GUEST).count() == 1
    assert RoleGrant.objects.filter(user__email=GUEST).count() == 2


def test_the_same_invitation_twice_at_once_is_one() -> None:
    by = person_with(Role.ADMINISTRATOR)

    def inviting() -> None:
        invite(email=GUEST, name="Guest", role=Role.EDITOR, by=by)

    assert at_once(inviting, inviting) == ["done", "refused"]
    assert Invitation.objects.count() == 1


def test_a_session_cookie_that_hides_a_nul_byte_is_refused_in_words() -> None:
    browser = Client(raise_request_exception=False)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "\0" * 40

    assert browser.get("/").status_code == 400
