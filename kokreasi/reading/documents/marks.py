"""The numbers, letters and bullets that stand before a line."""

import re
from dataclasses import dataclass

BULLETS = "-–—*•·▪▫◦●○■□◆◇➢➤►▸▶»→✓✔❖‣⁃∙"
PRIVATE_USE = "\ue000-\uf8ff"
"""Where the symbol fonts of word processors keep their bullets."""
ORDINALS = (
    "PERTAMA|KESATU|KEDUA|KETIGA|KEEMPAT|KELIMA|KEENAM|KETUJUH|KEDELAPAN|KESEMBILAN|KESEPULUH"
    "|KESEBELAS|KEDUABELAS"
)
END = r"(?:\s+|$)"
MARK = re.compile(
    rf"\s*(?:"
    rf"(?:[-*+•]\s+)?(?P<box>\[[ xXvV✓✔]?\]|[☐☑☒🗹]){END}"
    rf"|(?P<many>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}[.)]?){END}"
    rf"|(?P<number>\(?\d{{1,5}}(?:[.)]|\.\))){END}"
    rf"|(?P<tight>\d{{1,2}}[.)])(?=[A-Z][a-z])"
    rf"|(?P<roman>\(?(?:[IVXivx]{{1,6}}|[IVX]{{1,5}}[Il|]{{1,3}})[.)]){END}"
    rf"|(?P<letter>\(?[a-zA-Z][.)]){END}"
    rf"|(?P<ordinal>(?:{ORDINALS})\b)\s*[:.]?{END}"
    rf"|(?P<bullet>[{re.escape(BULLETS)}{PRIVATE_USE}+]){END}"
    rf"|(?P<round>o)\s+(?=[A-Z])"
    rf"|(?P<close>[-–•▪●{PRIVATE_USE}])(?=[^\W\d_])"
    rf")"
)
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})", re.IGNORECASE)
MISREAD = re.compile("[l|]")
"""What a recogniser of text reads for the last strokes of II and III."""
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
MOST_WITHOUT_A_LIST = 999
CHECKED = "[x]"
UNCHECKED = "[ ]"
CLOCK_OR_ZONE = re.compile(r"\s*(?:[-–—]|s\.?/?d\b|sampai\b|WI[BT]A?\b|hingga\b)")


@dataclass(frozen=True)
class Mark:
    """A marker as shown, its family ("1.", "a)", "I.", "-", ...) and its place in it, from 1.

    A single letter such as "i." or "C." may be a letter or a Roman number: `other` is then the
    second reading.
    """

    text: str
    family: str
    value: int = 0
    other: "Mark | None" = None

    @property
    def is_bullet(self) -> bool:
        return not self.value

    @property
    def may_be_year(self) -> bool:
        """Whether only a list that has counted so far makes a marker of it: "2020. Di tahun"."""
        return self.value > MOST_WITHOUT_A_LIST


def split_mark(text: str) -> tuple[Mark | None, str]:
    """Take the marker off a line; without one the line comes back as it is.

    A bullet before a number ("- 1) …") is only decoration: the number is the marker.
    """
    match = MARK.match(text)
    if match is None:
        return None, text
    rest = text[match.end() :].strip()
    kind = str(match.lastgroup)
    if kind == "many" and (CLOCK_OR_ZONE.match(rest) or not rest):
        return None, text
    mark = mark_of(match[kind], kind)
    if mark is None:
        return None, text
    if mark.is_bullet and kind != "box":
        inner, inner_rest = split_mark(rest)
        if inner and not inner.is_bullet and inner.family[0] in "1(a":
            return inner, inner_rest
    return mark, rest


def mark_of(shown: str, kind: str) -> Mark | None:
    """Tell what a marker is from how it looks; None for a Roman number that is none."""
    match kind:
        case "box":
            return Mark(UNCHECKED if shown in {"[ ]", "[]", "☐"} else CHECKED, "[]")
        case "roman":
            return _roman(shown)
        case "letter":
            return _letter(shown)
        case "ordinal":
            return Mark(shown, "KESATU", max(ORDINALS.split("|").index(shown), 1))
        case "many" | "number" | "tight":
            return _number(shown)
    bullet = "•" if re.match(f"[{PRIVATE_USE}o]", shown) else shown
    return Mark(bullet, bullet)


def _number(shown: str) -> Mark:
    digits = re.findall(r"\d+", shown)
    family = "1." * len(digits) if len(digits) > 1 else re.sub(r"\d+", "1", shown)
    return Mark(shown, family, int(digits[-1]) or 1)


def _roman(shown: str) -> Mark | None:
    written = shown.strip("(.)")
    letter = _letter(shown) if len(written) == 1 else None
    digits = MISREAD.sub("I", written)
    if not ROMAN.fullmatch(digits):
        return letter
    family = shown.replace(written, "I" if digits.isupper() else "i")
    return Mark(shown, family, roman_value(digits), letter)


def _letter(shown: str) -> Mark:
    letter = shown.strip("(.)")
    family = shown.replace(letter, "A" if letter.isupper() else "a")
    return Mark(shown, family, ord(letter.lower()) - ord("a") + 1)


def roman_value(digits: str) -> int:
    """Give the value of a Roman number of I, V and X: iv is 4."""
    values = [ROMAN_VALUES[digit] for digit in digits.lower()]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
