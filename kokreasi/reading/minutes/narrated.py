"""Promises inside a story: closing words, first persons, direct requests, and what is over."""

import re

from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.clauses import BY, Clause, read_clause
from kokreasi.reading.minutes.model import Kind
from kokreasi.reading.minutes.words import (
    DONE_TO,
    PLAIN,
    SPEECH,
    STATIVE,
    begins_with_verb,
    is_verb,
)

CONCLUDES = re.compile(
    r"(?:(?:pada|di)\s+(?:akhir|penghujung|penutup)\b|(?:sebagai\s+)?(?:penutup|simpulan|kesimpulan)\w*\b"
    r"|menutup\s+(?:rapat|acara|diskusi|pertemuan|kegiatan)|sebelum\s+(?:\w+\s+){0,2}(?:ditutup|berakhir)"
    r"|akhirnya\b|dari\s+(?:diskusi|pembahasan|rapat|pertemuan)\b|in\s+closing|to\s+conclude)",
    re.IGNORECASE,
)
"""With such words a story comes to what its people will do."""
REPORTS = re.compile(
    r"^[^.;:]{2,90}?\b(?:menyatakan|menyampaikan|menegaskan|mengatakan|menambahkan|memastikan|menyebut(?:kan)?)"
    r"\s+bahwa\s+",
    re.IGNORECASE,
)
WHO_IS = re.compile(
    r",\s+(?:yang\s+(?:di|ber|me)\w+|diwakili|selaku|dalam\s+hal\s+ini)\s[^,.;]{2,60},\s+"
)
OVER = re.compile(
    r"\b(?:kemarin|pernah|dulu|dahulu|semula|waktu\s+itu|(?:saat|ketika)\s+itu|sebelumnya"
    r"|(?:tahun|bulan|minggu|pekan)\s+(?:yang\s+)?lalu"
    r"|(?:rapat|forum|pertemuan|sidang|tahap)\s+(?:yang\s+)?(?:pertama|lalu|terdahulu|kedua)\b.{0,40}\b(?:disepakati|diputuskan))",
    re.IGNORECASE,
)
"""Who tells of an earlier promise promises nothing."""
PRONOUN = r"(?:kami|saya)"
READY = r"(?:akan|siap|bersedia|sanggup)"
FIRST_PERSON = re.compile(
    rf"\b(?:{READY}\s+(?:segera\s+)?{PRONOUN}|{PRONOUN}\s+{READY}(?:\s+segera)?)\s+(?=[a-z]{{4,}})",
    re.IGNORECASE,
)
ASKS = re.compile(r"(?:mohon|tolong|minta|diminta)\s+(?:kepada\s+)?", re.IGNORECASE)
VIEW = re.compile(
    r"(?:memandang|menilai|mendukung|menyepakati|mengapresiasi|memahami|menyetujui|menganggap"
    r"|berpendapat|merupakan|adalah|telah|sudah|belum|menerima|mengetahui|menyatakan|berharap|di[a-z]{3,})\b",
    re.IGNORECASE,
)
NEED = re.compile(
    r"(?:per?lu|diperlukan|dibutuhkan)\s+(?:adanya\s+|ada\s+)?(?=[a-z]{3,}\s+\w)", re.IGNORECASE
)


DOES = re.compile(
    r"(?:me|ber|di)[a-z]{3,}(?:kan|i)|menyusun|membuat|mengirim|menulis|mencari|membeli|membayar|menemui|mengurus"
    r"|menjaga|memasang|membawa|mendata|menagih|menyewa|memesan|mencetak|mengecek|mengawal|menelaah|membentuk"
    r"|mengambil|mengundang|melapor|mengganti|bertemu|berkoordinasi|mengelola|menyunting|merekap|mengunggah"
    r"|melatih|memantau|merevisi|meninjau|memeriksa|mengumpul|menjemput|mengantar|membuka|menutup|menyurvei"
)
"""Verbs of what somebody does to a thing: "Stok menipis" is none of them."""


def plainly(sentence: str) -> str:
    """Leave out who only tells it, and what is told of the one who acts."""
    return WHO_IS.sub(" ", REPORTS.sub("", sentence, count=1), count=1)


def in_first_person(sentence: str, speaker: str | None) -> tuple[str, Clause] | None:
    """Read "Rincian akan kami kirim …" as the promise of the one who speaks, if we know who."""
    said = FIRST_PERSON.search(sentence)
    if said is None or speaker is None:
        return None
    rest = " ".join(f"{sentence[: said.start()]} {sentence[said.end() :]}".split())
    return rest, Clause(speaker, rest, Kind.PROMISE)


def direct_request(sentence: str) -> Clause | None:
    """Read "Mohon Dinas Kesehatan menyerahkan data …": asked of somebody by name."""
    asked = ASKS.match(sentence)
    clause = read_clause(sentence) if asked else None
    if clause is None or not clause.actor or not surely_actor(clause.actor):
        return None
    return clause if begins_with_verb(clause.action) else None


def decision(sentence: str) -> Clause | None:
    """Read "Dinas Perpustakaan membentuk forum" among decisions that bind others."""
    if SPEECH.search(sentence):
        return None
    clause = read_clause(sentence, lenient=True)
    if clause.kind or not clause.actor or not is_actor(clause.actor):
        return None
    if _is_done_by(clause, sentence):
        return Clause(clause.actor, clause.action, Kind.PROMISE)
    verb = clause.action.split(None, 1)[0]
    if not is_verb(verb) or not (
        surely_actor(clause.actor) or DOES.fullmatch(verb) or verb in PLAIN
    ):
        return None
    is_view = VIEW.match(clause.action) or STATIVE.match(clause.action)
    return None if is_view else Clause(clause.actor, clause.action, Kind.PROMISE)


def _is_done_by(clause: Clause, sentence: str) -> bool:
    """ "Jadwal piket disusun ulang oleh Intan" is what Intan is to do."""
    agent = BY.search(sentence)
    return bool(agent and agent["actor"] == clause.actor and DONE_TO.search(clause.action[:120]))


def need(sentence: str) -> Clause | None:
    """Read "Perlu pelatihan petugas loket" as a wish for a thing."""
    needed = NEED.match(sentence)
    rest = sentence[needed.end() :] if needed else ""
    if not rest or begins_with_verb(rest):
        return None
    return Clause(None, rest, Kind.WISH)
