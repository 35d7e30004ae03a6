"""Which lines go on with the value above them: the next topic, the next name, a broken line."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.counts import COUNT_ONLY
from kokreasi.reading.minutes.days import find_days
from kokreasi.reading.minutes.entries import LISTS, Entry
from kokreasi.reading.minutes.labels import Field, is_blank

PEOPLE = frozenset({Field.PARTICIPANTS, Field.ABSENT, Field.INVITED, Field.SPEAKERS})
LONGEST_NAME = 140
SENTENCE = re.compile(
    r"(?:[.;]|\b(?:dibuka|membuka|menyampaikan|menjelaskan|dimulai|dilaksanakan|diawali|memimpin)\b.*)$",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"(?:unsur|dari|pemerintah|masyarakat|oms|cso|k/l|kementerian|internal|eksternal|instansi|mitra"
    r"|undangan|tamu|panitia|narasumber|akademisi|media|swasta|organisasi|lembaga|opd|daring|luring)"
    r"\b[^.]{0,50}:$",
    re.IGNORECASE,
)
ACRONYM = re.compile(r"[A-Z]{2,8}")
LIST_NUMBER = re.compile(r"\d+")
OPEN_END = re.compile(r"(?:[,/(&]|\b(?:dan|serta|di|dengan|untuk|and|the|of))$", re.IGNORECASE)
PARTY = re.compile(r"[A-Z][.)]")
WRAPPED = 45
"""A line so long may have been broken by the width of its page."""


@dataclass
class Value:
    """What a label names: its own line first, then the lines that go on with it."""

    fields: frozenset[Field]
    label: str
    entries: list[Entry] = field(default_factory=list)
    in_body: bool = False
    is_table: bool = False

    @property
    def texts(self) -> list[str]:
        return [entry.text for entry in self.entries if not is_blank(entry.text)]

    @property
    def lines(self) -> list[int]:
        return list(dict.fromkeys(entry.line for entry in self.entries))


def continues(value: Value, entry: Entry) -> bool:
    """Whether a line without a label goes on with the value above it."""
    if value.is_table:
        return False
    if value.fields & LISTS:
        return goes_on(value, entry)
    last = value.entries[-1]
    if entry.marker or entry.shape == Shape.HEADING:
        return False
    if not value.texts:
        return len(entry.text) <= LONGEST_NAME
    is_next = entry.at == last.at or entry.line - last.line <= 1
    return is_next and hangs_on(last, entry)


def goes_on(value: Value, entry: Entry) -> bool:
    """Whether a line is the next of a list of people or of the agenda."""
    last = value.entries[-1]
    is_next_line = entry.shape == Shape.ROW and entry.at == last.at
    if is_next_line or (value.fields & PEOPLE and _is_party(entry)):
        return True
    if _stands_apart(value, entry):
        return False
    return _is_next(value, last, entry)


def _is_next(value: Value, last: Entry, entry: Entry) -> bool:
    if value.fields & PEOPLE and last.text.endswith(":") and last is not value.entries[0]:
        return _is_name_below_group(entry)
    if entry.marker:
        return _counts_on(value, entry)
    if any(other.marker for other in value.entries if not other.label):
        return hangs_on(last, entry) or _is_total(entry) or _is_group(value, entry)
    if value.fields & PEOPLE:
        return _is_next_name(value, last, entry)
    return not value.texts or (entry.line - last.line <= 1 and hangs_on(last, entry))


def _stands_apart(value: Value, entry: Entry) -> bool:
    """A heading and the day of the meeting are no items of a list."""
    if _opens_the_day(entry):
        return True
    is_in_capitals = _is_name_in_capitals(value, entry) or _is_value_in_capitals(value, entry)
    return entry.shape == Shape.HEADING and not is_in_capitals


def _opens_the_day(entry: Entry) -> bool:
    """ "Kamis, 18 Mei 2017, Pukul 14.04 – 14.34 WIB" is no topic and nobody's name."""
    if len(entry.text) > LONGEST_NAME:
        return False
    days = find_days(entry.text)
    return bool(days) and days[0].start == 0 and days[0].weekday is not None


def _is_name_below_group(entry: Entry) -> bool:
    """Below "B. Kuasa Hukum Pemohon:" the list begins again, with or without numbers."""
    is_first = not entry.marker or entry.marker.strip("(). ") in {"1", "a", "-", "•"}
    return is_first and len(entry.text) <= LONGEST_NAME and not SENTENCE.search(entry.text)


def _is_next_name(value: Value, last: Entry, entry: Entry) -> bool:
    """Whether an unmarked line names one more; below "A, B, C" on one line it does not."""
    if "," in value.entries[0].text and not breaks_off(value, last, entry):
        return False
    if entry.text.endswith(":"):
        return _is_group(value, entry)
    is_name = len(entry.text) <= LONGEST_NAME and not SENTENCE.search(entry.text)
    return is_name and _is_near_enough(value, entry)


def _announces(text: str) -> bool:
    """Whether a value only announces the list below it: "12 orang, yaitu:"."""
    return text.endswith(":") or COUNT_ONLY.fullmatch(text) is not None


def _is_total(entry: Entry) -> bool:
    return entry.has(Field.COUNT) or entry.text.casefold().startswith(("jumlah", "total"))


def hangs_on(last: Entry, entry: Entry) -> bool:
    """Whether a line was broken off the one before: by its look, never by its meaning."""
    return _is_unfinished(last, entry) or (
        entry.indent > last.indent + 1 and (len(last.text) >= WRAPPED or last.label is not None)
    )


def _is_unfinished(last: Entry, entry: Entry) -> bool:
    if entry.text[:1].islower() or entry.text.startswith("(") or OPEN_END.search(last.text):
        return True
    return last.text.count("(") > last.text.count(")")


def _is_name_in_capitals(value: Value, entry: Entry) -> bool:
    """Whether what looks like a heading is but the next of a list of people: "3. PATTIRO"."""
    if not value.fields & PEOPLE or entry.label:
        return False
    if LIST_NUMBER.search(entry.marker):
        return _counts_on(value, entry)
    is_unmarked = not any(other.marker for other in (entry, *value.entries))
    is_next = entry.line - value.entries[-1].line == 1
    return is_unmarked and is_next and ACRONYM.fullmatch(entry.text) is not None


def _is_value_in_capitals(value: Value, entry: Entry) -> bool:
    """Below "ACARA" on the cover of a record its value is in capitals too."""
    first, last = value.entries[0], value.entries[-1]
    is_cover = first.shape is Shape.HEADING and first.whole.isupper() and not entry.marker
    is_next = not value.texts or (last.text.isupper() and entry.line - last.line == 1)
    return is_cover and entry.text.isupper() and not entry.label and is_next


def _is_party(entry: Entry) -> bool:
    """ "B. Kuasa Hukum Pemohon:" heads the people of one side."""
    return (
        PARTY.fullmatch(entry.marker) is not None and entry.text.endswith(":") and not entry.label
    )


def _is_group(value: Value, entry: Entry) -> bool:
    """A line between the items of a list of people that says who the next ones are."""
    return bool(value.fields & PEOPLE) and GROUP.match(entry.text) is not None


def _is_near_enough(value: Value, entry: Entry) -> bool:
    """An empty line ends a list that had none before."""
    lines = [other.line for other in value.entries]
    gaps = [after - before for before, after in pairwise(lines)]
    gap = entry.line - lines[-1]
    return gap <= 1 or not gaps or max(gaps) > 1


def breaks_off(value: Value, last: Entry, entry: Entry) -> bool:
    """Whether an unmarked line belongs to the item above it, rather than being one of its own."""
    if not value.fields & PEOPLE:
        return hangs_on(last, entry) or not value.fields & LISTS
    if last.marker:
        return hangs_on(last, entry)
    return _is_unfinished(last, entry)


def _counts_on(value: Value, entry: Entry) -> bool:
    """Whether the marker of an item goes on with the list, rather than beginning another."""
    number = LIST_NUMBER.search(entry.marker)
    before = [
        int(found[0]) for other in value.entries if (found := LIST_NUMBER.search(other.marker))
    ]
    marked = [other for other in value.entries[1:] if other.marker]
    if not number:
        return bool(marked) or not value.texts or _announces(value.texts[-1])
    if before:
        return int(number[0]) == before[-1] + 1
    return not marked and (not value.texts or _announces(value.texts[-1]))
