"""Attendance lists of many offices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.attendance import attendance_in


def read(*rows):
    return attendance_in([{"name": "Sheet1", "rows": [list(row) for row in rows]}])


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        (("Nama", "Instansi"), ("Siti", "Bappenas"), {"organisation": "Bappenas"}),
        (("NAMA LENGKAP", "Asal Instansi"), ("Siti", "PPN"), {"organisation": "PPN"}),
        (("Name", "Organisation"), ("Siti", "PPN"), {"organisation": "PPN"}),
        (("No.", "Nama", "Jabatan"), ("1", "Siti", "Analis"), {"position": "Analis"}),
        (("Nama", "L/P"), ("Siti", "P"), {"gender": "woman"}),
        (("Nama", "L-P"), ("Siti", "l"), {"gender": "man"}),
        (("Nama", "JK"), ("Siti", "Perempuan"), {"gender": "woman"}),
        (("Nama", "Jenis Kelamin"), ("Siti", "laki-laki"), {"gender": "man"}),
        (("Nama", "Gender"), ("Siti", "F"), {"gender": "woman"}),
        (("Nama", "L", "P"), ("Siti", "", "√"), {"gender": "woman"}),
        (("Nama", "L", "P"), ("Siti", "v", "-"), {"gender": "man"}),
        (("Nama", "L", "P"), ("Siti", "v", "v"), {"gender": "", "unread": ["L + P"]}),
        (("Nama", "JK"), ("Siti", "?!x"), {"gender": "", "unread": ["?!x"]}),
        (("Nama", "JK"), ("Siti", ""), {"gender": "", "unread": []}),
        (("Nama", "Disabilitas"), ("Siti", "Ya"), {"disability": "yes"}),
        (("Nama", "Disabilitas"), ("Siti", "netra"), {"disability": "", "unread": ["netra"]}),
        (("Nama", "E-mail"), ("Siti", "S@Example.org"), {"email": "s@example.org"}),
    ],
)
def test_columns_are_known_by_what_offices_call_them(head, cells, expected) -> None:
    found = read(("DAFTAR HADIR",), (), head, cells)

    (person,) = found.people
    assert person.name == "Siti"
    assert {name: getattr(person, name) for name in expected} == expected
    assert (person.line, found.unknown_columns) == (4, [])


def test_lines_of_signatures_and_totals_are_no_people() -> None:
    found = read(
        ("No", "Nama", "Instansi"),
        ("1", "Siti", "A"),
        ("2", "", "B"),
        ("3", "", ""),
        ("", "12", ""),
    )

    assert [person.name for person in found.people] == ["Siti"]
    assert found.lines_without_name == [3]


@pytest.mark.parametrize("rows", [(), (("Nama",), ("Siti",)), (("Judul", "Isi"), ("a", "b"))])
def test_what_has_no_headings_is_no_list(rows) -> None:
    assert not read(*rows).is_list


def test_every_sheet_with_headings_counts() -> None:
    rows = [["Nama", "Instansi"], ["Siti", "A"]]

    found = attendance_in([{"rows": rows}, {"rows": [["x"]]}, {"rows": rows}])

    assert len(found.people) == 2


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_no_table_breaks_the_reader(rows) -> None:
    found = read(("Nama", "Instansi", "L", "P"), *rows)

    assert all(person.name for person in found.people)
    assert len(found.people) + len(found.lines_without_name) <= len(rows)
