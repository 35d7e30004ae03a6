"""The start page says what waits for each role, and nothing that is not theirs."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.page_cache import forget_pages
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import InvitationFactory, person_with
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Plan
from kokreasi.plans.services import codrafting
from kokreasi.plans.services.finalising import finalise
from kokreasi.plans.tests.confirming import confirmed_by_all, introduce, whole_commitment
from kokreasi.plans.tests.drafting import make_draft, make_remark
from kokreasi.plans.tests.factories import both, make_commitment, make_plan, make_stage
from kokreasi.proposals.services import announcing, citizens
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    decide_and_publish,
    make_proposal,
    plan_with_a_call,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_september():
    with time_machine.travel("2018-09-10 03:00+00:00"):
        yield


@pytest.fixture
def plan():
    return make_plan(is_open=True)


def start(client, person):
    client.force_login(person)
    return client.get(reverse("workspace"))


def words(answer) -> str:
    return answer.content.decode()


def test_the_start_page_is_for_those_who_are_signed_in(client):
    assert client.get(reverse("workspace")).status_code == 302


@pytest.mark.parametrize("role", list(Role))
def test_every_role_finds_a_page_and_an_empty_one_leads_on(client, role):
    answer = start(client, person_with(role))

    assert answer.status_code == 200
    assert "Tidak ada yang menunggu Anda" in words(answer)


def test_the_secretariat_is_told_of_stages_that_open_or_close_within_a_week(plan, client, editor):
    make_stage(plan, "Closing", opens_on=date(2018, 8, 1), closes_on=date(2018, 9, 17))
    make_stage(plan, "Opening", opens_on=date(2018, 9, 11), closes_on=date(2018, 12, 1))
    make_stage(plan, "Later", opens_on=date(2018, 9, 18), closes_on=date(2018, 12, 1))

    answer = start(client, editor)

    assert [task.words for task in answer.context["tasks"]] == [
        "“Opening (id)” dibuka",
        "“Closing (id)” ditutup",
    ]


def test_the_secretariat_is_told_of_gaps_and_the_publisher_of_drafts(client, editor, publisher):
    make_commitment(make_plan("2020"), 1)

    for_editor = {task.words for task in start(client, editor).context["tasks"]}
    for_publisher = {task.words for task in start(client, publisher).context["tasks"]}

    assert for_editor == {"1 komitmen belum lengkap"}
    assert for_publisher == {"1 komitmen belum lengkap", "Masih rancangan, belum dilihat siapa pun"}


def test_a_focal_point_sees_its_published_commitments_and_what_is_due(plan, client):
    ministry = make_ministry("Kementerian Contoh")
    commitment = make_commitment(plan, 1, lead=ministry)
    services.commitments.add_milestone(
        commitment, title=both("Road map"), ends_on=date(2019, 6, 30), by=None
    )
    services.publishing.publish(plan, commitments=[commitment], by=None)
    make_commitment(plan, 2, lead=ministry, title=both("Secret draft"))
    person = person_with(Role.FOCAL_POINT, body=ministry.reference, body_name="Kementerian Contoh")

    answer = start(client, person)

    undertaking = answer.context["undertakings"][0]
    assert len(answer.context["undertakings"]) == 1
    assert (undertaking.due_on, undertaking.parts) == (date(2019, 6, 30), [Part.LEAD.label])
    assert "Secret draft" not in words(answer)


def test_a_focal_point_is_asked_to_complete_its_profile(client):
    ministry = make_ministry("Kementerian Contoh")
    person = person_with(Role.FOCAL_POINT, body=ministry.reference, body_name="Kementerian Contoh")

    tasks = start(client, person).context["tasks"]

    assert [task.action for task in tasks] == ["Lengkapi profil"]


def test_a_draft_plan_is_not_shown_to_others(client):
    make_plan("2018", title=both("Secret plan"))

    assert "Secret plan" not in words(start(client, person_with(Role.MEMBER)))


def test_the_reviewer_sees_what_was_published_last_with_fingerprints(plan, client):
    commitment = make_commitment(plan, 1, is_published=True)

    answer = start(client, person_with(Role.REVIEWER))

    assert commitment.record.version.fingerprint in words(answer)


def test_invitations_that_nobody_answered_wait(client):
    InvitationFactory()

    administrator = person_with(Role.ADMINISTRATOR)

    assert "1 undangan belum dijawab" in words(start(client, administrator))


@time_machine.travel("2019-01-10 03:00+00:00")
def test_the_publisher_is_told_once_a_plan_can_become_final(plan, client, publisher, editor):
    commitment = whole_commitment(plan)
    introduce(plan)
    forget_pages()
    before = words(start(client, publisher))
    confirmed_by_all(commitment)
    forget_pages()
    ready, others = words(start(client, publisher)), words(start(client, editor))
    finalise(Plan.objects.get(), at=timezone.now(), by=publisher)
    forget_pages()

    told = "rencana dapat ditetapkan sebagai final"
    assert [told in page for page in (before, ready, others)] == [False, True, False]
    assert told not in words(start(client, publisher))


def test_the_number_of_queries_does_not_grow_with_plans(
    client, publisher, django_assert_num_queries
):
    client.force_login(publisher)
    client.get(reverse("workspace"))  # counts proposals, once until data change
    for number in range(1, 4):
        plan = make_plan(f"p{number}", is_open=True)
        make_stage(plan, opens_on=date(2018, 9, 11), closes_on=date(2018, 9, 12))
        make_commitment(plan, 1, lead=make_ministry())
        with django_assert_num_queries(40):
            client.get(reverse("workspace"))


def test_what_a_citizen_sends_waits_for_the_secretariat_at_once(
    client, publisher, django_capture_on_commit_callbacks
):
    texts = {name: both(name) for name in ("title", "problem", "solution")}
    sent = {"language": "id", "at": IN_THE_CALL}
    draft = citizens.begin(plan_with_a_call(), texts, email="warga@example.org", **sent)
    start(client, publisher)  # counts what there is, once until data change

    with django_capture_on_commit_callbacks(execute=True):
        citizens.submit(draft, Correspondent.objects.get(), at=IN_THE_CALL)

    told = [task.words for task in start(client, publisher).context["tasks"]]
    assert "1 usulan warga belum terbuka untuk umum" in told


def test_an_author_is_told_of_the_answer_until_the_reply(client):
    author = make_organisation()
    member = person_with(Role.MEMBER, body=author.reference)
    proposal = make_proposal(organisation=author)
    response = decide_and_publish(proposal, by=person_with(Role.PUBLISHER))
    announcing.tell_decision(response, at=timezone.now())

    told = [task.words for task in start(client, member).context["tasks"]]
    responses.reply(response, text="Terima kasih", at=timezone.now(), by=member)
    after = [task.words for task in start(client, member).context["tasks"]]

    assert "Usulan Anda sudah ditanggapi: Tidak diterima" in told
    assert not any("ditanggapi" in words for words in after)


def test_a_moderator_is_told_only_of_what_waits_to_be_let_through(client):
    draft = make_draft()
    make_remark(draft, make_organisation())
    voice = Voice(user=person_with(Role.REVIEWER))
    codrafting.remark(draft, voice, place="solution.id#1", text="Setuju.", at=timezone.now())

    (task,) = start(client, person_with(Role.MODERATOR)).context["tasks"]

    assert task.words == "1 masukan atas rancangan menunggu diloloskan"
    assert client.get(task.href).status_code == 200
