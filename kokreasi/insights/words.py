"""Indonesian words reduced to their roots, so that "pengaduan" finds "mengadu"."""

import re
from functools import cache, lru_cache
from typing import Any

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory

WORD = re.compile(r"[^\W_]+")
WORDS_REMEMBERED = 50_000


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, in their order; "e-legislasi" is two."""
    return [found.casefold() for found in WORD.findall(text)]


def roots(text: str) -> list[str]:
    """Give the roots of the words of a text, without words that say nothing by themselves.

    The roots are those of Sastrawi (Nazief and Adriani's algorithm), which now and then cuts too
    much ("pengadaan" becomes "ada"): look for the words as written as well, and rank them higher.
    """
    return [root for word in words(text) if word not in stop_words() and (root := _root(word))]


@cache
def stop_words() -> frozenset[str]:
    """Give the Indonesian words that say nothing by themselves, as Sastrawi lists them."""
    return frozenset(StopWordRemoverFactory().get_stop_words())


@cache
def _stemmer() -> Any:
    """Give the stemmer without its own memory, which would keep every word for ever."""
    return StemmerFactory().create_stemmer().delegatedStemmer


@lru_cache(WORDS_REMEMBERED)
def _root(word: str) -> str:
    root: str = _stemmer().stem(word)
    return root
