"""Public pages answer anybody, in both languages, with what is public and nothing else."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.page_cache import forget_pages
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.tests.confirming import final_plan
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.register import services as register
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def partner():
    return make_organisation("Forum Transparansi", "FT")


@pytest.fixture
def plan():
    """A public plan with an open stage, one that is over, and one draft."""
    today = today_in_jakarta()
    plan = make_plan()
    make_stage(plan, "Open stage", opens_on=today, closes_on=today + timedelta(days=9))
    make_stage(plan, "Kick-off", opens_on=date(2018, 8, 8), closes_on=date(2018, 8, 8))
    services.plans.open_to_public(plan, by=None)
    return plan


@pytest.fixture
def commitment(plan, ministry, partner):
    theme = services.themes.add(plan, title=Bilingual(id="Anggaran", en="Budget"), by=None)
    goal = TermFactory(vocabulary="sdg-goals", code="16")
    commitment = make_commitment(
        plan, 3, lead=ministry, partner=partner, theme=theme, goals=[goal], solution=both("Open it")
    )
    indicator = services.commitments.measure_of_success(commitment, by=None)
    services.commitments.set_targets(indicator, {plan.periods.first(): aim("3 sectors")}, by=None)
    services.publishing.publish(plan, commitments=[commitment], by=None)
    commitment.record.refresh_from_db()
    return commitment


@pytest.fixture
def challenge(plan):
    challenge = make_challenge(plan)
    services.challenges.publish(plan, by=None)
    return challenge


def page(client, name, *args, query="", language="id"):
    with override(language):
        return client.get(reverse(name, args=args) + query)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_public_page_answers_anybody_in_both_languages(
    client, plan, commitment, challenge, ministry, language
):
    addresses = [
        ("home",),
        ("plans",),
        ("plan", plan.reference),
        ("stage", plan.stages.first().reference),
        ("challenges",),
        ("plan-challenges", plan.reference),
        ("challenge", challenge.reference),
        ("commitments",),
        ("commitment", commitment.reference),
        ("commitment-version", commitment.reference, 1),
        ("organisations",),
        ("organisation", ministry.reference),
        ("changes",),
        ("search",),
        ("about",),
        ("accessibility",),
        ("privacy",),
    ]
    for name, *arguments in addresses:
        response = page(client, name, *arguments, language=language)
        html = response.content.decode()

        assert response.status_code == 200, name
        assert html.count("<h1") == 1, name
        assert f'<html lang="{language}"' in html, name


def test_the_home_page_shows_what_is_open_today(client, plan):
    html = page(client, "home", language="en").content.decode()

    assert "Open stage (en)" in html
    assert "Nothing" not in html


def test_the_commitment_page_shows_the_frozen_version_not_the_draft(client, commitment, publisher):
    services.commitments.change(
        commitment, {"title": both("A secret draft")}, seen=commitment.revision, by=publisher
    )

    html = page(client, "commitment", commitment.reference).content.decode()

    assert "Promise 3 (id)" in html
    assert "secret draft" not in html


def test_drafts_are_found_nowhere_by_anybody(client, plan, commitment, ministry):
    make_commitment(plan, 9, title=both("Hidden promise"), lead=ministry)

    for name, *arguments in (
        ("home",),
        ("plan", plan.reference),
        ("commitments",),
        ("organisation", ministry.reference),
        ("changes",),
        ("feed",),
    ):
        assert "Hidden promise" not in page(client, name, *arguments).content.decode(), name
    assert "Hidden promise" not in page(client, "search", query="?q=Hidden").content.decode()
    assert page(client, "commitment", "KOM-2018-09").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?q=Promise", True),
        ("?q=nowhere", False),
        ("?tema=anggaran", True),
        ("?tema=lain", False),
        ("?tpb=16", True),
        ("?tpb=1", False),
        ("?rencana=RAN-2018", True),
        ("?rencana=RAN-1999", False),
    ],
)
def test_the_list_of_commitments_is_narrowed_by_plain_links(client, commitment, query, found):
    html = page(client, "commitments", query=query).content.decode()

    assert ("KOM-2018-03" in html) == found


def test_the_list_is_narrowed_by_institution_and_partner(client, commitment, ministry, partner):
    for query, found in (
        (f"?lembaga={ministry.reference}", True),
        (f"?lembaga={partner.reference}", False),
        (f"?mitra={partner.reference}", True),
    ):
        html = page(client, "commitments", query=query).content.decode()
        assert ("KOM-2018-03" in html) == found, query


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?tema=%3Cscript%3E", "?q=%27%22--"])
def test_odd_parameters_are_answered_with_a_page(client, commitment, query):
    response = page(client, "commitments", query=query)

    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_a_figure_that_a_source_states_is_never_a_derived_zero(client, plan):
    register.state(
        plan.record,
        measure="participants",
        label=Bilingual(id="Peserta", en="Participants"),
        value=83,
        source=Bilingual(id="Laman", en="Page"),
        by=None,
    )

    html = page(client, "plan", plan.reference, language="en").content.decode()

    assert "83" in html
    assert "According to the source" in html
    assert ">0<" not in html


def test_an_announced_number_stands_beside_the_counted_one(client, plan, commitment):
    register.state(
        plan.record,
        measure="commitments",
        label=both("Commitments"),
        value=14,
        source=both("Article"),
        by=None,
    )

    html = page(client, "plan", plan.reference, language="en").content.decode()

    assert "The source states 14:" in html


def test_a_merged_organisation_leads_to_the_survivor(client, ministry, partner, publisher):
    organisations.merge(partner, into=ministry, by=publisher, reason="the same")

    response = page(client, "organisation", partner.reference)

    assert response.status_code == 301
    assert response["Location"].endswith(f"/{ministry.reference}/")


def test_an_earlier_version_can_be_read_and_says_so(client, plan, commitment, publisher):
    services.commitments.change(
        commitment, {"title": both("Sharper")}, seen=commitment.revision, by=publisher
    )
    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    old = page(client, "commitment-version", commitment.reference, 1, language="en")
    html = old.content.decode()

    assert "Promise 3 (en)" in html
    assert "kept for comparison" in html
    assert page(client, "commitment-version", commitment.reference, 7).status_code == 404


def test_the_permanent_link_leads_to_the_page(client, commitment):
    response = client.get(commitment.record.permanent_link)

    assert response.status_code == 302
    assert response["Location"] == commitment.get_absolute_url()


def test_the_feed_of_a_plan_tells_of_its_commitments(client, plan, commitment):
    xml = page(client, "record-feed", plan.reference, language="en").content.decode()

    assert "Promise 3 (en)" in xml
    assert xml.startswith("<?xml")


def test_the_sitemap_lists_public_records_in_both_languages(client, plan, commitment):
    make_commitment(plan, 9)

    index = client.get("/sitemap.xml").content.decode()
    xml = client.get("/sitemap-records.xml").content.decode()

    assert "sitemap-records.xml" in index
    assert "/en/komitmen/KOM-2018-03/" in xml
    assert "KOM-2018-09" not in xml


def test_structured_data_cannot_end_their_element(client, plan):
    services.plans.change(
        plan, {"title": Bilingual(id="</script><b>x")}, seen=plan.revision, by=None
    )

    html = page(client, "plan", plan.reference).content.decode()

    assert "</script><b>x" not in html


@pytest.mark.parametrize("how_many", [1, 12])
@pytest.mark.parametrize(
    ("name", "queries"), [("plan", 6), ("commitments", 1), ("commitment", 6), ("organisation", 3)]
)
def test_pages_ask_the_database_equally_often_for_one_row_and_many(
    client, plan, ministry, name, queries, how_many, django_assert_max_num_queries
):
    for number in range(1, how_many + 1):
        make_commitment(plan, number, lead=ministry, is_published=True)
    arguments = {
        "plan": [plan.reference],
        "commitment": ["KOM-2018-01"],
        "organisation": [ministry.reference],
    }.get(name, [])
    never_kept = {"HX-Request": "true"}
    with override("id"):
        address = reverse(name, args=arguments)
    client.get(address, headers=never_kept)

    with django_assert_max_num_queries(queries):
        assert client.get(address, headers=never_kept).status_code == 200


def test_the_frozen_content_proves_its_fingerprint(client, plan, commitment):
    for thing in (plan, commitment):
        thing.record.refresh_from_db()

        response = page(client, "version-content", thing.reference, thing.record.version.number)

        assert response["Content-Type"] == "application/json"
        assert sha256(response.content).hexdigest() == thing.record.version.fingerprint


def test_the_content_of_a_draft_or_of_no_version_is_not_found(client, plan, commitment):
    draft = make_commitment(plan, 9)

    assert page(client, "version-content", draft.reference, 1).status_code == 404
    assert page(client, "version-content", commitment.reference, 2).status_code == 404


def test_a_commitment_tells_which_one_it_continues(client, plan, commitment, publisher):
    following = services.plans.copy(
        plan,
        code="2020",
        title=both("Plan 2020"),
        starts_on=date(2021, 1, 1),
        ends_on=date(2022, 12, 31),
        commitments=[commitment],
        by=publisher,
    )
    continued = following.commitments.get()
    hidden = page(client, "commitment", commitment.reference, language="en").content.decode()
    services.publishing.publish(following, commitments=[continued], by=publisher)
    forget_pages()

    old = page(client, "commitment", commitment.reference, language="en").content.decode()
    new = page(client, "commitment", continued.reference, language="en").content.decode()

    assert continued.reference not in hidden
    assert continued.reference in old
    assert commitment.reference in new


def test_a_challenge_shows_the_published_commitments_that_answer_it_not_drafts(
    client, plan, challenge, publisher
):
    answer = make_commitment(plan, 5, challenges=[challenge])
    services.publishing.publish(plan, commitments=[answer], by=publisher)
    draft = make_commitment(plan, 6, challenges=[challenge])
    services.commitments.change(answer, {"challenges": []}, seen=answer.revision, by=publisher)

    html = page(client, "challenge", challenge.reference).content.decode()

    assert answer.reference in html
    assert draft.reference not in html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("home", "Final, dimulai 1 Januari 2099"),
        ("plan", "Final, dimulai 1 Januari 2099"),
        ("plans", "Final, belum dimulai"),
    ],
)
def test_a_plan_that_is_final_before_its_first_day_is_no_longer_being_made(client, name, words):
    coming = make_plan("2099", is_open=True, starts_on=date(2099, 1, 1), ends_on=date(2100, 12, 31))
    final_plan(coming)

    html = page(client, name, *([coming.reference] if name == "plan" else [])).content.decode()

    assert words in html
    assert "Sedang dirancang bersama" not in html
