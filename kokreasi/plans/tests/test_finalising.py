"""A plan becomes final once, when nothing is missing; from then on it is amended."""

import pytest
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.events import Missing, plan_finalised, plan_finalising
from kokreasi.plans.models import Confirmation
from kokreasi.plans.queries.finishing import checklist
from kokreasi.plans.services import confirming, finalising
from kokreasi.plans.services.publishing import FinalPlanError
from kokreasi.plans.tests.confirming import (
    confirmed_by_all,
    final_plan,
    introduce,
    leads_of,
    letter_from,
    redraft,
    send_to,
    whole_commitment,
)
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.plans.tests.telling import events
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.leaves import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan()
    for number in (1, 2):
        confirmed_by_all(whole_commitment(plan, number))
    introduce(plan)
    plan.refresh_from_db()
    return plan


def finalise(plan, by):
    return finalising.finalise(plan, at=timezone.now(), by=by)


def missing(plan) -> list[str]:
    return [str(one.words) for one in checklist(plan)]


def test_a_final_plan_is_frozen_public_and_told(plan, publisher) -> None:
    told = []

    def hear(version, **_signal):
        told.append(version)

    plan_finalised.connect(hear)

    version = finalise(plan, publisher)

    plan.refresh_from_db()
    assert plan.is_final
    assert told[-1] == version
    assert version.fingerprint == fingerprint(version.content)
    assert len(version.content["commitments"]) == 2
    assert all(one.record.is_public for one in plan.commitments.select_related("record"))
    assert events(plan.record)[-1] == "plan.finalised"
    assert plan.record.entries.first().is_public


def test_a_plan_is_made_final_once(plan, publisher) -> None:
    finalise(plan, publisher)

    with refused(finalising.FinalAlreadyError):
        finalise(plan, publisher)


def test_an_institution_that_has_not_confirmed_stands_in_the_way(plan, publisher) -> None:
    commitment = redraft(plan.commitments.first(), solution=both("Five districts"))

    assert len(missing(plan)) == 1
    with refused(finalising.UnconfirmedError):
        finalise(plan, publisher)

    for lead in leads_of(commitment):
        letter_from(lead, send_to(commitment, lead))
    assert finalise(plan, publisher)


UNDONE = {
    "no indicator": (
        lambda plan: plan.commitments.first().indicators.all().delete(),
        "belum punya indikator",
    ),
    "no English": (
        lambda plan: services.plans.change(
            plan, {"introduction": Bilingual(id="Saja")}, seen=plan.revision, by=None
        ),
        "punya teks dalam satu bahasa saja",
    ),
    "no introduction": (
        lambda plan: services.plans.change(
            plan, {"introduction": Bilingual()}, seen=plan.revision, by=None
        ),
        "belum punya pendahuluan",
    ),
    "nobody in charge": (
        lambda plan: plan.commitments.first().involvements.filter(part=Part.LEAD).delete(),
        "belum punya lembaga penanggung jawab",
    ),
}


@pytest.mark.parametrize("name", UNDONE)
def test_what_is_incomplete_stands_in_the_way(name, plan, publisher) -> None:
    undo, words = UNDONE[name]
    undo(plan)
    plan.refresh_from_db()

    assert words in missing(plan)
    with refused((finalising.IncompleteError, finalising.UnconfirmedError)):
        finalise(plan, publisher)


def test_a_plan_without_commitments_is_not_final(publisher) -> None:
    plan = make_plan()

    assert missing(plan)
    with refused(services.publishing.NothingToPublishError):
        finalise(plan, publisher)


def test_apps_above_say_what_is_undone(plan, publisher) -> None:
    undone = [Missing("Proposals", "US-2018-001", "has no answer", "/usulan/")]

    def answer(plan, **_signal):
        return undone

    plan_finalising.connect(answer)
    try:
        assert [one.about for one in checklist(plan)] == ["US-2018-001"]
        with refused(finalising.IncompleteError):
            finalise(plan, publisher)
        undone.clear()
        assert finalise(plan, publisher)
    finally:
        plan_finalising.disconnect(answer)


def test_every_line_leads_to_where_it_is_mended(publisher) -> None:
    plan = make_plan()
    commitment = make_commitment(plan, lead=make_ministry())

    hrefs = {one.href for one in checklist(plan)}

    page = f"/ruang-kerja/rencana/2018/komitmen/{commitment.reference}/"
    assert f"{page}#indikator" in hrefs
    assert f"/ruang-kerja/rencana/2018/konfirmasi/#{commitment.reference}" in hrefs
    assert "/ruang-kerja/rencana/2018/ubah/" in hrefs


def test_a_changed_commitment_of_a_final_plan_is_not_plainly_published(publisher) -> None:
    plan = final_plan(make_plan())
    commitment = redraft(plan.commitments.get(), solution=both("Five districts"))

    with refused(FinalPlanError):
        services.publishing.publish(plan, commitments=[commitment], by=publisher)


def test_a_new_commitment_does_not_slip_into_a_final_plan(publisher) -> None:
    plan = final_plan(make_plan())
    newcomer = make_commitment(plan, 9)

    with refused(FinalPlanError):
        services.publishing.publish(plan, commitments=[newcomer], by=publisher)


def test_a_confirmation_of_a_final_plan_stands(plan, publisher) -> None:
    given = Confirmation.objects.filter(draft__commitment__plan=plan).first()
    finalise(plan, publisher)

    with refused(confirming.FinalPlanError):
        confirming.withdraw(given, because="Wrong letter", at=timezone.now(), by=publisher)

    given.refresh_from_db()
    assert given.withdrawn_at is None


def test_withdrawing_is_no_way_around_an_amendment(publisher) -> None:
    plan = final_plan(make_plan())
    commitment = plan.commitments.get()
    services.publishing.withdraw(commitment, by=publisher, reason="By mistake")
    services.publishing.publish(plan, commitments=[commitment], by=publisher)
    services.publishing.withdraw(commitment, by=publisher, reason="Once more")
    changed = redraft(commitment, solution=both("Five districts"))

    with refused(FinalPlanError):
        services.publishing.publish(plan, commitments=[changed], by=publisher)
