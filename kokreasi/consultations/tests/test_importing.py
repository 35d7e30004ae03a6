"""A file of answers on its way through the pages: understood, rehearsed, imported, taken back."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from xlsxwriter import Workbook

from kokreasi.consultations.answer_importing import write
from kokreasi.consultations.choices import (
    Channel,
    Characteristic,
    ImportObstacle,
    QuestionKind,
    Work,
)
from kokreasi.consultations.imports.answers.mapping import Mapping
from kokreasi.consultations.models import (
    AnswerFile,
    Background,
    Consultation,
    Result,
    Submission,
    Trace,
)
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.answer_files import fingerprint_of, obstacles, rehearsed
from kokreasi.consultations.services import consultations
from kokreasi.consultations.services.importing import files, undoing
from kokreasi.consultations.services.importing.files import UnreadableAnswersError
from kokreasi.consultations.services.importing.undoing import CountedError
from kokreasi.consultations.tests.answer_files import (
    BUDGET,
    FORUM,
    HEADERS,
    LAW,
    csv_of,
    survey,
    uploaded,
)
from kokreasi.consultations.tests.answers import result_of
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    CLOSES,
    WHILE_OPEN,
    add_page,
    add_question,
    consultations_again,
    make_consultation,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import make_commitment
from kokreasi.vocabularies.choices import Level
from kokreasi.vocabularies.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(django_capture_on_commit_callbacks):
    """Give a way to have a file imported as it stands; the worker runs at the commit."""

    def have_imported(file: AnswerFile, by) -> AnswerFile:
        with django_capture_on_commit_callbacks(execute=True):
            files.start(file, seen=fingerprint_of(file), by=by)
        return AnswerFile.objects.get(pk=file.pk)

    return have_imported


@pytest.fixture
def consultation(db):
    """Ask what the survey asks, with an "other", and require nothing."""
    made = make_consultation()
    page = add_page(made, "views")
    topics = add_question(
        page,
        "topics",
        QuestionKind.MULTIPLE,
        choices=("budget", "law", "forum"),
        wording=Bilingual(HEADERS[2]),
        has_other=True,
    )
    for key, words in (("budget", BUDGET), ("law", LAW), ("forum", FORUM)):
        topics.options.filter(key=key).update(wording=Bilingual(words))
    add_question(
        page,
        "clarity",
        QuestionKind.SCALE,
        lowest=1,
        highest=10,
        wording=Bilingual("Seberapa jelas? Kejelasan (1-10)", "Kejelasan"),
    )
    add_question(page, "remarks", QuestionKind.LONG_TEXT, wording=Bilingual("Masukan Anda"))
    add_question(
        page,
        "gender",
        choices=("female", "male", "other"),
        characteristic=Characteristic.GENDER,
        wording=Bilingual("Anda seorang"),
    )
    consultations.publish(made, by=None)
    return consultations_again(made)


def decided(file: AnswerFile, decision: str = "other") -> AnswerFile:
    """Decide the same about everything that is not understood."""
    values = {
        seen.column.target: {text.casefold(): decision for text in seen.unknown}
        for seen in rehearsed(file).unknown
    }
    files.settle(file, values)
    return AnswerFile.objects.select_related("consultation__record__version").get(pk=file.pk)


def test_columns_are_suggested_by_their_headings_and_values_by_their_words(consultation) -> None:
    file = uploaded(consultation, csv_of(survey()))

    targets = [column.target for column in Mapping.read(file.mapping).columns]
    found = rehearsed(file)

    assert targets == ["@day", "gender", "topics", "clarity", "remarks"]
    assert len(found.rows) == 17
    assert obstacles(file, found) == [ImportObstacle.UNKNOWN]
    (seen,) = found.unknown
    assert seen.unknown.total() == 12
    assert Submission.objects.count() == 0


def test_what_is_decided_is_imported_as_written(consultation, editor, imported) -> None:
    file = imported(decided(uploaded(consultation, csv_of(survey()))), editor)

    assert file.state == Work.READY
    assert Submission.objects.filter(channel=Channel.FORM).count() == 17
    topics = [one.answers["topics"] for one in Submission.objects.all()]
    assert sum(map(len, topics)) == 19
    assert sum("budget" in one for one in topics) == 3
    others = {one.answers.get("topics.other") for one in Submission.objects.all()}
    assert "Layanan A" in others
    assert sorted(each.values["gender"] for each in Background.objects.all()) == (
        ["female"] * 3 + ["male"] * 14
    )
    days = Submission.objects.values_list("day", flat=True)
    assert (min(days), max(days)) == (date(2018, 9, 13), date(2018, 9, 29))


def test_the_same_file_or_a_later_export_adds_only_what_is_new(
    consultation, editor, imported
) -> None:
    imported(decided(uploaded(consultation, csv_of(survey()))), editor)

    again = imported(uploaded(consultation, csv_of(survey(), mark=";")), editor)
    later = [*survey(), ["30/09/2018 10:00:00", "Perempuan", LAW, "7", ""]]
    more = imported(uploaded(consultation, xlsx_of(later), "jawaban.xlsx"), editor)

    assert (again.report["new"], again.report["known"]) == (0, 17)
    assert (more.report["new"], more.report["known"]) == (1, 17)
    assert Submission.objects.count() == 18


def xlsx_of(rows) -> bytes:
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("Form Responses 1")
        for at, row in enumerate([list(HEADERS), *rows]):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def test_of_two_people_with_the_same_file_the_second_adds_nothing(consultation) -> None:
    both = [decided(uploaded(consultation, csv_of(survey()))) for _person in range(2)]
    AnswerFile.objects.update(state=Work.RUNNING)
    rehearsals = [(file, rehearsed(file)) for file in AnswerFile.objects.all()]

    for file, found in rehearsals:
        write(file, found)

    assert len(both) == 2
    assert Submission.objects.count() == 17
    reports = AnswerFile.objects.values_list("report", flat=True)
    assert sorted(report["new"] for report in reports) == [0, 17]


def test_two_rows_that_say_the_same_are_two_answers(consultation, editor, imported) -> None:
    row = ["13/09/2018 10:00:00", "Laki-laki", LAW, "8", ""]

    imported(uploaded(consultation, csv_of([row, row])), editor)

    assert Submission.objects.count() == 2


def test_nothing_is_imported_twice_after_traces_were_dropped(
    consultation, editor, imported
) -> None:
    imported(decided(uploaded(consultation, csv_of(survey()))), editor)
    Trace.objects.all().delete()
    undoing.forget_files(consultation)

    again = imported(decided(uploaded(consultation, csv_of(survey()))), editor)

    assert again.report["new"] == 0
    assert Submission.objects.count() == 17


def test_forgetting_leaves_no_cell_behind(consultation, editor, imported) -> None:
    file = imported(decided(uploaded(consultation, csv_of(survey()))), editor)

    undoing.forget_files(consultation)

    file.refresh_from_db()
    assert file.file is None
    assert file.reading == {}
    assert "Perempuan" not in str(file.report)


def test_a_new_choice_becomes_a_visible_version(consultation, editor, imported) -> None:
    file = decided(uploaded(consultation, csv_of(survey())), "+")

    imported(file, editor)

    now = consultations_again(consultation)
    assert now.record.version.number == 2
    asked = wording.current(now).definition.question("topics")
    assert [str(choice.wording) for choice in asked.choices][:3] == [BUDGET, LAW, FORUM]
    assert len(asked.choices) == 15
    assert set(Submission.objects.values_list("version", flat=True)) == {2}


def test_new_choices_bring_no_other_words_along(consultation, editor, imported) -> None:
    consultation.questions.filter(key="remarks").update(wording=Bilingual("Apa lagi?"))
    file = decided(uploaded(consultation, csv_of(survey())), "+")

    file = imported(file, editor)

    assert file.state == Work.FAILED
    assert "koreksi" in file.report["failure"]["id"] or "correction" in file.report["failure"]["en"]
    assert Submission.objects.count() == 0


def test_what_was_decided_meanwhile_stops_the_import(consultation, editor) -> None:
    file = decided(uploaded(consultation, csv_of(survey())))
    seen = fingerprint_of(file)
    files.settle(file, {}, takes_outside=True)

    with pytest.raises(StaleError):
        files.start(file, seen=seen, by=editor)


@pytest.mark.parametrize("day", ["03/04/2018", "04/03/2018"])
def test_days_that_can_be_read_both_ways_are_asked_once(consultation, day) -> None:
    file = uploaded(consultation, csv_of([[day, "", LAW, "8", ""]]))

    assert ImportObstacle.DAY_ORDER in obstacles(file, rehearsed(file))


def test_days_outside_of_the_consultation_are_confirmed(consultation, editor, imported) -> None:
    file = uploaded(consultation, csv_of([["13/12/2018 10:00:00", "", LAW, "8", ""]]))
    assert obstacles(file, rehearsed(file)) == [ImportObstacle.OUTSIDE]

    files.settle(file, {}, takes_outside=True)
    file = AnswerFile.objects.select_related("consultation__record__version").get(pk=file.pk)
    imported(file, editor)

    assert Submission.objects.get().day == date(2018, 12, 13)


def test_rows_that_cannot_be_right_stop_all_or_stay_outside(consultation, editor, imported) -> None:
    topics = consultation.questions.get(key="topics")
    topics.most = 1
    topics.save()
    consultations.correct(consultation, by=editor, reason="At most one")
    file = uploaded(consultations_again(consultation), csv_of(survey([LAW, f"{LAW}, {FORUM}"])))
    assert obstacles(file, rehearsed(file)) == [ImportObstacle.FAULTY]

    files.settle(file, {}, drops_faulty=True)
    file = AnswerFile.objects.select_related("consultation__record__version").get(pk=file.pk)
    file = imported(file, editor)

    assert (file.report["new"], file.report["dropped"]) == (1, 1)


def test_an_import_is_taken_back_with_a_reason_until_results_are_published(
    consultation, editor, imported
) -> None:
    file = imported(decided(uploaded(consultation, csv_of(survey()))), editor)

    undoing.undo(file, reason="Berkas uji", by=editor)

    assert Submission.objects.count() == 0
    assert consultation.record.entries.filter(reason="Berkas uji", is_public=True).exists()
    file = AnswerFile.objects.select_related("consultation__record__version").get(pk=file.pk)
    file = imported(file, editor)
    assert file.report["new"] == 17
    Result.objects.create(
        consultation=consultation, number=1, asked_at=WHILE_OPEN, published_at=WHILE_OPEN
    )
    with pytest.raises(CountedError):
        undoing.undo(file, reason="Terlambat", by=editor)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "kosong"),
        (b"Nama,Umur\n", "jawaban"),
        (b"A,B\n1,\0\n", "karakter"),
        (b"%PDF-1.4 x", "tabel"),
        (b"A,B\n" + b"1,2\n" * 20_001, "20001"),
    ],
)
def test_what_is_no_file_of_answers_is_refused_in_a_sentence(consultation, data, says) -> None:
    with pytest.raises(UnreadableAnswersError) as refusal:
        files.upload(consultation, name="a.csv", data=data, by=None)

    assert says in str(refusal.value)
    assert AnswerFile.objects.count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_encoding_and_separator_is_read(consultation, client, editor, encoding, mark) -> None:
    data = csv_of(survey(), mark=mark).decode().encode(encoding)
    client.force_login(editor)

    answer = send(client, consultation, data)

    assert answer.status_code == 200
    assert len(AnswerFile.objects.get().reading["rows"]) == 17


def send(client, consultation, data: bytes, name: str = "jawaban.csv"):
    address = reverse("consultations:answers-imports", args=[consultation.reference])
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


def given(page) -> dict[str, str]:
    """Give what the forms of a page would send as they stand."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def address(file: AnswerFile, name: str) -> str:
    return reverse(
        f"consultations:answers-import{name}", args=[file.consultation.reference, file.pk]
    )


@pytest.fixture
def through_the_pages(client, editor, django_capture_on_commit_callbacks):
    """Give a way to upload a file, make the questionnaire of it, publish that, and import."""
    client.force_login(editor)

    def walk(consultation, data: bytes) -> AnswerFile:
        page = send(client, consultation, data)
        file = AnswerFile.objects.get()
        answers = given(page) | {"seen": page.context["seen"]}
        page = client.post(address(file, "-questions"), answers, follow=True)
        assert page.context["obstacles"] == [ImportObstacle.UNPUBLISHED]
        consultations.publish(consultation, by=None)
        page = client.get(address(file, ""))
        assert page.context["obstacles"] == []
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address(file, "-apply"), {"seen": page.context["seen"]})
        return AnswerFile.objects.get()

    return walk


def test_a_survey_of_another_service_becomes_a_consultation(through_the_pages) -> None:
    consultation = make_consultation()

    file = through_the_pages(consultation, csv_of(survey()))

    assert file.report["new"] == 17
    asked = wording.current(consultations_again(consultation)).definition
    topics = next(one for one in asked.questions() if one.kind == QuestionKind.MULTIPLE)
    chosen = [key for one in Submission.objects.all() for key in one.answers[topics.key]]
    named = {key: str(topics.wording_of(key)) for key in chosen}
    counted = [named[key] for key in chosen]
    assert len(chosen) == 19
    assert [counted.count(words) for words in (BUDGET, LAW, FORUM)] == [3, 2, 2]
    assert asked.question("kejelasan_1_10").highest == 10
    assert asked.question("masukan").kind == QuestionKind.LONG_TEXT
    genders = [one.values["gender"] for one in Background.objects.all()]
    assert (genders.count("male"), genders.count("female")) == (14, 3)


def test_the_survey_of_2018_comes_in_with_its_numbers(through_the_pages, samples) -> None:
    data = (samples / "konsultasi-publik-2018-sintetis.csv").read_bytes()
    consultation = make_consultation()

    through_the_pages(consultation, data)

    asked = wording.current(consultations_again(consultation)).definition
    topics = next(one for one in asked.questions() if one.kind == QuestionKind.MULTIPLE)
    chosen = [key for one in Submission.objects.all() for key in one.answers[topics.key]]
    counts = sorted((chosen.count(key) for key in set(chosen)), reverse=True)
    assert Submission.objects.count() == 17
    assert len(chosen) == 19
    assert counts[:4] == [3, 2, 2, 1]
    assert "Keterbukaan anggaran pendidikan, kesehatan, dan penanggulangan kemiskinan" in {
        choice.wording.id for choice in topics.choices
    }


def test_names_of_provinces_become_regions(client, editor, through_the_pages) -> None:
    for code, name in (("33", "Jawa Tengah"), ("31", "DKI Jakarta")):
        Region.objects.create(code=code, level=Level.PROVINCE, name=name)
    consultation = make_consultation()
    homes = ("jawa tengah", "Prov. Jateng", "DKI", "Jakarta")
    rows = [[f"{13 + at}/09/2018", home, "Ya"] for at, home in enumerate(homes)]
    client.force_login(editor)
    headers = ("Timestamp", "Provinsi", "Setuju?")
    page = send(client, consultation, csv_of(rows, headers))
    file = AnswerFile.objects.get()
    client.post(address(file, "-questions"), given(page) | {"seen": page.context["seen"]})

    (card,) = client.get(address(file, "")).context["form"].cards()
    client.post(address(file, "-decide"), {card.lines[0][2].html_name: "33"})

    found = rehearsed(AnswerFile.objects.get())
    assert not found.unknown
    homes = [row.judged.background["region"] for row in found.rows]
    assert homes == ["33", "33", "31", "31"]


def test_titles_of_commitments_bring_their_keys(through_the_pages) -> None:
    consultation = make_consultation()
    commitment = make_commitment(consultation.stage.plan, 1, title=Bilingual(LAW, "E-legislation"))

    through_the_pages(consultation, csv_of(survey()))

    asked = wording.current(consultations_again(consultation)).definition
    topics = next(one for one in asked.questions() if one.kind == QuestionKind.MULTIPLE)
    keys = {choice.wording.id: choice.key for choice in topics.choices}
    assert keys[LAW] == commitment.reference.lower()
    assert keys[BUDGET].startswith("keterbukaan_anggaran")


def test_decisions_are_made_on_the_page(client, consultation, editor) -> None:
    client.force_login(editor)
    page = send(client, consultation, csv_of(survey()))
    file = AnswerFile.objects.get()
    client.post(address(file, "-columns"), given(page))
    page = client.get(address(file, ""))
    (card,) = page.context["form"].cards()

    first = card.lines[0][2].html_name
    page = client.post(
        address(file, "-decide"), {first: "law", card.together.html_name: "-"}, follow=True
    )

    assert page.context["obstacles"] == []
    totals = {total.question.key: dict(total.lines) for total in page.context["totals"]}
    assert totals["topics"][LAW] == 3


def test_two_columns_cannot_mean_the_same(client, consultation, editor) -> None:
    client.force_login(editor)
    page = send(client, consultation, csv_of(survey()))
    answers = given(page) | {"target-1": "remarks"}

    page = client.post(address(AnswerFile.objects.get(), "-columns"), answers)

    assert page.status_code == 422
    assert "target-4" in page.context["form"].errors


def test_another_table_is_told_to_be_one(client, consultation, editor) -> None:
    client.force_login(editor)
    send(client, consultation, csv_of([["1", "2"]], headers=["Kode", "Jumlah"]))
    file = AnswerFile.objects.get()

    page = client.get(address(file, ""))

    assert ImportObstacle.NO_COLUMNS in page.context["obstacles"]


def test_a_grid_becomes_a_matrix(through_the_pages) -> None:
    consultation = make_consultation()
    headers = ["Timestamp", "Layanan [Cepat]", "Layanan [Ramah]"]
    rows = [[f"2{at}/09/2018 10:00:00", "Baik", "Buruk" if at else "Baik"] for at in range(4)]

    through_the_pages(consultation, csv_of(rows, headers=headers))

    (asked,) = wording.current(consultations_again(consultation)).definition.questions()
    assert asked.kind == QuestionKind.MATRIX
    assert [row.wording.id for row in asked.rows] == ["Cepat", "Ramah"]
    assert all(len(one.answers) == 2 for one in Submission.objects.all())


def test_formulas_and_odd_letters_stay_words(through_the_pages) -> None:
    consultation = make_consultation()
    words = ["=HYPERLINK(1)", "🌏 שלום", "<script>alert(1)</script>"]
    rows = [[f"2{at}/09/2018 10:00:00", text] for at, text in enumerate(words)]

    through_the_pages(consultation, csv_of(rows, headers=["Timestamp", "Masukan"]))

    kept = {one.answers["masukan"] for one in Submission.objects.all()}
    assert kept == set(words)


def test_only_the_secretariat_imports(client, consultation) -> None:
    file = uploaded(consultation, csv_of(survey()))
    client.force_login(person_with(Role.MEMBER))

    assert client.get(address(file, "")).status_code in (403, 404)
    assert client.post(address(file, "-apply"), {"seen": ""}).status_code in (403, 404)


def test_pages_say_where_a_file_stands(
    client, consultation, editor, django_capture_on_commit_callbacks
) -> None:
    file = decided(uploaded(consultation, csv_of(survey())))
    client.force_login(editor)
    AnswerFile.objects.filter(pk=file.pk).update(state=Work.RUNNING, report={"percent": 40})

    running = client.get(address(file, ""))
    bar = client.get(address(file, "-progress"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(file, "-resume"))
    done = client.get(address(file, ""))
    finished = client.get(address(file, "-progress"))

    assert re.search(r'<progress [^>]*value="40"', running.content.decode())
    assert "HX-Refresh" not in bar
    assert done.context["file"].state == Work.READY
    assert finished["HX-Refresh"] == "true"


def test_the_command_imports_what_is_clear(consultation, tmp_path, capsys) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_bytes(csv_of(survey([LAW, f"{BUDGET}, {FORUM}"])))
    given = {"consultation": consultation.reference}

    call_command("import_answers", path, dry_run=True, **given)
    nothing = Submission.objects.count()
    call_command("import_answers", path, **given)

    assert nothing == 0
    assert Submission.objects.count() == 2
    assert "+2 =0" in capsys.readouterr().out


def test_the_command_stops_at_what_is_unclear(consultation, tmp_path) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_bytes(csv_of(survey()))

    with pytest.raises(CommandError):
        call_command("import_answers", path, consultation=consultation.reference)

    assert AnswerFile.objects.count() == 0


def test_results_with_answers_that_were_taken_back_are_made_anew(
    consultation, editor, imported
) -> None:
    file = imported(decided(uploaded(consultation, csv_of(survey()))), editor)
    Consultation.objects.update(concluded_at=CLOSES)
    result_of(consultation)

    undoing.undo(file, reason="Berkas uji", by=editor)

    assert not Result.objects.exists()
    assert Consultation.objects.get().concluded_at is None


def test_what_comes_after_people_were_forgotten_leaves_only_answers(
    consultation, editor, imported
) -> None:
    Consultation.objects.update(dropped_at=AFTERWARDS)
    file = decided(uploaded(consultation, csv_of(survey())))

    imported(file, editor)

    assert Submission.objects.count() == 17
    assert not Background.objects.exists()
    assert not Trace.objects.exists()


def test_a_file_that_was_forgotten_says_so(client, consultation, editor) -> None:
    file = decided(uploaded(consultation, csv_of(survey())))
    undoing.forget_files(consultation)
    client.force_login(editor)

    page = client.get(address(file, ""))

    assert page.status_code < 500
    assert "Berkas ini sudah dihapus" in page.content.decode()


def test_files_that_come_and_go_stand_in_the_history(client, consultation, editor) -> None:
    file = decided(uploaded(consultation, csv_of(survey())))
    client.force_login(editor)

    client.post(address(file, "-put-aside"))

    events = consultation.record.entries.values_list("event", "by")
    assert ("answers.put_aside", editor.pk) in events
    assert ("answers.uploaded", None) in events
