"""Until when: the words of a deadline, and the date they yield by rule, if they do."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kokreasi.reading.minutes.model import Certainty
from kokreasi.reading.minutes.spans import REPEATED, Span, find_spans

BEHIND_A_WORD = 3
LOOK_BACK = 70
"""Characters before a date in which "paling lambat pada tanggal" may stand."""

UNTIL = (
    r"(?:(?:dengan|yang|dan|dapat|harus|sudah)\s+){0,2}"
    r"(?:paling\s+(?:lambat|lama|akhir|telat)(?:nya)?|selambat(?:nya|\s?-?\s?lambatnya)"
    r"|ma(?:ks(?:imal|imum)?|x)\b\.?|sebelum|hingga|sampai(?:\s+dengan)?"
    r"|\bs\.?\s?[/.]?d\b\.?|(?:di)?target(?:kan)?(?:\s+(?:waktu|penyelesaian|selesai|rampung))?"
    r"|tenggat(?:\s+waktu)?|batas\s+(?:waktu|akhir)|dead\s?line|jatuh\s+tempo|due(?:\s+(?:date|on"
    r"|by))?"
    r"|by|before|until|no(?:t)?\s+later\s+than|within|dalam(?:\s+(?:jangka|kurun))?(?:\s+waktu)?"
    r"|selesai|rampung|estimasi|eta)"
)
FILLERS = (
    r"(?:\s*[:=]\s*|\s+)(?:(?:pada|di|dalam|tanggal|tgl\.?|hari|bulan|waktu|the|on|akhir|adalah)"
    r"(?:\s+|\s*:\s*)){0,3}"
)
STRONG = re.compile(rf"(?:^|(?<=[\s(,;|–—-])){UNTIL}{FILLERS}$", re.IGNORECASE)
WEAK = re.compile(
    r"(?:^|(?<=[\s(,;]))(?:(?:pada|di|mulai|on|in|untuk|per)(?:\s+(?:tanggal|tgl\.?|hari|bulan"
    r"|akhir))?|tanggal|tgl\.?|bulan|hari)\s*:?\s*$",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:sebelum|before)\s+(?:memasuki\s+|masuk\s+|bulan\s+)*$", re.IGNORECASE)
OF_SOMETHING_ELSE = re.compile(
    r"\b(?:rapat|surat|nota|notula|undangan|sidang|keputusan|peraturan|pertemuan|nomor|laporan"
    r"|hasil"
    r"|data|periode|tahun|sejak|dari|semula|perpres|berita\s+acara|dated|of|iuran|gaji|tagihan|stok|realisasi|capaian|honor(?:arium)?"
    r"|absensi|tunggakan|pendapatan|penerimaan|penjualan|rekap|pembayaran|selama|kegiatan)(?:\s+dinas)?"
    r"\s*(?:tanggal|tgl\.?|bulan|hari)?\s*$",
    re.IGNORECASE,
)
OF_A_MONTH = re.compile(r"bulan\s+[a-z]", re.IGNORECASE)
APART = re.compile(r"[(,;|–—\[]\s*$|\s-\s*$|→\s*$")
CLOCK = re.compile(
    r"\s*,?\s*(?:pukul|jam|pkl\.?|at)?\s*\d{1,2}[.:]\d\d(?:\s*(?:-|–|s\.?d\.?)\s*\d{1,2}[.:]\d\d)?"
    r"(?:\s*(?:WIB|WITA|WIT))?",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:sesegera\s+mungkin|se(?:cepat|gera)(?:nya|\s+mungkin)"
    r"|segera(?:\s+setelah[^,;.()]{1,60})?"
    r"|asap|as\s+soon\s+as\s+possible|(?:sebelum|pada|di|menjelang)\s+(?:pelaksanaan\s+)?(?:rapat"
    r"|pertemuan"
    r"|musyawarah|sidang|masa\s+sidang|rakor)(?:\s+\w+){0,2}\s+(?:berikut(?:nya)?|selanjutnya"
    r"|mendatang|lanjutan|depan|yang\s+akan\s+datang)|before\s+the\s+next\s+meeting"
    r"|(?:rapat|pertemuan)\s+depan(?=\W*$)"
    r"|H\s?[-–+]\s?\d{1,2}(?:\s+(?:kegiatan|acara|pelaksanaan|rapat))?"
    r"|(?:dalam\s+)?waktu\s+dekat)\b",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(
    r"(?:^|(?<=[\s(,;–-]))(?:paling\s+(?:lambat|lama)|selambat(?:nya|\s?-?\s?lambatnya)|sebelum"
    r"|setelah|sampai\s+dengan)\s+(?P<rest>[^,;.()]{2,80})[\s.;)]*$",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"[\s.\-–—_/…]*|n/?a|nihil|tba|tbd|tidak\s+ada|belum\s+ditentukan", re.IGNORECASE
)
SURENESS = (Certainty.EXACT, Certainty.COMPUTED, Certainty.APPROXIMATE, Certainty.UNCLEAR)


@dataclass(frozen=True)
class Deadline:
    """The words, and what they yield. UNCLEAR words yield no date."""

    text: str
    due: date | None
    certainty: Certainty


@dataclass(frozen=True)
class Placed:
    """A deadline inside a sentence; from `start` to `end` the sentence speaks of nothing else."""

    deadline: Deadline
    start: int
    end: int
    is_strict: bool = False
    """Whether a word such as "paling lambat" stands before it, or brackets around it."""


def read_deadline(text: str, meeting_day: date | None) -> Deadline | None:
    """Read what is known to be a deadline: the cell of a table, the words behind "deadline:"."""
    text = " ".join(text.split()).strip(" .;,|")
    if EMPTY.fullmatch(text):
        return None
    spans = [span for span in find_spans(text, meeting_day) if span.due or not _is_word(span, text)]
    if not spans or REPEATED.match(text):
        return Deadline(text, None, Certainty.UNCLEAR)
    best = min(spans, key=lambda span: (not span.is_day, SURENESS.index(span.certainty)))
    latest = max(
        (span for span in spans if _alike(span, best)), key=lambda span: span.due or date.min
    )
    if _is_before_a_period(text, best):
        return Deadline(text, None, Certainty.UNCLEAR)
    return Deadline(text, latest.due, latest.certainty)


def find_deadline(text: str, meeting_day: date | None) -> Placed | None:
    """Find the deadline of a sentence: a time behind "paling lambat" or one that stands apart."""
    placed = [
        (strength, found)
        for span in find_spans(text, meeting_day)
        if (found := _placed(text, span, meeting_day, strength := _strength(text, span)))
    ]
    if placed:
        return max(placed, key=lambda each: (each[0], each[1].start))[1]
    return _vague(text)


@lru_cache(maxsize=1024)
def for_another_day(deadline: Deadline, before: date | None, after: date | None) -> Deadline | None:
    """Give what the words of a deadline yield for another day of the meeting.

    `before` is the day for which `deadline` was read. None where the words by themselves do not
    give what was read: then the rest of the sentence decided, and nobody but a person can say.
    """
    for rule in (read_deadline, _found_alone):
        read = rule(deadline.text, before)
        if read and (read.due, read.certainty) == (deadline.due, deadline.certainty):
            again = rule(deadline.text, after)
            return replace(again, text=deadline.text) if again else None
    return None


def _found_alone(text: str, meeting_day: date | None) -> Deadline | None:
    placed = find_deadline(text, meeting_day)
    return placed.deadline if placed else None


def holds_deadline(text: str) -> bool:
    """Tell whether nothing but a deadline stands here, be it over by now."""
    text = text.strip(" .;,()[]")
    placed = find_deadline(text, None)
    if placed is None:
        return False
    rest = text[: placed.start] + text[placed.end :]
    return not re.sub(r"[\W_]|\b(?:pada|tanggal|hari|bulan)\b", "", rest)


def _is_word(span: Span, text: str) -> bool:
    return span.certainty is Certainty.UNCLEAR and len(text) > 3 * (span.end - span.start)


def _alike(span: Span, best: Span) -> bool:
    return span.is_day == best.is_day and span.certainty is best.certainty


def _strength(text: str, span: Span) -> int:
    """Give 3 behind "paling lambat", 2 behind "pada", 1 where it stands apart, else 0."""
    before = text[max(0, span.start - LOOK_BACK) : span.start]
    if STRONG.search(before):
        return BEHIND_A_WORD
    if OF_SOMETHING_ELSE.search(before):
        return 0
    if span.stands_alone or WEAK.search(before) or OF_A_MONTH.match(text, span.start):
        return 2
    at_end = not text[span.end :].strip(" .;)]")
    return 1 if APART.search(before) or not before.strip() or (at_end and span.is_day) else 0


def _placed(text: str, span: Span, meeting_day: date | None, strength: int) -> Placed | None:
    is_past = meeting_day is not None and span.due is not None and span.due < meeting_day
    if not strength or (is_past and strength < BEHIND_A_WORD) or _repeats(text, span):
        return None
    back = max(0, span.start - LOOK_BACK)
    strong = STRONG.search(text, back, span.start)
    weak = WEAK.search(text[back : span.start])
    start = strong.start() if strong else back + weak.start() if weak else span.start
    clock = CLOCK.match(text, span.end)
    end = clock.end() if clock else span.end
    words = text[strong.start() if strong else span.start : end]
    if _is_before_a_period(text, span):
        return Placed(Deadline(_tidy(words), None, Certainty.UNCLEAR), start, end)
    return Placed(
        Deadline(_tidy(words), span.due, span.certainty),
        start,
        end,
        is_strict=strong is not None or text[:start].endswith("("),
    )


def _is_before_a_period(text: str, span: Span) -> bool:
    """ "Sebelum Maret 2020" is over on some day of February that the words do not name."""
    before = text[max(0, span.start - LOOK_BACK) : span.start]
    return not span.is_day and not span.stands_alone and BEFORE.search(before) is not None


def _repeats(text: str, span: Span) -> bool:
    return REPEATED.search(text[max(0, span.start - 8) : span.start]) is not None


def _vague(text: str) -> Placed | None:
    match = VAGUE.search(text) or OPEN_ENDED.search(text)
    if match is None:
        return None
    return Placed(Deadline(_tidy(match[0]), None, Certainty.UNCLEAR), match.start(), match.end())


def _tidy(words: str) -> str:
    words = re.sub(r"^(?:dengan|yang|dan|dapat|harus|sudah)\s+", "", words.strip(), flags=re.I)
    return re.sub(r"^(?:dead\s?line|tenggat|target|due)\s*[:=]\s*", "", words, flags=re.I).strip(
        " ,;.("
    )
