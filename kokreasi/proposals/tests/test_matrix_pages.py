"""The pages of the matrix, and what their script sends."""

import io
import json

import pytest
from django.urls import reverse

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.proposals.exports.matrix import of_plan
from kokreasi.proposals.models import Row
from kokreasi.proposals.services.matrix import calls, cells, rows
from kokreasi.proposals.services.matrix.cells import Cell
from kokreasi.proposals.tests.test_matrix import add, fresh, titles

pytestmark = pytest.mark.django_db

HERE = "/ruang-kerja/rencana/2018/matriks/"
PAGE_QUERIES, SIGN_IN_QUERIES = 10, 3


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def send(client, sent, **more):
    return client.post(HERE + "sel/", {"cells": json.dumps(sent), **more})


def cell(row, name, text, seen=99):
    return {"row": row, "name": name, "text": text, "seen": seen}


@pytest.mark.parametrize("how_many", [1, 40])
def test_the_queries_do_not_grow_with_the_rows(
    as_editor, plan, how_many, django_assert_max_num_queries
) -> None:
    add(plan, *(f"Row {number}" for number in range(how_many)))
    as_editor.get(HERE)

    with django_assert_max_num_queries(PAGE_QUERIES + SIGN_IN_QUERIES):
        answer = as_editor.get(HERE)

    assert answer.content.count(b"<tr role=row ") == how_many


def test_unsure_names_are_underlined_and_words_are_only_words(as_editor, plan) -> None:
    make_ministry("Kementerian Keuangan", "Kemenkeu")
    (row,) = add(plan, "<b>x</b>")
    cells.write(plan, [Cell(row.pk, "leads", "Kemenkeu; <i>Kemenkeuu", 9)], by=None)

    page = as_editor.get(HERE).content.decode()

    assert "Kemenkeu; <u>&lt;i&gt;Kemenkeuu</u>" in page
    assert "&lt;b&gt;x" in page
    assert "<b>x" not in page
    means = as_editor.get(HERE + "nama/", {"kata": "Kemenkeu; Kemenkeuu"}).json()["names"]
    assert means == [{"name": "Kemenkeuu", "means": ["Kemenkeu"]}]


def test_cells_are_written_and_others_hear_of_them(as_editor, plan) -> None:
    (row,) = add(plan, "A")
    latest = plan.matrix_acts.last().pk

    answer = send(as_editor, {"cells": [cell(row.pk, "title", "B")]})

    assert (answer.status_code, fresh(row).title) == (200, "B")
    news = as_editor.get(HERE + "langkah/", {"sejak": latest}).json()
    assert [(one["row"], one["text"]) for one in news["cells"]] == [(row.pk, "B")]
    assert news["rows"] is False


def test_a_conflict_says_what_stands_there(as_editor, plan) -> None:
    (row,) = add(plan, "A")
    seen = fresh(row).revision
    cells.write(plan, [Cell(row.pk, "title", "theirs", seen)], by=None)

    answer = send(as_editor, {"cells": [cell(row.pk, "title", "mine", seen)]})

    assert answer.status_code == 409
    assert answer.json()["conflicts"][0]["theirs"] == "theirs"


def test_a_range_with_new_rows_is_all_or_nothing_and_sent_twice_it_is_once(as_editor, plan) -> None:
    (row,) = add(plan, "A")
    wrong = [cell("n1", "title", "B"), cell("n1", "theme", "No such theme")]
    refused = send(as_editor, {"cells": wrong, "new": ["n1"], "after": row.pk})
    assert refused.status_code == 422
    assert "No such theme" in refused.json()["error"]
    assert titles(plan) == ["A"]

    for _time in range(2):
        send(as_editor, {"cells": wrong[:1], "new": ["n1"], "after": row.pk})
    assert titles(plan) == ["A", "B"]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "null",
        '{"cells": 3}',
        '{"cells": [{"row": true, "name": "title", "text": ""}]}',
        '{"cells": [{"row": 1, "name": "title", "text": 7}]}',
        '{"cells": [{"row": "unknown", "name": "title", "text": "x"}]}',
        '{"cells": [{"row": 1, "name": "title", "text": "\\\\u0000"}]}'.replace("\\\\", "\\"),
        '{"cells": [], "new": [""]}',
        '{"cells": [], "after": "1"}',
    ],
)
def test_what_is_not_a_range_is_refused(as_editor, plan, sent) -> None:
    add(plan, "A")
    assert as_editor.post(HERE + "sel/", {"cells": sent}).status_code == 400


def test_without_a_script_a_row_is_a_form_that_shows_both(as_editor, plan) -> None:
    (row,) = add(plan, "A")
    address = reverse("matrix:row", args=["2018", row.pk])
    given = as_editor.get(address).context["form"].initial
    sent = {"seen": given["seen"]}
    for name, text in given.items():
        if name not in {"seen", "number", "reference"}:
            sent |= {name: text, f"was-{name}": text}
    cells.write(plan, [Cell(row.pk, "remarks", "theirs", 99)], by=None)

    assert as_editor.post(address, sent | {"title": "B"}).status_code == 302
    assert (fresh(row).title, fresh(row).remarks) == ("B", "theirs")
    stale = as_editor.post(address, sent | {"title": "A", "was-title": "A", "remarks": "mine"})
    assert stale.status_code == 409
    assert b"theirs" in stale.content
    assert b"mine" in stale.content


def test_an_institution_writes_its_measures_and_nothing_else(client, plan) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    person = person_with(Role.FOCAL_POINT, body=ministry.reference)
    mine, other = add(plan, "A", "B")
    cells.write(plan, [Cell(mine.pk, "leads", "Kemenkeu", 99)], by=None)
    client.force_login(person)
    assert client.get(HERE).status_code == 404
    today = today_in_jakarta()
    calls.open_to_institutions(plan, closes_on=today, message="Mohon", today=today, by=None)

    page = client.get(HERE).content.decode()

    assert f"data-r={mine.pk} " in page
    assert f"data-r={other.pk} " not in page
    assert send(client, {"cells": [cell(mine.pk, "s2019-1", "75%")]}).status_code == 200
    for sent in (
        {"cells": [cell(mine.pk, "title", "x")]},
        {"cells": [cell(other.pk, "s2019-1", "x")]},
        {"cells": [], "new": ["n"]},
    ):
        assert send(client, sent).status_code == 403
    assert fresh(mine).title == "A"


def test_the_matrix_starts_from_the_commitments(as_editor, plan) -> None:
    make_commitment(plan, 4)
    as_editor.post(HERE + "mulai/", {"from": "commitments"})
    assert Row.objects.get().commitment.number == 4


def test_filters_find_what_is_empty(as_editor, plan) -> None:
    row, _other = add(plan, "A", "B")
    for period in ("s2019-1", "s2019-2", "s2020-1", "s2020-2"):
        cells.write(plan, [Cell(row.pk, period, "x", 99)], by=None)

    assert as_editor.get(HERE, {"isian": "kosong"}).context["count"] == 1
    assert as_editor.get(HERE, {"lembaga": "kosong", "tema": "kosong"}).context["count"] == 2
    assert as_editor.get(HERE, {"status": "no-such"}).context["count"] == 0


def test_a_file_is_looked_at_and_then_applied(as_editor, plan) -> None:
    add(plan, "A")
    with of_plan(plan) as book:
        data = book.read()
    rows.remove(Row.objects.get(), by=None)
    file = io.BytesIO(data)
    file.name = "matriks.xlsx"

    answer = as_editor.post(HERE + "berkas/", {"file": file}, follow=True)

    assert answer.status_code == 200
    found = answer.context["found"]
    (one,) = found.differences
    as_editor.post(answer.request["PATH_INFO"], {"take": [one.key], "seen": found.fingerprint})
    assert titles(plan) == ["A"]


def test_a_file_without_a_matrix_says_so(as_editor, plan) -> None:
    file = io.BytesIO(b"a,b\n1,2\n")
    file.name = "x.csv"
    assert as_editor.post(HERE + "berkas/", {"file": file}).status_code == 422
