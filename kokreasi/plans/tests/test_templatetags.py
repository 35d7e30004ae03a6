"""The sheet of a commitment, as the public reads it."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment
from kokreasi.plans.sheets import sheet, whole
from kokreasi.plans.templatetags.plans import rupiah, short_number
from kokreasi.plans.tests.factories import aim, both, make_commitment, make_plan

pytestmark = pytest.mark.django_db

PAGE = Template("{% load plans %}{% commitment_sheet sheet level=3 %}")


def shown(commitment: Commitment, language: str = "en") -> str:
    found = whole(Commitment.objects.filter(pk=commitment.pk)).get()
    with override(language):
        return PAGE.render(Context({"sheet": sheet(found)}))


def test_a_bare_draft_shows_its_plan_and_no_empty_part():
    page = shown(make_commitment(make_plan()))

    assert page.count("<h3>") == 1
    assert "Plan 2018 (en)" in page
    assert "Milestones" not in page


def test_a_full_sheet_shows_who_when_and_how_to_check():
    commitment = make_commitment(make_plan(), lead=make_ministry("Kementerian Contoh"))
    services.commitments.involve(
        commitment,
        make_organisation("Perkumpulan Contoh"),
        part=Part.PARTNER,
        by=None,
        mailbox="halo@contoh.example",
    )
    services.commitments.add_milestone(
        commitment, title=both("Road map"), ends_on=date(2019, 6, 30), by=None
    )
    indicator = services.commitments.measure_of_success(commitment, by=None)
    first = commitment.plan.periods.first()
    services.commitments.set_targets(indicator, {first: aim("Sectors are open", 3)}, by=None)

    page = shown(commitment)

    assert "Kementerian Contoh" in page
    assert "mailto:halo@contoh.example" in page
    assert "Road map (en)" in page
    assert '<data value="3.00">3</data>' in page
    assert "Semester I 2019" in page


def test_an_indicator_shows_every_semester_of_the_sheet():
    commitment = make_commitment(make_plan())
    periods = list(commitment.plan.periods.all())
    for number, period in enumerate(periods[:2]):
        indicator = services.commitments.add_indicator(
            commitment, title=both(f"Measure {number}"), by=None
        )
        services.commitments.set_targets(indicator, {period: aim("Done")}, by=None)

    page = shown(commitment)

    assert page.count('<ol class="semesters">') == 2
    assert page.count("no target") == 2


def test_words_of_the_other_language_are_marked():
    commitment = make_commitment(make_plan(), problem=Bilingual(id="Anggaran tertutup"))

    page = shown(commitment)

    assert '<div class="prose" lang="id">' in page


def test_what_people_typed_is_shown_as_text():
    commitment = make_commitment(make_plan(), solution=both("<script>alert(1)</script>"))

    assert "<script>" not in shown(commitment)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (Decimal("3.00"), "3"), (Decimal("1234.50"), "1.234,5"), (Decimal(100), "100")],
)
def test_numbers_lose_the_zeros_behind_the_point(value, words):
    with override("id"):
        assert short_number(value) == words


def test_money_is_written_with_its_currency():
    with override("id"):
        assert rupiah(Decimal(12_500_000)) == "Rp12.500.000"
        assert rupiah(None) == ""
