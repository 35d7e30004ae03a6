"""Several write in one matrix at the same moment."""

from functools import partial

import pytest

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import StaleError
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.proposals.models import MatrixCall, Row, Step
from kokreasi.proposals.services.matrix import calls, cells, rows, starting
from kokreasi.proposals.services.matrix.cells import Cell
from kokreasi.proposals.tests.test_matrix import add

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 8


def errors(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def test_cells_of_one_row_written_at_once_are_all_kept(at_once) -> None:
    plan = make_plan()
    (row,) = add(plan, "A")
    seen = Row.objects.get().revision
    names = ("remarks", "leads", "supporters", "s2019-1", "s2019-2", "s2020-1", "s2020-2")

    results = at_once(
        *[partial(cells.write, plan, [Cell(row.pk, n, n, seen)], by=None) for n in names]
    )

    assert errors(results) == []
    now = Row.objects.get()
    assert (now.remarks, now.leads, now.supporters) == names[:3]
    assert sorted(Step.objects.values_list("words", flat=True)) == sorted(names[3:])


@pytest.mark.parametrize("name", ["title", "s2019-1"])
def test_of_those_in_one_cell_one_writes_and_the_others_are_told(at_once, name) -> None:
    plan = make_plan()
    (row,) = add(plan, "A")
    seen = Row.objects.get().revision

    results = at_once(
        *[partial(cells.write, plan, [Cell(row.pk, name, f"{n}", seen)], by=None) for n in range(4)]
    )

    found = [result for result in results if isinstance(result, Exception)]
    assert len(found) == 3
    assert all(isinstance(one, StaleError) for one in found)


def test_the_same_words_eight_times_at_once_are_written_once(at_once) -> None:
    plan = make_plan()
    (row,) = add(plan, "A")
    write = partial(cells.write, plan, [Cell(row.pk, "s2019-1", "75%", 9)], by=None)

    results = at_once(*[write] * MANY)

    assert errors(results) == []
    assert Step.objects.get().words == "75%"
    assert plan.record.entries.filter(event="matrix.written").count() == 2


def test_a_row_sent_eight_times_at_once_is_added_once(at_once) -> None:
    plan = make_plan()
    results = at_once(*[partial(rows.add, plan, by=None, sent_as=["baru-1"])] * MANY)
    assert errors(results) == []
    assert Row.objects.count() == 1


def test_rows_added_at_once_have_numbers_and_places_of_their_own(at_once) -> None:
    plan = make_plan()
    results = at_once(*[partial(rows.add, plan, by=None)] * MANY)
    assert errors(results) == []
    assert len(set(Row.objects.values_list("number", "position"))) == MANY


def test_the_commitments_are_added_once(at_once) -> None:
    plan = make_plan()
    make_commitment(plan, 1)
    results = at_once(*[partial(starting.from_commitments, plan, by=None)] * MANY)
    assert errors(results) == []
    assert Row.objects.count() == 1


def test_a_call_opened_eight_times_at_once_writes_once(at_once) -> None:
    plan, today = make_plan(), today_in_jakarta()
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    person_with(Role.FOCAL_POINT, body=ministry.reference)
    (row,) = add(plan, "A")
    cells.write(plan, [Cell(row.pk, "leads", "Kemenkeu", 9)], by=None)
    ask = partial(
        calls.open_to_institutions, plan, closes_on=today, message="", today=today, by=None
    )

    results = at_once(*[ask] * MANY)

    assert errors(results) == []
    assert MatrixCall.objects.count() == Message.objects.count() == 1
