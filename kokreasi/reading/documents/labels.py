"""Names of fields at the beginning of a line: "Tempat : …", "Pukul 15.00", "Jumlah: 12"."""

import re

ALONE = (
    r"hari|tanggal|tgl|waktu|pukul|jam|tempat|lokasi|bertempat|agenda|acara|perihal|nomor|lampiran"
    r"|pimpinan rapat|dipimpin|moderator|notulis|notulen|notulensi|pencatat|peserta|hadir|undangan"
    r"|yang hadir|tidak hadir|narasumber|pembicara|mengetahui|nip|date|time|place|venue|attendees?"
    r"|participants?|note ?taker"
)
"""These name a field even where the colon is lost."""
WITH_COLON = (
    rf"{ALONE}|media|platform|hal|topik|pokok bahasan|materi|dasar|sifat|pimpinan|ketua|pemimpin"
    r"|sekretaris|kehadiran|jumlah|dihadiri|pembawa acara|penanggung jawab|pic|tenggat|batas waktu"
    r"|target|status|deadline|due|location|topic|subject|present|absent|chair|facilitator|hasil"
    r"|tujuan|kesimpulan|catatan|keterangan|tindak lanjut|minutes by"
)
KNOWN = re.compile(
    rf"(?:(?i:{WITH_COLON})\b[^:\n]{{0,25}}?:(?:\s|$)"
    rf"|(?i:{ALONE})(?:\s*[/,&(]|\s*$))"
)
BARE = re.compile(rf"(?i:{ALONE})\s+[A-Z0-9(“\"]")
ANY = re.compile(r"[A-ZÀ-Þ][\w/.,()&’' -]{0,40}?\s?:(?:\s|$)")


def is_label(text: str) -> bool:
    """Whether a line begins with what may be the name of a field."""
    return is_known_label(text) or _starts(text, BARE) or _starts(text, ANY)


def is_known_label(text: str) -> bool:
    """Whether it can be nothing else, even where a sentence above it is not finished."""
    return _starts(text, KNOWN)


def _starts(text: str, pattern: re.Pattern[str]) -> bool:
    return text[:1].isupper() and pattern.match(text) is not None
