"""Pages and files of a result: light, few queries, nothing that leads to a person."""

import csv
import io
import json
from random import Random

import pytest
from django.utils import timezone
from django.utils.translation import override

from kokreasi.consultations.exports.spreadsheet import spreadsheet_of
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.tests.answers import by_chance, keep_all, result_of
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.reading.typed import tables_in

SECRET = "Saya Budi dari Desa Rahasia"


@pytest.fixture
def result(db):
    consultation = published()
    rng = Random(8)
    people = [by_chance(rng) for _person in range(80)]
    keep_all(
        consultation, [(a | {"remarks": SECRET, "topics.other": SECRET}, b) for a, b in people]
    )
    result = result_of(consultation)
    result.published_at = timezone.now()
    result.save()
    return result


def address(result, more="") -> str:
    return f"/konsultasi/{result.consultation.reference}/hasil/{result.number}/{more}"


def test_the_page_costs_few_queries(result, client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        page = client.get(address(result))

    assert page.status_code == 200


def test_the_page_by_group_costs_few_queries(result, client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        page = client.get(address(result, "menurut/gender/"))

    assert page.status_code == 200


@pytest.mark.parametrize(
    "more", ["", "menurut/gender/", "menurut/channel/", "hasil.json", "kamus.csv", "kamus.json"]
)
def test_no_words_of_people_are_in_anything_public(result, client, more) -> None:
    response = client.get(address(result, more))

    written = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    assert SECRET.encode() not in written


def test_what_is_not_published_is_there_for_nobody_else(result, client) -> None:
    result.published_at = None
    result.save()

    assert {client.get(address(result, more)).status_code for more in ("", "hasil.json")} == {404}


def test_without_a_result_the_page_says_so(db, client) -> None:
    consultation = published(make_consultation(code="2022"))

    page = client.get(f"/konsultasi/{consultation.reference}/hasil/")

    assert "Belum ada hasil yang diterbitkan" in page.content.decode()


def test_the_figures_are_given_as_they_were_frozen(result, client) -> None:
    sent = json.loads(client.get(address(result, "hasil.json")).content)

    assert sent == result.content


def test_the_spreadsheet_has_four_pages_and_no_formula(result) -> None:
    with override("id"), spreadsheet_of(ResultSheet.read(result.content)) as file:
        sheets = tables_in(file.read(), "hasil.xlsx")

    assert [sheet["name"] for sheet in sheets] == [
        "Ringkasan",
        "Frekuensi",
        "Menurut kelompok",
        "Buku kode",
    ]


def rows_of(result) -> list[dict[str, str]]:
    stored = result.files.get(format="csv").file.open().read().decode()
    return list(csv.DictReader(io.StringIO(stored)))


def test_rows_say_nothing_of_who_answered_when_or_in_which_words(db) -> None:
    consultation = published()
    rng = Random(8)
    keep_all(consultation, [(by_chance(rng)[0], {}) for _person in range(30)])

    rows = rows_of(result_of(consultation))

    told = {name.split(".")[0] for name in rows[0]}
    assert len(rows) == 30
    assert told == {"stance", "topics", "clarity", "order", "grid", "visits", "since"}
    assert all(len(row["since"]) in {0, 4} for row in rows)
    lines = [",".join(row.values()) for row in rows]
    assert lines == sorted(lines)


def test_rows_are_not_given_beside_much_that_is_told_of_small_groups(result, client) -> None:
    assert not result.files.filter(format="csv").exists()
    assert client.get(address(result, "jawaban.csv")).status_code == 404
    assert "groups_are_out" in client.get(address(result, "hasil.json")).content.decode()
