"""The number in a target's words: 75% tepat waktu, Forum di 5 daerah, 2,5 juta orang."""

import re
from dataclasses import dataclass
from decimal import Decimal

TIMES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
PERCENT = {"%", "persen", "percent"}
LABELS = (
    "no|nomor|nomer|pasal|ayat|bab|butir|huruf|tahun|tahap|fase|versi|version|level|kelas|tingkat"
    "|uu|pp|perpres|permen|semester|smt|kuartal|triwulan|minggu|ke|rka|tw|q"
)
"""Words whose number is a name, not a quantity: Pasal 7, Tahap 2."""
NUMBER = re.compile(
    rf"(?P<label>\b(?:{LABELS})\b[\s.:-]*)?"
    r"(?P<before>[^\W\d_]|[/–-])?(?P<digits>\d+(?:[.,]\d+)*)(?P<after>[^\W\d_]|[/–-])?"
    r"(?=\s*(?P<unit>%|[^\W\d][\w/-]*)?(?:\s+(?P<next>[^\W\d][\w/-]*))?)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d{2}")
WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
WITH_COMMA = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d{1,2}")
WITH_POINT = re.compile(r"\d+\.\d{1,2}")
LIST_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•·▪‣*])\s+")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, `%` or the word behind it; None without exactly one number."""

    number: Decimal | None = None
    unit: str = ""


NOTHING = Quantity()


def quantity_in(text: str) -> Quantity:
    """Take the number of a target when only one reading is possible.

    Several numbers, a range, a list of several things, a year, a number that belongs to a name
    (Pasal 7, SP4N) and notations that could mean two things (1,000) all give nothing: the words
    stay, and a person may add the number.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        return NOTHING
    matches = list(NUMBER.finditer(LIST_ITEM.sub("", lines[0])))
    quantities = [match for match in matches if not _is_a_name(match)]
    return _read(quantities[0]) if len(quantities) == 1 else NOTHING


def _is_a_name(match: re.Match[str]) -> bool:
    """Whether the number only names something; a range is none, and must count as two."""
    if match["label"] or YEAR.fullmatch(match["digits"]):
        return True
    return any((match[side] or "").isalpha() for side in ("before", "after"))


def _read(match: re.Match[str]) -> Quantity:
    number = number_from(match["digits"])
    if number is None or match["before"] or match["after"]:
        return NOTHING
    unit = (match["unit"] or "").casefold()
    if unit in PERCENT:
        return Quantity(number, "%")
    if unit in TIMES:
        return Quantity(number * TIMES[unit], match["next"] or "")
    return Quantity(number, match["unit"] or "")


def number_from(digits: str) -> Decimal | None:
    """Read 1.000 as a thousand and 2,5 as two and a half; leave what could be either."""
    if WHOLE.fullmatch(digits) and not digits.startswith("0."):
        return Decimal(digits.replace(".", ""))
    if WITH_COMMA.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits) if WITH_POINT.fullmatch(digits) else None
