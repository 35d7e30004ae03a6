"""When two spellings are the same name.

`key` decides what is equal, `core` prepares what may only be similar. Both are the truth for the
index, for aliases and for the import, so that no cell is matched in two ways.
"""

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache

MINISTRY = "kementerian"
SHORT_MINISTRY = "kemen"
COMMON_WORDS = (
    MINISTRY,
    "republik",
    "indonesia",
    "negara",
    "ri",
    "yayasan",
    "perkumpulan",
    "perhimpunan",
    "lembaga",
)
NEARLY_THE_WORD = 0.84
SHORTEST_MISSPELT = 6

_OTHER_THAN_WORDS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def fold(text: str) -> str:
    """Write a name in small letters without accents, its words parted by single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _OTHER_THAN_WORDS.sub(" ", plain.casefold()).strip()


def key(text: str) -> str:
    """Give what equal names share: spaces, signs and capitals do not part them.

    *Kemen* and *Kementerian* are one word, so that "Kementerian PANRB" is "KemenPAN-RB".
    """
    folded = fold(text)
    if folded.startswith(f"{MINISTRY} "):
        folded = SHORT_MINISTRY + folded.removeprefix(MINISTRY)
    return folded.replace(" ", "")


def core(text: str) -> str:
    """Leave out the words that many names share, also misspelt: *Kementrian Keuangan RI*."""
    words = fold(text).split()
    return " ".join(word for word in words if not _is_common(word)) or " ".join(words)


@lru_cache(maxsize=4096)
def _is_common(word: str) -> bool:
    if word in COMMON_WORDS:
        return True
    if len(word) < SHORTEST_MISSPELT:
        return False
    return bool(get_close_matches(word, COMMON_WORDS, n=1, cutoff=NEARLY_THE_WORD))


def parts(text: str) -> list[str]:
    """Name what may stand for the whole: before and in brackets, on each side of a slash."""
    outside = _BRACKETS.sub(" ", text)
    found = [outside, *_BRACKETS.findall(text), *outside.split("/")]
    whole = fold(text)
    return [part.strip() for part in dict.fromkeys(found) if fold(part) not in ("", whole)]
