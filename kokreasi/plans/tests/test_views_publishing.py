"""Publishing: choose, read as the public will, confirm; and withdrawing."""

import pytest
from django.urls import reverse

from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans import services
from kokreasi.plans.tests.factories import both, make_commitment, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def as_publisher(client, publisher):
    client.force_login(publisher)
    return client


def address(plan):
    return reverse("plans:publish", args=[plan.code])


def chosen(*commitments, **more):
    return {"commitments": [each.pk for each in commitments]} | more


def test_the_list_says_what_each_commitment_lacks(plan, as_publisher):
    make_commitment(plan, 1)

    page = as_publisher.get(address(plan)).content.decode()

    assert "belum punya lembaga penanggung jawab" in page


def test_choosing_shows_the_sheet_and_publishes_nothing(plan, as_publisher):
    commitment = make_commitment(plan, 1, solution=both("Open budgets"))

    answer = as_publisher.post(address(plan), chosen(commitment, reason="Siap"))

    commitment.record.refresh_from_db()
    page = answer.content.decode()
    assert "Open budgets (id)" in page
    assert 'name="reason" value="Siap"' in page
    assert not commitment.record.is_public


def test_confirming_publishes_once_however_often_it_is_pressed(plan, as_publisher):
    commitment = make_commitment(plan, 1)
    sent = chosen(commitment, reason="Siap", confirm="yes")

    answers = [as_publisher.post(address(plan), sent) for _each in range(2)]

    commitment.record.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert commitment.record.is_public
    assert commitment.record.versions.count() == 1


def test_choosing_nothing_is_said(plan, as_publisher):
    make_commitment(plan, 1)

    answer = as_publisher.post(address(plan), {"reason": "Siap"})

    assert answer.status_code == 422
    assert "Pilih paling sedikit satu komitmen" in answer.content.decode()


def test_a_commitment_of_another_plan_is_refused(plan, as_publisher):
    foreign = make_commitment(make_plan("2022"))

    answer = as_publisher.post(address(plan), chosen(foreign, confirm="yes"))

    foreign.record.refresh_from_db()
    assert answer.status_code == 422
    assert not foreign.record.is_public


def test_an_editor_may_not_publish(plan, client, editor):
    commitment = make_commitment(plan, 1)
    client.force_login(editor)

    answer = client.post(address(plan), chosen(commitment, confirm="yes"))

    commitment.record.refresh_from_db()
    assert answer.status_code == 403
    assert not commitment.record.is_public


def test_the_list_tells_what_the_public_has_not_read(plan, as_publisher):
    public = make_commitment(plan, 1, is_published=True)
    services.commitments.change(public, {"solution": both("New")}, seen=1, by=None)
    make_commitment(plan, 2, is_published=True)

    lines = as_publisher.get(address(plan)).context["lines"]

    assert [(line.is_public, line.is_changed) for line in lines] == [(True, True), (True, False)]


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_asks_the_same_for_one_and_thirty(
    plan, as_publisher, how_many, django_assert_num_queries
):
    for number in range(1, how_many + 1):
        make_commitment(plan, number, lead=make_ministry())

    with django_assert_num_queries(15):
        as_publisher.get(address(plan))


def test_withdrawing_needs_a_reason(plan, as_publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    withdraw = reverse("plans:withdraw", args=[plan.code, commitment.reference])

    refused = as_publisher.post(withdraw, {"reason": " "})
    commitment.record.refresh_from_db()
    still_public = commitment.record.is_public
    as_publisher.post(withdraw, {"reason": "Salah data"})

    commitment.record.refresh_from_db()
    assert refused.status_code == 422
    assert still_public
    assert not commitment.record.is_public
