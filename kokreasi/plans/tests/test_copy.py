"""The next plan starts from this one."""

from datetime import date, timedelta

import pytest

from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.models import Commitment
from kokreasi.plans.services.plans import CodeTakenError, TooShortError
from kokreasi.plans.tests.factories import aim, both, make_commitment, make_plan, make_stage
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.choices import Tie
from kokreasi.register.models import Link, Record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2019, 1, 1), date(2020, 12, 31)
NEXT_FIRST, NEXT_LAST = date(2021, 1, 1), date(2022, 12, 31)


@pytest.fixture
def plan():
    return make_plan(starts_on=FIRST, ends_on=LAST)


def copied(plan, by, **fields):
    given = {"code": "2021", "title": both("Next"), "starts_on": NEXT_FIRST, "ends_on": NEXT_LAST}
    return services.plans.copy(plan, **(given | fields), by=by)


def test_the_copy_is_a_draft_of_its_own_tied_to_the_first(plan, editor) -> None:
    make_stage(plan)
    services.plans.open_to_public(plan, by=editor)
    commitment = make_commitment(plan, is_published=True)

    following = copied(plan, editor, commitments=[commitment])

    own = Record.objects.filter(reference__contains="2021")
    assert set(own.values_list("reference", flat=True)) == {
        "RAN-2021",
        "THP-2021-01",
        "KOM-2021-01",
    }
    assert not own.filter(published_at__isnull=False).exists()
    assert not own.filter(version__isnull=False).exists()
    assert following.periods.first().semester == Semester(2021, 1)
    assert set(Link.objects.values_list("source__reference", "target__reference", "tie")) == {
        ("RAN-2018", "RAN-2021", Tie.CONTINUED_AS),
        ("KOM-2018-01", "KOM-2021-01", Tie.CONTINUED_AS),
    }


def test_stages_keep_their_length_and_distance_across_a_leap_day(plan, editor) -> None:
    days = [
        (date(2018, 11, 1), date(2018, 11, 30)),
        (date(2020, 2, 28), date(2020, 2, 29)),
        (date(2020, 3, 1), date(2020, 3, 1)),
    ]
    for opens_on, closes_on in days:
        make_stage(plan, opens_on=opens_on, closes_on=closes_on)
    undated = make_stage(plan, "Undated")

    following = copied(plan, editor)

    moved = NEXT_FIRST - FIRST
    assert moved == timedelta(days=731)
    assert list(following.stages.values_list("opens_on", "closes_on")) == [
        *[(opens_on + moved, closes_on + moved) for opens_on, closes_on in days],
        (None, None),
    ]
    assert following.stages.last().title == undated.title


def test_only_chosen_commitments_come_along_numbered_anew_under_copied_themes(plan, editor) -> None:
    theme = services.themes.add(plan, title=both("Budget"), description=both("Money"), by=editor)
    make_commitment(plan, 1)
    chosen = [make_commitment(plan, 5, theme=theme), make_commitment(plan, 3)]

    following = copied(plan, editor, commitments=chosen)

    (copy_of_theme,) = following.themes.all()
    found = following.commitments.values_list("number", "title", "theme")
    assert list(found) == [(1, both("Promise 5"), copy_of_theme.pk), (2, both("Promise 3"), None)]
    assert copy_of_theme.pk != theme.pk
    assert (copy_of_theme.code, copy_of_theme.description) == (theme.code, both("Money"))


def test_a_continued_commitment_keeps_words_terms_and_institutions(plan, editor) -> None:
    goal = TermFactory(vocabulary=Vocabulary.SDG_GOAL)
    ministry, forum = make_ministry(), make_organisation()
    commitment = make_commitment(
        plan,
        lead=ministry,
        partner=forum,
        problem=both("Closed"),
        solution=both("Open"),
        goals=[goal],
        budget=1000,
        ogp_id="ID0111",
    )
    lead = commitment.involvements.get(part=Part.LEAD)
    services.commitments.set_contact(lead, contact="PPID", mailbox="a@b.example", by=editor)

    following = copied(plan, editor, commitments=[commitment])

    copy = following.commitments.get()
    assert (copy.problem, copy.solution) == (both("Closed"), both("Open"))
    assert list(copy.goals.all()) == [goal]
    assert list(copy.involvements.values_list("organisation", "part", "contact", "mailbox")) == [
        (ministry.pk, "lead", "PPID", "a@b.example"),
        (forum.pk, "partner", "", ""),
    ]
    assert (copy.budget, copy.ogp_id) == (None, "")


def test_what_belongs_to_the_old_period_stays_there(plan, editor) -> None:
    commitment = make_commitment(plan, starts_on=FIRST, ends_on=LAST)
    services.commitments.add_milestone(commitment, title=both("Step"), ends_on=LAST, by=editor)
    indicator = services.commitments.measure_of_success(commitment, by=editor)
    services.commitments.set_targets(indicator, {plan.periods.first(): aim("Ten")}, by=editor)

    copied(plan, editor, commitments=[commitment])

    copy = Commitment.objects.get(plan__code="2021")
    assert (copy.starts_on, copy.ends_on) == (None, None)
    assert not copy.milestones.exists()
    assert not copy.indicators.exists()
    assert commitment.indicators.get().targets.exists()


def test_a_copy_that_cannot_be_leaves_nothing(plan, editor) -> None:
    commitment = make_commitment(plan)

    with refused(CodeTakenError):
        copied(plan, editor, code="2018", commitments=[commitment])
    with refused(TooShortError):
        copied(plan, editor, ends_on=NEXT_FIRST, commitments=[commitment])
