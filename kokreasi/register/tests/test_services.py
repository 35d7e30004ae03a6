from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.register import services
from kokreasi.register.choices import FacetName, Kind, Tie
from kokreasi.register.leaves import fingerprint
from kokreasi.register.models import Entry, Facet, Link, Record
from kokreasi.register.services import ReasonMissingError
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db

PLAN = Bilingual(id="Rencana Aksi", en="Action plan")


def enrol(reference: str = "RAN-2018") -> Record:
    return services.enrol(
        Kind.PLAN, reference=reference, title=PLAN, by=None, says="opened the plan"
    )


def test_enrol_opens_a_draft_with_its_first_line(editor) -> None:
    record = services.enrol(
        Kind.PLAN, reference="RAN-2018", title=PLAN, by=editor, says="opened the plan"
    )

    (line,) = record.entries.all()
    assert not record.is_public
    assert line.event == "plan.created"
    assert line.is_public is False
    assert line.on_behalf_of == "Sekretariat OGI"
    assert line.by == editor


def test_taken_reference_gets_the_next_free_ending() -> None:
    references = [enrol("KOM-2018-07").reference for _number in range(3)]

    assert references == ["KOM-2018-07", "KOM-2018-07-2", "KOM-2018-07-3"]


def test_numbered_reference_follows_the_last_number() -> None:
    for reference in ("RPT-2018-9", "RPT-2018-9-2", "RPT-2018-1000", "RPT-2019-07", "RPT-2018-x"):
        RecordFactory(reference=reference)

    assert services.free_reference("RPT-2018-###") == "RPT-2018-1001"
    assert services.free_reference("RPT-2019-###") == "RPT-2019-008"
    assert services.free_reference("TL-2018-####") == "TL-2018-0001"


def test_reference_that_only_begins_alike_is_not_taken() -> None:
    enrol("KOM-2018-071")

    assert services.free_reference("KOM-2018-07") == "KOM-2018-07"


def test_line_of_history_speaks_both_languages() -> None:
    change = Change(_("title"), Bilingual(id="Lama", en="Old"), None)

    line = services.record("x", RecordFactory(), by=None, says=_("Monday"), changes=[change])

    (told,) = line.told_changes()
    assert line.says == Bilingual(id="Senin", en="Monday")
    assert told["old"] == Bilingual(id="Lama", en="Old")
    assert told["new"].en == "nothing"


def test_line_of_history_names_the_body_and_no_person() -> None:
    person = person_with(Role.EDITOR, body="ORG-1", body_name="Sekretariat OGI")

    line = services.record("x", RecordFactory(), by=person, says="did it")

    assert person.name not in str(line.content())
    assert str(line) == "Sekretariat OGI did it"


def test_nobodys_line_is_the_platforms_own() -> None:
    assert services.record("x", RecordFactory(), by=None, says="did").on_behalf_of == "Kokreasi"


@pytest.mark.parametrize(
    ("field", "value"),
    [("reason", "another"), ("event", "other"), ("on_behalf_of", "Somebody"), ("changes", [{}])],
)
def test_any_change_of_a_written_line_is_noticed(field, value) -> None:
    line = services.record("x", RecordFactory(), by=None, says="did it", reason="because")
    kept = Entry.objects.get(pk=line.pk)
    assert kept.is_untouched()

    setattr(kept, field, value)

    assert not kept.is_untouched()


def test_public_line_moves_the_record_to_the_top_and_a_private_one_does_not() -> None:
    record = RecordFactory()
    before = record.changed_at

    services.record("x", record, by=None, says="did it", is_public=False)
    assert Record.objects.get(pk=record.pk).changed_at == before
    line = services.record("x", record, by=None, says="did it")

    assert Record.objects.get(pk=record.pk).changed_at == line.at


def test_describe_changes_only_the_words_it_is_given() -> None:
    record = RecordFactory(title=PLAN, summary=Bilingual(id="Ringkasan"))

    services.describe(record, title=Bilingual(id="Baru"))

    kept = Record.objects.get(pk=record.pk)
    assert kept.title == Bilingual(id="Baru")
    assert kept.summary == Bilingual(id="Ringkasan")


def test_publishing_shows_the_record_once(publisher) -> None:
    record = enrol()

    services.publish(record, by=publisher, says="published the plan")
    first = Record.objects.get(pk=record.pk).published_at
    services.publish(record, by=publisher, says="published the plan")

    assert record.is_public
    assert Record.objects.get(pk=record.pk).published_at == first
    assert record.entries.filter(event="plan.published", is_public=True).count() == 1


def test_withdrawing_hides_the_record_and_says_why(publisher) -> None:
    record = RecordFactory(is_published=True)

    services.withdraw(record, by=publisher, reason="wrong document")

    assert not Record.objects.get(pk=record.pk).is_public
    assert record.entries.get().reason == "wrong document"


def test_withdrawing_without_a_reason_leaves_everything_as_it_was(publisher) -> None:
    record = RecordFactory(is_published=True)

    with pytest.raises(ReasonMissingError):
        services.withdraw(record, by=publisher, reason=" ")

    assert Record.objects.get(pk=record.pk).is_public
    assert not record.entries.exists()


def test_freezing_keeps_a_version_with_its_fingerprint() -> None:
    record = enrol()

    version = services.freeze(record, {"title": "a"}, by=None, reason="confirmed")

    assert version.number == 1
    assert version.fingerprint == fingerprint({"title": "a"})
    assert Record.objects.get(pk=record.pk).version == version


def test_freezing_the_same_again_makes_no_new_version_and_another_does() -> None:
    record = enrol()

    first = services.freeze(record, {"title": "a"}, by=None)
    same = services.freeze(record, {"title": "a"}, by=None)
    second = services.freeze(record, {"title": "b"}, by=None)
    back = services.freeze(record, {"title": "a"}, by=None)

    assert same == first
    assert [version.number for version in (first, second, back)] == [1, 2, 3]
    assert Record.objects.get(pk=record.pk).version == back


def test_facets_become_exactly_those_given() -> None:
    record = RecordFactory()
    services.find_by(record, [(FacetName.AREA, "a"), (FacetName.AREA, "b")])

    services.find_by(record, [(FacetName.AREA, "b"), (FacetName.GOAL, "16")])

    assert set(record.facets.values_list("name", "value")) == {("area", "b"), ("goal", "16")}


def test_facets_cost_the_same_for_one_and_thirty(django_assert_num_queries) -> None:
    record = RecordFactory()
    for number in (1, 30):
        Facet.objects.all().delete()
        with django_assert_num_queries(4):
            services.find_by(record, [(FacetName.AREA, str(n)) for n in range(number)])


def test_tying_twice_is_tying_once() -> None:
    source, target = RecordFactory(), RecordFactory()

    services.tie(source, target, Tie.ANSWERED_BY)
    services.tie(source, target, Tie.ANSWERED_BY)

    assert Link.objects.get().target == target


@pytest.mark.parametrize("is_published", [True, False])
def test_stated_figure_is_kept_with_its_source_and_a_line(is_published, editor) -> None:
    record = RecordFactory(is_published=is_published)
    given = {"label": Bilingual(id="Peserta"), "source": Bilingual(id="Halaman renaksi")}

    services.state(record, measure="participants", value=Decimal(83), by=editor, **given)
    figure = services.state(record, measure="meetings", value=14, by=editor, **given)

    assert [kept.measure for kept in record.stated_figures.all()] == ["participants", "meetings"]
    assert figure.position == 1
    assert {line.is_public for line in record.entries.all()} == {is_published}


def test_striking_a_draft_leaves_nothing() -> None:
    record = enrol()

    services.strike(record)

    assert not Record.objects.exists()
    assert not Entry.objects.exists()
