"""Whether a document is a note of a meeting at all."""

import re

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.model import Minutes, Role

TITLE = re.compile(
    r"\b(?:notul[ae]n?|notulensi|notulen|risalah|laporan\s+singkat|lapsing|berita\s+acara|minutes(?:\s+of)?|meeting\s+(?:notes?|minutes|summary|log)"
    r"|mom|(?:hasil|catatan|notes?|resume|ringkasan|rangkuman|rumusan|laporan|rekap)\s+(?:hasil\s+)?(?:rapat|pertemuan|diskusi|musyawarah|sidang|audiensi|kunjungan"
    r"|koordinasi|meeting|rakor|fgd|workshop|kegiatan|konsultasi)|kopi\s?darat|kopdar|(?:rapat|meeting|pertemuan|sync|standup|musyawarah)\s+(?:koordinasi|mingguan|bulanan|notes))\b",
    re.IGNORECASE,
)
OTHER_PAPER = re.compile(
    r"\b(?:undangan|kerangka\s+acuan|term\s+of\s+reference|tor|surat\s+(?:tugas|perintah|keputusan|edaran)|daftar\s+hadir|proposal|siaran\s+pers"
    r"|press\s+release|jadwal|rundown|susunan\s+acara|peraturan|undang-undang|rencana\s+aksi|kamus|puisi|artikel|skripsi|laporan\s+(?:tahunan|keuangan)"
    r"|keputusan\s+(?:kepala|bupati|wali|gubernur|menteri|direktur|ketua|rektor|camat|presiden|sekretaris)"
    r"|agenda\s+rapat)\b",
    re.IGNORECASE,
)
MANUAL = re.compile(
    r"(?:s\.?o\.?p\b|s\.?p\.?o\b|standar\s+(?:operasional|prosedur)|prosedur|pedoman|panduan|petunjuk|tata\s+cara"
    r"|(?:cara|teknik|tips)\s+\w+|(?:penyusunan|pembuatan|penulisan|pengertian)\s+(?:notul|risalah|berita\s+acara))",
    re.IGNORECASE,
)
"""How to write a note is no note."""
NEWS = re.compile(
    r"(?P<dateline>(?m:^\W*[A-Z][A-Z .]{3,30}(?:,\s*[\w.]+)?\s*(?:[-–—]|\(\d)))"
    r"|(?P<quoted>[\"”’']\s*,?\s*(?:ujar|kata|tutur|ungkap|jelas|tegas|ucap|terang)(?:nya|\s+(?:dia|\w+))\b)"
    r"|(?P<press>\b(?:wartawan|awak\s+media|pewarta|reporter|jurnalis|siaran\s+pers|(?-i:[(](?:hms|red|adv|ant|humas)[)])))"
    r"|(?P<day>\b(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu)\s*\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\))"
)
"""Signs of an article: SUKAMULYA – …, Selasa (4/3), "…," ujarnya."""
DECREE = re.compile(
    r"(?:menimbang|mengingat|memperhatikan|memutuskan|menetapkan)(?=\s*:|$|\s*\t)", re.IGNORECASE
)
ENOUGH_OF_A_DECREE = 3
KIND = re.compile(r"\b(?:notul\w+|risalah|minutes|berita\s+acara)\b", re.IGNORECASE)
INVITES = re.compile(
    r"\b(?:mengundang|mengharap(?:kan)?\s+kehadiran|(?:dimohon|diminta|diharap(?:kan)?)\s+(?:untuk\s+)?(?:kehadiran|hadir)|berkenan\s+hadir)\b",
    re.IGNORECASE,
)
FIRST_LINES = 15
MOST_OF_NEWS, LONGEST_NEWS = 60, 20_000
LONGEST_TITLE = 140
OUTCOMES = {Role.FOLLOW_UPS, Role.AGREEMENTS, Role.CONCLUSIONS}
TALKS = {Role.DISCUSSION, Role.QUESTIONS, Role.PRESENTATION, Role.OPENING, Role.CLOSING}
ENOUGH, FEW = 4, 2
CALLED_SO = 3
"""The weight of a title that calls the paper a note."""
WORD = re.compile(r"[^\W\d_]{3}")


def is_note(minutes: Minutes, blocks: list[Block]) -> bool:
    """Weigh title, head and body: none of them alone makes a note."""
    title = _weight_of_title(blocks)
    head = _weight_of_head(minutes)
    body = _weight_of_body(minutes)
    if not body or not _says_anything(minutes):
        enough = FEW if _says_anything(minutes) else ENOUGH
        return title >= CALLED_SO and head > enough and _is_called_a_note(blocks)
    if (_is_news(blocks) or _is_decree(blocks)) and not _is_called_a_note(blocks):
        return False
    if title <= 0 and not _has_outline(minutes):
        return False
    if not title and head < FEW and not (head and body > FEW):
        return False
    return title + head + body >= ENOUGH


def _is_news(blocks: list[Block]) -> bool:
    """Whether it quotes for readers what a note would record."""
    text = "\n".join(block.text for block in blocks[:MOST_OF_NEWS])[:LONGEST_NEWS]
    return len({match.lastgroup for match in NEWS.finditer(text)}) > 1


def _is_called_a_note(blocks: list[Block]) -> bool:
    return any(KIND.search(block.text) for block in blocks[:FIRST_LINES])


def _is_decree(blocks: list[Block]) -> bool:
    """Whether it considers, recalls and decides as a regulation does."""
    words = {match[0].casefold() for block in blocks if (match := DECREE.match(block.text.strip()))}
    return len(words) >= ENOUGH_OF_A_DECREE


def _says_anything(minutes: Minutes) -> bool:
    """Whether anything stands under the headings: an empty form has but dots there."""
    texts = [*(point.text for point in minutes.points), *minutes.agreements]
    texts += [
        *(each.action for each in minutes.follow_ups),
        *(line.text for line in minutes.unread),
    ]
    return any(WORD.search(text) for text in texts)


def _has_outline(minutes: Minutes) -> bool:
    """A paper without a title must at least be divided as a note is, or list who does what."""
    is_divided = any(section.role in OUTCOMES | TALKS for section in minutes.sections)
    return is_divided or any(not each.implied for each in minutes.follow_ups)


def _weight_of_title(blocks: list[Block]) -> int:
    lines = [
        line.strip()
        for block in blocks[:FIRST_LINES]
        if block.shape is not Shape.ITEM
        for line in block.text.splitlines()[:3]
    ]
    weight = 0
    for line in lines:
        if len(line) <= LONGEST_TITLE and not line.endswith("."):
            if not weight and MANUAL.match(line):
                return -2
            weight = max(weight, CALLED_SO if TITLE.search(line) else 0)
            if not weight and OTHER_PAPER.match(line):
                return -2
    return weight - (2 if any(INVITES.search(block.text) for block in blocks[:FIRST_LINES]) else 0)


def _weight_of_head(minutes: Minutes) -> int:
    fields = (
        minutes.date,
        minutes.start,
        minutes.place,
        minutes.agenda,
        minutes.chair or minutes.note_taker,
        minutes.participants,
    )
    return sum(field is not None for field in fields)


def _weight_of_body(minutes: Minutes) -> int:
    roles = {section.role for section in minutes.sections}
    speakers = {point.speaker for point in minutes.points if point.speaker}
    return (
        2 * bool(minutes.follow_ups)
        + 2 * bool(minutes.agreements)
        + bool(roles & OUTCOMES)
        + bool(roles & TALKS)
        + (len(speakers) > 0)
        + (len(minutes.points) > FEW)
    )
