"""Several organisations in one cell, split only where nobody's name can be cut in two."""

import re
from dataclasses import dataclass

SEPARATORS = re.compile(r"[;\n•▪‣]|\s·\s")
MARKER = re.compile(r"(?<!\S)(\d{1,2})[.)]\s+")
LEADING_MARK = re.compile(r"^(?:[-–—*·]\s+|\d{1,2}[.)]\s+)")
SHORT_NAME = re.compile(r"[A-Z][A-Za-z0-9&/.-]{1,14}")
"""One short word that begins with a capital: ICW, Kemenkeu, Bappenas."""
CONJUNCTION = re.compile(r"\s+(?:dan|serta|and|&|/|\+)\s+")
BODY = re.compile(
    r"(?:kementerian|kemen\w+|badan|lembaga|komisi|dinas|perkumpulan|yayasan|universitas|sekretariat"
    r"|pemerintah|ministry|agency|commission|komite|forum|ombudsman)\b",
    re.IGNORECASE,
)
DASHES = frozenset({"-", "–", "—"})


@dataclass(frozen=True)
class Names:
    """The names of a cell, in order, and what looks wrong with them."""

    names: list[str]
    maybe_several: list[str]
    """Names that may hold more than one organisation: a person decides."""
    twice: list[str]


def names_in(text: str) -> Names:
    """Split at semicolons, line ends, bullets and numbers of a list.

    A comma separates only when every part is one short word (ICW, TII); "dan" never does, for it
    stands inside names (Kementerian Hukum dan HAM).
    """
    names: list[str] = []
    twice: list[str] = []
    for part in SEPARATORS.split(_without_numbering(text)):
        for name in _split_at_commas(_tidy(part)):
            already = {known.casefold() for known in names}
            (twice if name.casefold() in already else names).append(name)
    return Names(names, [name for name in names if _may_be_several(name)], twice)


def _without_numbering(text: str) -> str:
    """Turn "1. A 2. B" into lines, when the numbers do count from one."""
    numbers = [int(number) for number in MARKER.findall(text)]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return text
    return MARKER.sub("\n", text) if MARKER.match(text.lstrip()) else text


def _tidy(part: str) -> str:
    name = LEADING_MARK.sub("", " ".join(part.split())).strip(" ,")
    return "" if name in DASHES else name


def _split_at_commas(name: str) -> list[str]:
    if not name:
        return []
    parts = [part.strip() for part in name.split(",")]
    return parts if all(SHORT_NAME.fullmatch(part) for part in parts) else [name]


def _may_be_several(name: str) -> bool:
    if "," in name:
        return True
    parts = CONJUNCTION.split(name)
    both_short = all(SHORT_NAME.fullmatch(part) for part in parts)
    return len(parts) > 1 and (both_short or any(BODY.match(part) for part in parts[1:]))
