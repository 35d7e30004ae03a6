"""The same tables by the command line."""

import pytest
from django.core.management import CommandError, call_command

from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db

TABLE = "kind,name_id\ncso,Perkumpulan Baru\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "organisasi.csv"
    file.write_text(TABLE)
    return file


def test_without_a_person_it_is_a_rehearsal(table, capsys) -> None:
    call_command("import_organisations", str(table))

    assert "2 baru: Perkumpulan Baru" in capsys.readouterr().out
    assert not Organisation.objects.exists()


def test_with_a_person_it_is_taken_over_once(table, editor, capsys) -> None:
    for _ in range(2):
        call_command("import_organisations", str(table), by=editor.email.upper())

    assert Organisation.objects.get().record.entries.first().by == editor


@pytest.mark.parametrize(
    ("content", "by", "words"),
    [
        (TABLE, "nobody@example.org", "nobody@example.org"),
        ("kind,name_id\nclub,X\n", None, "problems"),
        ("", None, "kosong"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(content, by, words, table, capsys) -> None:
    table.write_text(content)

    with pytest.raises(CommandError, match=words):
        call_command("import_organisations", str(table), by=by)

    assert not Organisation.objects.exists()


def test_a_missing_file_is_said(tmp_path) -> None:
    with pytest.raises(CommandError):
        call_command("import_organisations", str(tmp_path / "absent.csv"))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_is_public_and_comes_in_again(ending, tmp_path, capsys) -> None:
    make_organisation("Umum")
    make_organisation("Rancangan", public=False)
    file = tmp_path / f"organisasi.{ending}"

    call_command("export_organisations", str(file))
    call_command("import_organisations", str(file))

    assert "tidak berubah: 1" in capsys.readouterr().out


def test_an_unknown_kind_of_file_is_refused(tmp_path) -> None:
    with pytest.raises(CommandError, match=r"csv or \.xlsx"):
        call_command("export_organisations", str(tmp_path / "organisasi.pdf"))
