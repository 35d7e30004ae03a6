"""The register of reasoned responses: numbered, narrowed, counted, printed, exported."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import forget_pages
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.services import themes
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.lettering import letter, letter_of
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.register import figures
from kokreasi.proposals.services import deciding, submitting
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_draft,
    make_proposal,
    plan_with_a_call,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_themes(plan):
    return [themes.add(plan, title=both(name), by=None) for name in ("Budget", "Services")]


def places(client, **asked) -> list[str]:
    page = client.get(reverse("responses"), asked)
    return [line.response.place for line in page.context["lines"]()]


@pytest.mark.parametrize(("position", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (53, "BA")])
def test_letters_go_on_as_columns_do(position, expected) -> None:
    assert letter(position) == expected


def test_each_theme_has_its_letter_and_keeps_it(plan, two_themes, publisher) -> None:
    budget, services = two_themes
    made = [make_proposal(plan, "S", theme=services), make_proposal(plan, "Without theme")]
    for proposal in made:
        decide_and_publish(proposal, by=publisher)
    first = [one.place for one in Response.objects.order_by("pk")]
    services.position, budget.position = 1, 2
    services.save()
    budget.save()

    later = [
        letter_of(make_proposal(plan, title, theme=theme))
        for title, theme in (("More services", services), ("Budgets", budget))
    ]

    assert first == ["B1", "C1"]
    assert later == ["B", "D"]


def test_the_register_says_what_was_heard_and_answered(client, plan, publisher) -> None:
    proposal = make_proposal(plan, "Sungai bersih", organisation=make_organisation("Walhi"))
    decide_and_publish(proposal, by=publisher, reason=Bilingual(id="Terlalu luas"))

    page = client.get(reverse("responses")).content.decode()

    for words in ("A1.1", "A1.2", "Sungai bersih", "Terlalu luas", "Walhi", proposal.reference):
        assert words in page


def test_what_is_not_published_or_not_public_stands_nowhere(client, plan, publisher) -> None:
    written, hidden = make_proposal(plan, "One"), make_proposal(plan, "Two")
    deciding.decide(written, answer=make_answer(), by=publisher)
    decide_and_publish(hidden, by=publisher)
    submitting.hold_back(hidden, by=publisher, reason="Iklan")
    client.force_login(publisher)

    page = client.get(reverse("responses"))

    assert page.context["plans"] == []


def test_it_is_narrowed_by_theme_decision_proposer_and_words(client, plan, two_themes, publisher):
    body = make_organisation()
    river = make_proposal(plan, "Sungai", theme=two_themes[0], organisation=body)
    lake = make_proposal(plan, "Danau", theme=two_themes[1])
    decide_and_publish(river, by=publisher, verdict=Verdict.ACCEPTED)
    decide_and_publish(lake, by=publisher, reason=Bilingual(id="Bukan wewenang kami"))

    assert places(client) == ["A1", "B1"]
    assert places(client, huruf="B") == ["B1"]
    assert places(client, putusan="accepted") == ["A1"]
    assert places(client, pengusul=body.reference) == ["A1"]
    assert places(client, q="sungai") == ["A1"]
    assert places(client, q="wewenang") == ["B1"]
    assert places(client, q=lake.reference) == ["B1"]
    assert places(client, huruf="Z") == []


def test_one_plan_at_a_time_the_latest_first(client, plan, publisher) -> None:
    later = plan_with_a_call("2022")
    decide_and_publish(make_proposal(plan), by=publisher)
    decide_and_publish(make_proposal(later, "Later"), by=publisher)

    shown = client.get(reverse("responses")).context["plan"]
    asked = client.get(reverse("responses"), {"rencana": plan.reference}).context["plan"]

    assert {shown, asked} == {plan, later}
    assert asked == plan


def test_figures_count_what_was_submitted_and_the_days_to_the_answer(plan, publisher) -> None:
    make_draft(plan, "Never sent")
    gone = make_proposal(plan, "Gone")
    submitting.take_back(gone, at=IN_THE_CALL, by=publisher, reason="Sudah ada")
    quick, slow, _waiting = (make_proposal(plan, title) for title in ("Quick", "Slow", "Waits"))
    decide_and_publish(quick, by=publisher)
    Proposal.objects.filter(pk=slow.pk).update(submitted_at=IN_THE_CALL - timedelta(days=10))
    decide_and_publish(slow, by=publisher)

    counted = figures(plan)

    days = (AFTERWARDS.date() - IN_THE_CALL.date()).days
    assert (counted.submitted, counted.answered, counted.share) == (3, 2, 66)
    assert counted.days == days + 5


def test_on_one_page_for_paper(client, plan, publisher) -> None:
    for number in range(25):
        decide_and_publish(make_proposal(plan, f"Number {number}"), by=publisher)

    assert len(places(client)) == 20
    assert len(places(client, cetak="1")) == 25


def test_more_answers_take_no_more_queries(client, plan, publisher) -> None:
    def queries() -> int:
        forget_pages()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("responses"))
        return len(asked)

    decide_and_publish(make_proposal(plan, "First"), by=publisher)
    few = queries()
    for number in range(6):
        decide_and_publish(make_proposal(plan, f"Number {number}"), by=publisher)

    assert queries() == few


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_it_is_exported_without_what_is_not_public(ending, client, plan, publisher) -> None:
    proposal = make_proposal(plan, "=Sungai", organisation=make_organisation("Walhi"))
    decide_and_publish(proposal, by=publisher, reason=Bilingual(id="Terlalu luas"))
    deciding.decide(make_proposal(plan, "Hidden"), answer=make_answer(), by=publisher)

    sent = client.get(reverse("data-responses", args=[ending]))

    body = b"".join(sent.streaming_content)
    assert sent.status_code == 200
    if ending == "csv":
        assert "'=Sungai (id)" in body.decode()
        assert "Hidden" not in body.decode()
    if ending == "json":
        (row,) = json.loads(body)
        assert (row["number"], row["about"]) == ("A1", proposal.reference)
        assert (row["reason_id"], row["verdict"]) == ("Terlalu luas", "declined")


def test_the_files_hold_what_the_page_shows(client, plan, publisher) -> None:
    other = plan_with_a_call("2031")
    for kept in (make_proposal(plan, "Kept"), make_proposal(other, "Of another plan")):
        decide_and_publish(kept, by=publisher)
    accepted = make_proposal(plan, "Accepted")
    decide_and_publish(accepted, by=publisher, verdict=Verdict.ACCEPTED)

    page = client.get(reverse("responses"), {"rencana": plan.reference, "putusan": "declined"})
    (address,) = re.findall(r'href="([^"]+tanggapan\.csv[^"]*)"', page.content.decode())
    sent = b"".join(client.get(address.replace("&amp;", "&")).streaming_content).decode()

    assert "Kept" in sent
    assert "Of another plan" not in sent
    assert "Accepted" not in sent


def test_the_plan_and_the_proposal_lead_to_it(client, plan, publisher) -> None:
    proposal = make_proposal(plan)
    decide_and_publish(proposal, by=publisher)
    address = reverse("responses")

    assert address in client.get(plan.get_absolute_url()).content.decode()
    assert f"{address}?rencana=" in client.get(proposal.get_absolute_url()).content.decode()
