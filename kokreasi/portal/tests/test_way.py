"""The strip of a page and its data: what everybody may read, and what only the invited may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.core.page_cache import forget_pages
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.services import commitments
from kokreasi.plans.tests.drafting import acting_for, make_draft
from kokreasi.plans.tests.factories import both, make_commitment, make_plan

pytestmark = pytest.mark.django_db

NEVER_KEPT = {"HX-Request": "true"}


@pytest.fixture
def commitment():
    return make_commitment(make_plan(is_open=True), is_published=True)


def another_draft(commitment, *invited, **given):
    title = both(f"Title {commitment.revision}")
    commitments.change(commitment, {"title": title}, seen=commitment.revision, by=None)
    commitment.refresh_from_db()
    return make_draft(commitment, *invited, **given)


def strip(client, commitment) -> str:
    page = client.get(commitment.get_absolute_url(), headers=NEVER_KEPT).content.decode()
    start = page.index('id="jejak"')
    return page[start : page.index("</section>", start)]


def test_only_the_invited_are_led_to_what_was_sent_to_them(client, commitment) -> None:
    body = make_organisation()
    first = another_draft(commitment)
    second = another_draft(commitment, body, to_all=False)
    one, two = (
        reverse("commitment-draft", args=[commitment.reference, draft.number])
        for draft in (first, second)
    )

    public = strip(client, commitment)
    client.force_login(acting_for(body))
    invited = strip(client, commitment)
    client.logout()

    assert (one in public, two in public) == (True, False)
    assert (one in invited, two in invited) == (True, True)
    assert strip(client, commitment) == public


def test_the_data_name_public_drafts_alone_whoever_asks(client, commitment) -> None:
    body = make_organisation()
    another_draft(commitment)
    another_draft(commitment, body, to_all=False)
    client.force_login(acting_for(body))

    told = client.get(reverse("way", args=[commitment.reference])).json()

    assert [(one["reference"], one["number"]) for one in told["drafts"]] == [
        (commitment.reference, 1)
    ]


def test_a_commitment_asks_the_same_for_one_draft_and_three(client, commitment) -> None:
    body = make_organisation()
    person = acting_for(body)
    counts = []
    for how_many in (1, 2):
        for _number in range(how_many):
            another_draft(commitment, body)
        counts.append((queries(client, commitment), queries_as(client, person, commitment)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 6
    assert counts[0][1] <= 10


def queries_as(client, person, commitment) -> int:
    client.force_login(person)
    found = queries(client, commitment)
    client.logout()
    return found


def queries(client, commitment) -> int:
    """Count what a second reading asks."""
    forget_pages()
    client.get(commitment.get_absolute_url(), headers=NEVER_KEPT)
    with CaptureQueriesContext(connection) as asked:
        client.get(commitment.get_absolute_url(), headers=NEVER_KEPT)
    return len(asked)
