"""The questionnaire as a form of paper: all of it, in words, with a number and a code a sheet."""

import io
import re

import pypdfium2
import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.numbers import letter
from kokreasi.consultations.exports.paper import Printing, form_of
from kokreasi.consultations.exports.paper_questions import OnPaper
from kokreasi.consultations.queries.wording import current
from kokreasi.consultations.services import paper
from kokreasi.consultations.tests.factories import (
    WHILE_OPEN,
    add_page,
    add_question,
    ask_everything,
    make_consultation,
    published,
)
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both, make_commitment

COMMITMENTS = 15
HOSTILE = '#panic("x") $a$ <script> \\ "quoted" *bold* 👍🏽 \u202bمرحبا'


@pytest.fixture
def consultation(db):
    with time_machine.travel(WHILE_OPEN, tick=False):
        made = make_consultation(short_code="ran18")
        ask_everything(made)
        condition = {"question": "stance", "test": Comparison.ANY_OF, "values": ["against"]}
        made.questions.filter(key="place").update(shown_if=[condition])
        for number in range(1, COMMITMENTS + 1):
            make_commitment(made.stage.plan, number=number)
        page = add_page(made, "each", repeats=Repeats.COMMITMENTS)
        add_question(page, "attention", QuestionKind.SCALE, lowest=1, highest=5)
        add_question(page, "usefulness", QuestionKind.SCALE, lowest=1, highest=10)
        add_question(page, "why", QuestionKind.LONG_TEXT, wording=both(HOSTILE))
        yield published(made)


@pytest.fixture
def desk(client, consultation):
    client.force_login(person_with(Role.MODERATOR))
    return client


def address(consultation, name, *more) -> str:
    return reverse(f"consultations:{name}", args=[consultation.reference, *more])


def pages_of(response) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(response.content))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def test_the_form_asks_everything_in_words(desk, consultation) -> None:
    response = desk.get(address(consultation, "sheet-master"))

    pages = pages_of(response)
    text = " ".join(pages)
    assert response["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in response.content
    assert "1. Question stance (id)" in text
    assert "Hanya jika jawaban Anda untuk pertanyaan 1: “against (id)”." in text
    assert text.count("KOM-2018-") == COMMITMENTS * 2
    assert all("Lembar tanpa nomor" in page for page in pages)
    assert "Tanda terima Anda" in pages[-1]


def test_the_form_in_english_and_large_type(desk, consultation) -> None:
    plain = pages_of(desk.get(address(consultation, "sheet-master"), {"bahasa": "en"}))
    large = desk.get(address(consultation, "sheet-master"), {"bahasa": "en", "besar": "1"})

    assert "Only if your answer to question 1 is" in " ".join(plain)
    assert len(pages_of(large)) > len(plain)


def test_every_page_of_every_sheet_has_its_number(desk, consultation) -> None:
    person = person_with(Role.MODERATOR)
    paper.number_sheets(consultation, count=3, language="id", by=person)
    paper.void(consultation.sheets.get(number=2), reason="Sobek", by=person, at=WHILE_OPEN)

    response = desk.get(address(consultation, "sheets-print", 1, 3))

    numbers = [re.findall(r"Lembar (\d+) untuk petugas", page) for page in pages_of(response)]
    once = len(numbers) // 2
    assert numbers == [["1"]] * once + [["3"]] * once


@pytest.mark.parametrize(("first", "last"), [(4, 9), (3, 1), (1, 501), (1, 10**17)])
def test_numbers_that_are_not_there_are_not_printed(desk, consultation, first, last) -> None:
    paper.number_sheets(consultation, count=3, language="id", by=person_with(Role.MODERATOR))

    assert desk.get(address(consultation, "sheets-print", first, last)).status_code == 404


def test_the_codes_of_sheets_differ_and_lead_to_the_screen(consultation) -> None:
    printing = Printing(consultation, current(consultation), 1)

    with override("id"):
        form = form_of(printing)

    assert form["online"]["address"].endswith("/k/ran18/")
    assert {len(row) for row in form["online"]["code"]} == {len(form["online"]["code"])}


def test_repeated_pages_are_tables_that_fit(consultation) -> None:
    definition = current(consultation).definition
    screen = definition.screens[-1]

    narrow = OnPaper(definition, is_large=True).repeated(screen)
    wide = OnPaper(definition).repeated(screen)

    assert len(wide["tables"]) == 1
    assert [column["kind"] for column in wide["tables"][0]] == ["marks", "write"]
    assert len(narrow["items"]) == COMMITMENTS
    assert [one["text"]["text"] for one in narrow["written"]] == [f"{HOSTILE} (id)"]


@pytest.mark.parametrize(("place", "expected"), [(0, "a"), (25, "z"), (26, "aa"), (702, "aaa")])
def test_options_have_letters_however_many(place, expected) -> None:
    assert letter(place) == expected
