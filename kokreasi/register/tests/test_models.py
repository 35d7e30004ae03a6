import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch

from kokreasi.core.bilingual import Bilingual
from kokreasi.register import services
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Entry, Link, Record, StatedFigure
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db

SECRETARIAT = {"editor", "publisher", "administrator"}
EVERYBODY = SECRETARIAT | {"anybody", "focal_point", "member", "moderator", "reviewer"}

#        is the record public   who may read it
RECORDS = [(True, EVERYBODY), (False, SECRETARIAT)]


@pytest.mark.parametrize(("is_published", "expected"), RECORDS)
def test_who_may_read_which_record(is_published, expected, cast) -> None:
    record = RecordFactory(is_published=is_published)

    readers = {who for who, person in cast.items() if record in Record.objects.visible_to(person)}

    assert readers == expected
    assert record.is_public == ("anybody" in readers)


#        record public, line public   who may read the line
LINES = [
    (True, True, EVERYBODY),
    (True, False, SECRETARIAT),
    (False, True, SECRETARIAT),
    (False, False, SECRETARIAT),
]


@pytest.mark.parametrize(("is_published", "is_public", "expected"), LINES)
def test_who_may_read_which_line_of_history(is_published, is_public, expected, cast) -> None:
    record = RecordFactory(is_published=is_published)
    line = services.record("x", record, by=None, says="did it", is_public=is_public)

    readers = {who for who, person in cast.items() if line in Entry.objects.visible_to(person)}

    assert readers == expected


def test_words_in_two_languages_survive_the_database() -> None:
    record = RecordFactory(title=Bilingual(id="Rencana", en="Plan"), summary=Bilingual())

    kept = Record.objects.get(pk=record.pk)

    assert kept.title == Bilingual(id="Rencana", en="Plan")
    assert kept.summary == Bilingual()


def test_one_language_can_be_searched() -> None:
    record = RecordFactory(title=Bilingual(id="Rencana", en="Plan"))

    assert Record.objects.get(title__id__icontains="renc") == record
    assert not Record.objects.filter(title__en__icontains="renc").exists()


def test_reference_exists_once() -> None:
    RecordFactory(reference="RAN-2018")

    with pytest.raises(IntegrityError), transaction.atomic():
        RecordFactory(reference="RAN-2018")


def test_link_joins_two_different_records() -> None:
    record = RecordFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(source=record, target=record, tie=Tie.ANSWERED_BY)


def test_records_are_found_by_their_facets() -> None:
    found, other = RecordFactory(), RecordFactory()
    services.find_by(found, [(FacetName.AREA, "anti-corruption")])
    services.find_by(other, [(FacetName.THEME, "anti-corruption")])

    records = Record.objects.found_by(FacetName.AREA, "anti-corruption")

    assert list(records) == [found]


def test_stated_figure_reads_as_its_source_wrote_it() -> None:
    figure = StatedFigure(label=Bilingual(id="Peserta"), value=83, unit="")

    assert str(figure.label) == "Peserta"


@pytest.mark.parametrize("is_published", [True, False])
def test_permanent_link_leads_to_the_page_of_what_everybody_may_know(is_published) -> None:
    record = RecordFactory(is_published=is_published, kind="organisation")
    try:
        page = record.get_absolute_url()
    except NoReverseMatch:
        pytest.skip("the page of organisations does not exist yet")

    response = Client().get(record.permanent_link)

    assert response.status_code == (302 if is_published else 404)
    assert response.get("Location") == (page if is_published else None)
