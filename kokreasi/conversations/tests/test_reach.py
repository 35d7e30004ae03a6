"""What followers are told of, asked in both directions, for everything that can be followed."""

import pytest

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.queries.follows import Audience, audience_of, followers_of
from kokreasi.conversations.queries.reach import reached, scope_of
from kokreasi.conversations.services import follows
from kokreasi.conversations.tests.factories import THEN, ask, make_follow
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Record
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db
CARRIED = {
    "plan": Kind.PLAN,
    "body": Kind.ORGANISATION,
    "stage": Kind.STAGE,
    "commitment": Kind.COMMITMENT,
    "draft": Kind.COMMITMENT,
    "proposal": Kind.PROPOSAL,
    "task": Kind.FOLLOW_UP,
    "meeting": Kind.MEETING,
    "next": Kind.MEETING,
    "elsewhere": Kind.MEETING,
}
FACETS = {
    "stage": [(FacetName.PLAN, "plan")],
    "commitment": [(FacetName.PLAN, "plan"), (FacetName.LEAD, "body")],
    "draft": [(FacetName.PLAN, "plan"), (FacetName.PARTNER, "body")],
    "proposal": [(FacetName.PROPOSER, "body")],
    "task": [(FacetName.RESPONSIBLE, "body"), (FacetName.PLAN, "other")],
    "meeting": [(FacetName.SERIES, "7")],
    "next": [(FacetName.SERIES, "7"), (FacetName.PLAN, "plan")],
    "elsewhere": [(FacetName.SERIES, "8"), (FacetName.STAGE, "plan"), (FacetName.THEME, "body")],
}
TOLD = {
    "plan": {"plan", "stage", "commitment", "next"},
    "body": {"body", "commitment", "proposal", "task"},
    "meeting": {"meeting", "next"},
    "next": {"meeting", "next"},
    "elsewhere": {"elsewhere"},
    "stage": {"stage"},
    "commitment": {"commitment"},
    "proposal": {"proposal"},
    "task": {"task"},
}


@pytest.fixture
def world():
    made = {
        name: RecordFactory(reference=name, kind=kind, is_published=name != "draft")
        for name, kind in CARRIED.items()
    }
    for name, facets in FACETS.items():
        register.find_by(made[name], facets)
    return made


@pytest.mark.parametrize(("name", "told"), TOLD.items())
def test_followers_are_told_of(name, told, world) -> None:
    assert set(scope_of(world[name]).values_list("reference", flat=True)) == told


def test_both_directions_agree(world) -> None:
    public = Record.objects.public()
    names = dict(Record.objects.values_list("pk", "reference"))

    found = {
        names[followed]: {names[pk] for pk in records}
        for followed, records in reached(public).items()
    }

    assert found == TOLD


def test_reach_costs_the_same_for_any_number(world, django_assert_num_queries) -> None:
    for number in range(20):
        other = RecordFactory(kind=Kind.COMMITMENT, is_published=True)
        register.find_by(other, [(FacetName.PLAN, "plan"), (FacetName.SERIES, f"{number}")])

    with django_assert_num_queries(4):
        reached(Record.objects.public())


def test_an_audience_counts_each_address_once(world) -> None:
    account = UserFactory(email="both@example.org")
    make_follow(world["plan"], account)
    make_follow(world["commitment"], "both@example.org", pace=Pace.WEEKLY)
    make_follow(world["body"], "weekly@example.org", pace=Pace.WEEKLY)
    make_follow(world["task"], "nobody-here@example.org")
    ask(world["commitment"], "unconfirmed@example.org")
    left = make_follow(world["commitment"], "left@example.org")
    follows.leave(left, at=THEN)
    make_follow(world["commitment"], UserFactory(is_active=False))

    found = audience_of(Record.objects.filter(reference="commitment"))

    assert found == Audience(tomorrow=1, on_monday=1)
    assert followers_of(Record.objects.filter(reference="commitment")) == 2


def test_an_audience_counts_those_of_facets_that_are_still_to_come(world) -> None:
    new = RecordFactory(kind=Kind.COMMITMENT, reference="new")
    make_follow(world["plan"], "a@example.org")
    make_follow(world["body"], "b@example.org")
    make_follow(world["next"], "c@example.org")
    only = Record.objects.filter(pk=new.pk)

    assert followers_of(only) == 0
    assert followers_of(only, words=[("plan", "plan"), ("goal", "16")]) == 1
    assert followers_of(only, words={("plan", "plan"), ("lead", "body"), ("series", "7")}) == 3


def test_an_audience_costs_the_same_for_one_and_thirty(world, django_assert_num_queries) -> None:
    for number in range(30):
        make_follow(world["plan"], f"p{number}@example.org")

    with django_assert_num_queries(5):
        assert followers_of(Record.objects.public()) == 30


def test_the_day_does_not_matter_to_whom_nobody_follows(world) -> None:
    assert audience_of(Record.objects.public()) == Audience(0, 0)
