"""One form for words that people and services write differently."""

import re
import unicodedata

_SIGNS = re.compile(r"[^\w]+")


def folded(text: str) -> str:
    """Give the text without capitals and with single spaces; signs stay."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> str:
    """Give the letters and digits of a text, for headings that differ in signs only."""
    return _SIGNS.sub(" ", folded(text)).strip()
