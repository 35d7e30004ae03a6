"""Everything that people read exists in Indonesian, and what is compiled is what was written."""

import gettext
import re

import pytest
from django.utils.translation import trans_real

from tests.architecture.catalogues import catalogues, messages, plurals, written


def compiled(catalogue) -> dict[str, list[str]]:
    with catalogue.with_suffix(".mo").open("rb") as file:
        held = gettext.GNUTranslations(file)._catalog
    entries: dict[str, list[str]] = {}
    for key, text in held.items():
        entries.setdefault(key[0] if isinstance(key, tuple) else key, []).append(text)
    entries.pop("", None)
    return entries


def in_indonesian() -> set[str]:
    """Name every message that Django translates: ours and its own."""
    django = trans_real.translation("id")._catalog
    keys = {key for part in django._catalogs for key in part}
    return {key[0] if isinstance(key, tuple) else key for key in keys}


def test_every_message_has_its_indonesian_words() -> None:
    known = in_indonesian()

    missing = [f"{place}: {text}" for text, place in messages().items() if text not in known]

    assert len(messages()) > 100
    assert missing == []


@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: path.parts[-5])
def test_catalogue_is_complete_and_compiled(catalogue) -> None:
    entries = written(catalogue)

    empty = [message for message, forms in entries.items() if not all(forms)]

    assert empty == []
    assert "fuzzy" not in catalogue.read_text()
    assert compiled(catalogue) == entries


@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: path.parts[-5])
def test_catalogue_keeps_the_placeholders(catalogue) -> None:
    """English may write "one" without a number; the one Indonesian form keeps the plural's."""
    plural = plurals(catalogue)

    wrong = [
        message
        for message, forms in written(catalogue).items()
        for form in forms
        if _placeholders(form) != _placeholders(plural.get(message, message))
    ]

    assert wrong == []


def _placeholders(text: str) -> set[str]:
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def test_a_meeting_has_one_word() -> None:
    """Only the document keeps its official name, "notula rapat"; see `docs/glossary.md`."""
    other = re.compile(r"(?<!notula )\brapat\b", re.IGNORECASE)

    assert [
        words
        for catalogue in catalogues()
        for forms in written(catalogue).values()
        for words in forms
        if other.search(words)
    ] == []
