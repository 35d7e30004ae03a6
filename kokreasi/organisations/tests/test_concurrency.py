"""Two people at once, on the database that lets them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kokreasi.core.errors import DomainError
from kokreasi.organisations import services
from kokreasi.organisations.models import Alias, Organisation
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import person_with

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8


def at_once(*acts):
    """Do all of it at the same moment; give what each brought, or its refusal."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_nobody_gets_the_same_reference() -> None:
    made = at_once(*[make_organisation] * AT_ONCE)

    expected = {f"ORG-{number:04d}" for number in range(1, AT_ONCE + 1)}
    assert {one.reference for one in made} == expected


def test_an_alias_is_added_once() -> None:
    organisation, editor = make_organisation(), person_with("editor")

    results = at_once(*[lambda: services.add_alias(organisation, "Pattirol", by=editor)] * AT_ONCE)

    assert sum(isinstance(result, Alias) for result in results) == 1
    assert Alias.objects.count() == 1


def test_two_merges_against_each_other_leave_one_survivor() -> None:
    one, other, editor = make_organisation(), make_organisation(), person_with("editor")

    at_once(
        lambda: services.merge(one, into=other, by=editor, reason="x"),
        lambda: services.merge(other, into=one, by=editor, reason="x"),
    )

    assert Organisation.objects.standing().count() == 1


def test_two_that_become_parts_of_each_other_make_no_cycle() -> None:
    one, other, editor = make_organisation(), make_organisation(), person_with("editor")

    at_once(
        lambda: services.set_parent(one, parent=other, by=editor),
        lambda: services.set_parent(other, parent=one, by=editor),
    )

    assert Organisation.objects.exclude(parent=None).count() == 1
