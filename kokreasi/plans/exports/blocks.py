"""The pieces of a document, as `writing.booklets` takes them, in the language that is active."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual

Block = dict[str, Any]
Said = dict[str, Any]
Sayable = str | Promise | Bilingual
NEVER_PRINTED = frozenset({"Cc", "Cs"})
TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Signs that turn the direction of the words behind them."""


def said(words: Sayable, *, before: str = "") -> Said:
    """Give words with the language they are in where a translation is missing."""
    shown = words.shown() if isinstance(words, Bilingual) else None
    text = before + (shown.text if shown else str(words))
    language = shown.language if shown and shown.is_fallback else ""
    return {"text": printable(text), "language": language, "is_code": False}


def printable(text: str) -> str:
    """Drop what no page can show; line ends stay."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in unified if sign == "\n" or _is_printed(sign))


def _is_printed(sign: str) -> bool:
    return sign not in TURNERS and unicodedata.category(sign) not in NEVER_PRINTED


def code(text: str) -> Said:
    """Give what machines compare, such as a fingerprint."""
    return {"text": text, "language": "", "is_code": True}


def heading(level: int, words: Said, *, eyebrow: str = "", opens_page: bool = False) -> Block:
    return {
        "kind": "heading",
        "level": level,
        "text": {**words, "text": " ".join(words["text"].split())},
        "eyebrow": printable(eyebrow),
        "opens_page": opens_page,
    }


def prose(words: Sayable) -> list[Block]:
    return _text("prose", words)


def lead(words: Sayable) -> list[Block]:
    """Give the words that matter most in a part."""
    return _text("lead", words)


def quiet(words: Sayable) -> list[Block]:
    """Give an aside in small letters."""
    return _text("quiet", words)


def _text(kind: str, words: Sayable) -> list[Block]:
    return [{"kind": kind, "text": said(words)}] if words else []


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what stands beside it; one without values is left out."""

    label: str | Promise
    values: Sequence[Said]
    is_long: bool = False

    def plain(self) -> dict[str, Any]:
        return {"label": str(self.label), "values": list(self.values), "is_long": self.is_long}


def fact(label: str | Promise, *values: Sayable | Said, is_long: bool = False) -> Fact:
    shown = (value if isinstance(value, dict) else said(value) for value in values if value)
    return Fact(label, [value for value in shown if value["text"].strip()], is_long)


def plain(rows: Iterable[Fact]) -> list[dict[str, Any]]:
    return [row.plain() for row in rows if row.values]


def facts(*rows: Fact) -> list[Block]:
    kept = plain(rows)
    return [{"kind": "facts", "rows": kept}] if kept else []


def table(
    widths: Sequence[float], head: Sequence[str | Promise], rows: Iterable[Sequence[list[Said]]]
) -> list[Block]:
    """Lay out cells; each holds words below each other."""
    kept = [list(row) for row in rows]
    labels = [str(label) for label in head]
    block = {"kind": "table", "widths": list(widths), "head": labels, "rows": kept}
    return [block] if kept else []
