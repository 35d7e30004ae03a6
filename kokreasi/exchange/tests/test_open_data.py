"""Open data: frozen versions only, whoever asks."""

import csv
import io
import json

import pytest
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.exchange.exports.open_data import COMMITMENTS, TABLES, TARGETS
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.services import commitments as drafts
from kokreasi.plans.services import publishing
from kokreasi.plans.tests.confirming import amended, final_plan
from kokreasi.plans.tests.factories import aim, make_commitment, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan(is_open=True)
    commitment = make_commitment(
        plan, 1, lead=make_ministry("Kementerian Contoh", "Kemcontoh"), remarks="intern: rahasia"
    )
    indicator = drafts.measure_of_success(commitment, by=None)
    drafts.set_targets(indicator, {plan.periods.first(): aim("5 desa", 5)}, by=None)
    publishing.publish(plan, commitments=[commitment], by=None)
    make_commitment(plan, 2, title=Bilingual(id="Draf rahasia"))
    return plan


def table(client, plan, name: str) -> list[dict[str, str]]:
    address = reverse("data-table", args=[plan.reference, name, "csv"])
    text = b"".join(client.get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_lists_each_public_plan_with_what_its_columns_mean(client, plan) -> None:
    make_plan("2030")

    page = client.get(reverse("data")).content.decode()

    assert str(plan.title.id) in page
    assert "RAN-2030" not in page
    assert all(f"<code>{column.name}</code>" in page for column in (*COMMITMENTS, *TARGETS))


def test_the_page_of_an_empty_site_says_so(client, db) -> None:
    assert client.get(reverse("data")).status_code == 200


def test_commitments_come_as_they_were_published(client, plan) -> None:
    commitment = plan.commitments.get(number=1)
    drafts.change(commitment, {"title": Bilingual(id="Lain")}, seen=commitment.revision, by=None)

    (row,) = table(client, plan, "komitmen")

    assert (row["reference"], row["title_id"]) == ("KOM-2018-01", "Promise 1 (id)")
    assert (row["leads"], row["version"]) == ("Kementerian Contoh", "1")
    assert row["fingerprint"] == commitment.record.version.fingerprint


def test_targets_come_one_a_line(client, plan) -> None:
    (row,) = table(client, plan, "target")

    assert (row["commitment"], row["year"], row["half"]) == ("KOM-2018-01", "2019", "1")
    assert (row["target_id"], row["number"]) == ("5 desa (id)", "5.00")


def test_json_holds_the_whole_sheets(client, plan) -> None:
    address = reverse("data-json", args=[plan.reference])
    content = json.loads(b"".join(client.get(address).streaming_content))

    assert content["plan"]["reference"] == "RAN-2018"
    assert [one["reference"] for one in content["commitments"]] == ["KOM-2018-01"]


def test_json_tells_each_amendment(client) -> None:
    plan = final_plan(make_plan("2031"))
    commitment = plan.commitments.select_related("record").get()
    amended(commitment, solution="Five districts")

    address = reverse("data-json", args=[plan.reference])
    content = json.loads(b"".join(client.get(address).streaming_content))

    (told,) = content["commitments"][0]["amendments"]
    assert (told["number"], told["reason"]["id"], told["meeting"]) == (1, "Lebih banyak", None)
    assert (told["version_before"], told["version_after"]) == (1, 2)
    assert [one["reference"] for one in told["agreed_by"]]
    (change,) = told["changes"]
    assert change["new"]["id"] == "Five districts (id)"


@pytest.mark.parametrize("who", ["anybody", "editor"])
def test_no_draft_is_in_any_file(client, plan, cast, who) -> None:
    if who != "anybody":
        client.force_login(cast[who])
    addresses = [
        reverse("data-json", args=[plan.reference]),
        *(
            reverse("data-table", args=[plan.reference, name, ending])
            for name in TABLES
            for ending in ("csv", "xlsx")
        ),
    ]
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content)
        assert b"rahasia" not in body


def test_a_draft_plan_has_no_data_even_for_the_secretariat(client, editor) -> None:
    plan = make_plan("2030")
    client.force_login(editor)

    answers = [
        client.get(reverse("data-json", args=[plan.reference])),
        client.get(reverse("data-table", args=[plan.reference, "komitmen", "csv"])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_formula_stays_words(client, plan) -> None:
    evil = make_commitment(plan, 3, title=Bilingual(id="=1+1"), is_published=True)

    row = table(client, plan, "komitmen")[-1]

    assert (row["reference"], row["title_id"]) == (evil.reference, "'=1+1")


def test_the_number_of_queries_does_not_grow(client, plan, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        table(client, plan, "komitmen")
    rows = [make_commitment(plan, number) for number in range(10, 20)]
    publishing.publish(plan, commitments=rows, by=None)

    with django_assert_num_queries(3):
        assert len(table(client, plan, "komitmen")) == 11
