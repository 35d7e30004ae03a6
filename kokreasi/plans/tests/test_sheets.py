"""The sheet that is frozen: it reads back as it was, and says what changed."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.sheets import (
    CommitmentSheet,
    IndicatorOnSheet,
    MilestoneOnSheet,
    Named,
    Party,
    TargetOnSheet,
    differences,
    read,
)
from kokreasi.plans.tests.factories import both
from kokreasi.register.choices import FacetName
from kokreasi.register.leaves import fingerprint

WORDS = st.text(max_size=12)
TEXTS = st.builds(Bilingual, id=WORDS, en=WORDS)
DAYS = st.none() | st.dates()
NUMBERS = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13
)
NAMED = st.builds(Named, key=WORDS, name=TEXTS)
MANY = {"max_size": 2}
MILESTONES = st.builds(
    MilestoneOnSheet,
    title=TEXTS,
    output=TEXTS,
    starts_on=DAYS,
    ends_on=DAYS,
    responsible=st.lists(NAMED, **MANY),
)
TARGETS = st.builds(
    TargetOnSheet,
    year=st.integers(1990, 2100),
    half=st.sampled_from([1, 2]),
    words=TEXTS,
    number=NUMBERS,
)
INDICATORS = st.builds(
    IndicatorOnSheet,
    title=TEXTS,
    unit=TEXTS,
    baseline=NUMBERS,
    direction=st.sampled_from(Direction.values),
    disaggregation=TEXTS,
    is_measure_of_success=st.booleans(),
    targets=st.lists(TARGETS, **MANY),
)
PARTIES = st.builds(
    Party,
    key=WORDS,
    name=TEXTS,
    short=WORDS,
    part=st.sampled_from(Part.values),
    contact=WORDS,
    mailbox=WORDS,
)
TEXT_FIELDS = [each.name for each in fields(CommitmentSheet) if each.type is Bilingual]
LISTS = {name: st.lists(NAMED, **MANY) for name in ("values", "goals", "areas", "challenges")}
SHEETS = st.builds(
    CommitmentSheet,
    reference=WORDS,
    plan=NAMED,
    number=st.integers(1, 999),
    theme=st.none() | NAMED,
    starts_on=DAYS,
    ends_on=DAYS,
    budget=NUMBERS,
    ogp_id=WORDS,
    parties=st.lists(PARTIES, **MANY),
    milestones=st.lists(MILESTONES, **MANY),
    indicators=st.lists(INDICATORS, **MANY),
    **dict.fromkeys(TEXT_FIELDS, TEXTS),
    **LISTS,
)

unhurried = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])

EMPTY = CommitmentSheet(
    reference="KOM-2018-01",
    plan=Named("RAN-2018", both("Plan")),
    number=1,
    theme=None,
    starts_on=None,
    ends_on=None,
    budget=None,
    ogp_id="",
    **dict.fromkeys(TEXT_FIELDS, Bilingual()),
)


@unhurried
@given(SHEETS)
def test_any_sheet_reads_back_from_json_as_it_was(sheet) -> None:
    kept = json.loads(json.dumps(sheet.content()))

    assert read(kept) == sheet


@unhurried
@given(SHEETS)
def test_a_reader_can_compute_the_fingerprint_again(sheet) -> None:
    """As `docs/plans.md` tells it, without any code of ours."""
    text = json.dumps(
        sheet.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )

    assert fingerprint(sheet.content()) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@unhurried
@given(SHEETS, SHEETS)
def test_every_part_that_differs_is_named_and_nothing_else(old, new) -> None:
    new = replace(new, reference=old.reference)
    differing = [
        each.name
        for each in fields(CommitmentSheet)
        if getattr(old, each.name) != getattr(new, each.name)
    ]

    told = differences(old, new)

    assert len(told) == len(differing)
    assert differences(old, old) == []
    for change in told:
        assert change.told()["field"]["en"]


MILESTONE = MilestoneOnSheet(
    title=both("Road map"),
    output=both("A paper"),
    starts_on=date(2019, 1, 1),
    ends_on=date(2019, 6, 30),
    responsible=[Named("ORG-1", Bilingual(id="Kementerian Contoh"))],
)
TARGET = TargetOnSheet(2019, 1, both("Ten"), Decimal("10.00"))
INDICATOR = IndicatorOnSheet(
    title=both("Open data"),
    unit=both("sets"),
    baseline=Decimal("2.50"),
    direction=Direction.UP,
    disaggregation=Bilingual(),
    is_measure_of_success=True,
    targets=[TARGET],
)
LEAD = Party("ORG-1", Bilingual(id="Kementerian Contoh"), "KC", Part.LEAD)
VALUE, OTHER_VALUE = Named("a", both("Openness")), Named("b", both("Access"))

ROAD_MAP = "Road map (en) · A paper (en) · 1 January 2019 – {} · Kementerian Contoh"
OPEN_DATA = "Open data (en) · sets (en) · 2.5 · should rise · Semester I 2019: {}"

#        field        before          after                                  told in English
DIFFERENCES = [
    ("title", both("Old"), both("New"), ("title", "Old (en)", "New (en)")),
    ("budget", None, Decimal(5000), ("budget (rupiah)", "nothing", "5,000")),
    ("ends_on", None, date(2020, 12, 31), ("last day", "nothing", "31 December 2020")),
    ("theme", VALUE, None, ("theme", "Openness (en)", "nothing")),
    (
        "values",
        [VALUE],
        [VALUE, OTHER_VALUE],
        ("open-government values", "nothing", "Access (en)"),
    ),
    (
        "values",
        [VALUE, OTHER_VALUE],
        [OTHER_VALUE, VALUE],
        ("open-government values", "Openness (en), Access (en)", "Access (en), Openness (en)"),
    ),
    (
        "parties",
        [LEAD],
        [replace(LEAD, part=Part.SUPPORT, contact="PPID")],
        (
            "institutions and partners",
            "Kementerian Contoh · Lead institution",
            "Kementerian Contoh · Supporting institution · PPID",
        ),
    ),
    (
        "milestones",
        [MILESTONE],
        [replace(MILESTONE, ends_on=date(2019, 9, 30))],
        (
            "milestones",
            ROAD_MAP.format("30 June 2019"),
            ROAD_MAP.format("30 September 2019"),
        ),
    ),
    (
        "indicators",
        [INDICATOR],
        [replace(INDICATOR, targets=[replace(TARGET, number=Decimal(12))])],
        (
            "indicators and targets",
            OPEN_DATA.format("Ten (en) · 10"),
            OPEN_DATA.format("Ten (en) · 12"),
        ),
    ),
]


@pytest.mark.parametrize(("name", "before", "after", "expected"), DIFFERENCES)
def test_a_difference_says_what_was_and_what_is(name, before, after, expected) -> None:
    old, new = replace(EMPTY, **{name: before}), replace(EMPTY, **{name: after})

    (change,) = differences(old, new)

    told = change.told()
    assert tuple(told[part]["en"] for part in ("field", "old", "new")) == expected


def test_a_difference_is_told_in_indonesian_too() -> None:
    old, new = EMPTY, replace(EMPTY, milestones=[MILESTONE])

    (change,) = differences(old, new)

    assert "1 Januari 2019 – 30 Juni 2019" in change.told()["new"]["id"]


def test_facets_are_the_words_by_which_a_sheet_is_found() -> None:
    sheet = replace(
        EMPTY,
        theme=Named("anggaran", both("Budget")),
        parties=[LEAD, replace(LEAD, key="ORG-2", part=Part.PARTNER)],
        values=[VALUE],
        goals=[Named("16", both("Peace"))],
        areas=[Named("fiscal-openness", both("Fiscal openness"))],
    )

    assert sheet.facets() == {
        (FacetName.PLAN, "RAN-2018"),
        (FacetName.THEME, "anggaran"),
        (FacetName.LEAD, "ORG-1"),
        (FacetName.PARTNER, "ORG-2"),
        (FacetName.VALUE, "a"),
        (FacetName.GOAL, "16"),
        (FacetName.AREA, "fiscal-openness"),
    }


def test_missing_translations_are_those_of_its_own_texts() -> None:
    one_language = Bilingual(id="Hanya Indonesia")
    sheet = replace(
        EMPTY,
        title=both("Title"),
        problem=one_language,
        parties=[LEAD],
        theme=Named("x", one_language),
        milestones=[replace(MILESTONE, output=one_language)],
        indicators=[replace(INDICATOR, targets=[replace(TARGET, words=one_language)])],
    )

    assert sheet.missing_translations() == 3
    assert EMPTY.missing_translations() == 0


def test_parties_and_semesters_are_read_off_the_sheet() -> None:
    support, partner = (replace(LEAD, part=part) for part in (Part.SUPPORT, Part.PARTNER))
    late, early = replace(TARGET, year=2020), replace(TARGET, half=2)
    sheet = replace(
        EMPTY,
        parties=[LEAD, support, partner],
        indicators=[replace(INDICATOR, targets=[late, early]), INDICATOR],
    )

    assert (sheet.leads(), sheet.supporters(), sheet.partners()) == ([LEAD], [support], [partner])
    assert sheet.semesters() == [(2019, 1), (2019, 2), (2020, 1)]


def test_a_part_is_written_in_the_language_of_the_moment() -> None:
    with override("id"):
        assert str(LEAD) == f"Kementerian Contoh · {Part.LEAD.label}"
