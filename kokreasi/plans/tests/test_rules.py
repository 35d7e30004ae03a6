"""Who may do what, and who may read what; one truth about publication."""

from itertools import count

import pytest

from kokreasi.plans import services
from kokreasi.plans.models import Challenge, Commitment, Plan, Stage
from kokreasi.plans.tests.factories import make_challenge, make_commitment, make_plan, make_stage
from kokreasi.register.choices import Kind
from kokreasi.register.models import Entry, Record

pytestmark = pytest.mark.django_db

SECRETARIAT = {"editor", "publisher", "administrator"}
EVERYBODY = {
    "anybody",
    "member",
    "focal_point",
    "reviewer",
    "moderator",
    "editor",
    "publisher",
    "administrator",
}

#        permission              who may
TABLE = [
    ("plans.add_plan", SECRETARIAT),
    ("plans.change_plan", SECRETARIAT),
    ("plans.publish_plan", {"publisher", "administrator"}),
]


@pytest.mark.parametrize(("permission", "expected"), TABLE)
@pytest.mark.parametrize("is_open", [False, True])
def test_who_may_do_what(permission, expected, is_open, cast) -> None:
    plan = make_plan(is_open=is_open)

    allowed = {who for who, visitor in cast.items() if visitor.has_perm(permission, plan)}

    assert allowed == expected


codes = count(2000)


def draft_plan():
    return make_plan(str(next(codes)))


def public_plan():
    return make_plan(str(next(codes)), is_open=True)


def public_stage():
    return make_stage(public_plan())


def draft_challenge():
    return make_challenge(public_plan())


def public_challenge():
    challenge = draft_challenge()
    services.challenges.publish(challenge.plan, by=None)
    return challenge


def draft_commitment():
    return make_commitment(public_plan())


def public_commitment():
    return make_commitment(public_plan(), is_published=True)


def withdrawn_commitment(publisher):
    commitment = public_commitment()
    services.publishing.withdraw(commitment, by=publisher, reason="Wrong")
    return commitment


#        made by              model        who may read it
READING = [
    (draft_plan, Plan, SECRETARIAT),
    (public_plan, Plan, EVERYBODY),
    (lambda: make_stage(draft_plan()), Stage, SECRETARIAT),
    (public_stage, Stage, EVERYBODY),
    (draft_challenge, Challenge, SECRETARIAT),
    (public_challenge, Challenge, EVERYBODY),
    (draft_commitment, Commitment, SECRETARIAT),
    (public_commitment, Commitment, EVERYBODY),
]


@pytest.mark.parametrize(("make", "model", "expected"), READING)
def test_who_may_read_what(make, model, expected, cast) -> None:
    thing = make()

    readers = {
        who for who, v in cast.items() if model.objects.visible_to(v).filter(pk=thing.pk).exists()
    }
    of_the_record = {
        who
        for who, v in cast.items()
        if Record.objects.visible_to(v).filter(pk=thing.record_id).exists()
    }

    assert readers == expected
    assert of_the_record == expected


def test_what_is_withdrawn_is_read_by_the_secretariat_alone(cast) -> None:
    commitment = withdrawn_commitment(cast["publisher"])

    readers = {
        who
        for who, visitor in cast.items()
        if Commitment.objects.visible_to(visitor).filter(pk=commitment.pk).exists()
    }

    assert readers == SECRETARIAT


def test_drafts_are_told_to_the_secretariat_alone(cast) -> None:
    commitment = public_commitment()
    services.commitments.change(
        commitment, {"ogp_id": "ID0111"}, seen=commitment.revision, by=cast["editor"]
    )

    readers = {
        who
        for who, visitor in cast.items()
        if Entry.objects.visible_to(visitor).filter(event="commitment.draft_changed").exists()
    }

    assert readers == SECRETARIAT


def test_publication_never_disagrees_with_the_register(cast) -> None:
    """Every state a thing can be in, all at once."""
    for make, _model, _readers in READING:
        make()
    withdrawn_commitment(cast["publisher"])
    models = {
        Kind.PLAN: Plan,
        Kind.STAGE: Stage,
        Kind.CHALLENGE: Challenge,
        Kind.COMMITMENT: Commitment,
    }

    for who in EVERYBODY:
        for kind, model in models.items():
            records = Record.objects.visible_to(cast[who]).filter(kind=kind)
            rows = model.objects.visible_to(cast[who])
            assert set(records.values_list("pk", flat=True)) == set(
                rows.values_list("record", flat=True)
            )
