"""The way of a thing is read in both directions, and passes only through what is public."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.tests.factories import RecordFactory
from kokreasi.register.trace import stations, ties_between, way_of

pytestmark = pytest.mark.django_db

ANYBODY = AnonymousUser()


def public(kind, reference, **given):
    return RecordFactory(kind=kind, reference=reference, is_published=True, **given)


@pytest.fixture
def way():
    """A challenge with two proposals, one merged into the other, discussed, and adopted."""
    made = {
        "challenge": public(Kind.CHALLENGE, "TAN-1"),
        "merged": public(Kind.PROPOSAL, "US-1"),
        "proposal": public(Kind.PROPOSAL, "US-2"),
        "meeting": public(Kind.MEETING, "RPT-1"),
        "commitment": public(Kind.COMMITMENT, "KOM-1"),
        "other": public(Kind.PROPOSAL, "US-3"),
    }
    register.tie(made["challenge"], made["merged"], Tie.PROPOSED_FOR)
    register.tie(made["merged"], made["proposal"], Tie.MERGED_INTO)
    register.tie(made["proposal"], made["meeting"], Tie.DISCUSSED_IN)
    register.tie(made["proposal"], made["commitment"], Tie.ADOPTED_AS)
    register.tie(made["challenge"], made["other"], Tie.PROPOSED_FOR)
    return made


ALL = {"challenge", "merged", "proposal", "meeting", "commitment"}

#       from where     what is on its way
FROM = [
    ("challenge", ALL | {"other"}),
    ("merged", ALL),
    ("proposal", ALL),
    ("meeting", ALL),
    ("commitment", ALL),
    ("other", {"challenge", "other"}),
]


@pytest.mark.parametrize(("start", "expected"), FROM)
def test_the_way_is_the_same_from_everywhere_on_it(
    start, expected, way, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        found = way_of(way[start], ANYBODY)

    assert {record.pk for record in found} == {way[name].pk for name in expected}


def test_stations_stand_in_the_order_of_the_plan(way) -> None:
    here = way["proposal"]

    found = stations(way_of(here, ANYBODY), here=here)

    assert [station.code for station in found] == [
        Kind.CHALLENGE,
        Kind.PROPOSAL,
        Kind.MEETING,
        Kind.COMMITMENT,
    ]
    assert [stop.reference for stop in found[1].stops if stop.is_here] == ["US-2"]


def test_what_is_not_public_is_neither_shown_nor_passed_through(way) -> None:
    register.withdraw(way["proposal"], by=None, reason="Iklan")

    found = way_of(way["challenge"], ANYBODY)

    assert {record.reference for record in found} == {"TAN-1", "US-1", "US-3"}


def test_a_circle_ends(way) -> None:
    register.tie(way["commitment"], way["challenge"], Tie.CONTINUED_AS)

    found = way_of(way["other"], ANYBODY)

    assert {record.pk for record in found} == {record.pk for record in way.values()}


def test_ties_are_told_as_data(way) -> None:
    ties = ties_between(way_of(way["meeting"], ANYBODY))

    assert {(link.source.reference, link.tie, link.target.reference) for link in ties} == {
        ("TAN-1", Tie.PROPOSED_FOR, "US-1"),
        ("US-1", Tie.MERGED_INTO, "US-2"),
        ("US-2", Tie.DISCUSSED_IN, "RPT-1"),
        ("US-2", Tie.ADOPTED_AS, "KOM-1"),
    }
