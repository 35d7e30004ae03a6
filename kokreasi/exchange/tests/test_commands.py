"""The same import from the command line, in the same words."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from kokreasi.exchange.management.commands import import_matrix
from kokreasi.exchange.models import ImportRun
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Commitment
from kokreasi.plans.tests.factories import make_plan
from kokreasi.reading.tests.layouts import Layout, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "matriks.xlsx"
    path.write_bytes(xlsx(Layout(below=["Jumlah usulan: 3"])))
    return path


@pytest.fixture(autouse=True)
def _plan():
    make_plan()


def call(file, **options) -> str:
    out = io.StringIO()
    call_command("import_matrix", str(file), plan="2018", stdout=out, **options)
    return out.getvalue()


def test_a_rehearsal_shows_everything_and_keeps_nothing(file) -> None:
    said = call(file, dry_run=True, yes_create=True)

    assert "Berkas menyebut 3 usulan dan mencantumkan 2." in said
    assert "3: 2. Musyawarah desa [Baru]" in said
    assert not ImportRun.objects.exists()
    assert not Commitment.objects.exists()


def test_it_imports_and_the_second_time_changes_nothing(file) -> None:
    call(file, yes_create=True)
    bodies = Organisation.objects.count()

    said = call(file)

    assert "Tidak berubah 2" in said
    assert Commitment.objects.count() == 2
    assert Organisation.objects.count() == bodies


def test_what_is_unclear_stops_it_and_is_listed(file) -> None:
    with pytest.raises(CommandError, match="belum jelas"):
        call(file)

    assert not ImportRun.objects.exists()


def test_decisions_come_from_a_file(file, tmp_path) -> None:
    decisions = tmp_path / "keputusan.json"
    names = ["FITRA", "JPPI", "Kemenkeu", "Kemenkes", "WVI", "Kemendesa"]
    refused = [{"text": name, "action": "refuse"} for name in names]
    decisions.write_text(json.dumps({"organisations": refused}))

    call(file, decisions=decisions)

    assert Commitment.objects.count() == 2
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"organisations": [{"text": 1}]}'])
def test_a_file_of_decisions_that_is_none_is_refused(file, tmp_path, content) -> None:
    decisions = tmp_path / "keputusan.json"
    decisions.write_text(content)

    with pytest.raises(CommandError, match=r"keputusan\.json"):
        call(file, decisions=decisions)


def test_it_speaks_english_too(file) -> None:
    assert "Unchanged 0" in call(file, dry_run=True, language="en")


@pytest.mark.parametrize(
    ("name", "plan", "words"),
    [("tiada.xlsx", "2018", "tiada.xlsx"), ("matriks.xlsx", "1999", "1999")],
)
def test_what_does_not_exist_is_named(file, name, plan, words) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("import_matrix", str(file.with_name(name)), plan=plan)


def test_a_bar_is_drawn_only_where_somebody_looks(monkeypatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    drawn = []
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(import_matrix.sys, "stderr", stream)
        out = io.StringIO()
        import_matrix.Command(stderr=out).progress(1, 2)
        drawn.append(out.getvalue())

    assert drawn[0] == ""
    assert "1/2" in drawn[1]
