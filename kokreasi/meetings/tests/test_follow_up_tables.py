"""Follow-ups as a table: the same columns both ways, a difference first, all of it or nothing."""

import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from kokreasi.core.errors import StaleError
from kokreasi.core.tabular import TableError, csv_lines, xlsx_file
from kokreasi.meetings.choices import FollowUpState, MeetingState, Nature
from kokreasi.meetings.exports.follow_ups import COLUMNS, NAMES, rows_of
from kokreasi.meetings.imports.follow_ups import (
    KEPT_AS_WORDS,
    ProblemsError,
    Step,
    parameter_of,
    read,
    take,
)
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services import follow_ups
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting, make_minutes
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.tests.telling import events
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db

DUE = date(2018, 10, 31)


@pytest.fixture
def keuangan(db):
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def meeting(db):
    return make_meeting(is_public=True, state=MeetingState.HELD)


def table(*rows: Mapping[str, str]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def taken_out() -> bytes:
    return "".join(csv_lines(COLUMNS, rows_of(FollowUp.objects.all()))).encode()


def steps(difference) -> list[Step]:
    return [row.step for row in difference.rows]


# Out


def test_the_table_tells_everything(meeting, keuangan, editor) -> None:
    made = make_follow_up(
        "=menyusun draf",
        meeting=meeting,
        responsible=[keuangan],
        due_on=DUE,
        deadline_words="akhir",
    )
    follow_ups.finish(made, outcome="done", on=date(2018, 10, 1), by=editor)

    head, line = taken_out().decode().splitlines()

    assert head == ",".join(NAMES)
    assert line.startswith(
        f"{made.reference},{meeting.reference},promise,'=menyusun draf,"
        f"{keuangan.reference} Kementerian Keuangan,,akhir,2018-10-31,exact,done,done,2018-10-01,"
    )


def test_as_many_queries_for_one_line_as_for_thirty(
    meeting, keuangan, django_assert_num_queries
) -> None:
    for number in range(30):
        make_follow_up(f"tugas {number}", meeting=meeting, responsible=[keuangan])
        if number in (0, 29):
            with django_assert_num_queries(2):
                assert len(list(csv_lines(COLUMNS, rows_of(FollowUp.objects.all())))) == number + 2


def test_the_desk_sends_what_fits_the_filters(client, editor, meeting) -> None:
    make_follow_up("menyusun draf", meeting=meeting)
    make_follow_up("semoga", meeting=meeting, nature=Nature.WISH)
    client.force_login(editor)

    answer = client.get(reverse("meetings:follow-ups-export", args=["xlsx"]), {"sifat": "harapan"})

    content = b"".join(answer.streaming_content)
    sheet = openpyxl.load_workbook(SimpleUploadedFile("a.xlsx", content)).active
    assert [row[3].value for row in sheet.iter_rows()] == ["action", "semoga"]


# In


def test_what_went_out_comes_in_and_changes_nothing(meeting, keuangan, editor) -> None:
    other = make_follow_up("lain", meeting=meeting, responsible=[keuangan], due_on=DUE)
    made = make_follow_up("=menyusun draf", meeting=meeting)
    follow_ups.replace(made, other, because="wider", by=editor)
    lines = Entry.objects.count()
    with xlsx_file(COLUMNS, rows_of(FollowUp.objects.all())) as sheet:
        tables = [(taken_out(), "a.csv"), (sheet.read(), "a.xlsx")]

    for data, name in tables:
        difference = take(data, name=name, by=editor)
        assert difference.changes_nothing

    assert Entry.objects.count() == lines


def test_a_line_without_reference_is_new_once(meeting, keuangan, editor) -> None:
    data = table(
        {
            "meeting": meeting.reference,
            "action": "menyusun draf",
            "responsible": "Kemenkeu",
            "deadline": "akhir Oktober",
            "due_on": "2018-10-31",
            "certainty": "approximate",
        }
    )

    first = take(data, name="a.csv", by=editor)
    again = take(data, name="a.csv", by=editor)

    made = FollowUp.objects.get()
    assert (steps(first), steps(again)) == ([Step.CREATE], [Step.SAME])
    assert (made.action, made.due_on, list(made.responsible.all())) == (
        "menyusun draf",
        DUE,
        [keuangan],
    )
    assert made.agreed_at is not None


def test_what_is_added_to_draft_minutes_waits_for_them(meeting, editor) -> None:
    make_minutes(meeting, "Said.")

    take(table({"meeting": meeting.reference, "action": "x"}), name="a.csv", by=editor)

    assert FollowUp.objects.get().agreed_at is None


def test_a_reference_updates_what_it_names_and_leaves_other_columns_alone(
    meeting, keuangan, editor
) -> None:
    made = make_follow_up(meeting=meeting, responsible=[keuangan], due_on=DUE)
    data = table(
        {
            "reference": made.reference,
            "meeting": meeting.reference,
            "action": "menyusun dua draf",
            "due_on": "2018-12-31",
            "reason": "the law changed",
        }
    )

    difference = take(data, name="a.csv", by=editor)

    made.refresh_from_db()
    assert [(c.column, c.old, c.new) for c in difference.rows[0].changes] == [
        ("action", "menyusun konsep pedoman", "menyusun dua draf"),
        ("due_on", "2018-10-31", "2018-12-31"),
    ]
    assert (made.due_on, made.first_due_on) == (date(2018, 12, 31), DUE)
    assert list(made.responsible.all()) == [keuangan]
    assert made.record.entries.first().reason == "the law changed"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"state": "in_progress"}, FollowUpState.IN_PROGRESS),
        ({"state": "done", "outcome": "written"}, FollowUpState.DONE),
        ({"state": "dropped", "outcome": "not needed"}, FollowUpState.DROPPED),
    ],
)
def test_a_state_is_reached_as_people_reach_it(meeting, editor, cells, expected) -> None:
    made = make_follow_up(meeting=meeting)
    line = {"reference": made.reference, "meeting": meeting.reference, "action": made.action}

    take(table({**line, **cells}), name="a.csv", by=editor)

    made.refresh_from_db()
    assert made.state == expected
    assert events(made.record)[-1] == f"follow-up.{expected}"


def test_what_is_closed_is_reopened_with_a_reason(meeting, editor) -> None:
    made = follow_ups.finish(make_follow_up(meeting=meeting), outcome="done", by=editor)
    line = {
        "reference": made.reference,
        "meeting": meeting.reference,
        "action": made.action,
        "state": "open",
        "outcome": "",
        "finished_on": "",
    }

    with refused(ProblemsError):
        take(table(line), name="a.csv", by=editor)
    take(table({**line, "reason": "not yet"}), name="a.csv", by=editor)

    made.refresh_from_db()
    assert made.state == FollowUpState.OPEN


WRONG = {
    "no such meeting": {"meeting": "RPT-1999-001"},
    "no such reference": {"reference": "TL-1999-0001"},
    "no action": {"action": ""},
    "no nature": {"nature": "oath"},
    "31 February": {"due_on": "2018-02-31"},
    "sure of no day": {"certainty": "exact"},
    "done, without what": {"state": "done"},
    "replaced by nothing": {"state": "replaced", "outcome": "wider"},
    "open, with an end": {"outcome": "done"},
    "no address": {"evidence_link": "not a link", "state": "done", "outcome": "x"},
    "first date": {"first_due_on": "2018-01-01"},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_problem_in_one_line_leaves_everything_as_it_was(meeting, editor, what) -> None:
    good = {"meeting": meeting.reference, "action": "first"}
    wrong = {"meeting": meeting.reference, "action": "second", **WRONG[what]}

    difference = read(table(good, wrong), name="a.csv")

    assert steps(difference) == [Step.CREATE, Step.PROBLEM]
    with refused(ProblemsError):
        take(table(good, wrong), name="a.csv", by=editor)


def test_an_agreed_date_needs_a_reason(meeting) -> None:
    made = make_follow_up(meeting=meeting, due_on=DUE)
    line = {"reference": made.reference, "meeting": meeting.reference, "action": made.action}

    difference = read(table({**line, "due_on": "2019-01-01"}), name="a.csv")

    assert len(difference.rows[0].problems) == 1


def test_a_line_stands_once(meeting) -> None:
    line = {"meeting": meeting.reference, "action": "menyusun"}

    difference = read(table(line, {**line, "action": "Menyusun "}), name="a.csv")

    assert steps(difference) == [Step.CREATE, Step.PROBLEM]


def test_a_follow_up_stays_with_its_meeting(meeting) -> None:
    made = make_follow_up(meeting=meeting)
    line = {"reference": made.reference, "meeting": make_meeting().reference, "action": "x"}

    assert steps(read(table(line), name="a.csv")) == [Step.PROBLEM]


def test_an_unknown_name_is_decided_first(meeting, keuangan, editor) -> None:
    line = {"meeting": meeting.reference, "action": "x", "responsible": "Kementrian Keuangn; Warga"}
    data = table(line)
    means = {
        parameter_of("Kementrian Keuangn"): keuangan.reference,
        parameter_of("Warga"): KEPT_AS_WORDS,
    }

    undecided = read(data, name="a.csv")
    with refused(ProblemsError):
        take(data, name="a.csv", by=editor)
    take(data, name="a.csv", by=editor, decisions=means)

    made = FollowUp.objects.get()
    suggested = [one.organisation for one in undecided.questions[0].suggestions]
    assert [question.text for question in undecided.open_questions] == [
        "Kementrian Keuangn",
        "Warga",
    ]
    assert suggested == [keuangan]
    assert (list(made.responsible.all()), made.responsible_words) == ([keuangan], "Warga")


def test_what_was_shown_is_what_is_done(meeting, editor) -> None:
    made = make_follow_up(meeting=meeting)
    line = {"reference": made.reference, "meeting": meeting.reference, "action": "menyusun dua"}
    seen = read(table(line), name="a.csv").digest
    follow_ups.change(made, {"action": "menyusun tiga"}, seen=1, by=editor)

    with refused(StaleError):
        take(table(line), name="a.csv", by=editor, previewed=seen)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\xff"])
def test_what_is_no_table_of_follow_ups_is_refused(data) -> None:
    with pytest.raises(TableError):
        read(data, name="a.csv")


def test_a_comparison_has_as_many_queries_for_one_line_as_for_thirty(
    meeting, keuangan, django_assert_max_num_queries
) -> None:
    lines = [
        {"meeting": meeting.reference, "action": f"tugas {n}", "responsible": "Kemenkeu"}
        for n in range(30)
    ]
    read(table(lines[0]), name="a.csv")

    with django_assert_max_num_queries(7):
        assert len(read(table(*lines), name="a.csv").rows) == 30


# Pages and commands


def test_the_pages_show_the_difference_and_do_it(client, editor, meeting) -> None:
    client.force_login(editor)
    data = table({"meeting": meeting.reference, "action": "x", "responsible": "Warga"})
    address = reverse("meetings:follow-ups-upload")

    sent = client.post(address, {"file": SimpleUploadedFile("a.csv", data)})
    asked = client.get(sent.url)
    question = asked.context["difference"].questions[0]
    decided = f"{sent.url}?{question.parameter}={KEPT_AS_WORDS}"
    shown = client.get(decided)
    done = client.post(decided, {"previewed": shown.context["difference"].digest})

    assert "Warga" in asked.content.decode()
    assert not asked.context["difference"].can_be_taken
    assert shown.context["difference"].can_be_taken
    assert done.url == reverse("meetings:follow-ups")
    assert FollowUp.objects.get().responsible_words == "Warga"


def test_the_commands_write_and_read_the_same_file(tmp_path, meeting, keuangan, editor) -> None:
    make_follow_up(meeting=meeting, responsible=[keuangan])
    out = StringIO()

    for ending in ("csv", "xlsx"):
        file = tmp_path / f"a.{ending}"
        call_command("export_follow_ups", str(file), stdout=out)
        call_command("import_follow_ups", str(file), "--by", editor.email, stdout=out)

    assert out.getvalue().count("tidak berubah: 1") == 2
    with pytest.raises(CommandError):
        call_command("export_follow_ups", str(tmp_path / "a.pdf"))


def test_the_command_says_what_is_undecided_and_takes_decisions(tmp_path, meeting, editor) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(table({"meeting": meeting.reference, "action": "x", "responsible": "Warga"}))
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("import_follow_ups", str(file), stdout=out)
    call_command(
        "import_follow_ups", str(file), "--by", editor.email, "--means", "Warga=kata", stdout=out
    )

    assert "? Warga (–)" in out.getvalue()
    assert FollowUp.objects.get().responsible_words == "Warga"


DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("document", ["exports.md", "import.md"])
def test_every_column_is_promised(document) -> None:
    part = (DOCS / document).read_text().split("\n## Follow-ups\n", 1)[1].split("\n## ", 1)[0]

    assert re.findall(r"^\| `([^`]+)`", part, re.MULTILINE) == NAMES
