"""What is exported is imported again without loss."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.exchange import services
from kokreasi.exchange.choices import Standing
from kokreasi.exchange.exports.matrix import matrix_csv, matrix_xlsx
from kokreasi.exchange.tests.factories import applied, make_run
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.matrix_drafts import goals, rows_of, taking_part, written
from kokreasi.plans.services import commitments as drafts
from kokreasi.plans.services import themes
from kokreasi.plans.services.commitments import Aim
from kokreasi.plans.tests.factories import make_commitment, make_plan

pytestmark = pytest.mark.django_db


def exported(plan, ending: str) -> bytes:
    if ending == "csv":
        return "".join(matrix_csv(plan)).encode()
    with matrix_xlsx(plan) as file:
        return file.read()


@pytest.fixture
def plan():
    """A plan whose words are as awkward as words can be."""
    plan = make_plan()
    theme = themes.add(plan, title=Bilingual(id="Anggaran; desa", en="Budget"), by=None)
    lead = make_ministry("Kementerian Hukum dan Hak Asasi Manusia", "Kemenkumham")
    twins = [make_organisation("Forum Warga", kind=kind) for kind in ("cso", "university")]
    odd = make_organisation("Jaringan A; B, dan C")
    first = make_commitment(
        plan, 3, title=Bilingual(id="=Judul\nbaris kedua, “kutip”"), theme=theme, remarks="-a\nb"
    )
    second = make_commitment(plan, 7, title=Bilingual(en="English only"))
    drafts.set_involved(first, Part.LEAD, [lead], by=None)
    drafts.set_involved(first, Part.PARTNER, [*twins, odd], by=None)
    drafts.set_involved(second, Part.SUPPORT, [lead], by=None)
    periods = {period.semester: period for period in plan.periods.all()}
    aims = {
        periods[Semester(2019, 2)]: Aim(Bilingual(id="75% tepat waktu", en="75 % in time"), 70),
        periods[Semester(2020, 1)]: Aim(Bilingual(), 5),
    }
    drafts.set_targets(drafts.measure_of_success(first, by=None), aims, by=None)
    return plan


def said(plan) -> list[tuple]:
    """Give everything that a matrix says of a plan's drafts."""
    return [
        (
            row.number,
            written(row.title),
            written(row.theme.title) if row.theme else "",
            [[body.reference for body in taking_part(row, part)] for part in Part],
            {semester: goal.text for semester, goal in goals(row).items()},
            row.remarks,
        )
        for row in rows_of(plan)
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_read_again_changes_nothing(plan, ending) -> None:
    run = services.upload(plan, name=f"matriks.{ending}", data=exported(plan, ending), by=None)

    found = services.dry_run(run)

    assert found.counts()[Standing.UNCHANGED] == 2
    assert (found.problems, found.open_questions, found.changes_something) == ([], [], False)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_makes_equal_drafts_in_a_fresh_plan(plan, ending) -> None:
    data = exported(plan, ending)
    for reference in (row.reference for row in rows_of(plan)):
        data = data.replace(reference.encode(), b"") if ending == "csv" else data
    fresh = make_plan("2020")
    if ending == "xlsx":
        data = exported_without_references(plan)

    applied(services.upload(fresh, name=f"matriks.{ending}", data=data, by=None))

    assert said(fresh) == said(plan)


def exported_without_references(plan) -> bytes:
    """Clear the column of references, as somebody does who starts the next plan from this one."""
    import io  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(exported(plan, "xlsx")))
    for row in book.active.iter_rows(min_row=3, min_col=2, max_col=2):
        row[0].value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_imported_matrix_comes_out_with_the_columns_it_came_in_with() -> None:
    plan = make_run(make_plan(), is_applied=True).plan

    header, *rows = list(matrix_csv(plan))

    assert header.strip() == (
        "No,Referensi,Tema,Usulan Komitmen,OMS Pengusul,K/L Penanggung Jawab,K/L Pendukung,"
        "Semester I 2019,Semester II 2019,Semester I 2020,Semester II 2020,Keterangan"
    )
    assert rows[0].startswith("1,KOM-2018-01,Anggaran,Anggaran terbuka,FITRA; JPPI,Kemenkeu,")


def test_the_number_of_queries_does_not_grow(plan, django_assert_num_queries) -> None:
    with django_assert_num_queries(9):
        exported(plan, "xlsx")
    for number in range(20, 30):
        make_commitment(plan, number, lead=make_ministry(f"Kementerian {number}"))

    with django_assert_num_queries(9):
        exported(plan, "xlsx")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_secretariat_downloads_the_matrix(client, editor, plan, ending) -> None:
    client.force_login(editor)

    answer = client.get(reverse("matrix-export", args=[plan.reference, ending]))
    body = b"".join(answer.streaming_content)

    assert f"matriks-2018.{ending}" in answer["Content-Disposition"]
    assert body


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_command_writes_what_the_page_sends(plan, tmp_path, ending) -> None:
    out = tmp_path / f"keluar.{ending}"

    call_command("export_matrix", str(out), plan="2018")

    run = services.upload(plan, name=out.name, data=out.read_bytes(), by=None)
    assert not services.dry_run(run).changes_something
