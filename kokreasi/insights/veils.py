"""What in a quotation may lead to one person, offered to somebody who decides what to veil.

Names, addresses, accounts, links and number plates in Indonesian texts, with the numbers of
`personal_numbers`. It is looked for generously: a span too many costs a click, one too few a
person. Roles and places that begin like names ("Pak RT", "Ibu Kota") are left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kokreasi.insights.personal_numbers import personal_numbers


class Hint(StrEnum):
    """What a span may be; the order is that in which a text is read: the surest first."""

    LINK = "link"
    NUMBER = "number"
    ACCOUNT = "account"
    ADDRESS = "address"
    PLATE = "plate"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may be veiled, as they stand in the text, and where."""

    hint: Hint
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


LINK = re.compile(r"\b(?:https?://|www\.|wa\.me/|t\.me/)[^\s<>\"']+[^\s<>\"'.,;:!?)\]]", re.I)
ACCOUNT = re.compile(
    r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]{0,28}[A-Za-z0-9_])?"
    r"|\b(?:ig|instagram|twitter|tiktok|telegram|fb|facebook)\s?[:=]\s?(@?[\w.]{3,30})",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(?:Jl|Jln|JL|JLN|jl|jln|Jalan|Gang|Gg|gg|Komplek|Kompleks|Perumahan|Perum|Blok|Dusun)\b\.?"
    r"\s?[A-Z0-9][\w'\-]*(?:\s(?!(?:No|Nomor|Nomer|Blok|Kav)\b)(?:[A-Z][\w'\-]*|\d+[A-Za-z]?\b))*"
    r"(?:,?\s?(?:No|Nomor|Nomer|no|nomor|Blok|blok|Kav|kav)\.?\s?[A-Z]{0,2}[\d/\-]+[A-Za-z]?)*"
)
NEIGHBOURHOOD = re.compile(
    r"\bRT\s?[./:]?\s?\d{1,3}(?:\s?[,/\-]?\s?RW\s?[./:]?\s?\d{1,3}|\s?/\s?\d{1,3})?"
    r"|\bRW\s?[./:]?\s?\d{1,3}\b",
    re.IGNORECASE,
)
PLATE = re.compile(r"\b[A-Z]{1,2}\s?\d{1,4}\s[A-Z]{1,3}\b|\b[A-Z]{1,2}\s\d{3,4}\s?[A-Z]{1,3}\b")

TITLES = (
    r"(?:[Bb]apak|BAPAK|[Ii]bu|IBU|[Pp]ak|[Bb]u|[Ss]audara|[Ss]audari|[Ss]dr|[Ss]dri|[Bb]pk|Tn|Ny|Nn"
    r"|[Mm]as|[Mm]bak|[Kk]ak|[Bb]ang|[Kk]ang|[Tt]eh|Haji|Hajah|Hj|H|KH|K\.H|Kyai|Kiai|Ustaz|Ustadz"
    r"|Ustazah|Gus|Dr|dr|drg|Drs|Dra|Ir|Prof|Mr|Mrs|Ms|bernama|nama saya)"
)


def _listed(table: str) -> list[str]:
    return table.split()


OFFICES = _listed("""
    rt rw lurah camat bupati walikota wali gubernur menteri presiden wapres kades kadus kadis kepala
    ketua sekretaris bendahara direktur dirjen deputi dekan rektor dosen guru hakim jaksa polisi
    kapolri kapolres kapolsek danramil babinsa dprd dpr dpd anggota caleg pejabat petugas pegawai
    pendamping operator admin moderator narasumber panitia penyuluh bidan dokter perawat kasi
    kabid kasubbag sekda sekdes dukuh keuchik penghulu""")
"""Offices that stand after "Pak" or "Ibu", with or without a name behind them."""

NO_NAMES = frozenset(OFFICES) | frozenset(
    _listed("""
    kota negara pertiwi bangsa rumah kandung hamil sekalian bapak ibu saudara saudari pak bu dan
    yang di tolong mohon semoga saya kami kita""")
)
"""Words after a title with which no name begins, such as the capital city, "Ibu Kota"."""

CAPITALISED = r"(?:[A-Z][a-z'\-]+(?:[A-Z][a-z]+)?|[A-Z]{3,}|[A-Z]\.)"
PARTICLE = r"(?:\s(?:bin|binti|al|van|de)(?=\s[A-Z]))?"
NAME = re.compile(
    rf"(?<!\w)(?:{TITLES}\b\.?\s?)+(?:(?i:{'|'.join(OFFICES)})\s)*({CAPITALISED}(?:{PARTICLE}\s?(?<=[\s.]){CAPITALISED}){{0,3}})"
)
DEGREE = re.compile(
    rf"(?<!\w)({CAPITALISED}(?:\s{CAPITALISED}){{0,3}}),\s?"
    r"(?:S\.?\s?(?:H|E|T|P|Pd|Sos|IP|Kom|Si|Ag|KM|Ked)|M\.?\s?(?:H|M|T|Si|Pd|Sc|A|Kes|Kom|Ag)"
    r"|Ph\.?D|SH|SE|ST|MH|MM|MSi|Sp\.?\s?[A-Z]+)\b"
)


def veils_offered(text: str) -> list[Span]:
    """Give the spans that somebody may want to veil, in their order; no two of them overlap.

    Of two that do, the surer sort stays, and of one sort the earlier.
    """
    kept: list[Span] = []
    taken = bytearray(len(text))
    for span in _all(text):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * len(span.words)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _all(text: str) -> Iterator[Span]:
    yield from _matches(Hint.LINK, [LINK], text)
    for found in personal_numbers(text):
        yield Span(Hint.NUMBER, found.words, found.start)
    yield from _matches(Hint.ACCOUNT, [ACCOUNT], text)
    yield from _matches(Hint.ADDRESS, [STREET, NEIGHBOURHOOD], text)
    yield from _matches(Hint.PLATE, [PLATE], text)
    for match in (*NAME.finditer(text), *DEGREE.finditer(text)):
        if (name := _name(match.group(1))) is not None:
            yield Span(Hint.NAME, name, match.start(1))


def _matches(hint: Hint, patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[Span]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Span(hint, match.group(), match.start())


def _name(words: str) -> str | None:
    """Give what is a name of capitalised words after a title: nothing where they begin a role."""
    first = re.split(r"[\s.]", words, maxsplit=1)[0]
    return None if first.casefold() in NO_NAMES else words.rstrip(" -'")
