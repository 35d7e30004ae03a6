"""How many people took part: 12 orang (L: 7, P: 5), 31 dari 48 Anggota, 83 peserta."""

import re
from dataclasses import replace

from kokreasi.reading.minutes.daywords import NUMBER_WORD, number_of
from kokreasi.reading.minutes.model import Counts

NUMBER = r"(?<![\d.,/-])(\d{1,3}(?:\.\d{3})|\d{1,5})(?![\d]|[.,/-]\d)"
NUMBERS = re.compile(r"\d+")
WORDS = rf"(?:\s?\((?:{NUMBER_WORD}|\s)+\))?"
PEOPLE = (
    r"(?:orang|peserta|anggota|undangan|hadirin|people|participants|persons|attendees|org|perwakilan"
    r"|pegawai|warga|jiwa|kk|pengurus)"
)
MEN_WORD = r"(?:laki\s?-?\s?laki|laki2|laki|pria|lk|men|male|l)"
WOMEN_WORD = r"(?:perempuan|wanita|women|female|pr|p)"
TOTAL = re.compile(rf"{NUMBER}{WORDS}\s*{PEOPLE}\b", re.IGNORECASE)
OUT_OF = re.compile(
    rf"{NUMBER}{WORDS}\s*(?:{PEOPLE}\s+){{0,2}}(?:dari|of|out of)\s+(?:\w+\s)?{NUMBER}",
    re.IGNORECASE,
)
BARE = re.compile(rf"\b(?:jumlah|jml|total)[^:\d]{{0,40}}:?\s*{NUMBER}", re.IGNORECASE)
ONLY_NUMBER = re.compile(rf"\s*{NUMBER}\s*\.?\s*")
IN_WORDS = re.compile(rf"\b((?:{NUMBER_WORD})(?:\s+(?:{NUMBER_WORD}))*)\s+orang\b", re.IGNORECASE)

COUNT_ONLY = re.compile(
    r"(?:(?:(?:yang\s+)?hadir|sebanyak|sejumlah|jumlah|total|±|kurang lebih|kira-kira|sekitar)"
    r"|[lp]\s*[:=])?[\s:]*\d[\d.]*+\s*+(?:\([^()]*\)\s*)?"
    r"(?>(?:orang|peserta|anggota|undangan|people|participants|dari|of|hadir|rapat|attendees"
    r"|laki-laki|perempuan|dan|l|p|pr|lk|jml|jumlah|total|kk)\b|[\d(),;:.=/\s])*+",
    re.IGNORECASE,
)
"""Words that say how many came, and nothing else."""

CROWD = re.compile(
    r"(?P<number>\d{1,4})\s+(?!(?:organisasi|lembaga|instansi|dinas|kementerian|desa|kelurahan|kelompok"
    r"|kecamatan|kabupaten|kota|unit|bagian|seksi|perusahaan|komunitas)\b)[a-z]+(?:-[a-z]+)?"
    r"(?:\s+[a-z]+(?:-[a-z]+)?){0,2}\s*(?:\([^()]*\)\s*)?(?:dari\s.*)?"
)
"""So many of a kind of people and nothing else: "62 wali murid", "14 dosen (8 L, 6 P)"."""


def _sex(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z]){word}(?![a-z])\s*[:=]?\s*{NUMBER}|{NUMBER}{WORDS}\s*(?:orang\s*)?{word}(?![a-z])",
        re.IGNORECASE,
    )


def _named(word: str) -> re.Pattern[str]:
    """ "P : 33" is surer than the "0 P" that stands before it."""
    return re.compile(rf"(?<![a-z]){word}(?![a-z])\s*[:=]\s*{NUMBER}", re.IGNORECASE)


MEN_NAMED, WOMEN_NAMED = _named(MEN_WORD), _named(WOMEN_WORD)
MEN, WOMEN = _sex(MEN_WORD), _sex(WOMEN_WORD)
BOTH_AT_ONCE = re.compile(r"(?<!\d)(\d{1,4})\s?L\s?[/,;&+]\s?(\d{1,4})\s?P\b", re.IGNORECASE)


PRESENT = re.compile(
    rf"\b(?:hadir|datang|present)\s*:?\s*{NUMBER}|{NUMBER}\s*(?:{PEOPLE}\s*)?(?:yang\s+)?(?:hadir|datang|present)\b",
    re.IGNORECASE,
)
"""Of "128 undangan, hadir 94 orang" those who came are counted."""


def counts_in(text: str, *, is_number_enough: bool = False) -> Counts:
    """Read a total, men and women as far as the words give them; nothing is added up.

    "31 dari 48 Anggota" counts the 31. `is_number_enough`: the label already said what is counted.
    """
    both = BOTH_AT_ONCE.search(text)
    men = int(both[1]) if both else _first(MEN_NAMED.search(text) or MEN.search(text))
    women = int(both[2]) if both else _first(WOMEN_NAMED.search(text) or WOMEN.search(text))
    out_of = _first(OUT_OF.search(STAYED_AWAY.sub(" ", text)))
    out_of = came_in(text).total if out_of is None else out_of
    total = out_of if out_of is not None else _total(text, is_number_enough=is_number_enough)
    return Counts(total, men, women)


EACH = re.compile(r"\b(?:se?tiap|masing-masing|tiap-tiap|per)\b[^.;]*", re.IGNORECASE)
"""Five of each class says nothing of all."""


def came_in(text: str) -> Counts:
    """Read how many came where a text also says how many were asked: "128 undangan, hadir 94"."""
    several = len(NUMBERS.findall(text)) > 1
    return Counts(_first(PRESENT.search(STAYED_AWAY.sub(" ", text))) if several else None)


STAYED_AWAY = re.compile(
    r"\b(?:izin|ijin|sakit|alpa|absen|tidak\s+hadir|berhalangan|tanpa\s+keterangan)\s*:?\s*\d{1,4}"
    r"(?:\s*orang)?(?:\s+dari\s+\d+(?:\s*orang)?)?",
    re.IGNORECASE,
)


def _total(text: str, *, is_number_enough: bool) -> int | None:
    text = STAYED_AWAY.sub(" ", EACH.sub("", text))
    rest = MEN.sub(" ", WOMEN.sub(" ", text))
    found = _first(TOTAL.search(rest) or BARE.search(rest))
    if found is None and is_number_enough:
        found = _first(ONLY_NUMBER.match(rest))
    if found is None and (words := IN_WORDS.search(rest)):
        found = number_of(words[1])
    return found


def _first(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    number = next(group for group in match.groups() if group)
    return int(number.replace(".", ""))


def crowd_in(text: str) -> Counts | None:
    """Read a text that says nothing but how many of which people came."""
    crowd = CROWD.fullmatch(text.strip())
    if crowd is None:
        return None
    found = counts_in(text)
    return replace(found, total=int(crowd["number"])) if found.total is None else found


def is_something(counts: Counts) -> bool:
    return counts != Counts()


def disagree(counts: Counts, parts: list[Counts]) -> bool:
    """Whether men and women, or all of the parts, add up to something else than the total."""
    if counts.total is None:
        return False
    both = None if counts.men is None or counts.women is None else counts.men + counts.women
    if both not in {None, counts.total}:
        return True
    totals = [part.total for part in parts]
    known = [total for total in totals if total is not None]
    return len(known) == len(totals) > 0 and sum(known) != counts.total
