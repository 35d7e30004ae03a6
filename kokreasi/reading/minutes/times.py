"""Hours of a meeting: Pukul 09.30 s.d. 12.15 WIB, 10 AM to 12 PM, 13.00 sampai selesai."""

import re
from dataclasses import dataclass

HOURS_OF_A_DAY = 24
MINUTES_OF_AN_HOUR = 60
NOON = 12

CALLED = r"\b(?:pukul|pkl\.?|jam)\s*:?\s*"
ZONE = r"(?:wib|wita|wit)\b"
HALF = r"(?:am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
DAYPART = r"(?:pagi|siang|sore|petang|malam)\b"
FROM_NOON = {
    "siang": range(1, 6),
    "sore": range(1, 12),
    "petang": range(1, 12),
    "malam": range(5, 12),
}
"""Hours that stand for those after noon beside such a word: 3 sore is 15."""
MARK = rf"(?:{HALF}|{ZONE})"
CLOCK = (
    r"\d{1,2}\s?[.:]\s?\d{2}(?!\d)(?:[.:]\d{2}(?!\d))?"
    rf"|\d{{1,2}}(?=\s?(?:{MARK}|(?:-|–|to|s\.?d\.?)\s?\d{{1,2}}\s?{MARK}))"
)
"""A bare hour is one only before WIB or AM, or before another one that is."""
UNTIL = (
    r"\s*(?:-|–|—|−|s\.?\s?[/.]?d\b\.?|sampai(?:\s+dengan)?\b|hingga\b|to\b|until\b"
    r"|,?\s*(?:dan\s+|lalu\s+)?(?:bubar|selesai|berakhir|ditutup|usai)\b(?=\s+(?:pukul|pkl|jam|\d)))"
    r"\s*(?:dengan\s+)?"
)
OPEN = r"selesai\b|rampung\b|finish\b|end\b"
TIMES = re.compile(
    rf"(?P<called>{CALLED})?(?<![\d.:,+])(?<!\d[/-])(?P<start>{CLOCK})\s*(?P<start_half>{HALF}|{DAYPART})?"
    rf"(?:\s*\(?(?P<zone>{ZONE})\.?\)?)?"
    rf"(?:{UNTIL}(?:{CALLED})?(?:(?P<open>{OPEN})(?:\s*(?P<open_zone>{ZONE}))?|"
    rf"(?P<end>{CLOCK})\s*(?P<end_half>{HALF}|{DAYPART})?(?:\s*\(?(?P<end_zone>{ZONE}))?\)?))?",
    re.IGNORECASE,
)
WHOLE_HOURS = re.compile(
    rf"(?P<called>{CALLED})(?P<start>\d{{1,2}})(?!\d|\s?[.:/]\d)(?:\s*(?P<start_half>{DAYPART}))?"
    rf"(?:\s*(?P<zone>{ZONE}))?(?:{UNTIL}(?:(?P<open>{OPEN})(?:\s*(?P<open_zone>{ZONE}))?|"
    rf"(?:{CALLED})?(?P<end>\d{{1,2}})(?!\d|\s?[.:/]\d)(?:\s*(?P<end_half>{DAYPART}))?(?:\s*(?P<end_zone>{ZONE}))?))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundTimes:
    """The hours in `text`; `is_sure` when the words say that they are hours (Pukul, WIB, AM)."""

    text: str
    start: str
    end: str | None
    zone: str | None
    at: int
    until: int
    is_sure: bool = False
    is_open: bool = False
    """It says that the meeting lasts until it is over ("s.d. selesai")."""


def find_times(text: str) -> list[FoundTimes]:
    """Find hours, alone or from one to another; 25.00 and 10.75 are none.

    Dates with dots look alike: take them out of the text first (`without`).
    """
    matches = (*TIMES.finditer(text), *WHOLE_HOURS.finditer(text))
    found: list[FoundTimes] = []
    for times in sorted(filter(None, map(_times, matches)), key=lambda times: times.at):
        if not found or times.at >= found[-1].until:
            found.append(times)
    return found


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Blank out parts of a text; what is left stays where it was."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _times(match: re.Match[str]) -> FoundTimes | None:
    parts = match.groupdict()
    halves = (parts["start_half"] or parts["end_half"], parts["end_half"])
    start = _clock(parts["start"], halves[0])
    end = _clock(parts["end"], halves[1]) if parts["end"] else None
    if start is None or (parts["end"] and end is None):
        return None
    zone = parts["zone"] or parts["end_zone"] or parts["open_zone"]
    return FoundTimes(
        text=match[0].strip(),
        start=start,
        end=end,
        zone=zone.upper() if zone else None,
        at=match.start(),
        until=match.end(),
        is_sure=bool(parts["called"] or zone or halves[0]),
        is_open=bool(parts["open"]),
    )


def _clock(text: str, half: str | None) -> str | None:
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    part = (half or "").casefold()
    if part in FROM_NOON or part == "pagi":
        hour += NOON if hour in FROM_NOON.get(part, ()) else 0
    elif half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half.casefold().startswith("p") else 0)
    if hour >= HOURS_OF_A_DAY or minute >= MINUTES_OF_AN_HOUR:
        return None
    return f"{hour:02}:{minute:02}"
