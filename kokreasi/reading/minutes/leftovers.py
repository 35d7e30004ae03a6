"""What belongs to the paper and not to the meeting: letterheads, signatures, captions."""

import re
from collections.abc import Iterator

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.headings import role_of
from kokreasi.reading.minutes.model import Role, Why
from kokreasi.reading.minutes.tasktables import task_heads_in

PAGE = re.compile(
    r"(?:(?:hal(?:aman)?|page|hlm)\.?\s*:?\s*)?[-–—|(]?\s*\d{1,4}\s*[-–—|)]?(?:\s*(?:dari|of"
    r"|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
SENTENCE = r"(?:(?!\.\s+(?-i:[A-Z])).){0,300}"
CLOSING = re.compile(
    rf"(?:demikian(?:lah)?\b.{{0,400}}|sekian(?:\s+dan)?\s+terima\s*kasih{SENTENCE}"
    rf"|(?:atas\s+perhatian|terima\s+kasih\s+atas){SENTENCE}|(?:wassalam|assalamu){SENTENCE}"
    rf"|(?:rapat|acara|pertemuan|musyawarah|sidang|kegiatan|diskusi)(?:\s+(?:ini|kemudian))?\s+(?:di)?tutup{SENTENCE}"
    rf"|(?:the\s+)?meeting\s+(?:was\s+)?(?:adjourned|closed){SENTENCE}|thank\s+you\b{SENTENCE})",
    re.IGNORECASE | re.DOTALL,
)
DECLARED = re.compile(r"demikian(?:lah)?\s+(?:\w+\s+){0,3}(?:ini|di)", re.IGNORECASE)
GLUED = re.compile(
    r"(?<=\S)\s+Demikian(?:lah)?\s+(?:notul\w+|risalah|berita\s+acara|laporan|catatan|hasil|resume)\b"
)
SIGNING = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disahkan\s+oleh|dibuat\s+oleh|disusun\s+oleh"
    r"|diperiksa\s+oleh|yang\s+membuat(?:\s+\w+)?"
    r"|hormat\s+kami|notulis|notulen|pencatat|pimpinan\s+(?:rapat|sidang|musyawarah)"
    r"|ketua\s+rapat|moderator|sekretaris(?:\s+rapat)?"
    r"|a\.?n\.?\s.{2,60}|plt\.?\s.{2,60}|u\.b\..{2,60}|prepared\s+by|approved\s+by|ttd\.?"
    r"|ditandatangani.{0,80}"
    r"|ditetapkan\s+di\s.{2,40}|pada\s+tanggal\s.{4,30}|[A-Z][\w./ ]{2,50},)\s*[,:]?(?:\s*\t.*)?",
    re.IGNORECASE | re.DOTALL,
)
SIGNED = re.compile(
    r"\bNIP\b|\bNRP\b|\bNIK\b|\btanda\s*tangan\b|\bttd\b|_{6,}|\.{8,}|…{3,}"
    r"|^\s*\(\s*[.…_\s]{3,}\)\s*$|^(?:\([A-Z][^()]{2,40}\)\s*)+$",
    re.IGNORECASE,
)
PLACE_AND_DAY = re.compile(
    r"[A-Z][A-Za-z. ]{2,30},\s*(?:tanggal\s+)?\d{1,2}\s+[A-Za-z]+\s+(?:19|20)\d\d\.?"
)
CAPTION = re.compile(
    r"(?:gambar|foto|figure|photo|image|caption|grafik)\s*(?:\d{1,3}|[:.-]).{0,200}|(?:whatsapp"
    r"|img|dsc|screenshot)[\s_-]?(?:image)?.{0,80}"
    r"|.{1,80}\.(?:jpe?g|png|heic)",
    re.IGNORECASE,
)
COMMENT_FORM = re.compile(
    r"(?:leave\s+a\s+(?:reply|comment)|tinggalkan\s+(?:komentar|balasan)|beri\s+komentar"
    r"|post\s+comment|notify\s+of|subscribe|avatar"
    r"|this\s+site\s+uses\s+akismet.*|share(?:\s+this)?:?|bagikan:?|tweet|like|related\s+posts?"
    r"|baca\s+juga.*|newsletter|name\s*\*"
    r"|e-?mail\s*\*|website\s*\*?|selengkapnya|kirim\s+komentar|your\s+email\s+address.*"
    r"|berlangganan)",
    re.IGNORECASE,
)
AFTER_COMMENTS = re.compile(
    r"(?:leave\s+a\s+(?:reply|comment)|tinggalkan\s+(?:komentar|balasan))", re.IGNORECASE
)
ADDRESS = re.compile(
    r"\b(?:jalan|jl|telp?|telepon|fax|faks(?:imile)?|kode\s+pos|website|www|laman|e-?mail|surel"
    r"|kotak\s+pos)\b|https?://|@\w+\.\w",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"^(?:pemerintah|kementerian|badan|dinas|lembaga|republik|komisi|mahkamah|pengadilan|dewan"
    r"|sekretariat|kecamatan|kantor"
    r"|yayasan|perkumpulan|universitas|direktorat|desa|kelurahan|panitia|pt)\b",
    re.IGNORECASE,
)
LONGEST_SIGNATURE, LONGEST_ADDRESS, LONGEST_LEFTOVER = 90, 160, 400
LETTERHEAD_LINES = 12


def left_out_of(blocks: list[Block], used: set[int]) -> dict[int, Why]:
    """Tell by index which blocks are no content. `used`: those that the head has taken."""
    found: dict[int, Why] = {}
    found.update(_letterhead(blocks, used))
    signature = _signature_start(blocks)
    is_commented = False
    for index, block in enumerate(blocks):
        if index in used or index in found:
            continue
        is_commented = is_commented or AFTER_COMMENTS.fullmatch(block.text.strip()) is not None
        why = Why.COMMENT_FORM if is_commented else _why(block)
        if why is None and index >= signature:
            why = Why.SIGNATURE
        if why:
            found[index] = why
    return found


def without_closing(text: str) -> tuple[str, str]:
    """Part an item from the closing words that a page without gaps has glued to it."""
    match = GLUED.search(text)
    return (text[: match.start()], text[match.start() :].strip()) if match else (text, "")


def _why(block: Block) -> Why | None:
    text = block.text.strip()
    if block.shape is Shape.MARGIN:
        return Why.PAGE_NUMBER if PAGE.fullmatch(text) else Why.LETTERHEAD
    if len(text) > LONGEST_LEFTOVER or block.shape is Shape.ROW:
        return None
    if block.shape is not Shape.ITEM and PAGE.fullmatch(text):
        return Why.PAGE_NUMBER
    return next((why for why, pattern in SHAPES if pattern.fullmatch(text)), None)


SHAPES = (
    (Why.CLOSING_WORDS, CLOSING),
    (Why.COMMENT_FORM, COMMENT_FORM),
    (Why.CAPTION, CAPTION),
)


def _letterhead(blocks: list[Block], used: set[int]) -> Iterator[tuple[int, Why]]:
    """Find the lines of the office above the first one that says something of the meeting."""
    first = min(used, default=0)
    for index in range(min(first, LETTERHEAD_LINES)):
        text = blocks[index].text.strip()
        if text.isupper() or ADDRESS.search(text) or OFFICE.match(text) or not text:
            yield index, Why.LETTERHEAD
    after = [
        index
        for index in range(first, min(first + LETTERHEAD_LINES, len(blocks)))
        if index not in used
    ]
    for index in after:
        text = blocks[index].text.strip()
        if (
            len(text) < LONGEST_ADDRESS
            and ADDRESS.search(text)
            and blocks[index].shape is not Shape.ITEM
            and "http" not in text
        ):
            yield index, Why.LETTERHEAD


def _signature_start(blocks: list[Block]) -> int:
    """Give the index from which on nothing stands but signatures."""
    start = len(blocks)
    of_tasks = {blocks[index].table for index in task_heads_in(blocks)}
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.table in of_tasks or not _may_stand_in_signature(block):
            break
        if _signs(block):
            start = index
    return start


def _may_stand_in_signature(block: Block) -> bool:
    text = block.text.strip()
    if (
        block.shape is Shape.MARGIN
        or CAPTION.fullmatch(text)
        or CLOSING.fullmatch(text)
        or _signs(block)
    ):
        return True
    if block.shape is Shape.ITEM or len(text) > LONGEST_SIGNATURE * (
        2 if block.shape is Shape.ROW else 1
    ):
        return False
    role = role_of(text)
    return role is None or role in {Role.DOCUMENTATION, Role.PARTICIPANTS}


def _signs(block: Block) -> bool:
    text = block.text.strip()
    if DECLARED.match(text):
        return True
    if "\t" in text and any(SIGNING.fullmatch(cell.strip()) for cell in text.split("\t")):
        return True
    return bool(SIGNING.fullmatch(text) or SIGNED.search(text) or PLACE_AND_DAY.fullmatch(text))
