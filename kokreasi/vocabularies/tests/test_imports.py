"""The shipped lists: complete, well-formed, and never stronger than the secretariat."""

import csv
import runpy
import shutil
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q

from conftest import ROOT
from kokreasi.core.bilingual import Bilingual
from kokreasi.vocabularies.choices import Level, Scheme, StageMeaning, Vocabulary
from kokreasi.vocabularies.imports import DATA, Loaded, load
from kokreasi.vocabularies.models import Region, RegionChange, Term, TermChange
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 1)

TERMS = {
    Vocabulary.STAGE_KIND: 14,
    Vocabulary.MEETING_KIND: 10,
    Vocabulary.CHALLENGE_AXIS: 5,
    Vocabulary.SECTOR: 5,
    Vocabulary.GLOBAL_ISSUE: 3,
    Vocabulary.PRIORITY_CRITERION: 7,
    Vocabulary.REVIEW_CRITERION: 6,
    Vocabulary.DECISION_REASON: 9,
    Vocabulary.PLANNING_DOCUMENT: 14,
    Vocabulary.SDG_GOAL: 17,
    Vocabulary.SDG_TARGET: 169,
    Vocabulary.OGP_VALUE: 5,
    Vocabulary.CHALLENGE_AREA: 10,
    Vocabulary.POLICY_AREA: 60,
    Vocabulary.IRM_VERIFIABLE: 2,
    Vocabulary.IRM_SPECIFICITY: 4,
    Vocabulary.IRM_LENS: 2,
    Vocabulary.IRM_RELEVANCE: 5,
    Vocabulary.IRM_POTENTIAL: 7,
    Vocabulary.IRM_COMPLETION: 5,
    Vocabulary.IRM_EARLY_RESULTS: 8,
}
# How many targets each of the 17 goals has.
TARGETS = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped lists that a test may change."""
    return shutil.copytree(DATA, tmp_path / "data")


def rewrite(file, change) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows = change(rows)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_every_vocabulary_comes_complete() -> None:
    loaded = load()

    counts = Counter(Term.objects.values_list("vocabulary", flat=True))
    assert counts == {vocabulary.value: number for vocabulary, number in TERMS.items()}
    assert loaded == Loaded(created=sum(TERMS.values()) + 38 + 514)


def test_every_target_belongs_to_its_goal() -> None:
    load()

    goals = Term.objects.of(Vocabulary.SDG_GOAL).prefetch_related("children")

    assert [goal.children.count() for goal in goals] == TARGETS
    assert all(
        target.code.startswith(f"{goal.code}.") for goal in goals for target in goal.children.all()
    )


def test_every_term_is_well_formed_in_both_languages() -> None:
    load()

    for term in Term.objects.all():
        term.full_clean()
        assert term.name.missing() == []
        assert term.description.missing() == []
        assert term.source


def test_every_meaning_of_a_stage_has_a_kind() -> None:
    load()

    used = set(Term.objects.of(Vocabulary.STAGE_KIND).values_list("meaning", flat=True))

    assert used == set(StageMeaning.values)


SCALES = [
    (Vocabulary.IRM_VERIFIABLE, date(2018, 10, 1), []),
    (Vocabulary.IRM_VERIFIABLE, date(2023, 1, 1), ["yes", "no"]),
    (Vocabulary.IRM_SPECIFICITY, date(2018, 10, 1), ["none", "low", "medium", "high"]),
    (Vocabulary.IRM_SPECIFICITY, date(2021, 1, 1), []),
    (
        Vocabulary.IRM_POTENTIAL,
        date(2020, 12, 31),
        ["none", "minor", "moderate", "transformative"],
    ),
    (Vocabulary.IRM_POTENTIAL, date(2021, 1, 1), ["unclear", "modest", "substantial"]),
    (
        Vocabulary.IRM_EARLY_RESULTS,
        date(2018, 10, 1),
        ["worsened", "did-not-change", "marginal", "major", "outstanding"],
    ),
    (
        Vocabulary.IRM_EARLY_RESULTS,
        date(2023, 1, 1),
        ["no-notable", "moderate", "significant"],
    ),
    (
        Vocabulary.IRM_COMPLETION,
        date(2018, 10, 1),
        ["no-evidence", "not-started", "limited", "substantial", "complete"],
    ),
]


@pytest.mark.parametrize(("vocabulary", "first_day_of_plan", "expected"), SCALES)
def test_a_plan_is_judged_by_the_scale_of_its_time(vocabulary, first_day_of_plan, expected) -> None:
    load()

    scale = Term.objects.of(vocabulary).valid_on(first_day_of_plan)

    assert [term.code for term in scale] == expected


def test_the_country_has_38_provinces_and_514_regencies_and_cities() -> None:
    load()

    levels = Counter(Region.objects.valid_on(TODAY).values_list("level", flat=True))

    assert levels == {Level.PROVINCE: 38, Level.REGENCY: 416, Level.CITY: 98}
    assert not Region.objects.exclude(scheme=Scheme.KEMENDAGRI).exists()
    assert not Region.objects.filter(level=Level.REGENCY).exclude(name__startswith="Kabupaten ")
    assert not Region.objects.filter(level=Level.CITY).exclude(name__startswith="Kota ")


def test_every_region_has_the_code_of_its_province() -> None:
    load()

    parts = Region.objects.filter(~Q(level=Level.PROVINCE)).select_related("parent")

    assert all(part.code.startswith(f"{part.parent.code}.") for part in parts)


KNOWN = [
    ("11.01", "Kabupaten Aceh Selatan", "Aceh"),
    ("33.29", "Kabupaten Brebes", "Jawa Tengah"),
    ("33.71", "Kota Magelang", "Jawa Tengah"),
    ("93.01", "Kabupaten Merauke", "Papua Selatan"),
]


@pytest.mark.parametrize(("code", "name", "province"), KNOWN)
def test_known_regions_have_their_code(code, name, province) -> None:
    load()

    region = Region.objects.get(scheme=Scheme.KEMENDAGRI, code=code)

    assert (region.name, region.parent.name) == (name, province)


def test_the_provinces_of_2022_did_not_exist_before() -> None:
    load()

    provinces = Region.objects.filter(level=Level.PROVINCE)

    assert provinces.valid_on(date(2022, 7, 24)).count() == 34
    assert provinces.valid_on(date(2022, 7, 25)).count() == 37
    assert provinces.valid_on(date(2022, 12, 8)).count() == 38


def test_the_list_of_regions_is_what_its_script_writes() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_regions.py"))

    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as lines:
        kept = list(csv.reader(lines))

    assert kept == [list(made["HEADER"]), *(list(row) for row in made["rows"]())]


def test_a_second_run_changes_nothing_and_asks_little(django_assert_max_num_queries) -> None:
    load()

    with django_assert_max_num_queries(4):
        loaded = load()

    assert loaded == Loaded()
    assert not TermChange.objects.exists()
    assert not RegionChange.objects.exists()


def test_a_newer_list_updates_what_nobody_touched_and_says_so(folder) -> None:
    load()
    rewrite(
        folder / "sectors.csv",
        lambda rows: [{**rows[0], "name_id": "Kesehatan masyarakat"}, *rows[1:]],
    )

    loaded = load(folder)

    term = Term.objects.get(vocabulary=Vocabulary.SECTOR, code="health")
    assert loaded == Loaded(updated=1)
    assert term.name == Bilingual(id="Kesehatan masyarakat", en="Health")
    assert term.revision == 2
    change = term.history.get()
    assert change.by is None
    assert change.says.missing() == []


def test_a_newer_list_updates_regions_too(folder) -> None:
    load()
    rewrite(
        folder / "regions.csv",
        lambda rows: [
            {**row, "name": "Daerah Khusus Jakarta"} if row["code"] == "31" else row for row in rows
        ],
    )

    assert load(folder) == Loaded(updated=1)
    assert Region.objects.get(code="31").history.count() == 1


def test_a_newer_list_leaves_what_the_secretariat_keeps() -> None:
    load()
    kept = Term.objects.get(vocabulary=Vocabulary.SECTOR, code="health")
    Term.objects.filter(pk=kept.pk).update(name=Bilingual(id="Kesehatan kita"), is_kept=True)

    loaded = load()

    kept.refresh_from_db()
    assert loaded == Loaded(kept=1)
    assert kept.name == Bilingual(id="Kesehatan kita")


def test_what_a_newer_list_leaves_out_stays(folder) -> None:
    load()
    own = TermFactory(vocabulary=Vocabulary.SECTOR, code="energy", is_kept=True)
    rewrite(folder / "sectors.csv", lambda rows: rows[:1])

    load(folder)

    sectors = Term.objects.of(Vocabulary.SECTOR)
    assert sectors.count() == TERMS[Vocabulary.SECTOR] + 1
    assert own in sectors


def test_a_broken_list_changes_nothing(folder) -> None:
    rewrite(folder / "regions.csv", lambda rows: [*rows, {**rows[-1], "parent": "00"}])

    with pytest.raises(KeyError):
        load(folder)

    assert not Term.objects.exists()
    assert not Region.objects.exists()


def test_the_command_says_what_it_did() -> None:
    said = StringIO()

    call_command("load_vocabularies", stdout=said)

    everything = sum(TERMS.values()) + 38 + 514
    assert said.getvalue().startswith(f"Vocabularies: {everything} new, 0 brought up to date, 0")
