"""Grand challenges: named, heard, scored, chosen, published."""

from datetime import date

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Side
from kokreasi.plans.models import Challenge
from kokreasi.plans.services.challenges import (
    NoCellError,
    PlanNotPublicError,
    ScoreOutOfRangeError,
)
from kokreasi.plans.tests.factories import both, make_challenge, make_plan
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.services import ReasonMissingError
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db


def term(vocabulary, **fields):
    return TermFactory(vocabulary=vocabulary, **fields)


@pytest.fixture
def criterion(db):
    return term(Vocabulary.PRIORITY_CRITERION, name=both("Urgent"))


def test_a_challenge_is_named_in_a_cell_as_a_draft(editor) -> None:
    plan = make_plan(is_open=True)
    goal = term(Vocabulary.SDG_GOAL)

    challenge = make_challenge(
        plan,
        "Closed books",
        description=both("Nobody finds them"),
        alignment=[goal],
        side=Side.GOVERNMENT,
    )

    assert (challenge.reference, challenge.position) == ("TAN-2018-01", 1)
    assert challenge.record.title == both("Closed books")
    assert challenge.record.summary == both("Nobody finds them")
    assert list(challenge.alignment.all()) == [goal]
    assert last_line(challenge.record)[::2] == ("challenge.created", "named this challenge")
    assert not challenge.record.is_public


def test_a_challenge_stands_under_a_global_issue() -> None:
    issue = term(Vocabulary.GLOBAL_ISSUE)

    challenge = make_challenge(make_plan(), global_issue=issue)

    assert (challenge.axis, challenge.sector, challenge.global_issue) == (None, None, issue)


@pytest.mark.parametrize(
    "named",
    [(), ("axis",), ("sector",), ("axis", "global_issue"), ("axis", "sector", "global_issue")],
)
def test_a_challenge_without_a_place_is_refused(named) -> None:
    plan = make_plan()
    axis, sector = term(Vocabulary.CHALLENGE_AXIS), term(Vocabulary.SECTOR)
    every = {"axis": axis, "sector": sector, "global_issue": term(Vocabulary.GLOBAL_ISSUE)}
    place = {name: every[name] for name in named}

    with refused(NoCellError):
        services.challenges.add(plan, side=Side.PUBLIC, title=both("x"), by=None, **place)


def test_a_challenge_moves_to_a_global_issue(editor) -> None:
    challenge = make_challenge(make_plan())
    issue = term(Vocabulary.GLOBAL_ISSUE)
    values = {"axis": None, "sector": None, "global_issue": issue, "title": both("Owners")}

    changed = services.challenges.change(challenge, values, seen=1, by=editor)

    changed.record.refresh_from_db()
    assert changed.global_issue == issue
    assert changed.record.title == both("Owners")
    assert last_line(challenge.record)[0::2] == ("challenge.changed", "changed this challenge")
    assert not last_line(challenge.record)[3]


def test_a_challenge_never_loses_its_place(editor) -> None:
    challenge = make_challenge(make_plan())

    with refused(NoCellError):
        services.challenges.change(challenge, {"axis": None}, seen=1, by=editor)


def test_the_second_of_two_is_stopped_on_the_same_field(editor, publisher) -> None:
    challenge = make_challenge(make_plan())
    services.challenges.change(challenge, {"title": both("One")}, seen=1, by=editor)

    with refused(StaleError):
        services.challenges.change(challenge, {"title": both("Two")}, seen=1, by=publisher)


@pytest.mark.parametrize("is_public", [False, True])
def test_an_input_is_kept_under_the_name_of_its_organisation(is_public, editor) -> None:
    challenge = make_challenge(make_plan(is_open=True))
    if is_public:
        services.challenges.publish(challenge.plan, by=editor)
    body = make_organisation("Forum Contoh")

    given = services.challenges.give_input(
        challenge, organisation=body, text=both("Open them"), given_on=date(2018, 8, 1), by=editor
    )

    assert (given.organisation, given.text) == (body, both("Open them"))
    assert last_line(challenge.record)[0::2] == (
        "challenge.input_given",
        "added an input to this challenge",
    )
    assert last_line(challenge.record)[3] == is_public
    assert changes(challenge.record) == [("input of an organisation", "nothing", "Forum Contoh")]


def test_a_later_score_replaces_and_tells_the_first(criterion, editor) -> None:
    challenge = make_challenge(make_plan())
    services.challenges.score(challenge, criterion=criterion, value=2, by=editor)

    services.challenges.score(challenge, criterion=criterion, value=5, by=editor, comment="Now")

    kept = challenge.scores.get()
    assert (kept.score, kept.comment) == (5, "Now")
    assert changes(challenge.record) == [("Urgent (en)", "2", "5")]
    assert challenge.record.entries.first().told_changes()[0]["field"].id == "Urgent (id)"
    assert not last_line(challenge.record)[3]


def test_the_same_score_again_writes_nothing(criterion, editor) -> None:
    challenge = make_challenge(make_plan())

    for _time in range(2):
        services.challenges.score(challenge, criterion=criterion, value=2, by=editor)

    assert events(challenge.record) == ["challenge.created", "challenge.scored"]


def test_several_people_score_side_by_side(criterion, editor, publisher) -> None:
    challenge = make_challenge(make_plan())

    for person, value in ((editor, 2), (publisher, 5)):
        services.challenges.score(challenge, criterion=criterion, value=value, by=person)

    assert sorted(challenge.scores.values_list("score", flat=True)) == [2, 5]


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_score_out_of_range_is_refused(value, criterion, editor) -> None:
    challenge = make_challenge(make_plan())

    with refused(ScoreOutOfRangeError):
        services.challenges.score(challenge, criterion=criterion, value=value, by=editor)


def test_a_priority_is_chosen_and_left_again_each_with_its_reason(editor) -> None:
    challenge = make_challenge(make_plan())
    told = []

    for is_priority, reason in ((True, "Urgent"), (True, "Again"), (False, "Done elsewhere")):
        services.challenges.prioritise(challenge, is_priority=is_priority, reason=reason, by=editor)
        entry = challenge.record.entries.first()
        told.append((Challenge.objects.get().is_priority, entry.says.en, entry.reason))

    assert told == [
        (True, "chose this challenge as a priority", "Urgent"),
        (True, "chose this challenge as a priority", "Urgent"),
        (False, "left this challenge aside", "Done elsewhere"),
    ]


def test_a_priority_without_a_reason_is_refused(editor) -> None:
    challenge = make_challenge(make_plan())

    with refused(ReasonMissingError):
        services.challenges.prioritise(challenge, is_priority=True, reason=" ", by=editor)


def test_publishing_tells_how_many_were_new(publisher) -> None:
    plan = make_plan(is_open=True)
    challenge = make_challenge(plan)
    foreign = make_challenge(make_plan("2022"))

    counts = [services.challenges.publish(plan, by=publisher) for _time in range(2)]

    challenge.record.refresh_from_db()
    foreign.record.refresh_from_db()
    assert counts == [1, 0]
    assert challenge.record.is_public
    assert not foreign.record.is_public
    assert last_line(challenge.record)[::2] == ("challenge.published", "published this challenge")


def test_challenges_of_a_draft_plan_stay_drafts(publisher) -> None:
    challenge = make_challenge(make_plan())

    with refused(PlanNotPublicError):
        services.challenges.publish(challenge.plan, by=publisher)
