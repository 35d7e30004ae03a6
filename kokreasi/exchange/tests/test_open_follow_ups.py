"""Open data of follow-ups: what everybody reads, and nothing else."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from kokreasi.exchange.exports.follow_ups import FOLLOW_UPS
from kokreasi.exchange.tests.test_docs import promised
from kokreasi.meetings.choices import Access
from kokreasi.meetings.services import follow_ups
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db


def table(client) -> list[dict[str, str]]:
    answer = client.get(reverse("data-follow-ups", args=["csv"]))
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_says_what_the_page_says(client, editor) -> None:
    ministry = make_ministry("Kementerian Keuangan")
    hidden = make_ministry("Kementerian Rahasia", public=False)
    meeting = make_meeting(is_public=True, plan=make_plan(is_open=True))
    made = make_follow_up(
        meeting=meeting,
        responsible=[ministry, hidden],
        person=UserFactory(name="Siti Rahasia"),
        due_on=date(2018, 10, 31),
    )
    follow_ups.finish(made, outcome="Terbit.", on=date(2018, 10, 30), by=editor)

    (row,) = table(client)

    assert row["reference"] == made.reference
    assert (row["meeting"], row["plan"]) == (meeting.reference, "RAN-2018")
    assert row["responsible"] == "Kementerian Keuangan"
    assert (row["state"], row["finished_on"], row["outcome"]) == ("done", "2018-10-30", "Terbit.")
    assert row["address"].endswith(f"/r/{made.reference}/")
    assert "Rahasia" not in str(row)


def test_no_draft_and_nothing_of_a_closed_meeting_is_in_it(client, editor) -> None:
    make_follow_up(is_agreed=False)
    make_follow_up(meeting=make_meeting(access=Access.INVITED))
    client.force_login(editor)

    assert table(client) == []


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries) -> None:
    meeting = make_meeting(is_public=True)
    for number in range(12):
        make_follow_up(f"tugas {number}", meeting=meeting, responsible=[make_ministry()])
        if number in (0, 11):
            with django_assert_num_queries(2):
                assert len(table(client)) == number + 1


def test_the_columns_are_those_that_are_promised() -> None:
    assert [one.name for one in FOLLOW_UPS] == promised("### tindak-lanjut:")
