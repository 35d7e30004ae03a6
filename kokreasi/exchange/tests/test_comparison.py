"""What a dry run says, layout by layout and case by case."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.exchange import services
from kokreasi.exchange.choices import Action, Standing, State
from kokreasi.exchange.errors import ClosedRunError, NotReadyError, UnreadableMatrixError
from kokreasi.exchange.matrix.decisions import Choice
from kokreasi.exchange.models import ImportRun
from kokreasi.exchange.tests.factories import applied, make_run
from kokreasi.files.models import File
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.services import commitments as drafts
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import (
    FIRST,
    LABELS,
    SECOND,
    SEMESTERS,
    TWO_LINE_RANGES,
    Layout,
    text,
    two_lines,
    xlsx,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_indonesian():
    with override("id"):
        yield


@pytest.fixture
def plan():
    return make_plan()


def row(number: int | str, title: str, **cells: str) -> list[object]:
    """A row of the usual layout; empty but for what is named."""
    names = ("theme", "proposers", "leads", "supporters", "first", "second", "remarks")
    theme, proposers, leads, supporters, first, second, remarks = (cells.get(n, "") for n in names)
    return [number, theme, title, proposers, leads, supporters, first, second, remarks]


def compared(plan, *rows: list[object]):
    return services.dry_run(make_run(plan, Layout(rows=list(rows))))


def standings(found) -> list[str]:
    return [one.standing for one in found.rows]


# Layouts

LAYOUTS = {
    "one line": xlsx(Layout()),
    "two lines, merged": xlsx(Layout(header=two_lines(), ranges=TWO_LINE_RANGES)),
    "csv": text(Layout()),
    "csv with semicolons": text(Layout(), delimiter=";", encoding="cp1252"),
    "title and note": xlsx(Layout(above=["Matriks Usulan"], below=["Jumlah usulan: 2"])),
}


@pytest.mark.parametrize("data", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_makes_the_same_drafts_and_changes_nothing_again(plan, data) -> None:
    name = "matriks.xlsx" if data.startswith(b"PK") else "matriks.csv"

    applied(services.upload(plan, name=name, data=data, by=None))
    again = services.dry_run(services.upload(plan, name=name, data=data, by=None))

    assert [str(draft) for draft in plan.commitments.all()] == [
        "1. Anggaran terbuka",
        "2. Musyawarah desa",
    ]
    assert not again.changes_something


# Which draft a row speaks of


def test_a_row_without_number_gets_the_next_free_one_and_is_found_by_its_title(plan) -> None:
    make_commitment(plan, 4, title=Bilingual(id="Data terbuka"))

    found = compared(plan, row("", "Data  TERBUKA"), row("", "Baru"))

    assert [one.number for one in found.rows] == [4, 5]
    assert standings(found) == [Standing.CHANGED, Standing.CREATED]


def test_two_rows_about_one_draft_are_refused(plan) -> None:
    make_commitment(plan, 4, title=Bilingual(id="Data terbuka"))

    found = compared(plan, row("", "Data terbuka"), row("", "Data terbuka"))

    assert standings(found) == [Standing.UNCHANGED, Standing.PROBLEM]
    assert str(found.rows[1].problems[0]).startswith("Baris 3, kolom C: Baris 2 sudah")


def with_reference(*rows: list[object]) -> Layout:
    header = [["Referensi", *LABELS, *SEMESTERS, "Keterangan"]]
    return Layout(header=header, rows=list(rows))


def test_a_draft_is_found_by_its_reference_and_may_get_a_free_number(plan) -> None:
    make_commitment(plan, 1, title=Bilingual(id="Satu"))
    layout = with_reference(["KOM-2018-01", *row(9, "Satu")])

    run = applied(make_run(plan, layout))

    assert run.count_of(Standing.CHANGED) == 1
    assert plan.commitments.get().number == 9


@pytest.mark.parametrize(
    ("reference", "number", "words"),
    [
        ("KOM-2018-99", 3, "tidak memiliki komitmen dengan nomor rujukan KOM-2018-99"),
        ("KOM-2018-01", 2, "Nomor 2 sudah dipakai KOM-2018-02"),
        ("", 40000, "1 sampai 32767"),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_line(plan, reference, number, words) -> None:
    make_commitment(plan, 1)
    make_commitment(plan, 2)

    run = make_run(plan, with_reference([reference, *row(number, "Judul")]))
    found = services.dry_run(run)

    assert standings(found) == [Standing.PROBLEM]
    assert words in str(found.rows[0].problems[0]).replace(".", "")
    with pytest.raises(NotReadyError):
        services.apply(run, seen=found.fingerprint, by=None)


# What a row says


def test_changes_name_what_was_and_what_will_be(plan) -> None:
    lead, other = make_ministry(abbreviation="Kemsatu"), make_ministry(abbreviation="Kemdua")
    draft = make_commitment(plan, 1, title=Bilingual(id="Lama", en="Old"), lead=lead)

    found = compared(plan, row(1, "Baru", leads="Kemdua; Kemsatu", theme="Desa", first="5 desa"))

    told = [(one.label, one.old, one.new) for one in found.rows[0].differences]
    assert told == [
        ("Judul", "Lama", "Baru"),
        ("Tema", "", "Desa"),
        (str(Part.LEAD.label), "Kemsatu", "Kemdua; Kemsatu"),
        ("Semester I 2019", "", "5 desa"),
    ]
    run = applied(make_run(plan, Layout(rows=[row(1, "Baru", leads="Kemdua", theme="Desa")])))
    draft.refresh_from_db()
    assert (draft.title, str(draft.theme)) == (Bilingual(id="Baru", en="Old"), "Desa")
    assert [one.organisation for one in draft.involvements.all()] == [other]
    assert run.is_applied


def test_an_empty_cell_deletes_nothing_and_says_so(plan) -> None:
    make_commitment(plan, 1, title=Bilingual(id="Satu"), lead=make_ministry(), remarks="Catatan")

    found = compared(plan, row(1, "Satu"))

    assert standings(found) == [Standing.UNCHANGED]
    assert [kept.label for kept in found.rows[0].kept] == ["Keterangan", str(Part.LEAD.label)]


def test_a_number_too_large_for_its_column_stays_in_the_words(plan) -> None:
    applied(make_run(plan, Layout(rows=[row(1, "Satu", first="99999999999999999 desa")])))

    target = plan.commitments.get().indicators.get().targets.get()
    assert (target.words.id, target.number) == ("99999999999999999 desa", None)


# Organisations


def decide(run, text: str, action: Action, **given):
    return services.decide(run, {key(text): Choice(text=text, action=action, **given)})


def test_an_exact_name_is_never_asked_about(plan) -> None:
    make_ministry("Kementerian Keuangan", "Kemenkeu")

    found = compared(plan, row(1, "Satu", leads="KEMENTERIAN KEUANGAN", supporters="ORG-0001"))

    assert found.questions == []
    assert found.is_ready


def test_a_near_name_is_suggested_and_never_created_unasked(plan) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="Kementrian Keuangan")]))

    run = services.create_the_unknown(run)

    (question,) = services.dry_run(run).open_questions
    assert [near.organisation for near in question.suggestions] == [ministry]


def test_a_match_may_be_remembered_as_another_spelling(plan) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="Menkeu RI")]))

    run = decide(run, "Menkeu RI", Action.MATCH, reference=ministry.reference, remember=True)
    services.apply(run, seen=services.dry_run(run).fingerprint, by=None)

    assert [alias.text for alias in ministry.aliases.all()] == ["Menkeu RI"]
    assert compared(plan, row(1, "Satu", leads="menkeu ri")).questions == []


def test_a_new_organisation_keeps_its_short_name(plan) -> None:
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="KASN")]))
    name = "Komisi Aparatur Sipil Negara"

    run = decide(run, "KASN", Action.CREATE, kind=Kind.STATE_BODY, name=name)
    services.apply(run, seen=services.dry_run(run).fingerprint, by=None)

    created = Organisation.objects.get()
    assert (created.name.id, created.abbreviation, created.kind) == (name, "KASN", Kind.STATE_BODY)


def test_two_spellings_of_one_new_name_make_one_organisation(plan) -> None:
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="KASN; K-A-S-N Pusat")]))
    for spelling in ("KASN", "K-A-S-N Pusat"):
        run = decide(run, spelling, Action.CREATE, kind=Kind.AGENCY, name="Komisi ASN")

    services.apply(run, seen=services.dry_run(run).fingerprint, by=None)

    assert Organisation.objects.count() == 1
    assert Commitment.objects.get().involvements.count() == 1


def test_what_is_refused_is_left_out_and_the_rest_imported(plan) -> None:
    make_ministry(abbreviation="Kemsatu")
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="Kemsatu; Tidak Ada")]))

    run = decide(run, "Tidak Ada", Action.REFUSE)
    services.apply(run, seen=services.dry_run(run).fingerprint, by=None)

    assert Commitment.objects.get().involvements.count() == 1
    assert Organisation.objects.count() == 1
    assert not services.dry_run(run).changes_something


def test_a_decision_can_be_taken_back(plan) -> None:
    run = make_run(plan, Layout(rows=[row(1, "Satu", leads="KASN")]))
    run = decide(run, "KASN", Action.REFUSE)

    run = services.reopen(run, key("KASN"))

    assert [question.text for question in services.dry_run(run).open_questions] == ["KASN"]


@pytest.mark.parametrize("name", ["?!?", "x" * 301])
def test_what_is_no_name_is_a_problem(plan, name) -> None:
    found = compared(plan, row(1, "Satu", leads=name))

    assert standings(found) == [Standing.PROBLEM]
    assert found.rows[0].problems[0].place == "Baris 2, kolom E"


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("Kemenkeu", Part.LEAD, Kind.MINISTRY),
        ("PPATK", Part.SUPPORT, Kind.AGENCY),
        ("ICW", Part.PARTNER, Kind.CSO),
        ("Universitas Contoh", Part.PARTNER, Kind.UNIVERSITY),
        ("Pemkot Contoh", Part.LEAD, Kind.LOCAL_GOVERNMENT),
    ],
)
def test_the_kind_is_guessed_from_name_and_column(plan, text, part, kind) -> None:
    column = {Part.LEAD: "leads", Part.SUPPORT: "supporters", Part.PARTNER: "proposers"}[part]

    (question,) = compared(plan, row(1, "Satu", **{column: text})).questions

    assert question.kind == kind


def test_an_ambiguous_name_offers_all_who_are_called_so(plan) -> None:
    twins = {make_organisation("Forum Warga") for _ in range(2)}

    (question,) = compared(plan, row(1, "Satu", proposers="Forum Warga")).questions

    assert question.is_ambiguous
    assert {near.organisation for near in question.suggestions} == twins


# Semesters


def test_foreign_semesters_wait_for_a_decision() -> None:
    plan = make_plan("2023", semesters=[Semester(2019, 1)])
    run = services.create_the_unknown(make_run(plan))
    found = services.dry_run(run)

    assert (found.missing_semesters, found.is_ready) == ([Semester(2019, 2)], False)
    run = services.decide(run, {}, add_semesters=True)
    services.apply(run, seen=services.dry_run(run).fingerprint, by=None)

    assert [str(period) for period in plan.periods.all()] == ["Semester I 2019", "Semester II 2019"]


# Files


HOSTILE = {
    "empty": (b"", "kosong"),
    "a letter": (b"%PDF-1.7 bukan tabel", "tabel"),
    "another table": (b"Nama,Alamat\nA,B\n", "Tidak ada baris yang menyebut kolom"),
    "only a header": (b"No,Usulan Komitmen,Tema\n", "tidak ada isi"),
    "a cell far away": (hostile.stray_cell(), "jauh"),
    "an entity bomb": (hostile.with_document_type(), "merugikan"),
    "a zip bomb": (hostile.bomb(), "jauh lebih"),
    "a path that leads outside": (hostile.outside_part(), "merugikan"),
    "locked": (hostile.locked_ole(), "sandi"),
    "a program": (hostile.program(), "tabel"),
    "100,000 rows": (hostile.hundred_thousand_rows_xlsx(), "Baris terlalu banyak"),
    "100,000 lines": (hostile.hundred_thousand_rows_text(), "Baris terlalu banyak"),
}


@pytest.mark.parametrize(("data", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_without_matrix_leaves_nothing_behind(plan, data, words) -> None:
    with pytest.raises(UnreadableMatrixError, match=words):
        services.upload(plan, name="matriks.csv", data=data, by=None)

    assert not ImportRun.objects.exists()
    assert not File.objects.exists()


# Applying


def test_a_refusal_leaves_nothing_behind(plan) -> None:
    run = services.create_the_unknown(make_run(plan))
    seen = services.dry_run(run).fingerprint
    make_commitment(plan, 2, title=Bilingual(id="Sementara itu"))

    with pytest.raises(StaleError):
        services.apply(run, seen=seen, by=None)

    assert not Organisation.objects.exists()
    assert plan.commitments.count() == 1
    run.refresh_from_db()
    assert run.is_waiting


def test_applying_twice_imports_once(plan) -> None:
    run = make_run(plan, is_applied=True)
    entries = plan.record.entries.count()

    services.apply(run, seen="", by=None)

    assert plan.record.entries.count() == entries
    assert plan.commitments.count() == 2


@pytest.mark.parametrize("act", [services.abandon, lambda run: services.decide(run, {})])
def test_a_closed_import_stays_as_it_is(plan, act) -> None:
    run = make_run(plan, is_applied=True)

    with pytest.raises(ClosedRunError):
        act(run)

    assert run.state == State.APPLIED


def test_an_abandoned_import_changes_nothing(plan) -> None:
    run = make_run(plan)

    services.abandon(run)

    run.refresh_from_db()
    assert run.state == State.ABANDONED
    assert plan.commitments.count() == 0


def test_decisions_about_the_same_file_are_taken_over(plan) -> None:
    data = xlsx(Layout())  # the same bytes: a workbook made a second later has another time in it

    def sent_to(plan: Plan) -> ImportRun:
        return services.upload(plan, name="matriks.xlsx", data=data, by=None)

    services.create_the_unknown(sent_to(plan))

    assert services.dry_run(sent_to(plan)).open_questions == []
    assert services.dry_run(sent_to(make_plan("2023"))).open_questions != []


def test_progress_is_told_row_by_row(plan) -> None:
    told = []
    run = services.create_the_unknown(make_run(plan))

    services.apply(
        run,
        seen=services.dry_run(run).fingerprint,
        by=None,
        progress=lambda done, of_all: told.append((done, of_all)),
    )

    assert told == [(1, 2), (2, 2)]


def test_the_number_of_queries_of_a_dry_run_does_not_grow(plan, django_assert_num_queries) -> None:
    small = applied(make_run(plan, Layout(rows=[row(1, "Satu", leads="Kemsatu", first="a")])))
    large = make_plan("2023", semesters=[Semester(2019, 1), Semester(2019, 2)])
    rows = [row(n, f"Judul {n}", leads=f"Kemen{n}x", first="5 desa") for n in range(1, 31)]
    big = applied(make_run(large, Layout(rows=rows)))
    services.dry_run(small)

    with django_assert_num_queries(8):
        services.dry_run(small)
    with django_assert_num_queries(8):
        services.dry_run(big)


def test_a_draft_changed_by_a_person_meanwhile_makes_the_comparison_stale(plan, editor) -> None:
    run = make_run(plan, is_applied=True)
    layout = Layout(rows=[[*FIRST[:2], "Judul lain", *FIRST[3:], ""], [*SECOND, ""]])
    run = make_run(plan, layout)
    before = services.dry_run(run)
    draft = plan.commitments.get(number=1)
    title = replace(draft.title, id="Diubah orang")

    drafts.change(draft, {"title": title}, seen=draft.revision, by=editor)

    assert services.dry_run(run).fingerprint != before.fingerprint
