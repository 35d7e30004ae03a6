"""Two press at the same moment, on connections of their own: nothing is lost, nothing doubled."""

from functools import partial

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register import services
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record, Version
from kokreasi.register.tests.factories import RecordFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def revise(organisation: Organisation, person, **values) -> Organisation:
    return services.revise(
        Organisation.objects.get(pk=organisation.pk),
        values,
        seen=1,
        about=organisation.record,
        by=person,
        event="organisation.changed",
        says="changed the profile",
    )


def test_two_who_write_the_same_field_do_not_overwrite_each_other(at_once) -> None:
    organisation, person = make_organisation(), UserFactory()
    years = [1995, 1999, 2003, 2011]

    results = at_once(*[partial(revise, organisation, person, founded_year=y) for y in years])

    kept = Organisation.objects.get(pk=organisation.pk)
    refused = [result for result in results if isinstance(result, StaleError)]
    lines = organisation.record.entries.filter(event="organisation.changed")
    assert len(refused) == len(years) - 1
    assert kept.founded_year in years
    assert kept.revision == 2
    assert lines.count() == 1


def test_two_who_write_different_fields_both_succeed(at_once) -> None:
    organisation, person = make_organisation(), UserFactory()

    results = at_once(
        partial(revise, organisation, person, founded_year=1999),
        partial(revise, organisation, person, website="https://contoh.example.org/"),
    )

    kept = Organisation.objects.get(pk=organisation.pk)
    assert not [result for result in results if isinstance(result, Exception)]
    assert (kept.founded_year, kept.website) == (1999, "https://contoh.example.org/")
    assert kept.revision == 3


def test_records_opened_at_once_get_different_references(at_once) -> None:
    enrol = partial(
        services.enrol,
        Kind.COMMITMENT,
        reference="KOM-2018-07",
        title=Bilingual(id="Komitmen"),
        by=None,
        says="opened it",
    )

    results = at_once(*[enrol] * 4)

    assert not [result for result in results if isinstance(result, Exception)]
    assert Record.objects.values("reference").distinct().count() == 4


def test_versions_frozen_at_once_are_numbered_without_gap(at_once) -> None:
    record = RecordFactory()
    contents = [{"text": str(number)} for number in range(4)]

    results = at_once(*[partial(services.freeze, record, c, by=None) for c in contents])

    assert not [result for result in results if isinstance(result, Exception)]
    assert set(Version.objects.values_list("number", flat=True)) == {1, 2, 3, 4}
    assert Record.objects.get(pk=record.pk).version.number == 4


def test_publishing_at_once_is_told_once(at_once) -> None:
    record = RecordFactory()

    at_once(*[partial(services.publish, record, by=None, says="published it")] * 4)

    assert record.entries.filter(event="plan.published").count() == 1
