"""The matrix: cells, rows, undoing, what it starts from, and who fills it in."""

from datetime import date, timedelta

import pytest

from kokreasi.conversations.choices import Verdict
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.services import merge
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.choices import Part
from kokreasi.plans.services import themes
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.proposals.errors import (
    GoneRowError,
    ManyCellsError,
    NobodyAskedError,
    NoSuchCellError,
    NothingToUndoError,
    PastCallError,
    StatusOfProposalError,
    UnknownThemeError,
)
from kokreasi.proposals.imports import load_statuses
from kokreasi.proposals.matrix import status_words
from kokreasi.proposals.models import MatrixCall, Row, Step
from kokreasi.proposals.services import adopting, submitting
from kokreasi.proposals.services.matrix import calls, cells, rows, starting, undoing
from kokreasi.proposals.services.matrix.cells import Cell, CellsStaleError
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    decide_and_publish,
    make_proposal,
    plan_with_a_call,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


def add(plan, *titles, by=None):
    new = [f"n-{title[:40]}" for title in titles]
    written = [Cell(name, "title", title) for name, title in zip(new, titles, strict=True)]
    return list(rows.add(plan, by=by, sent_as=new, cells=written).rows.values())


def titles(plan):
    return list(plan.matrix_rows.standing().values_list("title", flat=True))


def lines(plan):
    return plan.record.entries.filter(event__startswith="matrix.").count()


def fresh(row):
    return Row.objects.get(pk=row.pk)


def test_two_in_different_cells_of_a_row_never_stop_each_other(plan) -> None:
    (row,) = add(plan, "A")
    seen = fresh(row).revision

    cells.write(plan, [Cell(row.pk, "remarks", "mine", seen)], by=None)
    cells.write(plan, [Cell(row.pk, "s2019-1", "theirs", seen)], by=None)

    assert fresh(row).remarks == "mine"
    assert Step.objects.get(row=row).words == "theirs"


@pytest.mark.parametrize("name", ["title", "s2019-1", "s2020-2"])
def test_the_same_cell_shows_both_and_nothing_is_written(plan, name) -> None:
    row, other = add(plan, "A", "B")
    seen = fresh(row).revision
    cells.write(plan, [Cell(row.pk, name, "theirs", seen)], by=None)

    paste = [Cell(other.pk, "remarks", "x", 1), Cell(row.pk, name, "mine", seen)]
    with pytest.raises(CellsStaleError) as stale:
        cells.write(plan, paste, by=None)

    (conflict,) = stale.value.conflicts
    assert (conflict.row, conflict.name, conflict.theirs) == (row.pk, name, "theirs")
    assert fresh(other).remarks == ""
    cells.write(plan, [Cell(row.pk, name, "mine", conflict.seen)], by=None)


def test_the_same_words_are_no_conflict_and_no_line(plan) -> None:
    (row,) = add(plan, "A")
    before = lines(plan)

    assert cells.write(plan, [Cell(row.pk, "title", " A \r\n", 0)], by=None) is None

    assert lines(plan) == before


def test_a_range_is_one_line_of_history_and_few_queries(plan, django_assert_max_num_queries):
    many = add(plan, *"ABCDEFGHIJ")
    before = lines(plan)
    written = [
        Cell(row.pk, name, f"{row.pk} {name}", fresh(row).revision)
        for row in many
        for name in ("remarks", "leads", "s2019-1", "s2019-2")
    ]

    with django_assert_max_num_queries(25):
        cells.write(plan, written, by=None)

    assert lines(plan) == before + 1


def test_cells_that_are_not_written_by_people_are_refused(plan) -> None:
    (row,) = add(plan, "A")
    for name in ("number", "reference", "s2031-1", "removed_at", "plan"):
        with pytest.raises(NoSuchCellError):
            cells.write(plan, [Cell(row.pk, name, "9", 9)], by=None)


def test_more_than_a_browser_sends_is_refused(plan) -> None:
    (row,) = add(plan, "A")
    with pytest.raises(ManyCellsError):
        cells.write(plan, [Cell(row.pk, "title", "x", 9)] * 4001, by=None)


def test_a_row_of_another_plan_is_no_row_here(plan) -> None:
    (row,) = add(make_plan("2020"), "A")
    with pytest.raises(GoneRowError):
        cells.write(plan, [Cell(row.pk, "title", "B", 9)], by=None)


def test_a_theme_is_one_of_the_plan(plan) -> None:
    theme = themes.add(plan, title=both("Budget"), by=None)
    (row,) = add(plan, "A")

    cells.write(plan, [Cell(row.pk, "theme", "budget (id)", 9)], by=None)

    assert fresh(row).theme == theme
    with pytest.raises(UnknownThemeError, match="Desa"):
        cells.write(plan, [Cell(row.pk, "theme", "Desa", 9)], by=None)
    cells.write(plan, [Cell(row.pk, "theme", "", 9)], by=None)
    assert fresh(row).theme is None


def test_only_sure_names_are_kept_and_nobody_is_invented(plan) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    known = type(ministry).objects.count()
    (row,) = add(plan, "A")

    cells.write(plan, [Cell(row.pk, "leads", "Kemenkeu; Kemenkeuu", 9)], by=None)

    assert [body.organisation for body in row.bodies.all()] == [ministry]
    assert type(ministry).objects.count() == known


def test_a_merged_organisation_is_followed(plan, publisher) -> None:
    loser, into = make_ministry("Kementerian A", "KA"), make_ministry("Kementerian B", "KB")
    (row,) = add(plan, "A")
    cells.write(plan, [Cell(row.pk, "leads", "KA; KB", 9)], by=None)

    merge(loser, into=into, by=publisher, reason="same")

    assert [body.organisation for body in row.bodies.all()] == [into]


def test_rows_sent_twice_are_added_once(plan) -> None:
    again = [add(plan, "A", "B"), add(plan, "A", "B")]

    assert again[0] == again[1]
    assert titles(plan) == ["A", "B"]


def test_rows_are_moved_removed_and_brought_back(plan) -> None:
    a, b, c = add(plan, *"ABC")
    rows.move(c, after=None, by=None)
    assert titles(plan) == ["C", "A", "B"]
    rows.move(fresh(c), after=fresh(a), by=None)
    assert titles(plan) == ["A", "C", "B"]

    rows.remove(a, by=None)
    rows.remove(a, by=None)
    assert titles(plan) == ["C", "B"]
    with pytest.raises(GoneRowError):
        cells.write(plan, [Cell(a.pk, "title", "x", 9)], by=None)
    rows.restore(fresh(a), by=None)
    assert titles(plan) == ["A", "C", "B"]
    assert fresh(a).number == 1
    assert b.number == 2


def test_the_last_acts_are_undone_one_after_the_other(plan, editor) -> None:
    a, b = add(plan, *"AB", by=editor)
    cells.write(plan, [Cell(a.pk, "title", "A2", 9)], by=editor)
    rows.remove(b, by=editor)

    undoing.undo(plan, by=editor)
    assert titles(plan) == ["A2", "B"]
    undoing.undo(plan, by=editor)
    assert titles(plan) == ["A", "B"]
    undoing.undo(plan, by=editor)
    assert titles(plan) == []
    with pytest.raises(NothingToUndoError):
        undoing.undo(plan, by=editor)


def test_one_cell_goes_back_through_everything_that_one_wrote_in_it(plan, editor) -> None:
    (row,) = add(plan, "A", by=editor)
    for text in ("B", "C", "D"):
        cells.write(plan, [Cell(row.pk, "title", text, 9)], by=editor)

    for expected in ("C", "B", "A"):
        undoing.undo(plan, by=editor)
        assert titles(plan) == [expected]


def test_nothing_is_undone_over_what_somebody_else_wrote(plan, editor, publisher) -> None:
    (row,) = add(plan, "A", by=publisher)
    cells.write(plan, [Cell(row.pk, "title", "mine", 9)], by=editor)
    cells.write(plan, [Cell(row.pk, "title", "theirs", 9)], by=publisher)

    with pytest.raises(CellsStaleError):
        undoing.undo(plan, by=editor)

    assert titles(plan) == ["theirs"]


def test_the_commitments_are_rows_and_their_numbers_join_what_was_there(plan) -> None:
    ministry, cso = make_ministry("Kementerian Keuangan", "Kemenkeu"), make_organisation("ICW")
    made = [make_commitment(plan, n, lead=ministry, partner=cso) for n in (1, 2, 3)]
    Row.objects.create(plan=plan, number=2, position=1, title="typed before")

    starting.from_commitments(plan, by=None)
    starting.from_commitments(plan, by=None)

    found = {row.number: row for row in plan.matrix_rows.standing()}
    assert {number: row.commitment for number, row in found.items()} == {
        commitment.number: commitment for commitment in made
    }
    assert found[2].title == "typed before"
    assert (found[1].leads, found[1].proposers) == ("Kemenkeu", "ICW")
    assert {body.part for body in found[1].bodies.all()} == {Part.LEAD, Part.PARTNER}


def test_proposals_are_rows_with_their_own_status() -> None:
    plan = plan_with_a_call()
    proposal = make_proposal(plan, organisation=make_organisation("Perkumpulan Terbuka", "PT"))

    (row,) = starting.from_proposals(plan, by=None)
    assert starting.from_proposals(plan, by=None) == []

    assert (row.proposers, status_words(row)) == ("PT", proposal.status.name.id)
    with pytest.raises(StatusOfProposalError):
        cells.write(plan, [Cell(row.pk, "status", "Penapisan", 9)], by=None)


def test_what_is_withdrawn_or_out_of_sight_is_put_before_no_ministry(publisher) -> None:
    plan = plan_with_a_call()
    shown, gone, spam = (make_proposal(plan, title) for title in ("Shown", "Gone", "Spam"))
    submitting.take_back(gone, at=IN_THE_CALL, by=publisher, reason="Sudah ada")
    submitting.hold_back(spam, by=publisher, reason="Iklan")

    assert [row.proposal for row in starting.from_proposals(plan, by=None)] == [shown]


def test_what_became_a_commitment_goes_to_its_row(publisher) -> None:
    plan = plan_with_a_call()
    adopted, other = make_proposal(plan, "Adopted"), make_proposal(plan, "Other")
    decide_and_publish(adopted, by=publisher, verdict=Verdict.ACCEPTED)
    commitment = adopting.adopt(adopted, leads=[make_ministry()], by=publisher)
    (row,) = starting.from_commitments(plan, by=None)

    (added,) = starting.from_proposals(plan, by=None)

    assert added.proposal == other
    assert fresh(row).proposal == adopted
    assert fresh(row).commitment == commitment
    assert starting.from_proposals(plan, by=None) == []


def test_a_typed_row_has_one_of_the_steps_of_the_office(plan) -> None:
    load_statuses()
    (row,) = add(plan, "A")
    cells.write(plan, [Cell(row.pk, "status", "penapisan", 9)], by=None)
    assert status_words(fresh(row)) == "Penapisan"


# The institutions


@pytest.fixture
def asked(plan):
    """A ministry with a focal point, and a row that names it, and one that does not."""
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    person = person_with(Role.FOCAL_POINT, body=ministry.reference)
    row, other = add(plan, "A", "B")
    cells.write(plan, [Cell(row.pk, "supporters", "Kemenkeu", 9)], by=None)
    return person, row, other


TODAY = today_in_jakarta()


def call(plan, closes_on=TODAY, message=""):
    return calls.open_to_institutions(
        plan, closes_on=closes_on, message=message, today=TODAY, by=None
    )


def test_a_call_writes_once_to_each(plan, asked) -> None:
    for _time in range(8):
        call(plan)

    assert MatrixCall.objects.count() == 1
    assert [message.to for message in Message.objects.all()] == [asked[0].email]
    call(plan, TODAY + timedelta(days=3))
    assert Message.objects.count() == 2


def test_a_call_that_reaches_nobody_is_none(plan) -> None:
    add(plan, "A")
    with pytest.raises(NobodyAskedError):
        call(plan)
    with pytest.raises(PastCallError):
        call(plan, date(2018, 1, 1))
    assert MatrixCall.objects.count() == 0


def test_who_was_asked_fills_in_only_the_own_rows_until_the_day(plan, asked) -> None:
    person, row, other = asked
    assert not person.has_perm("proposals.fill_matrix_row", row)

    running = call(plan)
    assert person.has_perm("proposals.fill_matrix_row", row)
    assert not person.has_perm("proposals.fill_matrix_row", other)
    assert list(Row.objects.visible_to(person)) == [row]

    calls.close(running, yesterday=TODAY - timedelta(days=1), by=None)
    assert not person.has_perm("proposals.fill_matrix_row", row)
    assert list(Row.objects.visible_to(person)) == [row]


def test_who_may_do_what(plan, cast, asked) -> None:
    call(plan)
    cast["asked"] = asked[0]
    secretariat = {"editor", "publisher", "administrator"}

    def allowed(permission, thing):
        return {who for who, one in cast.items() if one.has_perm(permission, thing)}

    assert allowed("proposals.change_matrix", plan) == secretariat
    assert allowed("proposals.fill_matrix", plan) == secretariat | {"asked"}
    assert allowed("proposals.fill_matrix_row", asked[1]) == secretariat | {"asked"}
    assert allowed("proposals.fill_matrix_row", asked[2]) == secretariat


def test_a_row_of_a_proposal_is_joined_to_what_grew_out_of_it_whatever_the_number(
    publisher,
) -> None:
    plan = plan_with_a_call()
    make_commitment(plan, 1)
    first, second = (make_proposal(plan, title) for title in "AB")
    starting.from_commitments(plan, by=None)
    starting.from_proposals(plan, by=None)
    decide_and_publish(second, by=publisher, verdict=Verdict.ACCEPTED)
    grown = adopting.adopt(second, leads=[], by=publisher)

    starting.from_commitments(plan, by=None)

    assert grown.number == first.row.number
    assert Row.objects.get(proposal=second).commitment == grown
    assert Row.objects.get(proposal=first).commitment is None
