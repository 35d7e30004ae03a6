"""Which organisation a text means."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations import queries, services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.finding import Why
from kokreasi.organisations.tests.factories import make_ministry, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db):
    return {
        "kemenkeu": make_ministry("Kementerian Keuangan", "Kemenkeu"),
        "kemenkes": make_ministry("Kementerian Kesehatan", "Kemenkes"),
        "pupr": make_ministry("Kementerian Pekerjaan Umum dan Perumahan Rakyat", "PUPR"),
        "bappenas": make_ministry(
            "Kementerian Perencanaan Pembangunan Nasional/Badan Perencanaan Pembangunan Nasional",
            "Bappenas",
        ),
        "kip": make_organisation("Komisi Informasi Pusat", "KIP", kind=Kind.STATE_BODY),
        "pattiro": make_organisation("Pusat Telaah dan Informasi Regional", "PATTIRO"),
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kementerian Keuangan", "kemenkeu"),
        ("KEMENKEU", "kemenkeu"),
        ("kementerian  keuangan.", "kemenkeu"),
        ("Kemen Keuangan", "kemenkeu"),
        ("Kementerian PUPR", "pupr"),
        ("KemenPUPR", "pupr"),
        ("Pattiro", "pattiro"),
        ("komisi informasi pusat", "kip"),
    ],
)
def test_find_knows_names_and_abbreviations(text, who, bodies) -> None:
    assert queries.find(text) == bodies[who]


@pytest.mark.parametrize("text", ["Pattirol", "Keuangan", "Kemenkeu RI", "KPK", "", "-", "?!"])
def test_find_never_guesses(text, bodies) -> None:
    assert queries.find(text) is None


@pytest.mark.parametrize(
    ("text", "who", "why"),
    [
        ("Pattirol", "pattiro", Why.SPELLING),
        ("Kemenkeu RI", "kemenkeu", Why.SPELLING),
        ("Kementrian Keuangan", "kemenkeu", Why.SPELLING),
        ("Kementerian Keuangan (Direktorat Jenderal Anggaran)", "kemenkeu", Why.PART),
        ("Kementerian Perencanaan Pembangunan/ Bappenas", "bappenas", Why.PART),
        ("Umum Rakyat", "pupr", Why.WORDS),
    ],
)
def test_suggest_puts_the_right_one_first(text, who, why, bodies) -> None:
    first = queries.suggest(text)[0]

    assert (first.organisation, first.why) == (bodies[who], why)
    assert first.score < 1


@pytest.mark.parametrize("text", ["KPK", "Xylofon", "", "🏛", "Dinas Pariwisata Kota Contoh"])
def test_suggest_invents_nothing(text, bodies) -> None:
    assert queries.suggest(text) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=80), limit=st.integers(0, 7))
def test_suggestions_of_any_text_are_ranked_and_few(bodies, text, limit) -> None:
    scores = [suggestion.score for suggestion in queries.suggest(text, limit)]

    assert len(scores) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_former_name_and_an_alias_are_found(bodies, editor) -> None:
    services.rename(
        bodies["pupr"], name=Bilingual(id="Kementerian Prasarana"), on=date(2024, 10, 21), by=editor
    )
    services.add_alias(bodies["pattiro"], "Pattirol", by=editor, source="notula 2023")

    assert queries.find("Kementerian Prasarana") == bodies["pupr"]
    assert queries.find("Kementerian Pekerjaan Umum dan Perumahan Rakyat") == bodies["pupr"]
    assert queries.find("pattirol") == bodies["pattiro"]


def test_a_shared_name_is_ambiguous(bodies) -> None:
    twin = make_organisation("Kaum Ibu Peduli", "KIP")

    match = queries.Finder().match("KIP")

    assert match.organisation is None
    assert match.is_ambiguous
    assert {near.organisation for near in match.suggestions} == {bodies["kip"], twin}


def test_a_merged_organisation_is_found_as_the_survivor(bodies, editor) -> None:
    double = make_organisation("Pattiro Pusat")
    services.merge(double, into=bodies["pattiro"], by=editor, reason="Tercatat dua kali.")

    assert queries.find("Pattiro Pusat") == bodies["pattiro"]


def test_finder_asks_the_database_as_often_for_one_text_as_for_many(
    bodies, django_assert_num_queries
) -> None:
    texts = ["Pattirol", "Kemenkeu RI", "KPK", "PUPR"] * 50
    queries.Finder()

    with django_assert_num_queries(2):
        finder = queries.Finder()
        matches = [finder.match(text) for text in texts]

    assert len(matches) == 200
