"""The content of the demonstration agrees with itself and with what its sources state."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration import content
from kokreasi.demonstration.commitmenttexts import (
    AmendmentText,
    CommitmentText,
    GrownText,
    LetterText,
    MilestoneText,
)
from kokreasi.demonstration.meetingtexts import CameText, PointText, TaskText
from kokreasi.demonstration.proposaltexts import (
    CirculatedText,
    CitizenText,
    DecisionText,
    ProposalText,
    RemarkText,
)
from kokreasi.people.choices import Role

PLANS = [content.NATIONAL, content.DECIDED, content.RUNNING]
RESERVED = (".example.org",)


def inside(thing: Any, wanted: type) -> Iterator[Any]:
    """Give everything of one type inside a piece of content."""
    if isinstance(thing, wanted):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from inside(item, wanted)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from inside(getattr(thing, field.name), wanted)


def everything() -> tuple[Any, ...]:
    return (content.bodies(), content.meetings(), *map(content.plan, PLANS))


BODIES_OF: dict[type, Callable[[Any], tuple[str, ...]]] = {
    CommitmentText: lambda one: one.leads + one.supporters + one.partners,
    GrownText: lambda one: one.leads + one.supporters,
    MilestoneText: lambda one: one.responsible,
    AmendmentText: lambda one: one.agreed_by,
    LetterText: lambda one: (one.organisation,),
    content.Input: lambda one: (one.organisation,),
    TaskText: lambda one: one.responsible,
    CameText: lambda one: (one.organisation,),
    PointText: lambda one: (one.organisation,),
    ProposalText: lambda one: (one.proposer, one.waits_for, *one.institutions, *one.support),
    DecisionText: lambda one: (one.unit,),
    CirculatedText: lambda one: one.invited,
    RemarkText: lambda one: (one.organisation,),
}


def mentioned(plan: content.PlanText) -> set[str]:
    """Name every organisation that a plan mentions."""
    named = {
        short for kind, of in BODIES_OF.items() for one in inside(plan, kind) for short in of(one)
    }
    asking = {proposal.asked_by for proposal in plan.proposals}
    return (named | asking) - {""}


def spellings(body: content.Body) -> set[str]:
    """Give every way in which the content writes one body, folded."""
    names = {body.name.id, *(rename.name.id for rename in body.renames)}
    short = {body.short, body.abbreviation, *(rename.abbreviation for rename in body.renames)}
    return {text.casefold() for text in names | short | set(body.aliases) if text}


def test_every_spelling_belongs_to_one_body() -> None:
    written = Counter(text for body in content.bodies() for text in spellings(body))

    assert [text for text, count in written.items() if count > 1] == []


def test_names_follow_each_other() -> None:
    for body in content.bodies():
        days = [rename.valid_from for rename in body.renames]

        assert days == sorted(set(days)), body.short


def test_parents_come_before_their_parts() -> None:
    seen = set()
    for body in content.bodies():
        assert not body.parent or body.parent in seen, body.short
        seen.add(body.short)


@pytest.mark.parametrize("folder", PLANS)
def test_every_organisation_of_a_plan_is_known(folder: str) -> None:
    known = {body.short for body in content.bodies()}

    assert mentioned(content.plan(folder)) <= known


def test_a_running_plan_mentions_invented_bodies_only() -> None:
    invented = {b.short for b in content.bodies() if "rekaan" in b.focus.id}

    assert mentioned(content.plan(content.RUNNING)) <= invented
    for folder in (content.NATIONAL, content.DECIDED):
        assert not mentioned(content.plan(folder)) & invented


@pytest.mark.parametrize("folder", PLANS)
def test_references_inside_a_plan_resolve(folder: str) -> None:
    plan = content.plan(folder)
    themes = {theme.key for theme in plan.themes} | {""}
    numbers = [commitment.number for commitment in plan.commitments]

    assert {commitment.theme for commitment in plan.commitments} <= themes
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for challenge in plan.challenges for n in challenge.commitments} <= set(numbers)


def test_every_figure_has_a_label() -> None:
    figures = list(inside(everything(), content.Figure))

    assert {figure.measure for figure in figures} == set(content.measures())
    assert all(figure.source.id and figure.source.en for figure in figures)


def test_mail_can_reach_nobody() -> None:
    boxes = [body.mailbox for body in content.bodies()]
    boxes += [person.email for person in content.people().people]
    boxes += [citizen.email for citizen in inside(everything(), CitizenText)]

    assert [box for box in boxes if not box.endswith(RESERVED)] == []


def test_there_is_one_sign_in_for_each_role() -> None:
    people = content.people()
    known = {body.short for body in content.bodies()}

    assert Counter(person.role for person in people.people) == Counter(Role.values)
    assert {person.body for person in people.people} <= known


def test_indonesian_is_complete_and_english_nearly() -> None:
    texts = [text for text in inside(everything(), Bilingual) if text]

    assert [text for text in texts if not text.id] == []
    assert 5 <= sum(not text.en for text in texts) <= 16


# ---- the facts of 2018


def test_the_page_lists_seven_stages_and_a_publication() -> None:
    stages = content.plan(content.NATIONAL).stages

    assert [(stage.kind, stage.opens_on, stage.closes_on) for stage in stages] == [
        ("grand-challenges", None, None),
        ("workshop", None, None),
        ("kick-off", date(2018, 8, 8), date(2018, 8, 8)),
        ("bilateral", date(2018, 9, 1), date(2018, 11, 30)),
        ("online-consultation", date(2018, 8, 1), date(2018, 9, 30)),
        ("consultative", date(2019, 5, 1), date(2019, 7, 31)),
        ("finalisation", date(2018, 10, 23), date(2018, 10, 23)),
        ("publication", None, None),
    ]


def test_figures_are_those_of_the_sources() -> None:
    plan = content.plan(content.NATIONAL)
    figures = [*plan.figures, *inside(plan.stages, content.Figure)]
    stated = Counter((figure.measure, figure.value, figure.unit) for figure in figures)

    assert stated == Counter(
        [
            ("stages", 6, ""),
            ("commitments", 14, ""),
            ("commitments-final", 19, ""),
            ("commitments", 10, ""),
            ("themes", 6, ""),
            ("organisations_cso", 22, ""),
            ("organisations_government", 21, ""),
            ("participants", 83, ""),
            ("participants", 93, ""),
            ("participants", 100, ""),
            ("meetings", 14, ""),
            ("meetings", 11, ""),
            ("responses", 17, ""),
            ("respondents-men", 14, ""),
            ("respondents-women", 3, ""),
            ("attention-budget", 16, "%"),
            ("attention-legislation", 11, "%"),
            ("attention-forums", 11, "%"),
        ]
    )


def test_the_matrix_lists_13_commitments_in_11_themes_with_52_targets() -> None:
    plan = content.plan(content.NATIONAL)

    assert plan.ordinal == 5
    assert len(plan.commitments) == 13
    assert len(plan.themes) == 11
    assert {theme.key for theme in plan.themes} == {c.theme for c in plan.commitments}
    assert [len(commitment.targets) for commitment in plan.commitments] == [4] * 13


def test_commitments_can_be_checked() -> None:
    for commitment in content.plan(content.NATIONAL).commitments:
        assert 1 <= len(commitment.milestones) <= 3
        assert 1 <= len(commitment.indicators) <= 2
        assert all(m.starts_on < m.ends_on for m in commitment.milestones)
        assert all(date(2019, 1, 1) <= m.starts_on for m in commitment.milestones)
        assert all(m.ends_on <= date(2020, 12, 31) for m in commitment.milestones)


def test_challenges_stand_in_a_cell_or_are_global() -> None:
    for challenge in content.plan(content.NATIONAL).challenges:
        cell = bool(challenge.axis), bool(challenge.sector)

        assert cell == ((False, False) if challenge.global_issue else (True, True))


def test_every_commitment_answers_a_challenge() -> None:
    plan = content.plan(content.NATIONAL)
    answered = {number for challenge in plan.challenges for number in challenge.commitments}

    assert answered == {commitment.number for commitment in plan.commitments}


# ---- the facts of plan VII


def test_the_calendar_of_plan_vii_is_the_published_one() -> None:
    stages = content.plan(content.DECIDED).stages

    assert [(stage.kind, stage.opens_on, stage.closes_on) for stage in stages] == [
        ("proposals", date(2022, 8, 18), date(2022, 9, 7)),
        ("screening", date(2022, 9, 7), date(2022, 9, 11)),
        ("alignment", date(2022, 9, 12), date(2022, 9, 23)),
        ("sharpening", date(2022, 9, 14), date(2022, 12, 10)),
        ("drafting", date(2022, 9, 12), date(2022, 12, 11)),
        ("finalisation", date(2022, 12, 12), date(2022, 12, 16)),
        ("launch", date(2023, 2, 7), date(2023, 2, 7)),
    ]


@pytest.mark.parametrize("folder", PLANS)
def test_proposals_refer_to_what_is_there(folder: str) -> None:
    plan = content.plan(folder)
    keys = {proposal.key for proposal in plan.proposals}
    meetings = {meeting.key for meeting in plan.meetings}

    for proposal in plan.proposals:
        assert proposal.theme in {theme.key for theme in plan.themes} | {""}
        assert bool(proposal.proposer) != bool(proposal.citizen)
        assert proposal.challenge in {None, *range(1, len(plan.challenges) + 1)}
    for decision in inside(plan, DecisionText):
        assert decision.meeting in meetings | {""}
        assert decision.into in keys | {""}
    for amendment in plan.amendments:
        assert amendment.meeting in meetings
    assert {key for meeting in plan.meetings for key in meeting.proposals} <= keys
    assert {grown.proposal for grown in plan.grown} <= keys
    assert {review.proposal for review in plan.reviews} <= keys


def test_what_grew_out_of_plan_vii_was_accepted_and_confirmed_by_all_that_lead() -> None:
    plan = content.plan(content.DECIDED)
    accepted = {p.key for p in plan.proposals if p.decision.verdict in {"accepted", "partly"}}

    assert {grown.proposal for grown in plan.grown} == accepted
    for grown in plan.grown:
        assert {letter.organisation for letter in grown.letters} == set(grown.leads)
        assert all(date(2022, 12, 12) <= letter.on <= plan.finalised_on for letter in grown.letters)


def test_a_source_counts_15_commitments_in_6_issues_of_plan_vii() -> None:
    plan = content.plan(content.DECIDED)

    assert len(plan.themes) == 6
    assert {(figure.measure, figure.value) for figure in plan.figures} == {
        ("themes", 6),
        ("commitments", 15),
    }


def test_the_running_call_shows_a_proposal_at_every_point_of_its_way() -> None:
    plan = content.plan(content.RUNNING)

    assert sum(proposal.is_draft for proposal in plan.proposals) == 2
    assert {proposal.step for proposal in plan.proposals} == {"", "screening", "discussion"}
    assert [bool(review.conflict) for review in plan.reviews].count(True) == 1
    assert [one.citizen.is_released for one in plan.proposals if one.citizen] == [True, False]
    assert [one.key for one in plan.proposals if one.waits_for] == ["biaya"]
    assert [one.key for one in plan.proposals if one.decision] == ["peta"]
    assert all(-14 <= one.sent < 0 for one in plan.proposals if not one.is_draft)


# ---- the running plan


@pytest.mark.parametrize("day", [-14, -1, 0, 1, 20])
def test_something_is_open_around_the_day_of_loading(day: int) -> None:
    stages = content.plan(content.RUNNING).stages

    assert any(stage.opens <= day <= stage.closes for stage in stages)


def test_today_three_stages_overlap_and_more_follow() -> None:
    stages = content.plan(content.RUNNING).stages

    assert sum(stage.opens <= 0 <= stage.closes for stage in stages) == 3
    assert sum(stage.opens > 0 for stage in stages) == 3
    assert sum(stage.closes < 0 for stage in stages) == 3


def test_the_running_plan_has_drafts_and_published_commitments() -> None:
    commitments = content.plan(content.RUNNING).commitments

    assert Counter(commitment.is_draft for commitment in commitments) == {False: 5, True: 3}


def test_meetings_of_the_sources_stand_on_their_days() -> None:
    known = [*content.plan(content.NATIONAL).meetings, *content.meetings()]

    assert [(one.key, one.day, len(one.tasks)) for one in known] == [
        ("kick-off", date(2018, 8, 8), 0),
        ("anggaran", date(2018, 9, 18), 4),
        ("finalisasi", date(2018, 10, 23), 0),
        ("lakpesdam", date(2020, 10, 8), 3),
        ("pattiro", date(2023, 8, 23), 1),
    ]


def test_twelve_people_came_on_18_september_2018() -> None:
    (meeting,) = (m for m in content.plan(content.NATIONAL).meetings if m.key == "anggaran")

    assert (sum(c.men for c in meeting.came), sum(c.women for c in meeting.came)) == (7, 5)


def test_a_meeting_continues_one_that_was_named_before() -> None:
    for plan in map(content.plan, PLANS):
        named = [meeting.key for meeting in plan.meetings]
        for place, meeting in enumerate(plan.meetings):
            assert not meeting.follows or meeting.follows in named[:place]
