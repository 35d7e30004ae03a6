"""The names of the fields in the head of a note, as offices write them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    DAY = "day"
    TIME = "time"
    START = "start"
    END = "end"
    PLACE = "place"
    MEDIUM = "medium"
    AGENDA = "agenda"
    TOPIC = "topic"
    BASIS = "basis"
    TITLE = "title"
    CHAIR = "chair"
    MODERATOR = "moderator"
    NOTE_TAKER = "note_taker"
    SECRETARY = "secretary"
    PARTICIPANTS = "participants"
    INVITED = "invited"
    ABSENT = "absent"
    COUNT = "count"
    LETTER = "letter"
    SPEAKERS = "speakers"
    OTHER = "other"
    BODY = "body"


WORDS: dict[Field, str] = {
    Field.DAY: "hari|pada|pada hari|pada tanggal|tanggal|hari tanggal|hari ini|date|day"
    "|day date|meeting date|when|tarikh"
    "|hari tgl|hari pelaksanaan",
    Field.TIME: "pukul|waktu|jam|time|duration|durasi|pkl",
    Field.START: "mulai|waktu mulai|jam mulai|pukul mulai|dimulai|dimulai pukul|dibuka pukul"
    "|jam dibuka|start|start time|mulai pukul|dibuka|waktu dimulai",
    Field.END: "selesai|waktu selesai|jam selesai|pukul selesai|berakhir|ditutup pukul|end"
    "|end time"
    "|selesai pukul|jam ditutup|ditutup|waktu berakhir|waktu ditutup",
    Field.PLACE: "tempat|lokasi|bertempat|bertempat di|venue|location|place|where|ruang|ruangan"
    "|ruang rapat|gedung|alamat rapat|tempat lokasi",
    Field.MEDIUM: "media|melalui|platform|via|sarana|aplikasi|mode|moda|media platform|bentuk",
    Field.AGENDA: "agenda|acara|mata acara|susunan acara|agenda items|agendas|acara pokok"
    "|agenda pembahasan|agenda utama|pokok acara|agenda acara|acara agenda",
    Field.TOPIC: "perihal|pokok pembicaraan|pokok-pokok pembicaraan|pokok diskusi|hal|topik"
    "|topik pembahasan|topik bahasan|pokok bahasan|pokok pembahasan"
    "|materi|materi pembahasan|tema|subjek|subyek|subject|topic|topics"
    "|pembahasan mengenai|masalah|re|pokok masalah|tentang|isu|theme|purpose|keperluan"
    "|maksud pertemuan",
    Field.BASIS: "dasar|dasar pelaksanaan|dasar hukum",
    Field.TITLE: "judul|sidang/rapat|rapat/sidang|nama|nama kegiatan|kegiatan|rapat|meeting"
    "|title|meeting title|meeting name"
    "|nama acara|nama forum|forum|pertemuan|jenis kegiatan|nama program kegiatan|event"
    "|project|meeting type|jenis pertemuan|nama rapat",
    Field.CHAIR: "pimpinan|rapat dipimpin|rapat dipimpin oleh|yang memimpin|memimpin"
    "|pemimpin|ketua|dipimpin|dipimpin oleh"
    "|pimpinan sidang|chair|chairperson"
    "|chaired by|chairman|led by|pemimpin sidang|ketua sidang|meeting chair|meeting lead"
    "|pengarah|leader|lead|pimpinan pemandu|ketua tim|meeting leader|pemimpin diskusi"
    "|chaired|chairwoman",
    Field.MODERATOR: "moderator|fasilitator|facilitator|facilitated by|pemandu|host"
    "|pembawa acara|mc"
    "|pemandu diskusi|facilitators|dipandu oleh|dimoderatori oleh",
    Field.NOTE_TAKER: "notulis|yang mencatat|mencatat|juru catat|juru tulis|notulen"
    "|notulensi|notula|pencatat"
    "|notetaker|note taker|minute taker"
    "|minutes by|scribe|recorder|dicatat oleh|notulensi oleh|notulen oleh|penulis"
    "|ditulis oleh|disusun oleh|dibuat oleh|prepared by|recorded by|petugas notulen"
    "|penulis notulen|penulis notula|pelapor|pembuat catatan"
    "|petugas notulis|notulis notulen|taken by|notes by|minutes taken by|minutes prepared by"
    "|note-taker"
    "|minute-taker|pembuat notulen|penyusun|notulist|pencatat notulen|perekam|notekeeper"
    "|notes taken by",
    Field.SECRETARY: "sekretaris|secretary|sekretaris notulis|sekretaris sidang",
    Field.PARTICIPANTS: "peserta|attending|peserta hadir|peserta yang hadir|yang hadir|hadir"
    "|daftar hadir|kehadiran"
    "|attendees|participants|present|attendance|dihadiri oleh|dihadiri|anggota yang hadir"
    "|pihak yang hadir|hadirin|unsur yang hadir|daftar peserta|members present"
    "|in attendance|anggota hadir|pihak yang terlibat|yang menghadiri|peserta hadirin"
    "|peserta undangan|unsur peserta|daftar hadir peserta|attended by|attendee"
    "|participant|who|hadir dalam|yang hadir dalam|anggota|daftar yang hadir"
    "|kehadiran peserta|undangan hadir|undangan yang hadir|tamu undangan|turut hadir|ikut hadir"
    "|hadir pula|juga hadir|yang datang|yang ikut|anggota rapat|peserta diskusi|diikuti oleh|tamu"
    "|partisipan|daftar kehadiran|pengurus yang hadir",
    Field.INVITED: "undangan|invitees|invited|peserta diundang|yang diundang",
    Field.ABSENT: "tidak hadir|absent with apologies|apologies for absence|with apologies"
    "|berhalangan|berhalangan hadir|izin|absen|absent|apologies"
    "|regrets"
    "|anggota yang tidak hadir|peserta tidak hadir|yang tidak hadir"
    "|peserta yang tidak hadir|anggota tidak hadir|ijin|absentees|yang berhalangan"
    "|yang berhalangan hadir|izin sakit|apology",
    Field.COUNT: "jumlah|jumlah peserta|jumlah hadir|jumlah kehadiran|total peserta"
    "|jumlah yang hadir"
    "|jumlah peserta hadir|number of participants|total|jumlah anggota hadir|total hadir"
    "|total attendees|jumlah peserta yang hadir|jumlah anggota yang hadir|jumlah total"
    "|jumlah orang",
    Field.LETTER: "nomor|nomor surat|no|no surat|surat undangan|nomor undangan"
    "|nomor surat undangan"
    "|undangan nomor|nomor berita acara|ref|no undangan|surat undangan nomor"
    "|dasar undangan|surat nomor|nomor notula|nomor notulen|nomor dokumen|no dokumen"
    "|no notulen|reference",
    Field.SPEAKERS: "narasumber|pembicara|pemateri|pemapar|penyaji|speakers|speaker|presenter"
    "|nara sumber|panelis|panelists",
    Field.OTHER: "sifat|jenis|ke|masa persidangan|masa sidang|tahun sidang|lampiran|status"
    "|versi"
    "|unit kerja|bagian|instansi|penyelenggara|telp|telepon|dokumen|tautan|link|url"
    "|meeting id|passcode|rekaman|recording|rapat ke|halaman|revisi|opd|bidang|kepada"
    "|tembusan|dari|from|to|version|page|sekretaris jenderal|dokumentasi|foto|kuorum"
    "|pengarah acara|program|proyek|disetujui oleh|diperiksa oleh|approved by|kode dokumen"
    "|tanggal terbit|tanggal surat|tanggal efektif|rapat berikutnya|next meeting"
    "|pertemuan berikutnya|sifat rapat|jenis rapat|jumlah undangan|jumlah anggota|klien"
    "|client|tipe|kategori|tags|author|layout|id|tanggal dibuat|tanggal cetak|organisasi"
    "|organization|pakaian",
}
BODY_WORDS = (
    "pokok pembicaraan|pokok-pokok pembicaraan|langkah berikut|langkah selanjutnya"
    "|langkah-langkah selanjutnya|poin diskusi|poin-poin diskusi|catatan pembahasan"
    "|catatan rapat"
    "|pembahasan|diskusi|jalannya rapat|jalannya diskusi|latar belakang|pendahuluan|tujuan"
    "|maksud dan tujuan|tujuan rapat|pembukaan|paparan|pemaparan|kesimpulan|hasil"
    "|hasil rapat|keputusan|tindak lanjut|rencana tindak lanjut|rtl|ringkasan|isi rapat"
    "|uraian|catatan|hasil pembahasan|hasil diskusi|hasil keputusan|kesepakatan"
    "|rekomendasi|penutup|sesi tanya jawab|tanya jawab|masukan|tanggapan|arahan|kendala"
    "|solusi|action items|discussion|notes|minutes|decisions|hasil pertemuan"
    "|pokok-pokok pembahasan|pokok pokok pembahasan|risalah|pokok-pokok hasil rapat"
    "|ringkasan diskusi|ringkasan rapat|isi notulen|uraian pembahasan|hasil musyawarah"
    "|jalannya musyawarah|jalannya pertemuan|sambutan|laporan|updates|background|summary"
    "|next steps|follow up|follow ups|poin diskusi|poin pembahasan|hal-hal yang dibahas"
    "|poin-poin pembahasan|materi diskusi|jalannya acara|jalannya sidang|isi pembahasan"
    "|proses rapat|keputusan rapat|kesimpulan rapat|hasil kesepakatan|todo|to do"
    "|pembagian tugas|rencana aksi|agenda pembicaraan|penyampaian|hasil notulen"
    "|notulensi rapat|isi|kegiatan rapat|resume|rumusan|isu dan solusi|issue|issues"
    "|discussion notes|meeting notes|action points|key points|penjelasan|kata pembuka"
    "|kata pengantar|deskripsi|pemaparan materi|sesi diskusi|kegiatan inti"
)
BODIES = dict.fromkeys(BODY_WORDS.split("|"), Field.BODY)
MEANINGS = BODIES | {word: field for field, words in WORDS.items() for word in words.split("|")}
"""A word that is both, such as "Pokok pembicaraan", is a field where its value follows."""
TAILS = frozenset(
    re.findall(
        r"\w+",
        "rapat pertemuan kegiatan acara musyawarah sidang diskusi pelaksanaan meeting undangan"
        " forum workshop kunjungan audiensi penyelenggaraan lokakarya notulen"
        " musdes desa"
        " fgd webinar",
    )
)
"""Words that may follow the name of a field and change nothing: Tempat Kegiatan."""
HEADS = frozenset(["nama", "daftar", "meeting"])
LONGEST = 60
BEFORE_VALUE = re.compile(r"\s*[:：=]+[\s:]*")
ORNAMENT = re.compile(r"^[^\w(\"“‘'«]+")
GAP = re.compile(r"\t+|\s{2,}")
SPACED = re.compile(r"(?<!\S)[^\W\d](?: [^\W\d]){3,}(?!\S)")
EMPHASIS = re.compile(r"[*_`]{1,3}")
JOINTS = re.compile(r"\s*(?:[/,&|+]|\bdan\b|\band\b)\s*")
"""What stands between the parts of "Hari/Tanggal", "Waktu dan Tempat"."""
NOTHING = re.compile(r"[\s.…_:;–—-]*")
COMBINED = {Field.DAY, Field.TIME, Field.PLACE, Field.MEDIUM}
LOOSE = COMBINED | {
    Field.AGENDA,
    Field.TOPIC,
    Field.CHAIR,
    Field.MODERATOR,
    Field.NOTE_TAKER,
    Field.PARTICIPANTS,
    Field.START,
    Field.END,
}
HOURS = frozenset({Field.START, Field.END})
CLOCK = re.compile(r"(?:(?:pukul|jam|pkl)\b\.?\s*)?\d{1,2}[.:]\d\d\b", re.IGNORECASE)
"""Fields whose colon a scan may have lost."""
NEVER_LOOSE = frozenset(
    re.findall(
        r"[^|]+",
        "ruang|ruangan|ruang rapat|gedung|hal|isu|masalah|ketua|lead|who|anggota|pada|tentang"
        "|bentuk|mode|tamu|materi|purpose|re",
    )
)
"""Words that more often begin a name or a sentence than a field."""
ROOMS = {"ruang", "ruangan", "gedung"}
"""Ruang Sidang Utama is the name of a room, wherever it stands."""
ANNOUNCING = re.compile(
    r"\s+(?:(?:adalah|ialah)(?:\s+sebagai\s+berikut)?|sebagai\s+berikut|yaitu|yakni|antara\s+lain"
    r"|meliputi|terdiri\s+(?:dari|atas))$"
)
"""What may stand between a label and the list that it announces."""
COMPOUND = re.compile(
    r"(?:koordinasi|kerja|dengar|evaluasi|paripurna|pembahasan|persiapan|teknis|pleno|desa"
    "|publik"
    r"|bilateral|multilateral|lanjutan|bersama|internal|umum|antar|dengan|tentang)\b",
    re.IGNORECASE,
)
"""After "Agenda Rapat" these belong to the name of the meeting: Rapat Koordinasi …"""
MOST_LOOSE_WORDS = 3
BEGINS_VALUE = re.compile(r"[A-Z0-9(“\"'–-]")


@dataclass(frozen=True)
class Label:
    """The fields that a label names; `value` is what follows it on the line, maybe nothing."""

    fields: frozenset[Field]
    value: str
    text: str

    @property
    def field(self) -> Field:
        return next(iter(self.fields)) if len(self.fields) == 1 else Field.DAY

    @property
    def is_head(self) -> bool:
        """Whether it belongs to the head of a note, rather than to its body."""
        return not self.fields & {Field.BODY}


def unspaced(text: str) -> str:
    """Read letters that stand apart as one word: "N O T U L A", "W a k t u"."""
    return SPACED.sub(lambda match: match[0].replace(" ", ""), text) if " " in text else text


def key(label: str) -> str:
    """Reduce a label to its words: "**Hari / Tanggal (rapat)** :" to "hari/tanggal"."""
    text = unspaced(EMPHASIS.sub("", unicodedata.normalize("NFKC", label))).casefold()
    text = ORNAMENT.sub("", text)
    text = re.sub(r"\([^()]*\)", " ", text).replace("tgl.", "tgl").replace("no.", "no")
    text = re.sub(r"\btgl\b", "tanggal", re.sub(r"\byg\b", "yang", text))
    return JOINTS.sub("/", " ".join(text.split())).strip(" .:;=/-–")


def fields_of(label: str) -> frozenset[Field]:
    """Tell which fields a label names; none for words that are no label."""
    words = key(label)
    if not words or len(words) > LONGEST:
        return frozenset()
    if announced := ANNOUNCING.search(words):
        return fields_of(words[: announced.start()]) - {Field.BODY}
    if field := _known(words):
        return frozenset({field})
    parts = [_known(part) for part in words.split("/")]
    fields = frozenset(part for part in parts if part)
    is_whole = len(parts) > 1 and all(parts)
    if is_whole and (len(fields) == 1 or fields <= COMBINED):
        return fields
    return frozenset(fields & {parts[0]}) if is_whole else frozenset()


def _known(words: str) -> Field | None:
    """Look the words up, without what may stand before or behind the name of any field."""
    if words in MEANINGS:
        return MEANINGS[words]
    parts = words.replace("/", " ").split()
    while len(parts) > 1 and parts[-1] in TAILS:
        parts.pop()
        if field := MEANINGS.get(" ".join(parts)):
            return field
    if len(parts) > 1 and parts[0] in HEADS:
        return _known(" ".join(parts[1:]))
    return None


def label_in(text: str) -> Label | None:
    """Take the label off the beginning of a line, where a colon or a wide gap ends it."""
    text = _plain(text)
    for pattern in (BEFORE_VALUE, GAP):
        end = pattern.search(text, 0, LONGEST + 5)
        if not end or not (fields := fields_of(text[: end.start()])):
            continue
        value = text[end.end() :].lstrip(":： \t")
        return Label(fields, value, text[: end.start()]) if value else bare_label_in(text)
    return None


def bare_label_in(text: str) -> Label | None:
    """Take a label that stands alone on its line."""
    if len(text) > 2 * LONGEST:
        return None
    text = _plain(text).rstrip(" :：=")
    if len(text) > LONGEST:
        return None
    fields = frozenset({Field.BODY}) if key(text) in BODIES else fields_of(text)
    return Label(fields, "", text) if fields else None


def _plain(text: str) -> str:
    return (EMPHASIS.sub("", text) if EMPHASIS.search(text) else text).strip()


def loose_label_in(text: str) -> Label | None:
    """Take a label that only a space parts from its value, as in "Pukul 15.00 - 16.30 WIB"."""
    words = EMPHASIS.sub("", text).split()
    for count in range(min(MOST_LOOSE_WORDS, len(words) - 1), 0, -1):
        label, value = " ".join(words[:count]), " ".join(words[count:])
        fields = fields_of(label)
        if not fields or not fields <= LOOSE or _is_never_loose(key(label)):
            continue
        if count > 1 and COMPOUND.match(value):
            continue
        if fields <= HOURS and not CLOCK.match(value):
            continue
        if words[0][0].isupper() and BEGINS_VALUE.match(value):
            return Label(fields, value, label)
    return None


def _is_never_loose(words: str) -> bool:
    return words in NEVER_LOOSE or words.split(maxsplit=1)[0] in ROOMS


def is_blank(value: str) -> bool:
    """Whether a value is only what a form leaves to fill in: dots, dashes, lines."""
    return NOTHING.fullmatch(value) is not None
