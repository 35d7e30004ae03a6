"""Every code of the reader has words, in both languages."""

import pytest
from django.utils.translation import override

from kokreasi.core import matrix_words as words
from kokreasi.core.reading_words import IN_WORDS as REFUSALS
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.matrix import Problem

REFUSED = {code for kind in ReadingError.__subclasses__() for code in kind.codes}
PARAMS = {
    "sheet": "Lembar",
    "label": "Label",
    "first": 3,
    "number": 7,
    "reference": "KOM-2018-07",
    "stated": 14,
    "found": 13,
    "text": "Teks",
    "missing": "4, 5",
    "limit": 5000,
    "cell": "ZZ9",
    "kind": "pdf",
    "part": "xl/x.xml",
}


def test_every_code_is_either_a_refusal_or_said_of_a_place() -> None:
    assert set(words.IN_WORDS) | REFUSED == set(Code)
    assert not set(words.PROBLEMS) & set(words.WARNINGS)
    assert REFUSED - set(REFUSALS) == {Code.READER_FAILED}


@pytest.mark.parametrize("code", sorted(Code))
def test_every_code_is_one_sentence_in_both_languages(code) -> None:
    said = {}
    for language in ("id", "en"):
        with override(language):
            said[language] = (
                refusal_in_words(ReadingError(code, PARAMS))
                if code in REFUSED
                else words.in_words(Problem(code, 4, "C", PARAMS)).text
            )

    assert said["id"] != said["en"]
    assert all("%" not in text and text.endswith(".") for text in said.values())


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [
        (0, "", ""),
        (4, "", "Baris 4"),
        (0, "C", "Kolom C"),
        (4, "C", "Baris 4, kolom C"),
    ],
)
def test_a_message_names_its_place(line, column, place) -> None:
    message = words.Message("Kosong.", line, column)

    with override("id"):
        assert message.place == place
        assert str(message) == (f"{place}: Kosong." if place else "Kosong.")
