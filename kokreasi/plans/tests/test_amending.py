"""What a final plan promises changes in the open: why, who agreed, where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.services import merge
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.events import commitment_amended
from kokreasi.plans.models import Amendment
from kokreasi.plans.queries.amended import amendments_of
from kokreasi.plans.services import amending
from kokreasi.plans.sheets import read
from kokreasi.plans.tests.confirming import A_DAY, amended, final_plan, leads_of, redraft
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.plans.tests.telling import changes, events
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.choices import Kind
from kokreasi.register.closing import close
from kokreasi.register.services import ReasonMissingError
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    return final_plan(make_plan()).commitments.select_related("record").get()


def public_events(record) -> list[str]:
    lines = record.entries.filter(is_public=True).order_by("pk")
    return list(lines.values_list("event", flat=True))


def test_an_amendment_keeps_both_versions_and_tells_it_once(commitment) -> None:
    told = []

    def hear(amendment, **_signal):
        told.append(amendment)

    commitment_amended.connect(hear)
    before = public_events(commitment.record)

    amendment = amended(commitment, solution="Five districts")

    assert told[-1] == amendment
    assert read(amendment.before.content).solution == both("Publish budgets of three districts")
    assert read(amendment.after.content).solution == both("Five districts")
    commitment.record.refresh_from_db()
    assert commitment.record.version == amendment.after
    assert public_events(commitment.record) == [*before, "commitment.amended"]
    line = commitment.record.entries.first()
    assert (line.is_public, line.reason) == (True, "Lebih banyak")
    assert [field for field, _old, _new in changes(commitment.record)] == [
        "solution",
        "agreed by",
        "agreed on",
    ]
    assert events(commitment.plan.record)[-1] == "plan.commitment_amended"


def test_amendments_are_numbered_and_told_latest_first(commitment, cast) -> None:
    amended(commitment, solution="Five districts")
    amended(commitment, solution="Six districts")

    found = amendments_of(commitment.record, cast["anybody"])

    assert [one.amendment.number for one in found] == [2, 1]
    assert found[0].before == found[1].after


def test_a_commitment_joins_a_final_plan_by_an_amendment(commitment) -> None:
    newcomer = make_commitment(commitment.plan, 9, lead=leads_of(commitment)[0])

    amendment = amended(newcomer)

    assert amendment.before is None
    newcomer.record.refresh_from_db()
    assert newcomer.record.is_public


REFUSED = {
    "no reason": ({"reason": Bilingual()}, ReasonMissingError),
    "one language": ({"reason": Bilingual(id="Saja")}, amending.ReasonInOneLanguageError),
    "nobody agreed": ({"agreed_by": []}, amending.NobodyAgreedError),
    "tomorrow": (
        {"agreed_on": timezone.now().date() + timedelta(days=2)},
        amending.AgreedTomorrowError,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_amendment_says_why_and_who_agreed(name, commitment) -> None:
    words, error = REFUSED[name]
    changed = redraft(commitment, solution=both("Five districts"))
    given = {"reason": both("More"), "agreed_by": leads_of(changed), "agreed_on": A_DAY} | words

    with refused(error):
        amending.amend(changed, **given, at=timezone.now(), by=None)


def test_minutes_are_those_of_a_meeting(commitment) -> None:
    changed = redraft(commitment, solution=both("Five districts"))
    given = {"reason": both("More"), "agreed_by": leads_of(changed), "agreed_on": A_DAY}

    with refused(amending.NoMeetingError):
        amending.amend(changed, **given, minutes=changed.plan.record, at=timezone.now(), by=None)


def test_the_same_words_amend_nothing(commitment) -> None:
    given = {"reason": both("More"), "agreed_by": leads_of(commitment), "agreed_on": A_DAY}

    with refused(amending.NothingAmendedError):
        amending.amend(commitment, **given, at=timezone.now(), by=None)


def test_a_plan_that_is_not_final_is_not_amended() -> None:
    commitment = make_commitment(make_plan(), is_published=True, lead=make_ministry())
    given = {"reason": both("More"), "agreed_by": leads_of(commitment), "agreed_on": A_DAY}

    with refused(amending.NotFinalError):
        amending.amend(commitment, **given, at=timezone.now(), by=None)


def test_a_meeting_is_named_only_where_everybody_may_know_of_it(commitment, cast) -> None:
    hidden = RecordFactory(kind=Kind.MEETING)
    shown = RecordFactory(kind=Kind.MEETING, is_published=True)
    amended(commitment, solution="Five districts", minutes=hidden)
    amended(commitment, solution="Six districts", minutes=shown)

    found = amendments_of(commitment.record, cast["anybody"])

    assert [one.minutes for one in found] == [shown, None]


def test_a_closed_version_is_not_shown_by_its_amendment(commitment, cast, publisher) -> None:
    amendment = amended(commitment)
    close(amendment.before, because="It named a person", by=publisher)

    (found,) = amendments_of(commitment.record, cast["anybody"])

    assert found.before is None


def test_who_agreed_follows_a_merger(commitment, publisher) -> None:
    amendment = amended(commitment)
    survivor = make_ministry()

    merge(leads_of(commitment)[0], into=survivor, by=publisher, reason="One now")

    assert list(Amendment.objects.get(pk=amendment.pk).agreed_by.all()) == [survivor]
