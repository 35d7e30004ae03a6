from django import forms

from kokreasi.files import formats
from kokreasi.files.forms import UploadField
from kokreasi.files.tests import content
from kokreasi.files.tests.content import upload


class MatrixForm(forms.Form):
    matrix = UploadField(formats=(formats.XLSX, formats.CSV), required=False)


def test_field_takes_its_formats() -> None:
    form = MatrixForm({}, {"matrix": upload("matriks.xlsx", content.XLSX)})

    assert form.is_valid()
    assert form.cleaned_data["matrix"].name == "matriks.xlsx"


def test_field_says_why_a_file_is_refused() -> None:
    form = MatrixForm({}, {"matrix": upload("matriks.csv", content.XLSX)})

    assert "matriks.csv" in form.errors["matrix"][0]


def test_field_may_stay_empty_where_it_is_not_required() -> None:
    assert MatrixForm({}, {}).is_valid()


def test_browser_offers_only_these_formats() -> None:
    assert 'accept=".xlsx,.csv"' in str(MatrixForm())
