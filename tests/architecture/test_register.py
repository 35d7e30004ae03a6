"""Publication has one truth: the record's."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.urls import reverse

from kokreasi.consultations.services import findings
from kokreasi.consultations.tests.factories import make_consultation
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans.tests.factories import (
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.proposals.tests.factories import make_draft
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record, Recorded

MAKERS: dict[str, Callable[[], Model]] = {
    "Challenge": lambda: make_challenge(make_plan()),
    "Commitment": lambda: make_commitment(make_plan()),
    "Consultation": make_consultation,
    "Finding": lambda: findings.name(make_consultation(), title=both("Budget"), by=None),
    "FollowUp": lambda: make_follow_up(is_agreed=False),
    "Meeting": make_meeting,
    "Organisation": make_organisation,
    "Plan": make_plan,
    "Proposal": make_draft,
    "Stage": lambda: make_stage(make_plan()),
}


def recorded(kind: type[Model] = Recorded) -> list[type[Model]]:
    below = [model for child in kind.__subclasses__() for model in recorded(child)]
    return below if kind._meta.abstract else [kind, *below]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_page(kind) -> None:
    assert reverse(kind, args=["X-1"])


def test_every_recorded_model_can_be_made_here() -> None:
    assert {model.__name__ for model in recorded()} == set(MAKERS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MAKERS))
@pytest.mark.parametrize("is_published", [True, False])
def test_record_and_thing_agree_on_what_everybody_sees(name, is_published) -> None:
    thing = MAKERS[name]()
    moment = thing.record.created_at if is_published else None
    Record.objects.filter(pk=thing.record.pk).update(published_at=moment)
    model = type(thing)

    seen = model.objects.visible_to(AnonymousUser()).filter(pk=thing.pk).exists()
    known = Record.objects.visible_to(AnonymousUser()).filter(pk=thing.record.pk).exists()

    assert seen == known == is_published
