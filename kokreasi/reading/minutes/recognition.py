"""Whether a document is a note of a meeting at all: its features are weighed, none decides."""

import re
from collections.abc import Iterator

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.evidence import BIAS, FACTS, PHRASES, SIGN, TOGETHER, Phrases
from kokreasi.reading.minutes.model import Minutes, Role

TITLE = re.compile(
    r"\b(?:notul[ae]n?|notulensi|notulen|risalah|laporan\s+singkat|lapsing|berita\s+acara|minutes(?:\s+of)?|meeting\s+(?:notes?|minutes|summary|log)"
    r"|mom|(?:hasil|catatan|notes?|resume|ringkasan|rangkuman|rumusan|laporan|rekap)\s+(?:hasil\s+)?(?:rapat|pertemuan|diskusi|musyawarah|sidang|audiensi|kunjungan"
    r"|koordinasi|meeting|rakor|fgd|workshop|kegiatan|konsultasi)|kopi\s?darat|kopdar|(?:rapat|meeting|pertemuan|sync|standup|musyawarah)\s+(?:koordinasi|mingguan|bulanan|notes))\b",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"\b(?:rapat|rakor|meeting|pertemuan|sync|stand-?up|retro(?:spective)?|musyawarah|sidang|fgd|diskusi|audiensi|kunjungan|review|rembu[gk]|sarasehan|koordinasi|call)\b",
    re.IGNORECASE,
)
MEETING_FIRST = re.compile(rf"\W*{MEETING.pattern}", re.IGNORECASE)
OTHER_PAPER = re.compile(
    r"\W*(?:surat\s+)?(?:undangan|kerangka\s+acuan|terms?\s+of\s+reference|tor|surat|daftar\s+hadir|proposal|usulan|siaran\s+pers"
    r"|press\s+release|jadwal|rundown|susunan\s+acara|peraturan|undang-undang|rencana|kamus|puisi|artikel|skripsi|laporan\s+(?:tahunan|keuangan)"
    r"|keputusan|(?:\w{3,10}\s)?agenda\s+(?:rapat|kegiatan|acara|sidang|team)|pengumuman|dokumen|anggaran\s+dasar|modul|makalah|template|putusan|lampiran|adendum|formulir|memutuskan|readme|changelog)\b",
    re.IGNORECASE,
)
MANUAL = re.compile(
    r"\W*(?:s\.?o\.?p\b|s\.?p\.?o\b|standar\s|prosedur|pedoman|panduan|petunjuk|tata\s+cara|contoh|format|template|example|guide|how\s+to|what\s+(?:is|are|do|should)\s"
    r"|(?:cara|teknik|tips|strategi|etika|materi|pengantar|contents|kunci|mengelola|menulis|membuat|menyusun)\s+\w"
    r"|(?:penyusunan|pembuatan|penulisan|pengertian)\s|\d{1,2}\s+contoh)",
    re.IGNORECASE,
)
"""How to write a note is no note."""
FIRST_LINES = 15
LONGEST_TITLE = 140
HEAD, FOOT = 20_000, 8_000
"""Letters that are looked through for phrases: a longer paper says by then what it is."""
TALKS = {Role.DISCUSSION, Role.QUESTIONS, Role.PRESENTATION, Role.OPENING, Role.CLOSING}
POINTS, SPEAKERS = 6, 3
"""How many of them count as the full measure."""
STRETCH = 2_000
MISSING = {
    "nobody named": ("participants", "named chair or note-taker", "speakers", "who came"),
}
"""What is a feature by not being there."""
WEIGHTS = (
    FACTS
    | {each.name: each.weight for each in PHRASES}
    | {name: weight for name, (weight, _) in TOGETHER.items()}
)
WORD = re.compile(r"[^\W\d_]{3}")


def is_note(minutes: Minutes, blocks: list[Block]) -> bool:
    """Add up what speaks for a note and against it."""
    return weight_of(measures_of(minutes, blocks)) > 0


def weight_of(measures: dict[str, float]) -> float:
    """Give the sum of the weights, above 0 where a note is the better guess."""
    return BIAS + sum(WEIGHTS[name] * measure for name, measure in measures.items())


def measures_of(minutes: Minutes, blocks: list[Block]) -> dict[str, float]:
    """Measure every feature of the table from 0, not there, to 1, fully there."""
    text = _text_of(blocks)
    measures = {each.name: _measure(each, text) for each in PHRASES}
    measures |= _of_title(blocks) | _of_head(minutes) | _of_body(minutes)
    measures |= _missing_in(measures)
    return measures | {
        name: float(sum(measures[sign] >= SIGN for sign in signs) > 1)
        for name, (_, signs) in TOGETHER.items()
    }


def _measure(phrases: Phrases, text: str) -> float:
    found = sum(1 for _ in phrases.pattern.finditer(text))
    stretches = max(len(text) / STRETCH, 1) if phrases.style else 1
    return min(found / phrases.full / stretches, 1)


def _text_of(blocks: list[Block]) -> str:
    """Join the blocks, a marker that is a word (KESATU) before its text."""
    text = "\n".join(
        f"{block.marker}\n{block.text}" if WORD.match(block.marker) else block.text
        for block in blocks
    )
    return text if len(text) <= HEAD + FOOT else f"{text[:HEAD]}\n{text[-FOOT:]}"


def _of_title(blocks: list[Block]) -> dict[str, float]:
    """A paper is first what its first telling line calls it."""
    lines = list(_titles_of(blocks))
    first = next((line for line in lines if _calls_itself(line)), "")
    is_manual, is_other = bool(MANUAL.match(first)), bool(OTHER_PAPER.match(first))
    if is_manual or is_other:
        lines = []
    return {
        "title of a manual": float(is_manual),
        "title of another paper": float(is_other and not is_manual),
        "title of a note": float(any(TITLE.search(line) for line in lines)),
        "title of a meeting": float(any(MEETING.search(line) for line in lines[:3])),
    }


def _calls_itself(line: str) -> bool:
    return any(kind.match(line) for kind in (MANUAL, OTHER_PAPER, MEETING_FIRST)) or bool(
        TITLE.search(line)
    )


def _titles_of(blocks: list[Block]) -> Iterator[str]:
    for block in blocks[:FIRST_LINES]:
        for line in block.text.splitlines()[:3] if block.shape is not Shape.ITEM else ():
            if 0 < len(line.strip()) <= LONGEST_TITLE and not line.strip().endswith("."):
                yield line.strip()


def _of_head(minutes: Minutes) -> dict[str, float]:
    fields = {
        "date": minutes.date,
        "hour": minutes.start,
        "agenda": minutes.agenda,
        "participants": minutes.participants,
        "named chair or note-taker": minutes.chair or minutes.note_taker,
    }
    return {name: float(bool(field)) for name, field in fields.items()}


def _of_body(minutes: Minutes) -> dict[str, float]:
    roles = {section.role for section in minutes.sections}
    speakers = {point.speaker for point in minutes.points if point.speaker}
    listed = [each for each in minutes.follow_ups if not each.implied]
    return {
        "speakers": min(len(speakers) / SPEAKERS, 1),
        "points": min(len(minutes.points) / POINTS, 1),
        "agreements": float(bool(minutes.agreements)),
        "follow-ups listed": float(bool(listed)),
        "follow-ups implied": float(len(listed) < len(minutes.follow_ups)),
        "outline of talks": float(bool(roles & TALKS)),
        "nothing filled in": float(not _says_anything(minutes)),
    }


def _missing_in(measures: dict[str, float]) -> dict[str, float]:
    return {
        name: float(not any(measures[each] for each in signs)) for name, signs in MISSING.items()
    }


def _says_anything(minutes: Minutes) -> bool:
    """Whether anything stands under the headings: an empty form has but dots there."""
    texts = [*(point.text for point in minutes.points), *minutes.agreements]
    texts += [
        *(each.action for each in minutes.follow_ups),
        *(line.text for line in minutes.unread),
    ]
    return any(WORD.search(text) for text in texts)
