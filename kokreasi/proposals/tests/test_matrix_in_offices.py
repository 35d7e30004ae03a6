"""The matrix as offices edit it: a cell written, a row deleted, the last row put first.

LibreOffice does it where it is installed; a library of our own does the same everywhere.
"""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kokreasi.plans.tests.factories import make_plan
from kokreasi.proposals.exports.matrix import of_plan
from kokreasi.proposals.queries.returned import Kind
from kokreasi.proposals.services.matrix import returning
from kokreasi.proposals.tests.test_matrix import add, titles

pytestmark = pytest.mark.django_db

OFFICE = shutil.which("soffice")
PATIENCE = 240  # seconds for an office program that starts for the first time
TITLE, FIRST_ROW = 4, 3  # as spreadsheets count: from 1
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Matriks"
 script:language="StarBasic">Sub Edit(source As String, target As String)
  Dim given(0) As New com.sun.star.beans.PropertyValue
  Dim book, sheet, place, last
  given(0).Name = &quot;Hidden&quot;
  given(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), &quot;_blank&quot;, 0, given())
  sheet = book.Sheets.getByIndex(0)
  sheet.getCellByPosition(3, 2).String = &quot;Anggaran desa&quot;
  sheet.Rows.removeByIndex(3, 1)
  sheet.Rows.insertByIndex(2, 1)
  place = sheet.getCellByPosition(0, 2).CellAddress
  last = sheet.getCellRangeByPosition(0, 5, 40, 5).RangeAddress
  sheet.moveRange(place, last)
  sheet.Rows.removeByIndex(5, 1)
  given(0).Name = &quot;FilterName&quot;
  given(0).Value = &quot;Calc MS Excel 2007 XML&quot;
  book.storeToURL(ConvertToURL(target), given())
  book.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Matriks"/>
</library:library>
"""


def in_libreoffice(data: bytes, folder: Path) -> bytes:
    """Through OpenDocument first, as somebody does who has no Excel, then edited and saved."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    source, target = folder / "matriks.xlsx", folder / "kembali.xlsx"
    source.write_bytes(data)
    _run(folder, "--convert-to", "ods", "--outdir", folder, source)
    if not source.with_suffix(".ods").exists():
        pytest.skip("this LibreOffice has no Calc")
    library = folder / "office" / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY)
    (library / "Matriks.xba").write_text(MODULE)
    _run(folder, f'macro:///Standard.Matriks.Edit("{source.with_suffix(".ods")}","{target}")')
    return target.read_bytes()


def _run(folder: Path, *given: object) -> None:
    home = f"-env:UserInstallation=file://{folder}/office"
    command = [str(OFFICE), home, "--headless", *map(str, given)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


def by_hand(data: bytes, _folder: Path) -> bytes:
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    first, _deleted, third, last, *rest = rows
    first[TITLE - 1] = "Anggaran desa"
    for at, row in enumerate([last, first, third, *rest, [None] * len(first)], start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type  # no formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("edit", [in_libreoffice, by_hand])
def test_what_an_office_did_comes_back_as_exactly_that(edit, tmp_path) -> None:
    plan = make_plan()
    first, second, _third, _last = add(plan, "Anggaran", "Data", "Desa", "=SUM(A1)")
    with of_plan(plan) as file:
        edited = edit(file.read(), tmp_path)

    returned = returning.upload(plan, name="kembali.xlsx", data=edited, sender=None)
    found = returning.difference(returned)

    assert [(one.kind, one.row, one.new) for one in found.differences] == [
        (Kind.CHANGED, first.pk, "Anggaran desa"),
        (Kind.GONE, second.pk, ""),
        (Kind.ORDER, None, ""),
    ]
    assert [one.is_offered for one in found.differences] == [True, False, False]

    every = {one.key for one in found.differences}
    returning.apply(returned, every, seen=found.fingerprint, by=None)

    assert titles(plan) == ["=SUM(A1)", "Anggaran desa", "Desa"]
    again = returning.upload(plan, name="kembali.xlsx", data=edited, sender=None)
    assert returning.difference(again).differences == []
