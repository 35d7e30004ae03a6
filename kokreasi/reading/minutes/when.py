"""The day, the hours and the place of a meeting, from labels first, then from other lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kokreasi.reading.minutes.days import DayProblem, FoundDay, find_days
from kokreasi.reading.minutes.daywords import WEEKDAYS, weekday_of
from kokreasi.reading.minutes.entries import Entry
from kokreasi.reading.minutes.head import Head
from kokreasi.reading.minutes.labels import Field, is_blank
from kokreasi.reading.minutes.listing import Value
from kokreasi.reading.minutes.model import Notice
from kokreasi.reading.minutes.prose import Prose
from kokreasi.reading.minutes.times import FoundTimes, find_times, without
from kokreasi.reading.minutes.title import Title
from kokreasi.reading.minutes.titlewords import is_place

PARTS = re.compile(r"\s*[|•;·]\s*|\s+/\s+|\s{2,}|\s+[–—-]\s+")
NO_PLACE = re.compile(
    r"(?:pukul|jam|pkl|wib|wita|wit|s\.?d\.?|selesai|hari|tanggal|di|bertempat|waktu|tempat|lokasi|at|[\W\d_])*",
    re.IGNORECASE,
)
WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
SHARE_OF_LINE = 4
"""A line is one of the date when the date is at least a quarter of it."""
FEW_WORDS = 40
"""Characters that may stand beside a date without a weekday."""
LONGEST_VALUE = 500
LONGEST_DATE_LINE = 160
BEFORE_DATE = re.compile(r"\W*(?:(?:tgl|tanggal|hari)\.?\s*)?", re.IGNORECASE)
NEAR = 2
OF_THE_WORK = re.compile(r"\W*(?:lokasi|alamat)\b", re.IGNORECASE)
"""In a paper on works this is where they are done; "bertempat di" is where people met."""
BEFORE_PLACE = re.compile(r"(?:\s|\))(?:bertempat\s+)?di\s+(?=\w)")
TILL = re.compile(r"\w\s*(?:s\.?\s?[/.]?d\.?|sampai(?:\s+dengan)?|hingga)\s*$", re.IGNORECASE)
CLOCK = re.compile(r"\b(?:pukul|jam|pkl)\b", re.IGNORECASE)
DURATION = re.compile(r"\W*(?:durasi|duration|lama)\b", re.IGNORECASE)
SIGNED_AT = re.compile(r"[A-Z][A-Za-z. ]{2,30},\s*(?:tanggal\s+)?\d{1,2}\s+[A-Za-z]+\s+\d{4}\W*")
"""Yogyakarta, 25 November 2022: where and when a paper was signed."""
AFTER_DATE = re.compile(r"(?:di|bertempat\s+di|at)\s+(?=[A-Z])")
LONGEST_PLACE = 120
FIRST_LINES = 8
"""Lines among which "Jakarta, 3 Mei 2025" may be the day of the meeting."""
LEAD = re.compile(r"^(?:di|bertempat di|at)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """A text of the head that may say when or where, and its lines."""

    text: str
    lines: list[int]
    entries: list[Entry] = field(default_factory=list)


@dataclass
class When:
    day: FoundDay | None = None
    date_text: str | None = None
    times: FoundTimes | None = None
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    place: str | None = None
    lines: dict[str, list[int]] = field(default_factory=dict)
    warnings: list[Notice] = field(default_factory=list)
    used: list[Entry] = field(default_factory=list)


def when_of(head: Head, prose: Prose, title: Title | None) -> When:
    """Take each part from the surest line that has it."""
    when = When()
    _read_day(when, head, prose, title)
    _read_hours(when, head, prose, title)
    _read_place(when, head, prose, title)
    return when


def words_of(value: Value) -> Words:
    return Words(" ".join(value.texts)[:LONGEST_VALUE], value.lines, value.entries)


def _of(head: Head, *fields: Field) -> list[Words]:
    return [words_of(value) for value in head.of(*fields)]


def _date_lines(head: Head, title: Title | None) -> Iterator[Words]:
    """Give the lines without a label that are mostly a date, as under many titles."""
    for entry in (*head.above, *head.loose):
        text = " | ".join(entry.row) or entry.text
        if SIGNED_AT.fullmatch(text) and entry not in head.above[:FIRST_LINES]:
            continue
        if not (title and entry in title.entries) and _is_mostly_a_date(text, entry):
            yield Words(text, [entry.line], [entry])


def _is_mostly_a_date(text: str, entry: Entry) -> bool:
    days = find_days(text) if len(text) <= LONGEST_DATE_LINE else []
    if not days:
        return False
    begins_with_it = BEFORE_DATE.fullmatch(text, 0, days[0].start) is not None
    if entry.marker and not begins_with_it:
        return False
    says_more = (
        PARTS.search(text) or CLOCK.search(text) or any(times.is_sure for times in find_times(text))
    )
    if begins_with_it and says_more and not entry.marker:
        return True
    if len(days[0].text) * SHARE_OF_LINE < len(text):
        return False
    has_weekday = days[0].weekday is not None
    return has_weekday or not (entry.row or len(text) > 2 * len(days[0].text) + FEW_WORDS)


def _read_day(when: When, head: Head, prose: Prose, title: Title | None) -> None:
    labelled = _of(head, Field.DAY)
    unlabelled = list(_date_lines(head, title))
    sources = [*labelled, *_of(head, Field.TIME), *unlabelled, *_of(head, Field.PLACE)]
    found = [(day, words) for words in sources for day in find_days(words.text)[:1]]
    known = [(day, words) for day, words in found if day.day] or found
    in_title = _day_in_title(title)
    if known and known[0][1] in unlabelled and not _is_surer(known[0][0], prose, in_title):
        known = []
    if known:
        when.day, words = known[0]
        when.lines["date"] = words.lines
        when.used += words.entries
        when.date_text = when.day.text
        _add_weekday(when, labelled)
    elif prose.day:
        when.day, when.date_text = prose.day, prose.day.text
        when.lines["date"] = [prose.day_line]
    elif title and in_title:
        when.day, when.date_text = in_title, in_title.text
        when.lines["date"] = [title.entries[0].line]
    elif labelled:
        when.date_text = ", ".join(words.text for words in labelled)
        when.lines["date"] = labelled[0].lines
    _warn_of_day(when, known, prose, title)


def _day_in_title(title: Title | None) -> FoundDay | None:
    return next(iter(find_days(title.text)), None) if title else None


def _is_surer(day: FoundDay, prose: Prose, in_title: FoundDay | None) -> bool:
    """A date by itself yields to "pada hari … rapat", and without weekday to a title."""
    if prose.day and prose.day.day and prose.day.weekday is not None:
        return False
    return day.weekday is not None or not (in_title and in_title.day)


def _add_weekday(when: When, labelled: list[Words]) -> None:
    """Read "Hari : Selasa" above "Tanggal : 18 September 2018" together with it."""
    day = when.day
    stated = next((match for words in labelled if (match := WEEKDAY.match(words.text))), None)
    if not day or not day.day or day.weekday is not None or not stated:
        return
    when.date_text = f"{stated[0]}, {day.text}"
    if weekday_of(stated[0]) != day.day.weekday():
        _warn(when, DayProblem.WEEKDAY_DISAGREES, "date", text=when.date_text)


def _warn_of_day(
    when: When, known: list[tuple[FoundDay, Words]], prose: Prose, title: Title | None
) -> None:
    if when.day and when.day.problem:
        _warn(when, when.day.problem, "date", text=when.day.text)
    if not (when.day and when.day.day):
        return
    others = [day for day, _words in known[1:]] + ([prose.day] if prose.day else [])
    for other in others:
        if other.day and not _within(other, when.day):
            _warn(when, "two_dates", "date", text=when.day.text, other=other.text)
            break
    in_title = find_days(title.text)[:1] if title else []
    if in_title and in_title[0].day and not _within(in_title[0], when.day):
        _warn(when, "date_in_title_differs", "date", text=when.day.text, other=in_title[0].text)


def _within(other: FoundDay, day: FoundDay) -> bool:
    if not (other.day and day.day):
        return True
    return day.day <= other.day <= (day.last or day.day)


def _warn(when: When, code: str, name: str, **params: str) -> None:
    line = when.lines.get(name, [0])[0]
    when.warnings.append(Notice(str(code), line, dict(params)))


def _read_hours(when: When, head: Head, prose: Prose, title: Title | None) -> None:
    begun = _first_hour(_of(head, Field.START))
    ended = _first_hour(_of(head, Field.END))
    own = [_without_days(words_of(value)) for value in head.of(Field.TIME) if _is_clock(value)]
    sure = [
        *_of(head, Field.DAY),
        *_date_lines(head, title),
        *_of(head, Field.PLACE, Field.MEDIUM),
        *_title_words(title),
    ]
    others = [_without_days(words) for words in sure]
    found = [(times, words) for words in own for times in find_times(words.text)[:1]]
    found += [
        (times, words)
        for words in others
        for times in find_times(words.text)[:1]
        if times.is_sure or times.end or times.is_open
    ]
    if begun:
        when.times, words = begun
        when.lines["time"] = words.lines
    elif found:
        when.times, words = found[0]
        when.lines["time"] = words.lines
        when.used += words.entries
    elif prose.times:
        when.times, when.lines["time"] = prose.times, [prose.times_line]
    if when.times:
        when.start, when.end, when.zone = when.times.start, when.times.end, when.times.zone
    if when.times and found and not begun and _is_only_end(*found[0]):
        when.start, when.end = None, when.times.start
    if ended:
        when.end = ended[0].end or ended[0].start
        when.lines.setdefault("time", []).extend(ended[1].lines)
    _fill_hours(when, prose)
    if when.start and when.end and when.end < when.start:
        _warn(when, "end_before_start", "time", start=when.start, end=when.end)


def _is_only_end(times: FoundTimes, words: Words) -> bool:
    """ "Bakda Subuh s.d. 07.30" says when it was over."""
    return times.end is None and TILL.search(words.text[: times.at]) is not None


def _is_clock(value: Value) -> bool:
    """ "Durasi: 01:17:35" says how long, "Durasi: 09.00 – 11.00" says when."""
    times = find_times(" ".join(value.texts))
    return not DURATION.match(value.label) or any(found.end for found in times)


def _title_words(title: Title | None) -> list[Words]:
    return [Words(title.text, [title.entries[0].line])] if title else []


def _fill_hours(when: When, prose: Prose) -> None:
    """Let "rapat ditutup pukul 12.00" end a meeting that the head leaves open."""
    for name, said in (("start", prose.start), ("end", prose.end)):
        if getattr(when, name) is None and said:
            setattr(when, name, said.text)
            when.lines.setdefault("time", []).append(said.line)
    when.zone = when.zone or (prose.zone if when.start else None)


def _first_hour(values: list[Words]) -> tuple[FoundTimes, Words] | None:
    for words in values:
        if times := find_times(_without_days(words).text):
            return times[0], words
    return None


def _without_days(words: Words) -> Words:
    spans = [(day.start, day.end) for day in find_days(words.text)]
    return Words(without(words.text, spans), words.lines, words.entries)


def _read_place(when: When, head: Head, prose: Prose, title: Title | None) -> None:
    """Believe a label, then what stands beside or below a date, then a sentence."""
    for place, lines in (
        *_labelled_places(head, prose),
        *_places_beside_dates(head, prose, title),
        *((entry.text, [entry.line]) for entry in _after_date_lines(head, title)),
    ):
        when.place, when.lines["place"] = LEAD.sub("", place.strip(" ,;")), lines
        return
    if prose.place:
        when.place, when.lines["place"] = prose.place.text, [prose.place.line]


def _labelled_places(head: Head, prose: Prose) -> Iterator[tuple[str, list[int]]]:
    for value in (*head.of(Field.PLACE), *head.of(Field.MEDIUM)):
        if OF_THE_WORK.match(value.label) and prose.day and prose.place:
            continue
        text = " ".join(value.texts)
        is_mixed = len(value.fields) > 1 or find_days(text) or find_times(text)
        place = _remainder(text) if is_mixed else text
        if place and not is_blank(place):
            yield place, value.lines


def _places_beside_dates(
    head: Head, prose: Prose, title: Title | None
) -> Iterator[tuple[str, list[int]]]:
    for words in _date_lines(head, title):
        place = _remainder(words.text)
        is_sentence = prose.place is not None and prose.place.line in words.lines
        is_apart = PARTS.search(words.text) or BEFORE_PLACE.search(words.text)
        if place and not is_sentence and (is_apart or is_place(place)):
            yield place, words.lines


def _after_date_lines(head: Head, title: Title | None) -> Iterator[Entry]:
    """Give the places that stand alone on the lines below a date without a label."""
    dated = {entry.at for words in _date_lines(head, title) for entry in words.entries}
    for value in head.of(Field.DAY, Field.TIME):
        yield from (entry for entry in value.entries[1:] if AFTER_DATE.match(entry.text))
    for entry in (*head.above, *head.loose):
        is_near = any(0 < entry.at - at <= NEAR for at in dated)
        is_told = is_place(entry.text) or AFTER_DATE.match(entry.text)
        if is_near and is_told and len(entry.text) <= LONGEST_PLACE:
            yield entry


def _remainder(text: str) -> str | None:
    """What is left of "18 September 2018, 09.30 WIB, Ruang 204" without day and hours."""
    spans = [(day.start, day.end) for day in find_days(text)]
    rest = without(text, spans)
    rest = without(rest, [(times.at, times.until) for times in find_times(rest)])
    if BEFORE_PLACE.search(rest):
        rest = BEFORE_PLACE.split(rest, maxsplit=1)[1]
    parts = [part.strip(" ,.:;/()-–|") for part in PARTS.split(rest)]
    kept = [LEAD.sub("", part) for part in parts if not NO_PLACE.fullmatch(part)]
    return ", ".join(kept) or None
