"""The matrix as a file: sent, edited, and read back with a difference."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from kokreasi.core.errors import StaleError
from kokreasi.plans.tests.factories import make_plan
from kokreasi.proposals.exports.matrix import of_plan
from kokreasi.proposals.queries.returned import Kind
from kokreasi.proposals.services.matrix import cells, returning, rows
from kokreasi.proposals.services.matrix.cells import Cell
from kokreasi.proposals.tests.test_matrix import add, fresh, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan()
    a, _b, _c = add(plan, "=SUM(A1)", "Anggaran", "Data")
    cells.write(plan, [Cell(a.pk, "s2019-1", "75% tepat waktu", 9)], by=None)
    return plan


def sent(plan):
    with of_plan(plan) as file:
        return file.read()


def back(plan, data, name="matriks.xlsx"):
    return returning.upload(plan, name=name, data=data, sender=None)


def keys(found, kind):
    return [one.key for one in found.of(kind)]


def as_csv(plan, change):
    """Write the workbook as somebody's own table, changed line by line."""
    header = "No,Usulan Komitmen,K/L Pendukung,Semester I 2019,Keterangan,Catatan kami"
    lines = [
        [str(r.number), r.title, r.supporters, "", r.remarks, ""]
        for r in plan.matrix_rows.standing()
    ]
    return "\n".join([header, *(",".join(line) for line in change(lines))]).encode()


def test_what_was_sent_changes_nothing_when_it_comes_back(plan) -> None:
    found = returning.difference(back(plan, sent(plan)))

    assert (found.differences, found.problems, found.unread) == ([], [], [])


def test_cells_rows_order_and_unknown_columns_are_told_apart(plan) -> None:
    def change(lines):
        a, _b, c = lines
        c[4], c[5] = "baru", "x"
        return [c, a, ["", "Usulan baru", "", "", "", ""]]

    found = returning.difference(back(plan, as_csv(plan, change), "m.csv"))

    a, b, c = plan.matrix_rows.standing()
    assert keys(found, Kind.CHANGED) == [f"r{c.pk}-remarks", f"r{a.pk}-s2019-1"]
    assert [one.is_offered for one in found.of(Kind.CHANGED)] == [True, False]
    assert [one.new for one in found.of(Kind.ADDED)] == ["Usulan baru"]
    assert keys(found, Kind.GONE) == [f"gone-{b.pk}"]
    assert not found.of(Kind.GONE)[0].is_offered
    assert keys(found, Kind.ORDER) == ["order"]
    assert any("Catatan kami" in words for words in found.unread)


def test_only_what_is_chosen_is_done_and_the_file_again_changes_nothing(plan) -> None:
    def change(lines):
        a, b, c = lines
        return [c, a, b, ["", "Usulan baru", "", "", "teks", ""]]

    data = as_csv(plan, change)
    first = back(plan, data, "m.csv")
    found = returning.difference(first)
    chosen = [one.key for one in found.differences if one.kind in {Kind.ADDED, Kind.ORDER}]

    for _time in range(2):
        returning.apply(first, chosen, seen=found.fingerprint, by=None)

    assert titles(plan) == ["Data", "=SUM(A1)", "Anggaran", "Usulan baru"]
    again = returning.difference(back(plan, data, "m.csv"))
    assert [one.key for one in again.differences if one.kind != Kind.CHANGED] == []


def test_what_somebody_typed_since_is_a_conflict_only_where_the_file_changed_it(plan) -> None:
    data = sent(plan)
    a, b, _c = plan.matrix_rows.standing()
    cells.write(plan, [Cell(a.pk, "remarks", "typed since", 9)], by=None)
    add(plan, "Lebih muda")
    rows.remove(b, by=None)

    untouched = returning.difference(back(plan, data))

    assert keys(untouched, Kind.CHANGED) == []
    assert keys(untouched, Kind.GONE) == []
    assert [one.is_offered for one in untouched.of(Kind.ADDED)] == [False]


def test_a_conflict_is_shown_and_not_ticked(plan, tmp_path) -> None:
    data = edited(sent(plan), "Anggaran", "Anggaran desa")
    b = plan.matrix_rows.standing()[1]
    cells.write(plan, [Cell(b.pk, "title", "Anggaran terbuka", 9)], by=None)

    (one,) = returning.difference(back(plan, data)).of(Kind.CHANGED)

    assert (one.old, one.new) == ("Anggaran terbuka", "Anggaran desa")
    assert (one.is_conflict, one.is_offered) == (True, False)


def test_nothing_is_applied_over_a_matrix_that_changed_meanwhile(plan) -> None:
    returned = back(plan, edited(sent(plan), "Anggaran", "Anggaran desa"))
    found = returning.difference(returned)
    b = plan.matrix_rows.standing()[1]
    cells.write(plan, [Cell(b.pk, "title", "Lain", 9)], by=None)

    with pytest.raises(StaleError):
        returning.apply(
            returned, {one.key for one in found.differences}, seen=found.fingerprint, by=None
        )

    assert fresh(b).title == "Lain"


def edited(data, old, new):
    """Replace words in the strings of a workbook, as an office program would save them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            made.writestr(name, text.replace(f">{old}<".encode(), f">{new}<".encode()))
    return out.getvalue()


def test_a_formula_stays_words(plan) -> None:
    with zipfile.ZipFile(io.BytesIO(sent(plan))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert 'hidden="1"' in sheet


def with_formula(data, text):
    """Put a formula where the text stands, as libraries write it: without its result."""
    book = load_workbook(io.BytesIO(data))
    (cell,) = (c for row in book.active.iter_rows() for c in row if c.value == text)
    cell.value = '=CONCATENATE("90", "%")'
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_formula_without_its_result_empties_nothing(plan) -> None:
    returned = back(plan, with_formula(sent(plan), "75% tepat waktu"))

    found = returning.difference(returned)

    (one,) = found.differences
    assert (one.name, one.new, one.is_offered) == ("s2019-1", "", False)
    assert "rumus" in one.why
    assert [words for words in found.unread if "rumus" in words]
    returning.apply(returned, [one.key], seen=found.fingerprint, by=None)
    assert plan.matrix_rows.filter(steps__words="75% tepat waktu").exists()


def test_a_formula_without_its_result_in_a_new_row_is_told(plan) -> None:
    book = load_workbook(io.BytesIO(sent(plan)))
    sheet = book.active
    titles_at = next(c.column for row in sheet for c in row if c.value == "Data")
    remarks_at = next(c.column for row in sheet for c in row if c.value == "Keterangan")
    last = next(c.row for row in sheet for c in row if c.value == "Data") + 1
    sheet.cell(last, titles_at).value = "Usulan baru"
    sheet.cell(last, remarks_at).value = "=A1"
    saved = io.BytesIO()
    book.save(saved)

    found = returning.difference(back(plan, saved.getvalue()))

    (one,) = found.of(Kind.ADDED)
    assert one.cells == {"title": "Usulan baru"}
    assert [words for words in found.unread if "rumus" in words]


def table(*lines, head="No,Usulan Komitmen,Keterangan"):
    return "\n".join([head, *lines]).encode()


def test_the_matrix_of_another_plan_is_never_taken_for_this_one(plan) -> None:
    other = make_plan("2020")
    add(other, "X", "Y", "Z")

    found = returning.difference(back(plan, sent(other)))

    assert not found.of(Kind.CHANGED)
    assert [(one.new, one.is_offered) for one in found.of(Kind.ADDED)] == [
        ("X", False),
        ("Y", False),
        ("Z", False),
    ]


def test_a_row_that_somebody_copied_in_the_file_is_a_new_one(plan) -> None:
    a, b, c = plan.matrix_rows.standing()
    marked = (f"{row.number},{row.title},R{row.pk}-{row.revision}" for row in (a, b, c))
    copied = f",Disalin,R{a.pk}-{a.revision}"

    found = returning.difference(
        back(plan, table(*marked, copied, head="No,Usulan Komitmen,ID baris (0)"), "m.csv")
    )

    (new,) = found.of(Kind.ADDED)
    assert (new.new, new.is_offered, len(new.notes)) == ("Disalin", True, 1)
    assert not found.of(Kind.CHANGED)


def test_a_number_that_no_matrix_has_is_another_number(plan) -> None:
    kept = back(plan, table("40000,Baru,"), "m.csv")
    found = returning.difference(kept)

    returning.apply(kept, {"new-2"}, seen=found.fingerprint, by=None)
    rows.add(plan, by=None)

    assert sorted(plan.matrix_rows.standing().values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_signs_that_nobody_sees_are_left_out_of_cells(plan) -> None:
    a = plan.matrix_rows.standing().first()

    cells.write(
        plan, [Cell(a.pk, "remarks", "Setu\u202eju\u200b\x07 dengan\u2028catatan", 9)], by=None
    )

    a.refresh_from_db()
    assert a.remarks == "Setuju dengan\ncatatan"
