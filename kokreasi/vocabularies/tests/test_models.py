"""Terms and regions: validity, what cannot exist, search."""

from datetime import date

import pytest
from django.db import IntegrityError

from kokreasi.vocabularies.choices import Level, StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Region, Term
from kokreasi.vocabularies.tests.factories import ProvinceFactory, RegionFactory, TermFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2018, 1, 1), date(2020, 12, 31)
VALIDITY = [
    (FIRST, LAST, date(2017, 12, 31), False),
    (FIRST, LAST, FIRST, True),
    (FIRST, LAST, LAST, True),
    (FIRST, LAST, date(2021, 1, 1), False),
    (FIRST, None, date(2100, 1, 1), True),
    (None, LAST, date(1945, 8, 17), True),
    (None, LAST, date(2021, 1, 1), False),
    (None, None, FIRST, True),
]


@pytest.mark.parametrize(("starts", "ends", "day", "expected"), VALIDITY)
def test_validity_says_the_same_in_python_and_in_sql(starts, ends, day, expected) -> None:
    term = TermFactory(valid_from=starts, valid_to=ends)
    region = ProvinceFactory(valid_from=starts, valid_to=ends)

    assert term.is_valid_on(day) is expected
    assert Term.objects.valid_on(day).exists() is expected
    assert region.is_valid_on(day) is expected
    assert Region.objects.valid_on(day).exists() is expected


def test_terms_of_a_vocabulary_come_by_position_and_code() -> None:
    second = TermFactory(code="b", position=1)
    third = TermFactory(code="a", position=2)
    first = TermFactory(code="a0", position=1)
    TermFactory(vocabulary=Vocabulary.SECTOR)

    assert list(Term.objects.of(Vocabulary.POLICY_AREA)) == [first, second, third]


IMPOSSIBLE = [
    {"valid_from": LAST, "valid_to": FIRST},
    {"code": "taken"},
    {"vocabulary": Vocabulary.STAGE_KIND, "meaning": ""},
    {"vocabulary": Vocabulary.STAGE_KIND, "meaning": "invented"},
    {"vocabulary": Vocabulary.SECTOR, "meaning": StageMeaning.OTHER},
]


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_a_term_that_makes_no_sense_cannot_exist(wrong) -> None:
    TermFactory(code="taken")

    with pytest.raises(IntegrityError):
        TermFactory(**wrong)


def test_a_term_is_not_its_own_parent() -> None:
    term = TermFactory()

    with pytest.raises(IntegrityError):
        Term.objects.filter(pk=term.pk).update(parent=term)


def test_the_same_code_serves_in_two_vocabularies() -> None:
    TermFactory(code="1", vocabulary=Vocabulary.SDG_GOAL)

    assert TermFactory(code="1", vocabulary=Vocabulary.SECTOR).pk


@pytest.mark.parametrize(
    "wrong",
    [{"level": Level.CITY, "parent": None}, {"valid_from": LAST, "valid_to": FIRST}],
)
def test_a_region_that_makes_no_sense_cannot_exist(wrong) -> None:
    with pytest.raises(IntegrityError):
        RegionFactory(**wrong)


def test_a_province_lies_in_no_province() -> None:
    with pytest.raises(IntegrityError):
        ProvinceFactory(parent=ProvinceFactory())


SEARCHES = [
    ("semarang", {"33.22", "33.74"}),
    ("kab. semarang", {"33.22"}),
    ("kota semarang", {"33.74"}),
    ("33.74", {"33.74"}),
    ("33", {"33", "33.22", "33.74"}),
    ("jawa tengah", {"33", "33.22", "33.74"}),
    ("semarang jawa", {"33.22", "33.74"}),
    ("3374", set()),
    ("%", {"33", "33.22", "33.74", "11"}),
    ("", {"33", "33.22", "33.74", "11"}),
    ("atlantis", set()),
]


@pytest.mark.parametrize(("text", "expected"), SEARCHES)
def test_a_region_is_found_by_name_code_or_province(text, expected) -> None:
    java = ProvinceFactory(code="33", name="Jawa Tengah")
    ProvinceFactory(code="11", name="Aceh")
    RegionFactory(code="33.22", name="Kabupaten Semarang", level=Level.REGENCY, parent=java)
    RegionFactory(code="33.74", name="Kota Semarang", parent=java)

    assert {region.code for region in Region.objects.matching(text)} == expected
