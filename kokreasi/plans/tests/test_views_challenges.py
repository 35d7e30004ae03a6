"""The matrix of grand challenges, as the secretariat fills it."""

import pytest
from django.urls import reverse

from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.models import Challenge
from kokreasi.plans.tests.factories import make_challenge, make_plan
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def of(challenge, name="challenge"):
    return reverse(f"plans:{name}", args=[challenge.plan.code, challenge.pk])


def test_a_challenge_is_put_into_a_cell(plan, as_editor):
    axis, sector = (
        TermFactory(vocabulary=Vocabulary.CHALLENGE_AXIS),
        TermFactory(vocabulary=Vocabulary.SECTOR),
    )
    sent = {"side": "public", "title_id": "Anggaran", "axis": axis.pk, "sector": sector.pk}

    answer = as_editor.post(reverse("plans:challenge-add", args=[plan.code]), sent)
    matrix = as_editor.get(reverse("plans:challenges", args=[plan.code]))

    made = Challenge.objects.get()
    assert answer.url == of(made)
    assert "Anggaran" in matrix.content.decode()


def test_a_challenge_without_a_cell_is_refused(plan, as_editor):
    sent = {"side": "public", "title_id": "Anggaran"}

    answer = as_editor.post(reverse("plans:challenge-add", args=[plan.code]), sent)

    assert answer.status_code == 422
    assert not Challenge.objects.exists()


def test_the_form_opens_in_the_cell_that_was_pressed(plan, as_editor):
    axis = TermFactory(vocabulary=Vocabulary.CHALLENGE_AXIS)

    page = as_editor.get(
        reverse("plans:challenge-add", args=[plan.code]), {"axis": axis.pk, "side": "public"}
    )

    assert f'<option value="{axis.pk}" selected>' in page.content.decode()


def test_an_organisation_gives_an_input(plan, as_editor):
    challenge = make_challenge(plan)
    organisation = make_organisation("Perkumpulan Contoh")
    sent = {"name": "perkumpulan contoh", "text_id": "Sulit dicari"}

    as_editor.post(of(challenge, "challenge-input"), sent)

    assert challenge.inputs.get().organisation == organisation


def test_an_input_of_nobody_is_refused_and_stays(plan, as_editor):
    challenge = make_challenge(plan)

    answer = as_editor.post(
        of(challenge, "challenge-input"), {"name": "Siapa", "text_id": "Sulit dicari"}
    )

    assert answer.status_code == 422
    assert "Sulit dicari" in answer.content.decode()
    assert not challenge.inputs.exists()


def test_scores_are_kept_by_person_and_criterion(plan, as_editor, editor):
    challenge = make_challenge(plan)
    criterion = TermFactory(vocabulary=Vocabulary.PRIORITY_CRITERION)

    for value in ("2", "4"):
        as_editor.post(of(challenge, "challenge-score"), {f"score-{criterion.pk}": value})
    refused = as_editor.post(of(challenge, "challenge-score"), {f"score-{criterion.pk}": "6"})

    given = challenge.scores.get()
    assert (given.by, given.score) == (editor, 4)
    assert refused.status_code == 422


def test_a_decision_needs_its_reason(plan, as_editor):
    challenge = make_challenge(plan)
    decide = of(challenge, "challenge-priority")

    refused = as_editor.post(decide, {"is_priority": "yes"})
    as_editor.post(decide, {"is_priority": "yes", "reason": "Disebut dua pihak"})

    challenge.refresh_from_db()
    assert refused.status_code == 422
    assert challenge.is_priority


def test_the_list_is_published_by_publishers(plan, client, publisher):
    challenge = make_challenge(plan)
    client.force_login(publisher)
    plan_is_open = reverse("plans:open", args=[plan.code])
    client.post(plan_is_open)

    client.post(reverse("plans:challenges-publish", args=[plan.code]))

    challenge.record.refresh_from_db()
    assert challenge.record.is_public


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_matrix_asks_the_same_for_one_and_thirty(
    plan, as_editor, how_many, django_assert_num_queries
):
    for number in range(how_many):
        make_challenge(plan, f"Challenge {number}")

    with django_assert_num_queries(9):
        as_editor.get(reverse("plans:challenges", args=[plan.code]))
