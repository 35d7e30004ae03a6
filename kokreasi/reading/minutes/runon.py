"""Heads whose line ends a page has lost: "… Sifat : Terbuka Hari, tanggal : Kamis, … Pukul : …"."""

import re
from itertools import pairwise

from kokreasi.reading.minutes.daywords import WEEKDAYS
from kokreasi.reading.minutes.labels import BODIES, MEANINGS

SHORTEST, LONGEST = 200, 20_000
"""Letters of a paragraph that may hold a whole head."""
ENOUGH = 4
"""So many fields in one paragraph are a head, not a sentence."""
IN_CAPITALS = (
    "ACARA|AGENDA|PERIHAL|PEMOHON|TERMOHON|SUSUNAN PERSIDANGAN|PESERTA|TEMPAT|WAKTU|HARI/TANGGAL"
    "|HADIR"
)
NAMES = "|".join(
    re.escape(word).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*")
    for word in sorted(MEANINGS.keys() - BODIES.keys(), key=len, reverse=True)
    if len(word) > 2  # noqa: PLR2004 - "re" and "no" stand in every text
)
TAIL = r"(?:\s+(?:Rapat|Sidang|Pertemuan|Kegiatan|Acara|Musyawarah))?"
BEGINS_FIELD = re.compile(
    rf"(?<=\s)(?:(?=[A-Z])(?:{NAMES}|hari\s*[,/]\s*tanggal){TAIL}\s*:(?=\s)|(?-i:{IN_CAPITALS})\s+(?-i:(?=[A-Z][a-z]|\d))"
    rf"|(?:{'|'.join(WEEKDAYS)}),\s+\d{{1,2}}\s+[a-z]{{3,9}}\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
SHORT_FIELD = re.compile(
    r"(?<=[\s|;])(?:waktu|pukul|jam|tempat|lokasi|pimpinan(?:\s+rapat)?|dipimpin(?:\s+oleh)?|pemimpin(?:\s+rapat)?"
    r"|moderator|fasilitator|notulis|notulen|pencatat|sekretaris|peserta|hadir|tidak\s+hadir|agenda|acara"
    r"|hari\s*[,/]\s*tanggal|tanggal|time|place|venue|leader|chair|note\s?taker|scribe|attendees|absent|zoom)"
    r"\s*:(?=\s)",
    re.IGNORECASE,
)


def fields_apart(text: str) -> list[str]:
    """Cut a paragraph before each of its fields; one that is no head stays whole."""
    if not SHORTEST <= len(text) <= LONGEST:
        return [text]
    cuts = [match.start() for match in BEGINS_FIELD.finditer(text) if text[match.start()].isupper()]
    cuts = [
        at for count, at in enumerate(cuts) if not count or not _goes_on(text, cuts[count - 1], at)
    ]
    if len(cuts) < ENOUGH:
        return [text]
    ends = [0, *cuts, len(text)]
    return [part for at, to in pairwise(ends) if (part := text[at:to].strip())]


def _goes_on(text: str, before: int, at: int) -> bool:
    """ "Hari, tanggal : Kamis, 12 Juli 2018" is one field: its date is its value."""
    return text[before:at].rstrip().endswith(":") and ":" not in text[at : at + 30]


def next_field(text: str) -> int | None:
    """Tell where, behind the value of a short field, the next field begins on the same line."""
    for match in SHORT_FIELD.finditer(text[:SHORTEST]):
        if text[match.start()].isupper() and text[: match.start()].strip(" |;,\t"):
            return match.start()
    return None
