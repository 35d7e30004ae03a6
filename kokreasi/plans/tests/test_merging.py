"""When two organisations become one, plans follow; what was frozen stays as it was."""

import pytest
from django.urls import reverse

from kokreasi.organisations import services as organisations
from kokreasi.organisations.errors import LeftBehindError
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Involvement
from kokreasi.plans.sheets import read
from kokreasi.plans.tests.factories import both, make_challenge, make_commitment, make_plan
from kokreasi.plans.tests.telling import changes, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.leaves import fingerprint
from kokreasi.register.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def loser(db):
    return make_ministry("Kementerian Contoh RI", "KC RI")


@pytest.fixture
def survivor(db):
    return make_ministry("Kementerian Contoh", "KC")


def merge(loser, survivor, by):
    organisations.merge(loser, into=survivor, by=by, reason="Tercatat dua kali.")


def parts(commitment):
    rows = commitment.involvements.values_list("organisation", "part", "contact", "mailbox")
    return list(rows)


def test_parts_milestones_and_inputs_go_to_the_survivor(loser, survivor, editor) -> None:
    plan = make_plan()
    commitment = make_commitment(plan, lead=loser, partner=survivor)
    milestone = services.commitments.add_milestone(
        commitment, title=both("Step"), responsible=[loser], by=editor
    )
    given = services.challenges.give_input(
        make_challenge(plan), organisation=loser, text=both("Open"), by=editor
    )

    merge(loser, survivor, editor)

    given.refresh_from_db()
    assert parts(commitment) == [(survivor.pk, "lead", "", ""), (survivor.pk, "partner", "", "")]
    assert list(milestone.responsible.all()) == [survivor]
    assert given.organisation == survivor


#        contact of the loser's part    of the survivor's    what is kept
CONTACTS = [
    (("PPID", "a@x.example"), ("", ""), ("PPID", "a@x.example")),
    (("PPID", "a@x.example"), ("Humas", ""), ("Humas", "")),
    (("", ""), ("Humas", "b@x.example"), ("Humas", "b@x.example")),
]


@pytest.mark.parametrize(("of_loser", "of_survivor", "kept"), CONTACTS)
def test_a_part_that_both_had_is_kept_once(
    of_loser, of_survivor, kept, loser, survivor, editor
) -> None:
    commitment = make_commitment(make_plan())
    for body, (contact, mailbox) in ((loser, of_loser), (survivor, of_survivor)):
        services.commitments.involve(
            commitment, body, part=Part.LEAD, contact=contact, mailbox=mailbox, by=editor
        )

    merge(loser, survivor, editor)

    assert parts(commitment) == [(survivor.pk, "lead", *kept)]
    assert commitment.involvements.get().position == 1


def test_a_milestone_of_both_names_the_survivor_once(loser, survivor, editor) -> None:
    commitment = make_commitment(make_plan())
    milestone = services.commitments.add_milestone(
        commitment, title=both("Step"), responsible=[loser, survivor], by=editor
    )

    merge(loser, survivor, editor)

    assert list(milestone.responsible.all()) == [survivor]


def test_each_record_tells_it_once_to_the_secretariat(loser, survivor, editor) -> None:
    commitment = make_commitment(make_plan(), lead=loser)
    services.commitments.involve(commitment, loser, part=Part.SUPPORT, by=editor)
    untouched = make_commitment(commitment.plan, 2)

    merge(loser, survivor, editor)

    lines = commitment.record.entries.filter(event="commitment.institution_merged")
    assert lines.count() == 1
    assert lines.get().reason == "Tercatat dua kali."
    assert last_line(commitment.record)[2:] == ("follows the merger of two organisations", False)
    assert changes(commitment.record) == [
        ("institutions and partners", "Kementerian Contoh RI", "Kementerian Contoh")
    ]
    assert not untouched.record.entries.filter(event="commitment.institution_merged").exists()


def test_what_was_frozen_stays_and_old_links_lead_on(loser, survivor, editor, client) -> None:
    commitment = make_commitment(make_plan(), lead=loser, is_published=True)
    version = commitment.record.version
    frozen = dict(version.content)

    merge(loser, survivor, editor)

    version.refresh_from_db()
    assert version.content == frozen
    assert version.fingerprint == fingerprint(frozen)
    (party,) = read(version.content).leads()
    assert party.key == loser.reference
    link = client.get(reverse("permalink", args=[party.key]), follow=True)
    assert link.status_code == 200
    assert link.redirect_chain[-1][0] == survivor.get_absolute_url()


def test_what_is_published_is_found_by_the_survivor(loser, survivor, editor, publisher) -> None:
    commitment = make_commitment(make_plan(), lead=loser, is_published=True)

    merge(loser, survivor, editor)
    found = Record.objects.public().found_by("lead", survivor.reference)
    services.publishing.publish(commitment.plan, commitments=[commitment], by=publisher)

    assert list(found) == [commitment.record]
    version = Record.objects.get(pk=commitment.record_id).version
    assert (version.number, read(version.content).leads()[0].key) == (2, survivor.reference)


def test_a_merge_that_fails_above_leaves_plans_as_they_were(
    loser, survivor, editor, monkeypatch
) -> None:
    make_commitment(make_plan(), lead=loser)
    left = Organisation.objects.filter(pk=survivor.pk)
    target = "kokreasi.organisations.services.merging.keys_to"
    monkeypatch.setattr(target, lambda _loser: iter([left]))

    with refused(LeftBehindError):
        merge(loser, survivor, editor)

    assert Involvement.objects.get().organisation == loser
