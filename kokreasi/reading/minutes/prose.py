"""What sentences say of a meeting: Pada hari ini … bertempat di … dipimpin oleh …"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kokreasi.reading.minutes.counts import counts_in, crowd_in, is_something
from kokreasi.reading.minutes.days import FoundDay, find_days
from kokreasi.reading.minutes.entries import Entry
from kokreasi.reading.minutes.model import Counts
from kokreasi.reading.minutes.times import FoundTimes, find_times, without

MEETING = (
    r"(?:rapat|rat|musrenbang\w*|rembuk|kerapatan|musyawarah|pertemuan|acara|kegiatan|diskusi|sidang|meeting|audiensi|musdes|rakor"
    r"|forum|fgd)"
)
HELD = (
    r"(?:dilaksanakan(?:nya)?|diselenggarakan|diadakan|melaksanakan|mengadakan|dilangsungkan"
    r"|menyelenggarakan|dilakukan|berlangsung)"
)
OPENING = re.compile(
    rf"\bpada\s+(?:hari|tanggal)\b|\b{MEETING}\b.{{0,80}}\b{HELD}\b.{{0,60}}\b(?:pada|tanggal|hari)\b"
    r"|\bbertempat\b|^hari\s+ini\b",
    re.IGNORECASE,
)
VERB = (
    r"di(?:hadiri|ikuti|pimpin|buka|pandu|catat|mulai|lanjutkan|tutup|laksanakan|wakili|dampingi)"
    r"\w*"
)
STOP = (
    r"(?=\s*,?\s*\b(?-i:telah|pada|pukul|dengan|dilaksanakan|diselenggarakan|diadakan|yang|kami|dihadiri"
    r"|diikuti|dipimpin|dimulai|mulai|untuk|dalam\s+rangka|guna|berlangsung"
    rf"|(?:dan|serta)\s+{VERB}"
    r"|(?:[Rr]apat|[Mm]usyawarah|[Pp]ertemuan|[Aa]cara|[Kk]egiatan)\s+(?:dihadiri|dipimpin|dibuka|dimulai|yang|ini)"
    r"|didampingi|sekaligus|maka|selanjutnya|sebagaimana|sesuai|setelah|dibuka|membahas|jam|kemudian)\b"
    r"|;|:|\.(?=\s+[A-Z])(?<=[a-z)\d]{3}\.)(?<!Drs\.)(?<!Dra\.)(?<!Prof\.)"
    r"(?<!Sdr\.)(?<!Sdri\.)(?<!Bpk\.)(?<!Ust\.)(?<!Ibu\.)(?<!Plt\.)(?<!Kol\.)(?<!Ning\.)"
    r"|\.(?=\s+(?:Rapat|Musyawarah|Pertemuan|Acara)\b)|\.?\s*$)"
)
PLACE = re.compile(
    rf"\b(?:bertempat|berlokasi)\s+(?:di\s+)?(?P<it>.{{3,140}}?){STOP}", re.IGNORECASE
)
ONLINE = re.compile(
    rf"\b(?:melalui|via|menggunakan)\s+(?P<it>(?:media\s+|aplikasi\s+|platform\s+)?"
    rf"(?:zoom|google|gmeet|microsoft|ms\.?\s+teams|jitsi|webex|video|daring|online|virtual).{{0,60}}?){STOP}",
    re.IGNORECASE,
)
AT = re.compile(
    rf"\bdi\s+(?P<it>(?:ruang|aula|balai|kantor|gedung|hotel|pendopo|kediaman).{{2,120}}?){STOP}",
    re.IGNORECASE,
)
CHAIRED = re.compile(
    rf"\b(?:(?i:dipimpin|dipandu|dimoderatori|dimoderasi)(?:\s+(?:langsung|secara\s+langsung))?"
    rf"(?:\s+oleh\s+|\s+(?-i:(?=[A-Z]))))(?P<it>.{{2,140}}?){STOP}|\b(?:chaired|led|facilitated)\s+by\s+(?P<en>.{{2,100}}?)(?=\s+(?:and|on|at|with)\b|[.;,]\s|\.?$)",
    re.IGNORECASE,
)
OPENED = re.compile(
    rf"\b(?:dibuka(?:\s+(?:secara\s+resmi|langsung|dan\s+dipimpin(?:\s+langsung)?))?)\s+oleh\s+(?P<it>.{{2,140}}?){STOP}",
    re.IGNORECASE,
)
NOTED = re.compile(
    rf"\b(?:dicatat|dinotulensikan|dinotulakan)(?:\s+oleh\s+|\s+(?-i:(?=[A-Z])))(?P<it>.{{2,100}}?){STOP}"
    rf"|\bdengan\s+(?:notulis|notulen|sekretaris|pencatat)\s+(?P<beside>(?-i:[A-Z]).{{1,100}}?){STOP}"
    rf"|\b(?:notulis|notulen|pencatat)(?:\s+rapat)?\s*(?:\s(?:adalah|yaitu|oleh)\s|:)\s*(?P<en>.{{2,100}}?){STOP}"
    rf"|\b(?-i:notulis|notulen|pencatat)\s(?-i:(?=[A-Z]))(?P<bare>.{{2,100}}?){STOP}",
    re.IGNORECASE,
)
ATTENDED = re.compile(
    r"\b(?:(?:dihadiri|diikuti)\s+(?:oleh\b\s*:?\s*)?|yang\s+(?:hadir|ikut|datang)\b[^.:;]{0,40}:\s*)(?P<it>[^\s:].{1,400}?)(?=\s*,?\s*\b(?:sebagaimana|sesuai|bertempat"
    r"|telah|membahas|dengan\s+(?:agenda|hasil|acara)|dipimpin|dilaksanakan|pada\s+(?:hari|pukul)|dan"
    r"\s+dipimpin|dibuka|daftar\s+hadir)\b|;(?![^.]{0,80}:)|:\s*$|\.(?=\s+(?:[A-Z][a-z]{3,}\s+[a-z]|Rapat\b))(?<!Tn\.)(?<!Ny\.)|\.?\s*$)",
    re.IGNORECASE,
)
WHAT = re.compile(
    rf"\b{HELD}\s+(?P<it>(?:kegiatan\s+)?{MEETING}.{{3,240}}?)(?=\s*,?\s*\b(?:yang\s+{VERB}|bertempat|pada"
    r"\s+(?:hari|tanggal|pukul)|dihadiri|dipimpin|dengan\s+(?:hasil|dihadiri|peserta|susunan)|sebagai\s+berikut"
    r"|antara|di\s+(?:ruang|aula|balai|kantor|gedung|hotel)|melalui|maka|sebagaimana)\b|[;:]|\.(?=\s+[A-Z])|\.?\s*$)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:tentang|membahas(?:\s+(?:tentang|mengenai))?|mengenai|dalam\s+rangka|dengan\s+agenda|perihal|terkait"
    r"|dengan\s+acara|dengan\s+topik)\s*:?\s*(?P<it>.{3,240})",
    re.IGNORECASE,
)
WITH_AGENDA = re.compile(
    rf"\bdengan\s+(?:agenda|acara|topik)\s*:?\s*(?P<it>.{{3,200}}?){STOP}", re.IGNORECASE
)
CLOCK_WORD = re.compile(r"\b(?:pukul|jam|pkl)\b", re.IGNORECASE)
CLOSED = re.compile(
    r"\b(?:ditutup|berakhir|diakhiri|selesai)\b.{0,60}?\b(?:pukul|jam|pkl)\b", re.IGNORECASE
)
BEGUN = re.compile(r"\b(?:dibuka|dimulai|mulai)\b.{0,80}?\b(?:pukul|jam|pkl)\b", re.IGNORECASE)
OF_THE_MEETING = re.compile(rf"\b{MEETING}\b|^(?:dipimpin|dibuka|dipandu)", re.IGNORECASE)
REACH = 70
"""Characters before "dipimpin oleh" in which the meeting must be named."""
SENTENCES = re.compile(r"(?<=[a-z)]{3}\.)\s+(?=[A-Z])")
FIRST_LINES = 60
LONGEST = 4_000
ENDS = (".", ":", ";")


@dataclass(frozen=True)
class Said:
    """Words that a sentence gives for a field, and their line."""

    text: str
    line: int


@dataclass
class Prose:
    """What the sentences of a note say of its meeting; nothing where they say nothing."""

    day: FoundDay | None = None
    day_line: int = 0
    times: FoundTimes | None = None
    times_line: int = 0
    place: Said | None = None
    chair: Said | None = None
    opener: Said | None = None
    note_taker: Said | None = None
    attended: Said | None = None
    counts: Counts = field(default_factory=Counts)
    what: Said | None = None
    agenda: Said | None = None
    start: Said | None = None
    end: Said | None = None
    zone: str | None = None
    used: set[int] = field(default_factory=set)


def prose_of(entries: Iterable[Entry]) -> Prose:
    """Read the sentences; the first that speaks of something is believed."""
    prose = Prose()
    openings: set[int] = set()
    for count, (entry, text) in enumerate(_whole_sentences(entries)):
        if count < FIRST_LINES:
            if OPENING.search(text):
                _read_opening(prose, entry, text)
                openings.add(entry.at)
            _read_people(prose, entry, text, is_opening=entry.at in openings)
        _read_hours(prose, entry, text)
    return prose


def _whole_sentences(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Put an opening together again that a page has broken in the middle of its sentence."""
    begun: tuple[Entry, str] | None = None
    for entry in entries:
        text = (entry.whole or entry.text)[:LONGEST]
        if begun and not (entry.label or entry.marker):
            entry, text = begun[0], f"{begun[1]} {text}"  # noqa: PLW2901 - the same sentence
        elif begun:
            yield begun
        begun = None
        if OPENING.match(text) and not text.endswith(ENDS) and len(text) < LONGEST:
            begun = (entry, text)
        else:
            yield entry, text
    if begun:
        yield begun


def _read_opening(prose: Prose, entry: Entry, text: str) -> None:
    days = find_days(text)
    if prose.day is None and days:
        prose.day, prose.day_line = days[0], entry.line
        if re.match(r"\W*(?:pada\s+)?hari\s+ini\b|\W*pada\s+hari\b", text, re.IGNORECASE):
            prose.used.add(entry.at)
    if prose.day is None:
        return
    times = [found for found in _times(text, days) if found.is_sure]
    if prose.times is None and times:
        prose.times, prose.times_line = times[0], entry.line
    prose.place = prose.place or _said((PLACE, AT, ONLINE), text, entry.line)
    prose.what = prose.what or _said((WHAT,), text, entry.line)
    about = _said((ABOUT,), prose.what.text, entry.line) if prose.what else None
    prose.agenda = prose.agenda or about or _said((WITH_AGENDA,), text, entry.line)


def _times(text: str, days: list[FoundDay]) -> list[FoundTimes]:
    return find_times(without(text, [(day.start, day.end) for day in days]))


SUBJECT_FOLLOWS = re.compile(
    r",\s*[^,]*\b(?:melaksanakan|mengadakan|menyelenggarakan|melakukan|telah)\b.*$", re.IGNORECASE
)
"""After a place: ", Komisi Pemilihan Umum melaksanakan rapat"."""


def _said(patterns: Iterable[re.Pattern[str]], text: str, line: int) -> Said | None:
    for pattern in patterns:
        if match := pattern.search(text):
            words = next(group for group in match.groups() if group)
            return Said(SUBJECT_FOLLOWS.sub("", words).strip(" ,;"), line)
    return None


def _read_people(prose: Prose, entry: Entry, text: str, *, is_opening: bool) -> None:
    for name, pattern in (("chair", CHAIRED), ("opener", OPENED), ("note_taker", NOTED)):
        if getattr(prose, name) is None and (match := pattern.search(text)):
            before = text[max(0, match.start() - REACH) : match.end()]
            if OF_THE_MEETING.search(before) or is_opening:
                setattr(prose, name, _said((pattern,), text, entry.line))
    if prose.attended is None and (match := ATTENDED.search(text)):
        prose.attended = Said(match["it"].strip(" ,"), entry.line)
        counts = crowd_in(match["it"]) or counts_in(match["it"])
        if is_something(counts):
            prose.counts = counts


def _read_hours(prose: Prose, entry: Entry, text: str) -> None:
    """Keep the first hour at which the meeting was opened, the last at which it was closed."""
    if not CLOCK_WORD.search(text):
        return
    if prose.start is None and (match := BEGUN.search(text)):
        is_meant = OF_THE_MEETING.search(text[max(0, match.start() - REACH) : match.end()])
        prose.start = _hour(text[match.start() :], entry.line) if is_meant else None
        prose.zone = _zone(text[match.start() :]) if prose.start else None
    if (match := CLOSED.search(text)) and OF_THE_MEETING.search(text[: match.end()]):
        prose.end = _hour(text[match.start() :], entry.line) or prose.end


def _zone(text: str) -> str | None:
    return next((times.zone for times in find_times(text)), None)


def _hour(text: str, line: int) -> Said | None:
    times = find_times(text)
    return Said(times[0].start, line) if times else None
