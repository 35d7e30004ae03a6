"""A region is found by its name, with a script or without."""

from datetime import date

import pytest
from django.urls import reverse

from kokreasi.consultations.models import Draft
from kokreasi.consultations.queries import regions
from kokreasi.vocabularies.choices import Level
from kokreasi.vocabularies.models import Region

DAY = date(2018, 9, 1)


@pytest.fixture
def java(db):
    province = Region.objects.create(code="33", level=Level.PROVINCE, name="Jawa Tengah")
    for code, level, name in (
        ("33.08", Level.REGENCY, "Kabupaten Magelang"),
        ("33.71", Level.CITY, "Kota Magelang"),
        ("33.74", Level.CITY, "Kota Semarang"),
    ):
        Region.objects.create(code=code, level=level, name=name, parent=province)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kota Magelang, Jawa Tengah", "33.71"),
        ("kota magelang", "33.71"),
        ("Jawa Tengah", "33"),
        ("semarang", "33.74"),
        ("33.08", "33.08"),
        ("magelang", None),
        ("33.99", None),
        ("Atlantis", None),
        ("%", None),
    ],
)
def test_a_name_stands_for_a_region_where_only_one_is_meant(java, text, code) -> None:
    assert regions.code_of(text, on=DAY) == code


def test_the_names_of_regions_are_told_apart(java) -> None:
    names = regions.codes_by_words(on=DAY)

    assert names["jateng"] == names["provinsi jawa tengah"] == names["33"] == "33"
    assert names["kab magelang"] == names["kabupaten magelang jawa tengah"] == "33.08"
    assert "magelang" not in names


def test_without_a_script_one_chooses_among_those_with_the_name(java, phone) -> None:
    asked = phone.fill({"region": "magelang"}, key="person")
    phone.fill({"region": "magelang", "region.match": "33.08"}, key="person")

    field = next(one for one in asked.context["fields"] if one.name == "region")
    assert asked.status_code == 422
    assert [tick.value for tick in field.matches] == ["33.08", "33.71"]
    assert Draft.objects.get().answers["region"] == "33.08"


def test_names_are_offered_while_one_types(java, client, open_consultation) -> None:
    address = reverse("answer-regions", args=[open_consultation.reference])

    names = client.get(address, {"q": "magel"}).json()["names"]

    assert names == ["Kabupaten Magelang, Jawa Tengah", "Kota Magelang, Jawa Tengah"]
