"""The words by which a title is known: what kind of note it is, what kind of meeting."""

import re

KIND_WORDS = (
    r"notula(?:si)?|notulen(?:si)?|risalah|laporan\s+singkat|lapsing|berita\s+acara|hasil|catatan|resume"
    r"|rumusan|ringkasan|rangkuman|minutes?|mom|meeting\s+(?:notes|minutes|summary)|laporan"
    r"|kesimpulan\s+rapat|simpulan\s+rapat|notes|recap|memo\s+rapat|poin(?:-poin)?"
)
KIND = re.compile(
    rf"(?:draf|draft|konsep|final|format|contoh)?\s*(?:{KIND_WORDS})\b", re.IGNORECASE
)
SURE_KIND = re.compile(r"\b(?:NOTULA|NOTULEN(?:SI)?|RISALAH|BERITA ACARA|LAPORAN SINGKAT)\s+\w")
GENERIC = re.compile(
    rf"(?>(?:{KIND_WORDS}|draf|draft|konsep|final|format|of|singkat|sementara|rapat|pertemuan"
    r"|kegiatan|diskusi|meeting|the|sidang|pelaksanaan|\(\w+\)|resmi|internal|umum|informasi"
    r"|detail|identitas|data)\b[\s:–—()/-]*+)++",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"(?:rapat|pertemuan|musyawarah|diskusi|kunjungan|audiensi|rakor\w*|fgd|focus group|workshop"
    r"|lokakarya|sosialisasi|weekly|daily|sync|meeting|call|stand-?up|sidang|konsultasi|bimtek|webinar"
    r"|forum|seminar|konsinyering|konsolidasi|koordinasi|pembahasan|monitoring|evaluasi|kick-?off"
    r"|musrenbang\w*|musdes\w*|briefing|mediasi|kopi\s?darat|kopdar|temu|arisan|pengajian|reses|pleno|raker\w*|munas|muswil|mubes|rat\b|rups\w*|apel|sarasehan|silaturahmi|retro\w*|sprint|community)\b",
    re.IGNORECASE,
)
LETTERHEAD = re.compile(
    r"(?:pemerintah|kementerian|badan|dinas|sekretariat|kantor|pengadilan|mahkamah|dewan|yayasan"
    r"|universitas|jl\b|jalan\b|telp|telepon|fax|laman|website|e-?mail|http|www|republik|direktorat"
    r"|desa\b|kecamatan|kabupaten|kota\b|provinsi|komisi\b|lembaga|perkumpulan|pt\b|cv\b|sekolah|sm[apk]\b"
    r"|fakultas|inspektorat|kode pos|deputi|biro|komite|ombudsman|lampiran|sdn?\b|mts|kelurahan)",
    re.IGNORECASE,
)


PLACE = re.compile(
    r"(?:hotel|ruang|aula|gedung|kantor|balai|zoom|google\s+meet|gmeet|ms\.?\s+teams|microsoft\s+teams"
    r"|via\b|jl\b|jalan|lantai|lt\b|auditorium|pendopo|daring|online|virtual|hybrid|hibrida|luring"
    r"|jitsi|webex|di\s+(?:ruang|aula|kantor|balai|hotel|gedung)|rumah|sekretariat|kampus|room|meeting"
    r"\s+room|command\s+center|r\.\s|video\s+conference|telekonferensi|media\s+center)",
    re.IGNORECASE,
)


SECTION = re.compile(
    r"(?:pelaksanaan|rincian|identitas|informasi|detail|dasar|pengantar|umum)"
    r"(?:\s+(?:kegiatan|rapat|pertemuan|acara|diskusi|umum))?",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Whether a short line opens the first section, rather than going on with the title."""
    return SECTION.fullmatch(text.strip()) is not None


def is_place(text: str) -> bool:
    """Whether words that no label explains begin as a place does: Hotel …, Ruang …, Zoom."""
    return PLACE.match(text.strip()) is not None


def is_kind_of_note(text: str) -> bool:
    """Whether a line begins as the title of a note does: Notulen Rapat …, Meeting notes …"""
    return KIND.match(text) is not None


def is_generic(text: str) -> bool:
    """Whether a title says only what kind of note it is, not what the meeting was about."""
    return GENERIC.fullmatch(text.strip()) is not None


def speaks_of_a_meeting(text: str) -> bool:
    return MEETING.match(text) is not None


def is_letterhead(text: str) -> bool:
    return LETTERHEAD.match(text.strip()) is not None


def without_letterhead(text: str) -> str:
    """Leave out the office that a page has put on the line of its title: DPR … RISALAH RAPAT …"""
    if not (text.isupper() and is_letterhead(text)):
        return text
    match = SURE_KIND.search(text)
    return text[match.start() :] if match else text
