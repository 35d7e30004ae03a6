"""What stands in the documents of a plan: every field, every fingerprint, both languages."""

import resource
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans import document_writing, services
from kokreasi.plans.choices import DocumentState
from kokreasi.plans.events import counts_asked
from kokreasi.plans.exports.blocks import printable
from kokreasi.plans.exports.ogp import template_of, template_of_plan
from kokreasi.plans.exports.process import process_of
from kokreasi.plans.exports.whole_plan import booklet_of
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.queries.editions import Bound, edition_of
from kokreasi.plans.sheets import read
from kokreasi.plans.tests.documents import TEXTS, full_commitment, squeezed
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.register.services import state
from kokreasi.writing import child
from kokreasi.writing.tests.booklets import HOSTILE
from kokreasi.writing.tests.test_writing import text_of_pdf, text_of_word

pytestmark = pytest.mark.django_db

ON = date(2018, 12, 1)


@pytest.fixture
def plan() -> Plan:
    """A published plan of three commitments, with stages and what a source states."""
    plan = make_plan(introduction=both("Why we do this"), legal_basis=both("Decree 13"), ordinal=5)
    theme = services.themes.add(plan, title=both("Integrity"), by=None)
    make_stage(plan, "Kick-off", opens_on=date(2018, 8, 6), closes_on=date(2018, 8, 6))
    make_stage(plan, "Undated")
    made = [
        full_commitment(plan, 1, theme=theme, title=both(HOSTILE)),
        full_commitment(plan, 2, theme=theme),
        full_commitment(plan, 3, solution=Bilingual(id="Hanya dalam bahasa Indonesia")),
    ]
    services.publishing.publish(plan, commitments=made, by=None)
    state(
        plan.record,
        measure="commitments",
        label=both("Commitments"),
        value=14,
        source=both("The paper"),
        by=None,
    )
    return Plan.objects.select_related("record__version").get(pk=plan.pk)


def values_of(plan: Plan, language: str = "id"):
    with override(language):
        return booklet_of(edition_of(plan.record.version), process_of(plan, on=ON))


def lacks(text: str, wanted: list[str]) -> list[str]:
    found = squeezed(text)
    return [part for part in wanted if squeezed(part) not in found]


def wanted_of(plan: Plan, language: str) -> list[str]:
    """Name what a document must say: each text of each sheet, and each fingerprint."""
    prints = [each["fingerprint"] for each in plan.record.version.content["commitments"]]
    texts = [f"{name} of {n} ({language})" for n in (1, 2) for name in TEXTS]
    parts = [f"{part} of {n} ({language})" for n in (1, 2, 3) for part in ("milestone", "output")]
    targets = [
        f"target {half} {year} of {n} ({language})"
        for n in (1, 2, 3)
        for year in (2019, 2020)
        for half in (1, 2)
    ]
    names = [f"Why we do this ({language})", f"Decree 13 ({language})", f"Integrity ({language})"]
    return [
        *prints,
        plan.record.version.fingerprint,
        *texts,
        *parts,
        *targets,
        *names,
        HOSTILE,
        "KOM-2018-03",
        "Ministry 2",
        "Partner 3",
        "ID0001",
        "Kick-off",
    ]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_document_says_every_field_and_every_fingerprint(plan, kind, language) -> None:
    document = PlanDocument.objects.get(kind=kind, language=language)

    document_writing.write_document(document.pk)

    document.refresh_from_db()
    assert document.state == DocumentState.WRITTEN
    with document.file.open() as opened:
        written = opened.read()
    text = text_of_pdf(written) if kind == "pdf" else text_of_word(written)
    assert lacks(text, wanted_of(plan, language)) == []


def test_a_missing_translation_falls_back_and_says_so(plan) -> None:
    text = text_of_word(child.booklet_word(values_of(plan, "en")))

    sentence = "Hanya dalam bahasa Indonesia [in Indonesian; not translated yet]"
    assert text.count(sentence) == 1
    assert "[in Indonesian" not in text_of_word(child.booklet_word(values_of(plan, "id")))


def test_derived_figures_stand_beside_stated_ones_with_their_source(plan) -> None:
    blocks = values_of(plan, "en")["blocks"]
    items = next(block for block in blocks if block["kind"] == "figures")["items"]

    counted = {item["label"]: (item["number"], item["aside"]) for item in items}
    assert counted["Commitments"] == ("3", "stated: 14 [1]")
    assert counted["Stages"] == ("2", "")
    assert any("[1] The paper (en)" in str(block) for block in blocks)


def test_apps_above_tell_what_they_count(plan) -> None:
    stage = plan.stages.order_by("position").first()

    def answer(*, plan, **_signal):
        return {None: {"meetings": 7}, stage.pk: {"meetings": 4, "participants": 83}}

    counts_asked.connect(answer, dispatch_uid="test")
    try:
        found = process_of(plan, on=ON)
    finally:
        counts_asked.disconnect(dispatch_uid="test")

    of_stage = [(str(each.label), each.derived) for each in found.stage_figures[stage.pk]]
    assert [each.derived for each in found.figures if each.label == "Pertemuan"] == [7]
    assert of_stage == [("Pertemuan", 4), ("Peserta", 83)]


def test_a_stage_that_is_not_public_is_not_told(plan) -> None:
    hidden = plan.stages.order_by("position").first()
    hidden.record.published_at = None
    hidden.record.save()

    assert "Kick-off" not in str(values_of(plan))


def test_the_draft_is_marked_on_every_page_and_has_no_fingerprint(plan) -> None:
    full_commitment(plan, 4)

    text = text_of_pdf(document_writing.draft_as_pdf(plan))

    assert text.count("RANCANGAN, BELUM TERBIT") >= 5
    assert lacks(text, ["solution of 4 (id)"]) == []
    assert plan.record.version.fingerprint[:16] not in text


OGP_ASKS = [
    "Commitment lead",
    "What problem does the commitment aim to address?",
    "What are the causes of the problem?",
    "What has been done so far to solve the problem?",
    "What solution are you proposing?",
    "What results do we want to achieve?",
    "How will the commitment promote transparency?",
    "Expected completion date",
]


def test_ogps_template_is_filled_in_english_for_every_commitment(plan) -> None:
    with override("en"):
        text = text_of_word(child.booklet_word(template_of_plan(edition_of(plan.record.version))))

    told = [f"{name} of {n} (en)" for n in (1, 2) for name in TEXTS if name != "accountability"]
    assert lacks(text, [*OGP_ASKS, *told, "output of 3 (en)", "30 June 2019"]) == []
    assert "Hanya dalam bahasa Indonesia [in Indonesian; not translated yet]" in text


def test_ogps_template_of_one_commitment_carries_its_own_fingerprint(plan) -> None:
    version = plan.commitments.get(number=2).record.version
    with override("en"):
        values = template_of(Bound(read(version.content), version))
        text = text_of_word(child.booklet_word(values))

    assert lacks(text, [*OGP_ASKS, "solution of 2 (en)"]) == []
    assert "solution of 3" not in text
    assert values["fingerprint"] == version.fingerprint
    assert values["cover"] is None


def test_an_empty_plan_is_written_too() -> None:
    plan = make_plan("2022")

    text = text_of_pdf(document_writing.draft_as_pdf(plan))

    assert "Plan 2022 (id)" in text
    assert "Belum ada komitmen" in text


def test_no_more_queries_for_a_larger_plan(plan, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(14):
        values_of(plan)
    more = [full_commitment(plan, number) for number in range(4, 9)]
    for number in range(4):
        make_stage(plan, f"Stage {number}")
    services.publishing.publish(plan, commitments=more, by=None)
    larger = Plan.objects.select_related("record__version").get(pk=plan.pk)

    with django_assert_max_num_queries(14):
        assert len(edition_of(larger.record.version).sheets) == 8
    with django_assert_max_num_queries(14):
        values_of(larger)


def test_signs_that_no_page_can_show_are_left_out() -> None:
    assert printable("a\x00b\u202ec\r\nd\te\u00a0f") == "abc\nd e\u00a0f"


def test_nothing_that_only_the_secretariat_knows_stands_in_a_public_document(plan) -> None:
    services.commitments.change(
        plan.commitments.get(number=2), {"remarks": "SECRET REMARK"}, seen=1, by=None
    )

    assert "SECRET" not in str(values_of(plan))
    assert not PlanDocument.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.slow
def test_a_large_plan_is_typeset_in_both_languages_well_within_ten_seconds() -> None:
    """Processor time is measured, which does not depend on what else the machine does."""
    plan = make_plan()
    made = [full_commitment(plan, number) for number in range(1, 25)]
    services.publishing.publish(plan, commitments=made, by=None)
    before = _processor_seconds()

    for document in PlanDocument.objects.filter(kind="pdf"):
        document_writing.write_document(document.pk)

    assert PlanDocument.objects.filter(kind="pdf", state=DocumentState.WRITTEN).count() == 2
    assert _processor_seconds() - before < 10


def _processor_seconds() -> float:
    both_sides = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(side) for side in both_sides]
    return sum(each.ru_utime + each.ru_stime for each in used)
