"""What other public pages tell of follow-ups."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from kokreasi.meetings.choices import Nature
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.portal.filters import options
from kokreasi.portal.queries import owed_by

pytestmark = pytest.mark.django_db

TODAY = date(2018, 11, 10)
PAST = date(2018, 10, 31)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2018-11-10 03:00+00:00"):
        yield


def test_the_page_of_an_organisation_says_what_it_owes(client) -> None:
    ministry = make_ministry("Kementerian Keuangan")
    meeting = make_meeting(is_public=True)
    make_follow_up("satu", meeting=meeting, responsible=[ministry], due_on=PAST)
    make_follow_up("dua", meeting=meeting, responsible=[ministry])
    make_follow_up("tiga", meeting=meeting, responsible=[ministry], due_on=PAST, nature=Nature.WISH)
    make_follow_up("empat", meeting=meeting, responsible=[make_ministry()], due_on=PAST)

    owed = owed_by(ministry, TODAY)
    page = client.get(ministry.get_absolute_url()).content.decode()

    assert (owed.promised, owed.overdue, owed.without_day) == (2, 1, 1)
    for state, count in (("terlambat", 1), ("tanpa-tanggal", 1)):
        address = f"{reverse('follow-ups')}?keadaan={state}&lembaga={ministry.reference}"
        assert address.replace("&", "&amp;") in page
        assert len(client.get(address).context["page"]) == count


def test_an_organisation_without_promises_has_no_empty_panel(client) -> None:
    page = client.get(make_ministry().get_absolute_url()).content.decode()

    assert "keadaan=terlambat" not in page


def test_filters_of_commitments_count_commitments_alone() -> None:
    plan = make_plan(is_open=True)
    make_commitment(plan, is_published=True)
    make_follow_up(meeting=make_meeting(is_public=True, plan=plan))

    assert [option.count for option in options()["rencana"]] == [1]


def test_a_follow_up_is_told_in_the_feed_of_its_plan_and_found_by_its_words(client) -> None:
    plan = make_plan(is_open=True)
    made = make_follow_up("menyusun pedoman", meeting=make_meeting(is_public=True, plan=plan))

    feed = client.get(reverse("record-feed", args=[plan.reference])).content.decode()
    found = client.get(reverse("search"), {"q": "pedoman"}).content.decode()
    sitemap = client.get(reverse("django.contrib.sitemaps.views.sitemap", args=["records"]))

    assert made.reference in feed
    assert made.get_absolute_url() in found
    assert made.get_absolute_url() in sitemap.content.decode()
