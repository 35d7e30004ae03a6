"""Indonesian words reduced to their roots, so that "pengaduan" finds "mengadu"."""

import re
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory

WORD = re.compile(r"[^\W_]+")
WORDS_REMEMBERED = 50_000
LONGEST_WORD = 60


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, in their order; "e-legislasi" is two."""
    return [found.casefold() for found in WORD.findall(text)]


def telling(text: str) -> list[str]:
    """Give the words of a text without those that say nothing by themselves."""
    return [word for word in words(text) if word not in stop_words()]


def roots(text: str, *, most: int | None = None) -> list[str]:
    """Give the roots of the words of a text, without words that say nothing by themselves.

    The roots are those of Sastrawi (Nazief and Adriani's algorithm), which now and then cuts too
    much ("pengadaan" becomes "ada"): look for the words as written as well, and rank them higher.
    A word that was not met before takes up to a millisecond; with `most` only the first so many
    different words are looked at.
    """
    said = telling(text)
    if most is not None:
        looked_at = set(islice(dict.fromkeys(said), most))
        said = [word for word in said if word in looked_at]
    return [root for word in said if (root := _root_of(word))]


@cache
def stop_words() -> frozenset[str]:
    """Give the Indonesian words that say nothing by themselves, as Sastrawi lists them."""
    return frozenset(StopWordRemoverFactory().get_stop_words())


@cache
def _stemmer() -> Any:
    """Give the stemmer without its own memory, which would keep every word for ever."""
    return StemmerFactory().create_stemmer().delegatedStemmer


def _root_of(word: str) -> str:
    """Leave alone what is longer than any word: the time grows with the square of its length."""
    return _root(word) if len(word) <= LONGEST_WORD else word


@lru_cache(WORDS_REMEMBERED)
def _root(word: str) -> str:
    root: str = _stemmer().stem(word)
    return root
