"""The pages: what everybody reads, what the secretariat keeps, and what is refused."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.vocabularies.choices import Level, StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Region, RegionChange, Term, TermChange
from kokreasi.vocabularies.tests.factories import ProvinceFactory, RegionFactory, TermFactory

pytestmark = pytest.mark.django_db

SECTORS = "/kosakata/sectors/"


@pytest.fixture
def energy():
    return TermFactory(
        vocabulary=Vocabulary.SECTOR,
        code="energy",
        name=Bilingual("Energi", "Energy"),
        position=1,
        valid_from=date(2018, 1, 1),
    )


@pytest.fixture
def desk(client, editor):
    """A browser in which the secretariat is signed in."""
    client.force_login(editor)
    return client


# Reading


@time_machine.travel("2024-06-01 12:00+07:00")
def test_the_overview_counts_what_holds_today(client, energy) -> None:
    TermFactory(vocabulary=Vocabulary.SECTOR, valid_to=date(2024, 5, 31))
    RegionFactory()

    answer = client.get("/kosakata/")

    assert answer.status_code == 200
    sizes = dict(answer.context["vocabularies"])
    assert (sizes[Vocabulary.SECTOR], sizes[Vocabulary.SDG_GOAL]) == (1, 0)
    assert dict(answer.context["levels"]) == {Level.PROVINCE: 1, Level.REGENCY: 0, Level.CITY: 1}


@time_machine.travel("2024-06-01 12:00+07:00")
def test_a_vocabulary_lists_every_term_with_validity_and_source(client, energy) -> None:
    TermFactory(
        vocabulary=Vocabulary.SECTOR, position=2, valid_to=date(2024, 5, 31), source="RAN 2018"
    )
    TermFactory(vocabulary=Vocabulary.OGP_VALUE, name=Bilingual("Bukan sektor"))

    page = client.get(SECTORS).content.decode()

    assert page.index("Energi") < page.index("RAN 2018")
    assert "2024-05-31" in page
    assert "Bukan sektor" not in page
    assert "/tambah/" not in page


def test_a_vocabulary_is_searched_in_both_languages(client, energy) -> None:
    TermFactory(vocabulary=Vocabulary.SECTOR, code="health", name=Bilingual("Kesehatan", "Health"))

    found = client.get(SECTORS, {"q": "hea"}).context["page"]

    assert [term.code for term in found] == ["health"]


def test_words_that_find_nothing_lead_back_to_the_whole_list(client, energy) -> None:
    page = client.get(SECTORS, {"q": "atlantis"}).content.decode()

    assert f'href="{SECTORS}"' in page


ODD_QUERIES = [{"page": "0"}, {"page": "x"}, {"page": "9" * 40}, {"q": "y" * 500}, {"q": "%_'"}]


@pytest.mark.parametrize("query", ODD_QUERIES)
@pytest.mark.parametrize("address", [SECTORS, "/wilayah/cari"])
def test_odd_questions_are_answered(address, query, client, energy) -> None:
    assert client.get(address, query).status_code == 200


def test_a_term_tells_its_history_without_naming_the_person(client, energy, desk, editor) -> None:
    desk.post(
        "/ruang-kerja/kosakata/sectors/energy/akhiri/",
        {"on": "2030-12-31", "reason": "Digabung."},
    )
    desk.logout()

    page = client.get(energy.get_absolute_url()).content.decode()

    assert "Sekretariat OGI" in page
    assert "Digabung." in page
    assert editor.name not in page


def test_a_goal_shows_its_targets(client) -> None:
    goal = TermFactory(vocabulary=Vocabulary.SDG_GOAL, code="16")
    target = TermFactory(vocabulary=Vocabulary.SDG_TARGET, code="16.6", parent=goal)

    page = client.get(goal.get_absolute_url()).content.decode()

    assert target.get_absolute_url() == "/kosakata/sdg-targets/16.6/"
    assert target.get_absolute_url() in page
    assert client.get(target.get_absolute_url()).status_code == 200


def test_pages_speak_english_below_en(client, energy) -> None:
    assert "Energy" in client.get("/en" + SECTORS).content.decode()


ABSENT = [
    "/kosakata/nothing/",
    "/kosakata/sectors/nothing/",
    "/kosakata/nothing/energy/",
    "/kosakata/values/energy/",
    "/wilayah/kemendagri/99.99/",
    "/wilayah/nothing/33/",
]


@pytest.mark.parametrize("address", ABSENT)
def test_what_does_not_exist_is_not_found(address, client, energy) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/kosakata/", 2), (SECTORS, 2), ("/wilayah/cari", 2), ("/kosakata/sdg-goals/1/", 3)],
)
def test_queries_do_not_grow_with_rows(
    address, queries, rows, client, django_assert_num_queries
) -> None:
    goal = TermFactory(vocabulary=Vocabulary.SDG_GOAL, code="1")
    TermFactory.create_batch(rows, vocabulary=Vocabulary.SECTOR, parent=goal)
    RegionFactory.create_batch(rows)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_long_lists_are_paged(client) -> None:
    TermFactory.create_batch(51, vocabulary=Vocabulary.SECTOR)

    assert len(client.get(SECTORS).context["page"]) == 50
    assert len(client.get(SECTORS, {"page": 2}).context["page"]) == 1


# Finding a region


@pytest.fixture
def java():
    province = ProvinceFactory(code="33", name="Jawa Tengah")
    RegionFactory(code="33.74", name="Kota Semarang", parent=province)
    RegionFactory(code="33.22", name="Kabupaten Semarang", level=Level.REGENCY, parent=province)
    return province


def test_a_region_is_found_in_a_page(client, java) -> None:
    page = client.get("/wilayah/cari", {"q": "kota semarang"}).content.decode()

    assert "/wilayah/kemendagri/33.74/" in page
    assert "/wilayah/kemendagri/33.22/" not in page
    assert "<html" in page


def test_htmx_gets_only_the_rows(client, java) -> None:
    answer = client.get("/wilayah/cari", {"q": "semarang"}, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "Kota Semarang" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_programme_gets_data(client, java) -> None:
    data = client.get("/wilayah/cari", {"q": "33.74", "format": "json"}).json()

    city = Region.objects.get(code="33.74")
    assert data == {
        "count": 1,
        "page": 1,
        "next": None,
        "results": [
            {
                "id": city.pk,
                "scheme": "kemendagri",
                "code": "33.74",
                "level": "city",
                "name": "Kota Semarang",
                "province": "Jawa Tengah",
            }
        ],
    }


def test_regions_come_a_page_at_a_time(client, java) -> None:
    RegionFactory.create_batch(20, parent=java)

    first = client.get("/wilayah/cari", {"format": "json"}).json()
    second = client.get("/wilayah/cari", {"format": "json", "page": first["next"]}).json()

    assert (first["count"], len(first["results"]), len(second["results"])) == (23, 20, 3)
    assert second["next"] is None


@time_machine.travel("2024-06-01 12:00+07:00")
def test_only_regions_that_hold_today_are_offered(client) -> None:
    ProvinceFactory(code="54", name="Timor Timur", valid_to=date(1999, 10, 19))

    assert client.get("/wilayah/cari", {"format": "json"}).json()["count"] == 0


def test_a_province_shows_what_lies_in_it(client, java) -> None:
    page = client.get("/wilayah/kemendagri/33/").content.decode()

    assert "Kota Semarang" in page
    assert "Kabupaten Semarang" in page


# Keeping


def test_the_secretariat_adds_a_term(desk, energy) -> None:
    assert "/ruang-kerja/kosakata/sectors/tambah/" in desk.get(SECTORS).content.decode()
    assert desk.get("/ruang-kerja/kosakata/sectors/tambah/").status_code == 200

    answer = desk.post(
        "/ruang-kerja/kosakata/sectors/tambah/",
        {"code": "water", "name_id": "Air", "name_en": "Water", "source": "OGI"},
    )

    term = Term.objects.get(code="water")
    assert answer.headers["Location"] == term.get_absolute_url()
    assert (term.name, term.position) == (Bilingual("Air", "Water"), 2)
    assert term.history.count() == 1


def test_a_kind_of_stage_is_asked_for_its_meaning(desk) -> None:
    address = "/ruang-kerja/kosakata/stage-kinds/tambah/"
    given = {"code": "survey", "name_id": "Survei", "source": "OGI"}

    refused = desk.post(address, given)
    answer = desk.post(address, given | {"meaning": "consultation"})

    assert refused.context["form"].errors.keys() == {"meaning"}
    assert answer.status_code == 302
    assert Term.objects.get().meaning == StageMeaning.CONSULTATION


WRONG_TERMS = [
    ({"code": "energy"}, "code"),
    ({"code": "Energi Baru"}, "code"),
    ({"code": "x" * 61}, "code"),
    ({"code": ""}, "code"),
    ({"name_id": "", "name_en": ""}, "name"),
    ({"source": ""}, "source"),
    ({"valid_from": "31-31-2024"}, "valid_from"),
    ({"parent": "999999"}, "parent"),
    ({"parent": "9" * 40}, "parent"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG_TERMS)
def test_a_wrong_term_comes_back_with_what_was_typed(wrong, field, desk, energy) -> None:
    given = {"code": "water", "name_id": "Air tanah", "source": "OGI"} | wrong

    answer = desk.post("/ruang-kerja/kosakata/sectors/tambah/", given)

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}
    if "name_id" not in wrong:
        assert "Air tanah" in answer.content.decode()
    assert Term.objects.count() == 1
    assert not TermChange.objects.exists()


CHANGE = {
    "name_id": "Energi bersih",
    "name_en": "Clean energy",
    "position": "1",
    "valid_from": "2018-01-01",
    "source": "OGI",
}
CHANGE_ENERGY = "/ruang-kerja/kosakata/sectors/energy/ubah/"


def test_the_secretariat_changes_a_term(desk, energy) -> None:
    shown = desk.get(CHANGE_ENERGY).context["form"]
    assert (shown["name"].value(), shown["seen"].value()) == (energy.name, 1)

    answer = desk.post(CHANGE_ENERGY, CHANGE | {"seen": "1", "reason": "Lebih jelas."})

    energy.refresh_from_db()
    assert answer.headers["Location"] == energy.get_absolute_url()
    assert energy.name == Bilingual("Energi bersih", "Clean energy")
    assert energy.history.get().reason == "Lebih jelas."


def test_the_second_of_two_sees_both_versions_and_may_decide(desk, energy) -> None:
    desk.post(CHANGE_ENERGY, CHANGE | {"seen": "1", "name_id": "Versi pertama"})

    late = desk.post(CHANGE_ENERGY, CHANGE | {"seen": "1", "name_id": "Versi kedua"})

    page = late.content.decode()
    assert late.status_code == 409
    assert "Versi pertama" in page
    assert "Versi kedua" in page
    assert late.context["form"]["seen"].value() == "2"
    energy.refresh_from_db()
    assert energy.name.id == "Versi pertama"

    again = desk.post(CHANGE_ENERGY, CHANGE | {"seen": "2", "name_id": "Versi kedua"})

    energy.refresh_from_db()
    assert again.status_code == 302
    assert energy.name.id == "Versi kedua"


def test_a_circle_is_refused_and_nothing_typed_is_lost(desk, energy) -> None:
    child = TermFactory(vocabulary=Vocabulary.SECTOR, parent=energy)

    answer = desk.post(CHANGE_ENERGY, CHANGE | {"seen": "1", "parent": str(child.pk)})

    energy.refresh_from_db()
    assert answer.status_code == 409
    assert "Clean energy" in answer.content.decode()
    assert energy.parent is None


@pytest.mark.parametrize("seen", ["", "0", "x", "9" * 30])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(seen, desk, energy) -> None:
    answer = desk.post(CHANGE_ENERGY, CHANGE | {"seen": seen})

    energy.refresh_from_db()
    assert answer.status_code == 200
    assert energy.revision == 1


def test_the_secretariat_ends_a_term_and_lets_it_hold_again(desk, energy) -> None:
    page = desk.get(energy.get_absolute_url()).content.decode()
    ending = "/ruang-kerja/kosakata/sectors/energy/akhiri/"
    reviving = "/ruang-kerja/kosakata/sectors/energy/berlakukan/"
    assert ending in page
    assert reviving not in page
    assert desk.get(ending).status_code == 200

    desk.post(ending, {"on": "2020-12-31", "reason": "Digabung."})

    energy.refresh_from_db()
    assert energy.valid_to == date(2020, 12, 31)
    assert reviving in desk.get(energy.get_absolute_url()).content.decode()
    assert desk.get(reviving).status_code == 200

    desk.post(reviving, {"reason": "Keliru."})

    energy.refresh_from_db()
    assert energy.valid_to is None
    assert energy.history.count() == 2


def test_nothing_is_ended_before_it_starts(desk) -> None:
    TermFactory(vocabulary=Vocabulary.SECTOR, code="energy", valid_from=date(2024, 1, 1))

    answer = desk.post(
        "/ruang-kerja/kosakata/sectors/energy/akhiri/",
        {"on": "2023-12-31", "reason": "Alasan saya"},
    )

    assert answer.status_code == 409
    assert "Alasan saya" in answer.content.decode()
    assert Term.objects.get().valid_to is None


def test_ending_needs_a_day_and_a_reason(desk, energy) -> None:
    answer = desk.post("/ruang-kerja/kosakata/sectors/energy/akhiri/", {"on": "", "reason": " "})

    assert answer.context["form"].errors.keys() == {"on", "reason"}


REGENCY = {
    "scheme": "kemendagri",
    "code": "33.30",
    "level": "regency",
    "name": "Kabupaten Baru",
    "source": "UU 1/2030",
}


def test_the_secretariat_adds_and_ends_a_region(desk, java) -> None:
    assert desk.get("/ruang-kerja/wilayah/tambah/").status_code == 200

    answer = desk.post("/ruang-kerja/wilayah/tambah/", REGENCY | {"parent": str(java.pk)})

    assert answer.headers["Location"] == "/wilayah/kemendagri/33.30/"
    assert desk.get("/ruang-kerja/wilayah/kemendagri/33.30/akhiri/").status_code == 200
    desk.post(
        "/ruang-kerja/wilayah/kemendagri/33.30/akhiri/", {"on": "2031-01-01", "reason": "Digabung."}
    )
    region = Region.objects.get(code="33.30")
    assert region.valid_to == date(2031, 1, 1)
    desk.post("/ruang-kerja/wilayah/kemendagri/33.30/berlakukan/", {"reason": "Keliru."})
    region.refresh_from_db()
    assert region.valid_to is None
    assert region.history.count() == 3
    assert "Digabung." in desk.get(region.get_absolute_url()).content.decode()


REFUSED_REGIONS = [
    ({"parent": ""}, 409),
    ({"level": "province"}, 409),
    ({"scheme": "bps"}, 409),
    ({"code": "33.74"}, 409),
    ({"code": "33-30"}, 200),
    ({"level": "village"}, 200),
    ({"scheme": "un"}, 200),
]


@pytest.mark.parametrize(("wrong", "status"), REFUSED_REGIONS)
def test_a_wrong_region_is_refused(wrong, status, desk, java) -> None:
    given = REGENCY | {"parent": str(java.pk)} | wrong

    answer = desk.post("/ruang-kerja/wilayah/tambah/", given)

    assert answer.status_code == status
    assert "Kabupaten Baru" in answer.content.decode()
    assert Region.objects.count() == 3
    assert not RegionChange.objects.exists()


# Doors

SECRETARIAT = {"editor", "publisher", "administrator"}
EVERYBODY = {
    "anybody",
    "editor",
    "publisher",
    "focal_point",
    "member",
    "moderator",
    "reviewer",
    "administrator",
}
DOORS = [
    ("/kosakata/", "get", EVERYBODY),
    (SECTORS, "get", EVERYBODY),
    ("/kosakata/sectors/energy/", "get", EVERYBODY),
    ("/wilayah/cari", "get", EVERYBODY),
    ("/wilayah/kemendagri/33/", "get", EVERYBODY),
    ("/ruang-kerja/kosakata/sectors/tambah/", "get", SECRETARIAT),
    ("/ruang-kerja/kosakata/sectors/tambah/", "post", SECRETARIAT),
    (CHANGE_ENERGY, "get", SECRETARIAT),
    (CHANGE_ENERGY, "post", SECRETARIAT),
    ("/ruang-kerja/kosakata/sectors/energy/akhiri/", "get", SECRETARIAT),
    ("/ruang-kerja/kosakata/sectors/energy/akhiri/", "post", SECRETARIAT),
    ("/ruang-kerja/kosakata/sectors/energy/berlakukan/", "get", SECRETARIAT),
    ("/ruang-kerja/kosakata/sectors/energy/berlakukan/", "post", SECRETARIAT),
    ("/ruang-kerja/wilayah/tambah/", "get", SECRETARIAT),
    ("/ruang-kerja/wilayah/tambah/", "post", SECRETARIAT),
    ("/ruang-kerja/wilayah/kemendagri/33/akhiri/", "get", SECRETARIAT),
    ("/ruang-kerja/wilayah/kemendagri/33/akhiri/", "post", SECRETARIAT),
    ("/ruang-kerja/wilayah/kemendagri/33/berlakukan/", "get", SECRETARIAT),
    ("/ruang-kerja/wilayah/kemendagri/33/berlakukan/", "post", SECRETARIAT),
]


@pytest.fixture
def answers(cast, client, energy, java):
    """Ask as everybody in the cast, and give the status that each of them got."""

    def ask(address: str, method: str) -> dict[str, int]:
        statuses = {}
        for who, person in cast.items():
            client.logout()
            if person.is_authenticated:
                client.force_login(person)
            statuses[who] = client.generic(method.upper(), address).status_code
        return statuses

    return ask


@pytest.mark.parametrize(("address", "method", "expected"), DOORS)
def test_who_comes_in(address, method, expected, answers) -> None:
    statuses = answers(address, method)

    assert {who for who, status in statuses.items() if status == 200} == expected
    refused = {status for who, status in statuses.items() if who not in {*expected, "anybody"}}
    assert refused <= {403}
    assert statuses["anybody"] in {200, 302}
    assert not TermChange.objects.exists()
    assert not RegionChange.objects.exists()


READING = [address for address, _method, expected in DOORS if expected == EVERYBODY]


@pytest.mark.parametrize("address", READING)
def test_pages_for_reading_take_nothing(address, answers) -> None:
    assert set(answers(address, "post").values()) == {405}


def test_every_page_has_its_english_twin() -> None:
    with override("en"):
        assert reverse("vocabularies") == "/en/kosakata/"


@pytest.mark.parametrize(("terms", "is_offered"), [(12, False), (13, True)])
def test_only_a_long_list_offers_a_search(terms, is_offered, client) -> None:
    TermFactory.create_batch(terms, vocabulary=Vocabulary.SECTOR)

    page = client.get(SECTORS).content.decode()

    assert ('name="q"' in page.split("<main")[1]) is is_offered
