"""What a heading announces: the lexicon of the sections of a note."""

import re

from kokreasi.reading.minutes.model import Role

NUMBERED = re.compile(
    r"^(?:[#*_\s>]*)(?:(?:bab|bagian|part|sesi|session)\s+)?(?:[IVXLC]{1,6}[.)\s]+|[A-Z][.)]\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?",
)
NOISE = re.compile(r"[*_#:.\-–—=~()\[\]\"“”/&,|]+")
PRIOR = re.compile(
    r"\b(?:sebelumnya|rapat\s+lalu|yang\s+lalu|terdahulu|previous|last\s+meeting|monitoring|evaluasi"
    r"|progres|progress|perkembangan|capaian|pelaksanaan|hasil\s+tindak)\b"
)

KEYS: tuple[tuple[Role, str], ...] = (
    (Role.DOCUMENTATION, r"dokumentasi|foto|documentation|photos?|lampiran|gambar"),
    (
        Role.FOLLOW_UPS,
        (
            r"tindak\s*lanjut\w*|rtl|rktl|action\s+(?:items?|points?|plans?)|actions?|next\s+(?:steps?|follow\s*ups?|actions?)"
            r"|follow\s*ups?|to\s*dos?|todo|pembagian\s+(?:tugas|kerja)|penugasan|daftar\s+tugas|tugas|tasks?"
            r"|assignments?|langkah(?:\s+langkah)?\s+(?:selanjutnya|berikut(?:nya)?|lanjut\w*|ke\s+depan|kerja)|rencana\s+(?:aksi"
            r"|kerja|selanjutnya)|agenda\s+(?:selanjutnya|berikutnya)|aksi|disposisi|pekerjaan\s+rumah"
            r"|ditindaklanjuti|yang\s+(?:(?:akan|perlu|harus|mau)\s+)?(?:dilakukan|dikerjakan|disiapkan|diselesaikan)"
            r"|siapa\s+(?:melakukan|mengerjakan)\s+apa|corrective\s+actions?|(?:setelah|sesudah)\s+ini|commitments?|deliverables?"
            r"|kegiatan\s+selanjutnya"
        ),
    ),
    (
        Role.AGREEMENTS,
        (
            r"kesepakatan|keputusan|menyepakati|memutuskan|disepakati|diputuskan|decisions?|agreements?|agreed"
            r"|penetapan|menetapkan|ketetapan|sepakat|resolutions?"
        ),
    ),
    (
        Role.DISCUSSION,
        r"hasil\s+(?:pembahasan|diskusi|pemaparan|paparan)|ringkasan\s+(?:diskusi|pembahasan)",
    ),
    (
        Role.CONCLUSIONS,
        (
            r"kesimpulan\w*|simpulan|rekomendasi|rumusan|hasil|catatan\s+(?:penting|rapat|khusus)|conclusions?"
            r"|recommendations?|outcomes?|results?|takeaways?|poin\s+penting|penyimpulan"
        ),
    ),
    (Role.QUESTIONS, r"tanya\s*jawab|pertanyaan|q\s*a|questions?|qna"),
    (
        Role.DISCUSSION,
        (
            r"pembahasan|diskusi|jalan(?:nya)?\s+(?:rapat|sidang|diskusi|acara|musyawarah|pertemuan)|uraian"
            r"|isi\s+rapat|masukan|tanggapan|arahan|pendapat|ringkasan|pokok|notes?|discussions?|issues?|isu"
            r"|kendala|permasalahan|solusi|materi|laporan|dialog|pandangan|proses|evaluasi|updates?|topics?|topik"
            r"|pembicaraan|dibicarakan|dibahas|catatan|summary|usulan|saran|aspirasi|temuan|perkembangan|notulensi|jalannya"
        ),
    ),
    (Role.PRESENTATION, r"paparan|pemaparan|presentasi|penyampaian|presentations?|penjelasan"),
    (Role.CLOSING, r"penutup\w*|closing|lain"),
    (
        Role.OPENING,
        r"pembukaan|pendahuluan|pengantar|sambutan|opening|introductions?|welcome|perkenalan",
    ),
    (Role.BACKGROUND, r"latar\s+belakang|dasar|background|konteks|context"),
    (Role.AIMS, r"tujuan|maksud|sasaran|objectives?|aims?|purpose|goals?"),
    (Role.AGENDA, r"agenda|susunan\s+acara|acara|rundown"),
    (
        Role.PARTICIPANTS,
        r"peserta|daftar\s+hadir|kehadiran|hadir|undangan|attendees|participants|present|attendance|absen\w*",
    ),
)
FILLERS = (
    r"rapat|pertemuan|kegiatan|diskusi|hasil|rencana|dan|serta|musyawarah|sidang|audiensi|kunjungan"
    r"|bersama|umum|singkat|utama|pimpinan|pelaksanaan|sesi|hal|yang|berikut|ini|sebagai|adalah|poin|butir"
    r"|the|of|and|from|for|meeting|catatan|acara|desa|akhir|sementara|narasumber|peserta|hari|berita|pokok"
    r"|jalannya|forum|internal|lanjutan|daftar|tabel|matriks|matrix|list|item|items|kami|kita|telah|perlu|akan"
    r"|dalam|dari|ke|depan|jawab|tanya|kerja|rangka|penutup|waktu|tempat|penting|key|main|our|materi|agenda"
    r"|panitia|pengurus|komisi|tim|singkat|pembahasan|kesimpulan|saran|pendapat|usul|masukan|tanggapan|lain"
    r"|foto|notulen|isi|resume|ringkas|sebelumnya|lalu|terdahulu|previous|last|selanjutnya|open|new|upcoming|draft|final|persidangan"
)
ROLES = tuple((role, re.compile(rf"\b(?:{key})\b")) for role, key in KEYS)
KNOWN = re.compile(rf"(?:\b(?:{'|'.join(key for _, key in KEYS)}|{FILLERS}|\d+)\b\s*)+")
SPACED = {
    "pembahasan": Role.DISCUSSION,
    "diskusi": Role.DISCUSSION,
    "kesimpulan": Role.CONCLUSIONS,
    "kesepakatan": Role.AGREEMENTS,
    "keputusan": Role.AGREEMENTS,
    "menyepakati": Role.AGREEMENTS,
    "memutuskan": Role.AGREEMENTS,
    "tindaklanjut": Role.FOLLOW_UPS,
    "rencanatindaklanjut": Role.FOLLOW_UPS,
    "penutup": Role.CLOSING,
    "pembukaan": Role.OPENING,
    "dokumentasi": Role.DOCUMENTATION,
}
MOST_WORDS = 10
MOST_LETTERS = 90


def words_of(title: str) -> str:
    """Give the words of a heading in one case, without its number and its marks."""
    bare = NUMBERED.sub("", title.strip(), count=1)
    bare = re.sub(r"\([^)]{0,40}\)", " ", bare)
    return " ".join(NOISE.sub(" ", bare).casefold().split())


def role_of(title: str, *, loosely: bool = False) -> Role | None:
    """Tell what a heading announces, or None where it is none that we know.

    Only words of the lexicon may stand in it, unless the text is known to be a heading
    (`loosely`).
    """
    if len(title) > MOST_LETTERS:
        return None
    words = words_of(title)
    if not words or len(words.split()) > MOST_WORDS:
        return None
    if not loosely and not KNOWN.fullmatch(words):
        return _spaced(title)
    role = next((role for role, key in ROLES if key.search(words)), None) or _spaced(title)
    return Role.DISCUSSION if role is Role.FOLLOW_UPS and PRIOR.search(words) else role


def _spaced(title: str) -> Role | None:
    """Read "K E S I M P U L A N", and "PEM BAHASAN" as a scan gives it."""
    return SPACED.get("".join(words_of(title).split())) if title.isupper() else None


def is_mixed(title: str) -> bool:
    """Tell whether agreements and follow-ups stand under one heading."""
    words = words_of(title)
    found = {role for role, key in ROLES if key.search(words)}
    return Role.FOLLOW_UPS in found and bool(found & {Role.AGREEMENTS, Role.CONCLUSIONS})
