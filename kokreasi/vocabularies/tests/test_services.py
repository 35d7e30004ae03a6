"""What the secretariat does: the good case with its history, the refusal that leaves nothing."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.core.page_cache import GENERATION
from kokreasi.vocabularies import services
from kokreasi.vocabularies.choices import Level, Scheme, StageMeaning, Vocabulary
from kokreasi.vocabularies.errors import (
    CircleError,
    CodeTakenError,
    EndsBeforeStartError,
    MeaningError,
    WrongPlaceError,
)
from kokreasi.vocabularies.models import Region, RegionChange, Term, TermChange
from kokreasi.vocabularies.tests.factories import ProvinceFactory, RegionFactory, TermFactory

pytestmark = pytest.mark.django_db

ENERGY = {"code": "energy", "name": Bilingual("Energi", "Energy"), "source": "OGI"}
START, END = date(2024, 1, 1), date(2025, 12, 31)


def added_lines(entry) -> list[str]:
    return [line.says.en for line in entry.history.all()]


# Adding


def test_a_term_is_added_at_the_end_with_its_line_of_history(editor) -> None:
    TermFactory(vocabulary=Vocabulary.SECTOR, position=7)

    term = services.add(
        Vocabulary.SECTOR, **ENERGY, valid_from=START, by=editor, reason="Asked for by three."
    )

    assert (term.vocabulary, term.code, term.position) == (Vocabulary.SECTOR, "energy", 8)
    assert term.is_kept
    line = term.history.get()
    assert (line.by, line.on_behalf_of, line.reason) == (
        editor,
        "Sekretariat OGI",
        "Asked for by three.",
    )
    assert line.says.missing() == []


def test_the_first_term_of_a_vocabulary_is_number_1(editor) -> None:
    assert services.add(Vocabulary.SECTOR, **ENERGY, by=editor).position == 1


def test_a_kind_of_stage_is_added_with_its_meaning(editor) -> None:
    term = services.add(
        Vocabulary.STAGE_KIND, **ENERGY, meaning=StageMeaning.CONSULTATION, by=editor
    )

    assert term.meaning == StageMeaning.CONSULTATION


MEANINGLESS = [(Vocabulary.STAGE_KIND, ""), (Vocabulary.SECTOR, StageMeaning.OTHER)]


@pytest.mark.parametrize(("vocabulary", "meaning"), MEANINGLESS)
def test_only_kinds_of_stages_have_a_meaning(vocabulary, meaning, editor) -> None:
    with pytest.raises(MeaningError):
        services.add(vocabulary, **ENERGY, meaning=meaning, by=editor)

    assert not Term.objects.exists()


def test_a_code_is_never_given_twice_even_after_its_end(editor) -> None:
    TermFactory(vocabulary=Vocabulary.SECTOR, code="energy", valid_to=date(2019, 12, 31))

    with pytest.raises(CodeTakenError):
        services.add(Vocabulary.SECTOR, **ENERGY, by=editor)

    assert Term.objects.count() == 1
    assert not TermChange.objects.exists()


def test_a_region_is_added_in_its_province(editor) -> None:
    province = ProvinceFactory(code="97")

    region = services.add_region(
        Scheme.KEMENDAGRI,
        code="97.01",
        level=Level.REGENCY,
        name="Kabupaten Contoh",
        parent=province,
        source="UU",
        by=editor,
    )

    assert region.parent == province
    assert added_lines(region) == ["added this region"]


MISPLACED = [
    (Level.PROVINCE, Scheme.KEMENDAGRI, "province"),
    (Level.CITY, Scheme.KEMENDAGRI, None),
    (Level.CITY, Scheme.KEMENDAGRI, "city"),
    (Level.CITY, Scheme.BPS, "province"),
]


@pytest.mark.parametrize(("level", "scheme", "above"), MISPLACED)
def test_a_region_lies_in_a_province_of_its_scheme(level, scheme, above, editor) -> None:
    city = RegionFactory()
    parent = {"city": city, "province": city.parent, None: None}[above]

    with pytest.raises(WrongPlaceError):
        services.add_region(
            scheme, code="97.01", level=level, name="Contoh", parent=parent, source="UU", by=editor
        )

    assert Region.objects.count() == 2
    assert not RegionChange.objects.exists()


def test_the_code_of_a_region_is_never_given_twice(editor) -> None:
    ProvinceFactory(code="97")

    with pytest.raises(CodeTakenError):
        services.add_region(
            Scheme.KEMENDAGRI,
            code="97",
            level=Level.PROVINCE,
            name="Contoh",
            source="UU",
            by=editor,
        )

    assert Region.objects.count() == 1


# Changing


def test_a_change_is_told_with_old_and_new(editor) -> None:
    term = TermFactory(name=Bilingual("Energi", "Power"))

    changed = services.change(
        term,
        {"name": Bilingual("Energi", "Energy"), "source": term.source, "valid_from": START},
        seen=term.revision,
        by=editor,
        reason="Clearer.",
    )

    assert changed.name.en == "Energy"
    assert (changed.revision, changed.is_kept) == (2, True)
    told = {change["field"].en: change for change in changed.history.get().told_changes()}
    assert set(told) == {"name", "valid from"}
    assert (told["name"]["old"].en, told["name"]["new"].en) == ("Power", "Energy")
    assert told["valid from"]["new"] == Bilingual("1 Januari 2024", "1 January 2024")


def test_nothing_changed_leaves_no_line(editor) -> None:
    term = TermFactory()

    services.change(term, {"name": term.name}, seen=term.revision, by=editor)

    term.refresh_from_db()
    assert (term.revision, term.is_kept) == (1, False)
    assert not term.history.exists()


def test_the_second_of_two_who_save_at_once_is_told(editor, publisher) -> None:
    term = TermFactory()
    services.change(term, {"source": "OGP 2024"}, seen=1, by=editor)

    with pytest.raises(StaleError):
        services.change(term, {"source": "OGP 2025"}, seen=1, by=publisher)

    term.refresh_from_db()
    assert term.source == "OGP 2024"
    assert term.history.count() == 1


def test_two_who_want_the_same_do_not_disturb_each_other(editor, publisher) -> None:
    term = TermFactory()
    services.change(term, {"source": "OGP 2024"}, seen=1, by=editor)

    assert services.change(term, {"source": "OGP 2024"}, seen=1, by=publisher).revision == 2


def test_a_term_never_belongs_to_what_belongs_to_it(editor) -> None:
    top = TermFactory()
    middle = TermFactory(parent=top)
    bottom = TermFactory(parent=middle)

    with pytest.raises(CircleError):
        services.change(top, {"parent": bottom}, seen=1, by=editor)
    with pytest.raises(CircleError):
        services.change(top, {"parent": top}, seen=1, by=editor)

    top.refresh_from_db()
    assert top.parent is None
    assert not TermChange.objects.exists()


def test_a_term_may_move_to_another_parent(editor) -> None:
    old, new = TermFactory(), TermFactory()
    term = TermFactory(parent=old)

    assert services.change(term, {"parent": new}, seen=1, by=editor).parent == new


def test_a_first_day_after_the_last_is_refused(editor) -> None:
    term = TermFactory(valid_to=END)

    with pytest.raises(EndsBeforeStartError):
        services.change(term, {"valid_from": date(2026, 1, 1)}, seen=1, by=editor)

    term.refresh_from_db()
    assert term.valid_from is None


# Ending


@pytest.mark.parametrize("factory", [TermFactory, RegionFactory])
def test_what_is_ended_holds_on_its_last_day_and_no_longer(factory, editor) -> None:
    entry = factory(valid_from=START)

    ended = services.retire(entry, on=END, by=editor, reason="Replaced.")

    assert ended.is_valid_on(END)
    assert not ended.is_valid_on(date(2026, 1, 1))
    line = ended.history.get()
    assert (line.reason, line.on_behalf_of) == ("Replaced.", "Sekretariat OGI")
    assert line.told_changes()[0]["new"].en == "31 December 2025"


def test_what_begins_may_end_on_the_same_day(editor) -> None:
    assert services.retire(TermFactory(valid_from=START), on=START, by=editor, reason="x").pk


def test_nothing_ends_before_it_starts(editor) -> None:
    term = TermFactory(valid_from=START)

    with pytest.raises(EndsBeforeStartError, match="1 Januari 2024"):
        services.retire(term, on=date(2023, 12, 31), by=editor, reason="x")

    term.refresh_from_db()
    assert (term.valid_to, term.revision) == (None, 1)
    assert not TermChange.objects.exists()


def test_ending_twice_on_the_same_day_is_told_once(editor) -> None:
    term = TermFactory()

    for _time in range(2):
        services.retire(term, on=END, by=editor, reason="x")

    assert term.history.count() == 1


def test_what_was_ended_by_mistake_holds_again(editor) -> None:
    term = TermFactory(valid_to=END)

    again = services.reinstate(term, by=editor, reason="Mistaken.")

    assert again.valid_to is None
    assert added_lines(again) == ["let this hold again"]


# What the public sees


def test_kept_pages_are_forgotten_after_a_change(
    editor, django_capture_on_commit_callbacks
) -> None:
    caches["pages"].set(GENERATION, "before")

    with django_capture_on_commit_callbacks(execute=True):
        services.add(Vocabulary.SECTOR, **ENERGY, by=editor)

    assert caches["pages"].get(GENERATION) != "before"


@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="SQLite lets one write at a time"
)
def test_a_term_is_locked_while_it_changes(editor) -> None:
    term = TermFactory()

    with CaptureQueriesContext(connection) as asked:
        services.change(term, {"source": term.source}, seen=1, by=editor)

    assert any("FOR UPDATE" in query["sql"] for query in asked)
