"""Organisations out as a table and in again."""

import csv
import io
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.core.tabular import TableError, csv_lines, xlsx_file
from kokreasi.organisations import errors as services_errors
from kokreasi.organisations import exports, imports, services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.imports import Step
from kokreasi.organisations.models import Alias, Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.register.models import Entry
from kokreasi.vocabularies.choices import Scheme, Vocabulary
from kokreasi.vocabularies.tests.factories import RegionFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(db):
    """An organisation with something in every column."""
    parent = make_ministry("Kementerian Contoh", "Kemencontoh")
    return make_organisation(
        "Pusat Telaah dan Informasi Regional",
        "PATTIRO",
        aliases=["Pattirol", "Patiro; Jakarta"],
        since=date(1999, 4, 17),
        profile={
            "parent": parent,
            "regions": [
                RegionFactory(code="33.74"),
                RegionFactory(scheme=Scheme.BPS, code="1101"),
            ],
            "goals": [TermFactory(vocabulary=Vocabulary.SDG_GOAL, code="16")],
            "mailbox": "info@example.org",
            "website": "https://example.org",
            "founded_year": 1999,
            "focus": Bilingual(id="Anggaran\r\ndan layanan", en="Budgets"),
            "network": Bilingual(id="16 komunitas"),
            "programmes": Bilingual(en="=Programmes"),
        },
    )


def as_csv(editor) -> bytes:
    return "".join(csv_lines(exports.COLUMNS, exports.rows_for(editor))).encode()


def as_xlsx(editor) -> bytes:
    with xlsx_file(exports.COLUMNS, exports.rows_for(editor)) as file:
        return file.read()


def take(text: str, by):
    return imports.take(text.encode(), name="organisasi.csv", by=by)


def steps(text: str):
    return [row.step for row in imports.read(text.encode(), name="organisasi.csv").rows]


def problems(text: str):
    with override("en"):
        difference = imports.read(text.encode(), name="organisasi.csv")
    return [problem for row in difference.rows for problem in row.problems]


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_what_goes_out_comes_in_and_changes_nothing(written, full, editor) -> None:
    before = Entry.objects.count()

    difference = imports.take(written(editor), name="organisasi", by=editor)

    assert [row.step for row in difference.rows] == [Step.SAME, Step.SAME]
    assert difference.changes_nothing
    assert Entry.objects.count() == before


def test_a_line_without_reference_brings_every_column(full, editor) -> None:
    header, first, second = list(csv.reader(io.StringIO(as_csv(editor).decode(), newline="")))
    copy = dict(zip(header, second, strict=True)) | {
        "reference": "",
        "name_id": "Perkumpulan Salinan",
        "abbreviation": "PS",
        "aliases": "Salin; Salinan",
        "focus_id": "Anggaran\ndan layanan",
        "programmes_en": "=Programmes",
    }

    take(table(copy), editor)

    new = dict(
        zip(header, cells_of(Organisation.objects.get(record__reference="ORG-0003")), strict=True)
    )
    assert first[0] == "ORG-0001"
    assert new | {"reference": ""} == copy


def table(*rows: dict) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def cells_of(organisation) -> list[str]:
    organisation = exports.with_cells(Organisation.objects.all()).get(pk=organisation.pk)
    values = [column.value(organisation) for column in exports.COLUMNS]
    return ["" if value is None else str(value) for value in values]


NEW = """kind,name_id,name_en,abbreviation,aliases
cso,Perkumpulan Baru,New,PB,Perk Baru; PB; perk. baru
"""


def test_the_same_file_twice_changes_nothing(editor) -> None:
    assert steps(NEW) == [Step.CREATE]
    take(NEW, editor)
    entries = Entry.objects.count()

    assert steps(NEW) == [Step.SAME]
    take(NEW, editor)

    assert Organisation.objects.count() == 1
    assert Entry.objects.count() == entries
    assert [alias.text for alias in Alias.objects.all()] == ["Perk Baru"]


def test_the_difference_names_old_and_new(full, editor) -> None:
    text = "reference,name_id,website,focus_id\nORG-0002,Pusat Telaah,https://example.com,\n"

    (row,) = imports.read(text.encode(), name="x.csv").rows

    assert row.step == Step.CHANGE
    assert [(change.column, change.old, change.new) for change in row.changes] == [
        ("name_id", "Pusat Telaah dan Informasi Regional", "Pusat Telaah"),
        ("website", "https://example.org", "https://example.com"),
        ("focus_id", "Anggaran\ndan layanan", ""),
    ]
    assert Organisation.objects.get(pk=full.pk).website == "https://example.org"

    take(text, editor)

    full = Organisation.objects.get(pk=full.pk)
    assert str(full.name) == "Pusat Telaah"
    assert full.abbreviation == "PATTIRO"
    assert full.focus == Bilingual(en="Budgets")
    assert full.website == "https://example.com"
    assert full.names.count() == 1


def test_a_name_with_a_later_first_day_is_a_new_name(full, editor) -> None:
    take("reference,name_id,name_from\nORG-0002,Pusat Telaah,2024-10-21\n", editor)

    assert full.name_on(date(2024, 10, 20)).name.id == "Pusat Telaah dan Informasi Regional"
    assert full.name_on(date(2024, 10, 21)).name.id == "Pusat Telaah"


def test_aliases_become_those_of_the_file(full, editor) -> None:
    take(
        "reference,name_id,aliases\nORG-0002,Pusat Telaah dan Informasi Regional,Pattirol; Baru\n",
        editor,
    )

    assert sorted(alias.text for alias in full.aliases.all()) == ["Baru", "Pattirol"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("reference,name_id\nORG-9999,X\n", "No organisation has the reference ORG-9999"),
        ("reference,name_id\nORG-0002,\n", "The name is missing."),
        ("name_id\nBaru\n", "The kind is missing."),
        ("name_id,kind\nBaru,club\n", "kind: “club” is no kind."),
        ("name_id,kind,founded_year\nBaru,cso,long ago\n", "founded_year: "),
        ("name_id,kind,founded_year\nBaru,cso,99999999999\n", "founded_year: "),
        ("name_id,kind,mailbox\nBaru,cso,nobody\n", "mailbox: Enter a valid email address."),
        ("name_id,kind,website\nBaru,cso,javascript:alert(1)\n", "website: Enter a valid URL."),
        ("name_id,kind,name_from\nBaru,cso,21/10/2024\n", "name_from: “21/10/2024” is no day"),
        ("name_id,kind,regions\nBaru,cso,99.99\n", "regions: Nobody knows the region 99.99."),
        ("name_id,kind,goals\nBaru,cso,18\n", "goals: Nobody knows the goal 18."),
        ("name_id,kind,parent\nBaru,cso,ORG-9999\n", "parent: No organisation has"),
        ("name_id,kind\nBaru,cso\nBARU,cso\n", "Line 2 is about the same organisation."),
        (f"name_id,kind,abbreviation\nBaru,cso,{'x' * 41}\n", "abbreviation: Ensure this value"),
    ],
)
def test_a_problem_is_named_and_nothing_is_taken(text, problem, full, editor) -> None:
    good = "kind,name_id\ncso,Yang Baik\n"
    before = (Organisation.objects.count(), Entry.objects.count())

    assert any(problem in told for told in problems(text))
    with pytest.raises(imports.ProblemsError):
        take(text, editor)

    assert (Organisation.objects.count(), Entry.objects.count()) == before
    assert steps(good) == [Step.CREATE]


def test_a_shared_name_needs_the_reference(editor) -> None:
    make_organisation("Forum Warga")
    make_organisation("Forum Warga")

    assert problems("kind,name_id\ncso,Forum Warga\n") == [
        "Several organisations have this name: give the reference."
    ]
    assert steps("reference,kind,name_id\nORG-0001,cso,Forum Warga\n") == [Step.SAME]


def test_a_merged_organisation_is_not_changed_by_a_table(full, editor) -> None:
    double = make_organisation("Pattiro Pusat")
    services.merge(double, into=full, by=editor, reason="Dua kali.")

    assert problems("reference,name_id\nORG-0003,X\n") == [
        "This organisation was merged into another one."
    ]
    assert b"ORG-0003" not in as_csv(editor)


def test_a_refusal_in_the_last_line_undoes_the_first(full, editor) -> None:
    parent = "reference,name_id,parent\n"
    lines = "ORG-0002,Nama Lain,ORG-0001\nORG-0001,Kementerian Contoh,ORG-0002\n"

    with pytest.raises(services_errors.ParentCycleError):
        take(parent + lines, editor)

    assert str(Organisation.objects.get(pk=full.pk).name) != "Nama Lain"


def test_only_what_was_previewed_is_taken(editor) -> None:
    seen = imports.read(NEW.encode(), name="x.csv").digest
    make_organisation("Perkumpulan Baru")

    with pytest.raises(StaleError):
        imports.take(NEW.encode(), name="x.csv", by=editor, previewed=seen)

    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"PK\x03\x04", b"name_id\n" + b"x" * 99 + b"\0"]
)
def test_a_file_that_is_no_table_is_refused(data) -> None:
    with pytest.raises(TableError):
        imports.read(data, name="x")


def test_formulas_never_leave_alive(editor) -> None:
    make_organisation("=HYPERLINK()", kind=Kind.OTHER)

    assert b",'=HYPERLINK()," in as_csv(editor)
    assert steps(as_csv(editor).decode()) == [Step.SAME]


def test_as_many_queries_for_one_line_as_for_thirty(editor, django_assert_num_queries) -> None:
    def line(number: int) -> str:
        return f"cso,Perkumpulan {number}\n"

    for number in range(30):
        make_organisation(f"Perkumpulan {number}")
    one = imports.read(("kind,name_id\n" + line(0)).encode(), name="x.csv")
    assert one.changes_nothing

    with CaptureQueriesContext(connection) as for_one:
        imports.read(("kind,name_id\n" + line(0)).encode(), name="x.csv")
    with django_assert_num_queries(len(for_one)):
        imports.read(("kind,name_id\n" + "".join(map(line, range(30)))).encode(), name="x.csv")


def test_the_export_asks_the_same_of_one_and_of_thirty(editor, django_assert_num_queries) -> None:
    make_organisation()
    as_csv(editor)
    with CaptureQueriesContext(connection) as for_one:
        as_csv(editor)
    for _ in range(29):
        make_organisation(aliases=["x"])

    with django_assert_num_queries(len(for_one)):
        assert as_csv(editor).count(b"\n") == 31


def test_the_export_holds_only_what_the_visitor_may_see(cast) -> None:
    make_organisation("Umum")
    make_organisation("Rancangan", public=False)

    seen = {
        who: sorted(str(one.name) for one in exports.rows_for(visitor))
        for who, visitor in cast.items()
    }

    secretariat = {"editor", "publisher", "administrator"}
    assert seen == {who: ["Rancangan", "Umum"] if who in secretariat else ["Umum"] for who in cast}


@pytest.mark.parametrize("column", exports.NAMES)
def test_every_column_is_documented(column) -> None:
    document = (settings.ROOT / "docs" / "organisations.md").read_text()

    assert f"`{column}`" in document
