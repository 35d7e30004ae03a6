import pytest
from django.utils.translation import gettext_lazy, override

from kokreasi.core.bilingual import Bilingual, Shown

BOTH = Bilingual(id="komitmen", en="commitment")

#        words                      reader  what is shown
SHOWN = [
    (BOTH, "id", Shown("komitmen", "id", is_fallback=False)),
    (BOTH, "en", Shown("commitment", "en", is_fallback=False)),
    (BOTH, "en-gb", Shown("commitment", "en", is_fallback=False)),
    (BOTH, "jv", Shown("komitmen", "id", is_fallback=False)),
    (Bilingual(id="usulan"), "en", Shown("usulan", "id", is_fallback=True)),
    (Bilingual(en="proposal"), "id", Shown("proposal", "en", is_fallback=True)),
    (Bilingual(), "en", Shown("", "en", is_fallback=False)),
]


@pytest.mark.parametrize(("words", "reader", "expected"), SHOWN)
def test_shown_gives_the_readers_language_or_says_that_it_fell_back(
    words, reader, expected
) -> None:
    assert words.shown(reader) == expected


def test_str_follows_the_language_of_the_reader() -> None:
    with override("en"):
        assert str(BOTH) == "commitment"
    with override("id"):
        assert str(BOTH) == "komitmen"
    with override(None):
        assert str(BOTH) == "komitmen"


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (BOTH, []),
        (Bilingual(id="a"), ["en"]),
        (Bilingual(en="a"), ["id"]),
        (Bilingual(), []),
    ],
)
def test_missing_names_the_language_without_words(words, missing) -> None:
    assert words.missing() == missing


def test_of_keeps_translatable_words_in_both_languages() -> None:
    with override("en"):
        kept = Bilingual.of(gettext_lazy("Monday"))

    assert kept == Bilingual(id="Senin", en="Monday")


def test_of_keeps_what_is_bilingual_already() -> None:
    assert Bilingual.of(BOTH) == BOTH


def test_words_in_one_language_are_true_and_none_are_false() -> None:
    assert Bilingual(en="a")
    assert not Bilingual()
