"""Places in a sheet, and other words put there."""

import pytest
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans import paragraphs, services
from kokreasi.plans.models import Commitment
from kokreasi.plans.sheets import sheet, whole
from kokreasi.plans.tests.factories import both, make_commitment, make_plan

TEXT = "Satu.\n\nDua dua.\n \n\nTiga."


def test_a_text_is_split_at_empty_lines() -> None:
    assert paragraphs.split("\n\nSatu,\nbaris kedua.\r\n\r\nDua.\n\n") == [
        "Satu,\nbaris kedua.",
        "Dua.",
    ]
    assert paragraphs.split("  ") == []


def test_words_take_the_place_of_one_paragraph_and_leave_the_rest() -> None:
    after = paragraphs.replaced(TEXT, 1, quoted="Dua  dua.", by=" Dua baru. ")

    assert after == "Satu.\n\nDua baru.\n \n\nTiga."


def test_a_paragraph_that_moved_is_found_by_its_words() -> None:
    assert (
        paragraphs.replaced(TEXT, 0, quoted="Tiga.", by="Empat.")
        == "Satu.\n\nDua dua.\n \n\nEmpat."
    )


@pytest.mark.parametrize(
    ("text", "number", "quoted"),
    [(TEXT, 1, "Dua."), ("", 0, "Satu."), ("A.\n\nA.\n\nB.", 2, "A.")],
)
def test_words_that_stand_nowhere_or_twice_elsewhere_replace_nothing(text, number, quoted) -> None:
    assert paragraphs.replaced(text, number, quoted=quoted, by="X") is None


def test_of_two_alike_the_one_at_its_number_is_replaced() -> None:
    assert paragraphs.replaced("A.\n\nA.", 1, quoted="A.", by="B.") == "A.\n\nB."


@pytest.mark.django_db
def test_places_are_the_same_in_both_languages_of_the_reader() -> None:
    commitment = make_commitment(
        make_plan(), lead=make_ministry(), solution=Bilingual(id="Satu.\n\nDua.", en="One.")
    )
    services.commitments.add_milestone(commitment, title=both("Portal"), by=None)
    on_sheet = sheet(whole(Commitment.objects.all()).get())

    with override("id"):
        indonesian = paragraphs.groups(on_sheet)
    with override("en"):
        english = paragraphs.groups(on_sheet)

    places = [one.place for group in indonesian for one in group.paragraphs]
    assert places == [
        "title.id#0",
        "title.en#0",
        "solution.id#0",
        "solution.id#1",
        "solution.en#0",
        "parties#0",
        "milestones#0",
    ]
    words = [
        [one.words for group in found for one in group.paragraphs]
        for found in (indonesian, english)
    ]
    assert words[0] == words[1]
    assert english[-1].paragraphs[0].shown == "Portal (en)"
    assert paragraphs.at(on_sheet, "solution.id#2") is None
    assert not paragraphs.at(on_sheet, "milestones#0").can_change


@pytest.mark.django_db
def test_a_mailbox_in_an_office_is_no_part_of_a_paragraph() -> None:
    commitment = make_commitment(make_plan(), lead=make_ministry())
    row = commitment.involvements.get()
    services.commitments.set_contact(row, contact="Biro", mailbox="biro@example.org", by=None)

    found = paragraphs.at(sheet(whole(Commitment.objects.all()).get()), "parties#0")

    assert "biro@example.org" not in found.words + found.shown


def test_a_place_is_named_in_words() -> None:
    assert paragraphs.place_label("solution.id#2").endswith("(id), 3")
    assert paragraphs.place_label("milestones#0").endswith(", 1")
    assert paragraphs.place_label("elsewhere#x") == "elsewhere#x"
