"""The way of a thing leads through the drafts of a commitment that the reader may read."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.plans.queries.trace import drafts_on
from kokreasi.plans.services import commitments
from kokreasi.plans.tests.drafting import acting_for, make_draft, make_written
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.tests.factories import RecordFactory
from kokreasi.register.trace import added_to, as_data, stations_of, way_of

pytestmark = pytest.mark.django_db

ANYBODY = AnonymousUser()


@pytest.fixture
def proposal():
    return RecordFactory(kind=Kind.PROPOSAL, reference="US-1", is_published=True)


def adopted(proposal, **given):
    commitment = make_written(**given)
    register.tie(proposal, commitment.record, Tie.ADOPTED_AS)
    return commitment


def next_draft(commitment, *invited, **given):
    """Send the commitment round under a new title, so that it gets the next number."""
    commitment.refresh_from_db()
    title = both(f"Title {commitment.revision}")
    commitments.change(commitment, {"title": title}, seen=commitment.revision, by=None)
    return make_draft(commitment, *invited, **given)


def numbers(proposal, visitor) -> list[int]:
    found = drafts_on(way_of(proposal, visitor), visitor)
    return [stop.number for stop in found.stops]


#        who reads          draft 1 is for everybody, 2 for the invited
TABLE = {
    "anybody": [1],
    "citizen": [1],
    "other": [1],
    "invited": [1, 2],
    "former": [1],
    "moderator": [1],
    "editor": [1, 2],
    "publisher": [1, 2],
}


def test_who_sees_which_draft_on_the_way(proposal) -> None:
    body = make_organisation()
    commitment = adopted(proposal)
    make_draft(commitment)
    next_draft(commitment, body, to_all=False)
    former = acting_for(body)
    former.grants.all().delete()
    who = {
        "anybody": ANYBODY,
        "citizen": UserFactory(),
        "other": acting_for(make_organisation()),
        "invited": acting_for(body),
        "former": former,
        **{role.value: person_with(role) for role in (Role.MODERATOR, Role.EDITOR, Role.PUBLISHER)},
    }

    assert {name: numbers(proposal, visitor) for name, visitor in who.items()} == TABLE


def test_drafts_stand_between_meetings_and_commitment_from_both_ends(proposal) -> None:
    meeting = RecordFactory(kind=Kind.MEETING, reference="RPT-1", is_published=True)
    register.tie(proposal, meeting, Tie.DISCUSSED_IN)
    plan = make_plan(is_open=True)
    commitment = make_commitment(plan, is_published=True)
    register.tie(proposal, commitment.record, Tie.ADOPTED_AS)
    draft = make_draft(commitment)

    ways = [stations_of(start, ANYBODY) for start in (proposal, meeting, commitment.record)]

    (stop,) = ways[0][2].stops
    assert [[one.code for one in way] for way in ways] == 3 * [
        [Kind.PROPOSAL, Kind.MEETING, "drafts", Kind.COMMITMENT]
    ]
    assert (stop.title.id, stop.title.en) == ("Rancangan 1", "Draft 1")
    assert stop.href == reverse("commitment-draft", args=[commitment.reference, draft.number])


def test_a_proposal_leads_to_the_draft_before_the_commitment_is_public(proposal) -> None:
    commitment = adopted(proposal)
    make_draft(commitment)
    make_draft(make_written(plan=commitment.plan, number=2))

    found = stations_of(proposal, ANYBODY)

    assert [(one.code, [stop.reference for stop in one.stops]) for one in found] == [
        (Kind.PROPOSAL, [proposal.reference]),
        ("drafts", [commitment.reference]),
    ]


@pytest.mark.parametrize("how_many", [1, 3])
def test_drafts_cost_one_query_however_many(proposal, how_many, django_assert_num_queries) -> None:
    commitment = adopted(proposal)
    for _number in range(how_many):
        next_draft(commitment)
    way = way_of(proposal, ANYBODY)

    with django_assert_num_queries(1):
        found = drafts_on(way, ANYBODY)

    assert len(found.stops) == how_many


def test_a_way_without_proposal_or_commitment_asks_nothing(django_assert_num_queries) -> None:
    challenge = RecordFactory(kind=Kind.CHALLENGE, is_published=True)

    with django_assert_num_queries(0):
        assert drafts_on([challenge], ANYBODY).stops == []


def test_the_links_follow_the_language_of_the_reader(proposal) -> None:
    make_draft(adopted(proposal))

    in_both = []
    for language in ("id", "en"):
        with translation.override(language):
            in_both.append(stations_of(proposal, ANYBODY)[1].stops[0].href)

    assert in_both == [
        "/komitmen/KOM-2018-01/rancangan/1/",
        "/en/komitmen/KOM-2018-01/rancangan/1/",
    ]


def test_as_data_a_draft_has_number_day_and_address(proposal, settings) -> None:
    commitment = adopted(proposal)
    draft = make_draft(commitment)
    way = way_of(proposal, ANYBODY)

    told = as_data(way, here=proposal, added=added_to(way, ANYBODY))

    assert told["drafts"] == [
        {
            "reference": commitment.reference,
            "number": 1,
            "title": {"id": "Rancangan 1", "en": "Draft 1"},
            "day": today_in_jakarta().isoformat(),
            "link": settings.ORIGIN
            + reverse("commitment-draft", args=[commitment.reference, draft.number]),
        }
    ]
