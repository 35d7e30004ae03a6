"""Words that name what follows them: "PIC: ...", "deadline: ...", "Status: ...", "@budi"."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Tag(StrEnum):
    """What a label of a follow-up, or the head of a column, asks for."""

    NUMBER = "number"
    ACTION = "action"
    ACTOR = "actor"
    DEADLINE = "deadline"
    STATUS = "status"
    NOTE = "note"
    TOPIC = "topic"
    SPEAKER = "speaker"
    OUTCOME = "outcome"


ACTOR = (
    r"p\.?\s?i\.?\s?c\.?|pen(?:anggung|angung)\s*-?\s*jawab|p\.?j\.?|(?<![A-Za-z]\s)(?:pelaksana|petugas)|owner"
    r"|assignee|assigned(?:\s+to)?"
    r"|responsib(?:le|ility)(?:\s+(?:party|person))?|ditugaskan\s+kepada|pengampu"
    r"|unit\s+(?:penanggung\s+jawab|pelaksana)"
    r"|pihak\s+terkait"
)
DEADLINE = (
    r"dead\s?line|tenggat(?:\s+waktu)?|batas\s+(?:waktu|akhir|penyelesaian)|target(?:\s+(?:waktu"
    r"|selesai|tanggal"
    r"|penyelesaian|tgl))?|jatuh\s+tempo|due(?:\s+date)?|by\s+when|waktu(?:\s+(?:pelaksanaan"
    r"|penyelesaian))?"
    r"|jadwal(?:\s+pelaksanaan)?|eta|timeline|tgl\.?(?:\s+target)?"
)
STATUS = r"status|progress?|progres"
NOTE = r"ket(?:erangan)?\.?|catatan|notes?|remarks?"
ACTION = (
    r"(?:rencana\s+)?tindak\s*lanjut|rtl|tl|kegiatan|tugas|aksi|action(?:\s+items?)?|task|ap|ai|todo"
    r"|to\s?-?do"
)
INLINE = re.compile(
    rf"(?:^|(?<=[\s(\[,;|.–—-]))(?:\*\*|__)?(?:(?P<actor>{ACTOR})|(?P<deadline>{DEADLINE})"
    rf"|(?P<status>{STATUS})"
    rf"|(?P<note>{NOTE}))(?:\*\*|__)?\s*[:=](?:\*\*|__)?\s*",
    re.IGNORECASE,
)
BARE = re.compile(r"(?:^|(?<=[\s(\[,;|–—-]))PIC\s+(?=[A-Z@(])(?![^,;)]{0,40}:)")
LEADING = re.compile(
    rf"^(?:\*\*|__)?(?:{ACTION})(?:\*\*|__)?\s*[:=](?:\*\*|__)?\s*(?=\S)", re.IGNORECASE
)
LONGEST_HEAD = 60
BESIDE_NUMBER = re.compile(r"^no\.?\s+(?=[a-z]{4,})", re.IGNORECASE)
"""The column of numbers, where a page has glued it to the next one."""
TRIM = " \t\n,;|–—-*_→"


@dataclass(frozen=True)
class Tagged:
    """A text without its labelled parts, and those parts as written."""

    text: str
    parts: dict[Tag, str] = field(default_factory=dict)

    @property
    def assigns(self) -> bool:
        return Tag.ACTOR in self.parts or Tag.DEADLINE in self.parts


@lru_cache(maxsize=512)
def read_tags(text: str) -> Tagged:
    """Take "(PIC: Pak A, deadline: 3 Mei)" and the like out of a text."""
    found = sorted(
        [
            (match.start(), match.end(), Tag(match.lastgroup or ""))
            for match in INLINE.finditer(text)
        ]
        + [(match.start(), match.end(), Tag.ACTOR) for match in BARE.finditer(text)]
    )
    if not found:
        return Tagged(text)
    parts: dict[Tag, str] = {}
    rest = text[: found[0][0]]
    for at, (_, end, tag) in enumerate(found):
        until = found[at + 1][0] if at + 1 < len(found) else len(text)
        value, after = _value(text[end:until], is_open=_is_open(rest))
        parts.setdefault(tag, value)
        rest = rest.rstrip("([ ") + after if after is not None else rest
    return Tagged(_tidy(rest), {tag: value for tag, value in parts.items() if value})


def is_only_tags(text: str) -> bool:
    """Tell whether a line says nothing but "PIC: ..." and the like, be it empty."""
    return INLINE.match(text.strip()) is not None and not read_tags(text.strip()).text


def is_cut_off(text: str) -> bool:
    """Tell whether a line ends in the middle of "(PIC: ..." or behind "Target:"."""
    last = [match.end() for match in INLINE.finditer(text)][-1:]
    if not last:
        return False
    return not text[last[0] :].strip() or text.count("(") > text.count(")")


def _is_open(before: str) -> bool:
    return before.rstrip().endswith(("(", "["))


def _value(text: str, *, is_open: bool) -> tuple[str, str | None]:
    """Give the value, and the words of the sentence that go on behind it."""
    sentence = re.search(r"(?<=\w{2})\.\s+(?=[A-Z])", text)
    closed = re.search(r"[)\]]", text)
    if closed and (is_open or text.count("(") < text.count(")")):
        return text[: closed.start()].strip(TRIM + ".()[]"), " " + text[closed.end() :].lstrip(".")
    if sentence:
        return text[: sentence.start()].strip(TRIM + "."), " " + text[sentence.end() :]
    value = text.strip(TRIM + ".[")
    value = value.rstrip("(") if value.count("(") > value.count(")") else value
    return (value[:-1] if value.count(")") > value.count("(") else value).strip(TRIM), None


def _tidy(text: str) -> str:
    text = text.strip(TRIM)
    return text[:-1].rstrip(TRIM) if text.endswith(("(", "[")) else text


HEADS: tuple[tuple[Tag, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern, re.IGNORECASE))
    for tag, pattern in (
        (Tag.NUMBER, r"(?:no|nomor|nr|#|urut)\.?(?:\s*urut)?"),
        (
            Tag.ACTOR,
            (
                rf"(?:{ACTOR}|unit(?:\s+kerja)?|instansi|k/?l|oleh|who|siapa|pihak|nama\s+(?:pic"
                rf"|petugas)|leads?"
                r"|opd(?:/\w+)?|dinas|lembaga|divisi|organisasi|person\s+in\s+charge|pemilik|bidang"
                r"|pihak(?:\s+yang)?(?:\s+\w+(?:/\w+)?){1,2}|ditujukan\s+kepada|kepada|yang\s+bertanggung\s*jawab"
                r"|penerima\s+tugas"
                r"|aktor|pelaku)(?:\s*[/&(]\s*.{1,40}|\s+(?:dan|kegiatan|tindak|aksi|pelaksana"
                r"|terkait)\b.{0,40})?"
            ),
        ),
        (
            Tag.DEADLINE,
            (
                rf"(?:{DEADLINE}|target\s+yang\s+\w+|when|kapan|tanggal|due|rencana\s+waktu|estimasi(?:\s+waktu)?"
                rf"|periode)"
                r"(?:\s*[/&(]\s*.{1,40}|\s+(?:dan|tindak|selesai|pelaksanaan)\b.{0,30})?"
            ),
        ),
        (Tag.STATUS, rf"(?:{STATUS}|kondisi|selesai\?)(?:\s*[/(].{{1,30}}|\s+\w+)?"),
        (Tag.NOTE, rf"(?:{NOTE}|output|keluaran|bukti)(?:\s*[/(].{{1,30}})?"),
        (
            Tag.OUTCOME,
            r"(?:kesimpulan|keputusan|kesepakatan|hasil|decision|rekomendasi)(?:\s+\w+){0,2}",
        ),
        (
            Tag.ACTION,
            (
                r"(?:\w+\s*/\s*)?(?:rencana\s+|hal\s+yang\s+|uraian\s+|item\s+|daftar\s+|nama\s+"
                r"|detail\s+)?(?:tindak\s*-?\s*lanjut\w*|rtl|kegiatan"
                r"|tindakan|tugas|aksi|action(?:\s+(?:items?|plans?|points?))?|tasks?|to\s?-?do|pekerjaan"
                r"|langkah(?:\s+\w+){0,2}|arah\s+perbaikan|(?:rencana\s+|usul(?:an)?\s+)?perbaikan"
                r"|ditindaklanjuti|rencana\s+(?:aksi|kerja)|what|apa"
                r"|rekomendasi\s+tindak\s+lanjut|next\s+steps?"
                r"|follow\s?-?\s?ups?|deskripsi(?:\s+\w+)?|description|solusi|aktivitas|activity"
                r"|rencana)"
                r"(?:\s*[/&(].{1,40}|\s+(?:rapat|yang|tindak|hasil|kegiatan|berikutnya"
                r"|selanjutnya|dan)\b.{0,40})?"
            ),
        ),
        (
            Tag.SPEAKER,
            r"(?:nama|pembicara|penanggap|narasumber|speaker|peserta|penyampai)(?:\s*[/(].{1,30})?",
        ),
        (
            Tag.TOPIC,
            (
                r"(?:pokok\s+|hasil\s+|materi\s+|uraian\s+)?(?:pembahasan|bahasan|topik|isu"
                r"|issues?|permasalahan|masalah|kendala"
                r"|agenda|materi|topics?|discussion|diskusi|masukan|tanggapan|uraian|pertanyaan"
                r"|hal|temuan|perihal)"
                r"(?:\s*[/&(].{1,40}|\s+\w+){0,2}"
            ),
        ),
    )
)


def tag_of_head(cell: str) -> Tag | None:
    """Tell what a column holds by the words at its head."""
    words = " ".join(cell.replace("*", " ").split()).strip(" :.")
    words = BESIDE_NUMBER.sub("", words)
    if not words or len(words) > LONGEST_HEAD:
        return None
    return next((tag for tag, pattern in HEADS if pattern.fullmatch(words)), None)


ABOUT_A_TASK = {Tag.ACTOR, Tag.DEADLINE, Tag.STATUS}
MANY_COLUMNS = 3


def names_columns(cells: list[str]) -> bool:
    """Tell whether cells head the columns of a table of tasks: Isu | Solusi | PIC | Waktu."""
    tags = [tag_of_head(cell) for cell in cells]
    return len(cells) >= MANY_COLUMNS and all(tags) and bool(ABOUT_A_TASK & set(tags))


PARTS_OF_A_TASK = ABOUT_A_TASK | {Tag.ACTION, Tag.NOTE}


def names_part(label: str) -> bool:
    """Tell whether a label on a line of its own names a part of one task: "Batas waktu : …"."""
    return tag_of_head(label) in PARTS_OF_A_TASK
