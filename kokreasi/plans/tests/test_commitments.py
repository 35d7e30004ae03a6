"""Draft a commitment and its parts; refuse what cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.models import Commitment
from kokreasi.plans.services.commitments import (
    Aim,
    DatesReversedError,
    ForeignPeriodError,
    ForeignThemeError,
    InexactNumberError,
    NegativeBudgetError,
    NumberTakenError,
    PublicCommitmentError,
    SecondMeasureError,
)
from kokreasi.plans.tests.factories import aim, both, make_challenge, make_commitment, make_plan
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.models import Record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2019, 3, 1), date(2019, 3, 31)
CHANGED = ("commitment.draft_changed", "changed the draft", False)


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def commitment(plan):
    return make_commitment(plan)


def change(commitment, values, by, seen=None, **more):
    return services.commitments.change(
        commitment, values, seen=seen or commitment.revision, by=by, **more
    )


def told(commitment):
    event, _indonesian, says, is_public = last_line(commitment.record)
    return event, says, is_public


# Draft


def test_a_commitment_starts_as_a_draft_with_its_words_and_terms(plan, editor) -> None:
    goal, value = TermFactory(vocabulary=Vocabulary.SDG_GOAL), TermFactory(vocabulary="values")
    challenge = make_challenge(plan)
    theme = services.themes.add(plan, title=both("Budget"), by=editor)

    commitment = services.commitments.draft(
        plan,
        number=7,
        title=both("Open the budget"),
        by=editor,
        theme=theme,
        budget=Decimal(5000),
        goals=[goal],
        values=[value],
        challenges=[challenge],
    )

    assert commitment.reference == "KOM-2018-07"
    assert commitment.record.title == both("Open the budget")
    assert (commitment.theme, commitment.budget) == (theme, 5000)
    assert list(commitment.goals.all()) == [goal]
    assert list(commitment.values.all()) == [value]
    assert list(challenge.commitments.all()) == [commitment]
    assert last_line(commitment.record)[::2] == ("commitment.created", "drafted this commitment")
    assert not commitment.record.is_public


def foreign_theme():
    return services.themes.add(make_plan("2022"), title=both("Budget"), by=None)


#        what is wrong                                       why it is refused
IMPOSSIBLE = [
    ({"number": 1}, NumberTakenError),
    ({"starts_on": LATE, "ends_on": EARLY}, DatesReversedError),
    ({"budget": Decimal(-1)}, NegativeBudgetError),
    ({"budget": Decimal(10) ** 15}, InexactNumberError),
    ({"budget": Decimal("0.50")}, InexactNumberError),
    ({"theme": foreign_theme}, ForeignThemeError),
]


@pytest.mark.parametrize(("values", "error"), IMPOSSIBLE)
def test_an_impossible_draft_is_refused_in_its_own_words(values, error, plan, commitment) -> None:
    fields = {name: value() if callable(value) else value for name, value in values.items()}

    with refused(error):
        make_commitment(plan, **{"number": 2, **fields})


@pytest.mark.parametrize(("values", "error"), IMPOSSIBLE)
def test_an_impossible_change_is_refused_in_its_own_words(
    values, error, plan, commitment, editor
) -> None:
    second = make_commitment(plan, 2)
    fields = {name: value() if callable(value) else value for name, value in values.items()}

    with refused(error):
        change(second, fields, editor)


# Change


def test_a_change_is_told_to_the_secretariat_and_the_register_follows(commitment, editor) -> None:
    values = {"title": both("Another"), "number": 3, "ends_on": LATE, "budget": Decimal(2500)}

    changed = change(commitment, values, editor, reason="Asked for")

    changed.record.refresh_from_db()
    assert changed.record.title == both("Another")
    assert changed.record.sort_key.endswith("-00003")
    assert changed.reference == "KOM-2018-01"
    assert told(changed) == CHANGED
    assert changes(changed.record) == [
        ("title", "Promise 1 (en)", "Another (en)"),
        ("number in the plan", "1", "3"),
        ("last day", "nothing", "31 March 2019"),
        ("budget (rupiah)", "nothing", "2,500"),
    ]


def test_terms_are_told_by_their_names(commitment, editor) -> None:
    first, second = (
        TermFactory(vocabulary="values", name=both(name)) for name in ("Openness", "Access")
    )

    change(commitment, {"values": [first, second]}, editor)
    changed = change(commitment, {"values": [second]}, editor, seen=2)

    assert list(changed.values.all()) == [second]
    assert changes(commitment.record) == [
        ("open-government values", "Access (en), Openness (en)", "Access (en)")
    ]


def test_no_change_writes_no_history(commitment, editor) -> None:
    change(commitment, {"title": commitment.title, "values": []}, editor)

    assert events(commitment.record) == ["commitment.created"]


def test_the_second_of_two_is_stopped_on_the_same_field_only(commitment, editor, publisher) -> None:
    change(commitment, {"problem": both("One")}, editor, seen=1)

    with refused(StaleError):
        change(commitment, {"problem": both("Two"), "causes": both("x")}, publisher, seen=1)
    changed = change(commitment, {"causes": both("Why")}, publisher, seen=1)

    assert (changed.problem, changed.causes) == (both("One"), both("Why"))


def test_days_that_cross_with_what_somebody_else_saved_are_refused(plan, editor) -> None:
    commitment = make_commitment(plan, starts_on=EARLY, ends_on=LATE)
    old = Commitment.objects.get()
    change(commitment, {"starts_on": date(2019, 3, 20)}, editor, seen=1)

    with refused(DatesReversedError):
        change(old, {"ends_on": date(2019, 3, 10)}, editor, seen=1)


# Discard


def test_a_draft_is_discarded_and_the_plan_remembers_it(commitment, editor) -> None:
    plan = commitment.plan
    services.commitments.add_milestone(commitment, title=both("Step"), by=editor)
    services.commitments.measure_of_success(commitment, by=editor)

    services.commitments.discard(commitment, by=editor)

    assert not Commitment.objects.exists()
    assert not Record.objects.filter(kind="commitment").exists()
    assert last_line(plan.record)[2:] == ("discarded a draft commitment", False)
    assert changes(plan.record) == [("commitment", "Promise 1 (en)", "nothing")]


def test_what_the_public_has_seen_is_never_discarded(plan, publisher) -> None:
    commitment = make_commitment(plan, is_published=True)

    with refused(PublicCommitmentError):
        services.commitments.discard(commitment, by=publisher)
    services.publishing.withdraw(commitment, by=publisher, reason="Wrong")
    with refused(PublicCommitmentError):
        services.commitments.discard(commitment, by=publisher)


# Organisations


def test_an_organisation_takes_a_part_once(commitment, editor) -> None:
    body = make_ministry("Kementerian Contoh")

    first = services.commitments.involve(commitment, body, part=Part.LEAD, by=editor)
    again = services.commitments.involve(commitment, body, part=Part.LEAD, by=editor)

    assert first == again
    assert events(commitment.record) == ["commitment.created", "commitment.draft_changed"]
    assert changes(commitment.record) == [("Lead institution", "nothing", "Kementerian Contoh")]


def test_a_contact_is_told_once(commitment, editor) -> None:
    row = services.commitments.involve(commitment, make_ministry(), part=Part.LEAD, by=editor)

    for _time in range(2):
        row = services.commitments.set_contact(
            row, contact="PPID", mailbox="ppid@contoh.example", by=editor
        )

    assert (row.contact, row.mailbox) == ("PPID", "ppid@contoh.example")
    assert len(events(commitment.record)) == 3
    assert changes(commitment.record) == [("contact", "nothing", "PPID ppid@contoh.example")]


def test_leads_are_set_in_their_order_and_keep_their_contacts(commitment, editor) -> None:
    first, second, third = (make_ministry(f"Kementerian {letter}") for letter in "ABC")
    forum = make_organisation()
    services.commitments.involve(commitment, forum, part=Part.PARTNER, by=editor)
    services.commitments.involve(commitment, first, part=Part.LEAD, contact="Humas", by=editor)
    services.commitments.involve(commitment, second, part=Part.LEAD, by=editor)

    services.commitments.set_involved(commitment, Part.LEAD, [third, first, third], by=editor)

    leads = commitment.involvements.filter(part=Part.LEAD)
    assert list(leads.values_list("organisation", "contact")) == [
        (third.pk, ""),
        (first.pk, "Humas"),
    ]
    assert commitment.involvements.filter(part=Part.PARTNER).get().organisation == forum
    assert changes(commitment.record) == [
        ("Lead institution", "Kementerian A, Kementerian B", "Kementerian C, Kementerian A")
    ]


def test_the_same_leads_again_write_nothing(commitment, editor) -> None:
    bodies = [make_ministry(), make_ministry()]
    services.commitments.set_involved(commitment, Part.LEAD, bodies, by=editor)
    before = events(commitment.record)

    services.commitments.set_involved(commitment, Part.LEAD, bodies, by=editor)

    assert events(commitment.record) == before


def test_another_order_is_told(commitment, editor) -> None:
    first, second = make_ministry("Kementerian A"), make_ministry("Kementerian B")
    services.commitments.set_involved(commitment, Part.LEAD, [first, second], by=editor)

    services.commitments.set_involved(commitment, Part.LEAD, [second, first], by=editor)

    assert changes(commitment.record) == [
        ("Lead institution", "Kementerian A, Kementerian B", "Kementerian B, Kementerian A")
    ]


# Milestones


def test_a_milestone_comes_changes_and_goes(commitment, editor) -> None:
    body = make_ministry("Kementerian Contoh")
    milestone = services.commitments.add_milestone(
        commitment,
        title=both("Road map"),
        starts_on=EARLY,
        ends_on=LATE,
        responsible=[body],
        by=editor,
    )
    assert told(commitment) == CHANGED
    assert changes(commitment.record) == [("milestone", "nothing", "Road map (en)")]

    services.commitments.change_milestone(
        milestone, {"ends_on": date(2019, 4, 30), "responsible": []}, seen=1, by=editor
    )
    assert last_line(commitment.record)[2:] == ("changed a milestone of the draft", False)
    assert changes(commitment.record) == [
        ("due on", "31 March 2019", "30 April 2019"),
        ("responsible", "Kementerian Contoh", "nothing"),
    ]

    services.commitments.remove_milestone(milestone, by=editor)
    assert not commitment.milestones.exists()
    assert changes(commitment.record) == [("milestone", "Road map (en)", "nothing")]


def test_a_milestone_never_ends_before_it_starts(commitment, editor) -> None:
    add = services.commitments.add_milestone
    milestone = add(commitment, title=both("x"), starts_on=EARLY, ends_on=LATE, by=editor)

    with refused(DatesReversedError):
        add(commitment, title=both("y"), starts_on=LATE, ends_on=EARLY, by=editor)
    with refused(DatesReversedError):
        services.commitments.change_milestone(
            milestone, {"starts_on": date(2019, 4, 1)}, seen=1, by=editor
        )


def test_a_part_added_after_a_removal_still_comes_last(commitment, editor) -> None:
    add = services.commitments.add_milestone
    first, _second, _third = (add(commitment, title=both(t), by=editor) for t in "abc")
    services.commitments.remove_milestone(first, by=editor)

    last = add(commitment, title=both("d"), by=editor)

    assert list(commitment.milestones.all())[-1] == last


# Indicators and targets


def test_an_indicator_comes_changes_and_goes(commitment, editor) -> None:
    indicator = services.commitments.add_indicator(
        commitment, title=both("Open data sets"), baseline=Decimal("2.50"), by=editor
    )
    assert changes(commitment.record) == [("indicator", "nothing", "Open data sets (en)")]

    services.commitments.change_indicator(
        indicator, {"direction": Direction.HOLD, "baseline": Decimal(3)}, seen=1, by=editor
    )
    assert changes(commitment.record) == [
        ("direction", "should rise", "should hold"),
        ("baseline", "2.5", "3"),
    ]

    services.commitments.remove_indicator(indicator, by=editor)
    assert changes(commitment.record) == [("indicator", "Open data sets (en)", "nothing")]


def test_the_measure_of_success_is_made_once(commitment, editor) -> None:
    first = services.commitments.measure_of_success(commitment, by=editor)
    again = services.commitments.measure_of_success(commitment, by=editor)

    assert first == again
    assert (first.title.en, first.direction) == ("Measure of success", Direction.DONE)


def test_a_second_measure_of_success_is_refused(commitment, editor) -> None:
    services.commitments.measure_of_success(commitment, by=editor)
    other = services.commitments.add_indicator(commitment, title=both("Other"), by=editor)

    with refused(SecondMeasureError):
        services.commitments.change_indicator(
            other, {"is_measure_of_success": True}, seen=1, by=editor
        )
    with refused(SecondMeasureError):
        services.commitments.add_indicator(
            commitment, title=both("Third"), is_measure_of_success=True, by=editor
        )


@pytest.fixture
def indicator(commitment, editor):
    return services.commitments.measure_of_success(commitment, by=editor)


def targets_of(indicator):
    rows = indicator.targets.all()
    return {(t.period.year, t.period.half): (t.words, t.number) for t in rows}


def test_targets_are_set_kept_and_cleared(plan, indicator, editor) -> None:
    first, second, third, _fourth = plan.periods.all()
    set_targets = services.commitments.set_targets
    set_targets(indicator, {first: aim("Ten", 10), second: aim("Twenty")}, by=editor)

    changed = set_targets(indicator, {second: Aim(Bilingual()), third: aim("Thirty")}, by=editor)

    assert targets_of(indicator) == {
        (2019, 1): (both("Ten"), 10),
        (2020, 1): (both("Thirty"), None),
    }
    assert changed.revision == 3
    assert changes(indicator.record) == [
        ("Semester II 2019", "Twenty (en)", "nothing"),
        ("Semester I 2020", "nothing", "Thirty (en)"),
    ]


#        before                 after                  how it is told
AIMS = [
    (aim("Ten", 10), aim("Ten", 12), ("Ten (en) (10)", "Ten (en) (12)")),
    (aim("Ten"), aim("Ten", 10), ("Ten (en)", "Ten (en) (10)")),
    (Aim(Bilingual(), Decimal(4)), aim("Four"), ("4", "Four (en)")),
    (Aim(Bilingual(id="Lima"), Decimal(5)), aim("Six"), ("Lima (5)", "Six (en)")),
]


@pytest.mark.parametrize(("before", "after", "words"), AIMS)
def test_words_and_number_of_a_target_are_both_told(
    before, after, words, plan, indicator, editor
) -> None:
    period = plan.periods.first()
    services.commitments.set_targets(indicator, {period: before}, by=editor)

    services.commitments.set_targets(indicator, {period: after}, by=editor)

    assert changes(indicator.record) == [("Semester I 2019", *words)]


def test_the_same_targets_again_write_nothing(plan, indicator, editor) -> None:
    aims = {plan.periods.first(): aim("Ten", 10), plan.periods.last(): Aim(Bilingual())}
    services.commitments.set_targets(indicator, aims, by=editor)
    before = events(indicator.record)

    services.commitments.set_targets(indicator, aims, by=editor)

    assert events(indicator.record) == before


def test_two_set_targets_of_different_semesters(plan, indicator, editor, publisher) -> None:
    first, second = plan.periods.all()[:2]
    set_targets = services.commitments.set_targets
    set_targets(indicator, {first: aim("Ten")}, seen=1, by=editor)

    with refused(StaleError):
        set_targets(indicator, {first: aim("Eleven")}, seen=1, by=publisher)
    set_targets(indicator, {second: aim("Twenty")}, seen=1, by=publisher)

    assert len(targets_of(indicator)) == 2


@pytest.mark.parametrize("number", [Decimal(10) ** 13, Decimal("1.005")])
def test_a_number_that_would_not_be_kept_exactly_is_refused(
    number, plan, commitment, indicator, editor
) -> None:
    with refused(InexactNumberError):
        aims = {plan.periods.first(): Aim(both("Ten"), number)}
        services.commitments.set_targets(indicator, aims, by=editor)
    with refused(InexactNumberError):
        services.commitments.change_indicator(indicator, {"baseline": number}, seen=1, by=editor)
    with refused(InexactNumberError):
        services.commitments.add_indicator(
            commitment, title=both("Share"), baseline=number, by=editor
        )


def test_the_largest_numbers_are_kept_exactly(plan, indicator, editor) -> None:
    budget, number = Decimal("999999999999999"), Decimal("9999999999999.99")
    change(indicator.commitment, {"budget": budget}, editor)

    services.commitments.set_targets(
        indicator, {plan.periods.first(): Aim(both("Much"), number)}, by=editor
    )

    assert (Commitment.objects.get().budget, indicator.targets.get().number) == (budget, number)


def test_a_semester_of_another_plan_is_refused(indicator, editor) -> None:
    foreign = make_plan("2022").periods.first()

    with refused(ForeignPeriodError):
        services.commitments.set_targets(indicator, {foreign: aim("Ten")}, by=editor)


@pytest.mark.parametrize("add", ["add_milestone", "add_indicator"])
def test_a_part_that_is_sent_twice_is_added_once(add, editor):
    commitment = make_commitment(make_plan())
    send = getattr(services.commitments, add)

    first = send(commitment, title=both("Road map"), by=editor)
    lines = commitment.record.entries.count()
    second = send(commitment, title=both("Road map"), by=editor)

    assert first == second
    assert commitment.record.entries.count() == lines
