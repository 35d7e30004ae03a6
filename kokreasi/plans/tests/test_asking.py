"""Institutions are asked to confirm: once about each draft, by those who can be reached."""

import pytest
from django.utils import timezone

from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans import services
from kokreasi.plans.choices import Part, Readers
from kokreasi.plans.models import Asking, Draft
from kokreasi.plans.queries.askings import to_ask
from kokreasi.plans.services import asking
from kokreasi.plans.tests.confirming import letter_from, redraft, send_to
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.plans.tests.untouched import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    ministry.mailbox = "office@kemenkeu.example"
    ministry.save()
    return ministry


@pytest.fixture
def plan(lead):
    plan = make_plan()
    for number in (1, 2):
        make_commitment(plan, number, lead=lead)
    return plan


def prepare(plan, editor):
    return asking.prepare(plan, at=timezone.now(), by=editor)


def ask(plan, editor):
    return asking.ask(plan, at=timezone.now(), by=editor)


def mails() -> list[tuple[str, str]]:
    return sorted(Message.objects.values_list("to", "subject"))


def test_drafts_are_made_where_there_is_none_of_what_is_said_now(plan, lead, editor) -> None:
    first, second = plan.commitments.order_by("number")
    partner = make_ministry()
    send_to(first, lead)
    send_to(second, partner, readers=Readers.INVITED)
    redraft(second, solution=both("Five districts"))

    made = prepare(plan, editor)

    assert [(draft.commitment, draft.number) for draft in made] == [(second, 2)]
    assert set(made[0].invited.all()) == {lead, partner}
    assert prepare(plan, editor) == []


def test_focal_points_get_one_mail_each_in_their_language(plan, lead, editor) -> None:
    for language in ("id", "en"):
        person = person_with(Role.FOCAL_POINT, body=lead.reference)
        person.email, person.language = f"{language}@kemenkeu.example", language
        person.save()
    prepare(plan, editor)

    ask(plan, editor)

    assert mails() == [
        ("en@kemenkeu.example", "Please confirm: Plan 2018 (en)"),
        ("id@kemenkeu.example", "Mohon konfirmasi: Plan 2018 (id)"),
    ]
    body = Message.objects.get(to="en@kemenkeu.example").body
    assert "Promise 1 (en)" in body
    assert "Promise 2 (en)" in body
    assert "/ruang-kerja/rencana/konfirmasi/" in body


def test_the_mailbox_of_the_office_is_written_to_where_nobody_has_an_account(plan, editor) -> None:
    prepare(plan, editor)

    ask(plan, editor)

    assert [to for to, _subject in mails()] == ["office@kemenkeu.example"]


def test_the_preview_counts_what_goes_out(plan, editor) -> None:
    silent = make_ministry()
    services.commitments.involve(plan.commitments.first(), silent, part=Part.LEAD, by=None)
    prepare(plan, editor)

    found = {one.organisation: len(one.recipients) for one in to_ask(plan)}

    assert sum(found.values()) == 1
    assert found[silent] == 0
    ask(plan, editor)
    assert len(mails()) == 1


def test_nobody_is_asked_twice_about_the_same_draft(plan, editor) -> None:
    prepare(plan, editor)
    ask(plan, editor)

    with refused(asking.NobodyToAskError):
        ask(plan, editor)


def test_a_change_asks_again_about_that_commitment_alone(plan, lead, editor) -> None:
    prepare(plan, editor)
    ask(plan, editor)
    for draft in Draft.objects.all():
        letter_from(lead, draft)
    second = redraft(plan.commitments.get(number=2), solution=both("Five districts"))

    prepare(plan, editor)
    (asked,) = ask(plan, editor)

    assert [one.commitment for one in asked.standings] == [second]
    assert len(mails()) == 2


def test_whoever_confirmed_is_not_asked(plan, lead, editor) -> None:
    for draft in prepare(plan, editor):
        letter_from(lead, draft)

    with refused(asking.NobodyToAskError):
        ask(plan, editor)


def test_what_was_asked_waits_for_the_focal_points_until_it_is_confirmed(
    plan, lead, editor
) -> None:
    mine = person_with(Role.FOCAL_POINT, body=lead.reference)
    other = person_with(Role.FOCAL_POINT, body=make_ministry().reference)
    drafts = prepare(plan, editor)
    ask(plan, editor)
    letter_from(lead, drafts[0])

    assert [one.draft for one in Asking.objects.waiting_for(mine)] == [drafts[1]]
    assert not Asking.objects.waiting_for(other).exists()
    assert set(Draft.objects.visible_to(mine)) == set(drafts)
    assert not Draft.objects.visible_to(other).exists()
