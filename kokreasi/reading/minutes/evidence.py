"""What speaks for and against a note of a meeting: a table of features and their weights.

The weights come from a logistic regression over real papers (docs/reading.md tells how, and the
figures); a weight is what a feature at its full measure adds to the sum. Change them by fitting
anew, not by hand.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """Words of one kind. Its measure is the share of `full` hits that was found, at most 1.

    A `style` is counted by density: `full` hits are asked for in every 2,000 letters.
    """

    name: str
    weight: float
    pattern: re.Pattern[str]
    full: int = 2
    style: bool = False


def _phrases(name: str, weight: float, pattern: str, full: int = 2) -> Phrases:
    return Phrases(name, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE), full)


def _style(name: str, weight: float, pattern: str, full: int = 4) -> Phrases:
    return Phrases(
        name, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE), full, style=True
    )


_GATHERING = r"(?:rapat|sidang|acara|pertemuan|musyawarah|kegiatan|diskusi|meeting)"

_BLANK = (
    r"\[[A-Za-z_][^\]\n]{1,60}\](?!\()|\\?<[A-Za-z][a-z\sA-Z]{1,20}\d?\\?>|[._…]{6}"
    r"|\b(?:yyyy|hh:mm|dd/mm|nama\speserta|(?:name|point|poin\sdiskusi|topic|decision|action\sitem|agenda\spertama|tindak\slanjut)\s\d)\b"
)

#    Every pattern begins with a word or the start of a line and repeats nothing without a bound:
#    the time stays in proportion to the text.
PHRASES = (
    _phrases(
        "opened or closed",
        1.0,
        rf"\b{_GATHERING}\s(?:\w{{1,15}}\s){{0,2}}(?:dibuka|ditutup|dimulai|diakhiri|berakhir|diskors|selesai\spukul|(?:was\s)?(?:opened|closed|ended|convened|adjourned))\b"
        r"|\b(?:mem(?:buka|impin)|menutup)\s(?:rapat|sidang|acara|pertemuan|musyawarah|diskusi)\b"
        r"|\b(?:call(?:ed)?\s(?:the\smeeting\s)?to\sorder|adjourn(?:ed|ment)|(?:chair|meeting)\s(?:began|closed))\b",
    ),
    _phrases(
        "note-taker's label",
        0.4,
        r"^\W{0,6}(?:notulis|notulen|penyarikan|pencatat|note[-\s]?taker|scribe|minutes?\staker|minutes\sby|recorded\sby)\b[\s\t]{0,20}(?:[:(,|]|$)",
        1,
    ),
    _phrases(
        "who came",
        0.3,
        r"\b(?:di(?:hadiri|ikuti)|(?:turut|tidak|yang)\shadir|hadir\s(?:dalam|pada)|attended\sby|in\sattendance|(?:were|members)\spresent|all\spresent|apologies|absent|quorum|kuorum)\b"
        r"|^\W{0,6}(?:hadir|peserta|kehadiran|attendees|attendance|present|participants?|attending)\b[^\n]{0,30}(?::|$)",
    ),
    _phrases(
        "what was said",
        0.5,
        r"\b(?:menyampaikan|menanyakan|menjawab|menjelaskan|mengusulkan|melaporkan|mempertanyakan|memaparkan|menambahkan|menyarankan|mempersilakan|berpendapat|menyetujui|membacakan"
        r"|mengingatkan|menanggapi|reported|mentioned|proposed|suggested|noted\sthat|asked|explained|raised|highlighted|discussion\s(?:on|of|about)|discussed)\b",
        4,
    ),
    _phrases(
        "outcome",
        1.2,
        r"\b(?:di(?:simpulkan|sepakati|putuskan|setujui|tunjuk)|menyepakati|sepakat|rumusan|keputusan|kesepakatan|kesimpulan|mufakat|aklamasi|agreed|decided|decisions?|approved|seconded|carried"
        r"|resolved|unanimous(?:ly)?|elected)\b",
        3,
    ),
    _phrases(
        "it took place",
        2.2,
        r"\b(?:telah\s(?:di(?:laksanakan|adakan|langsungkan|selenggarakan)|berlangsung)|pada\shari\sini|bertempat\sdi|diadakan\s(?:rapat|pertemuan|musyawarah)|rapat\s(?:ini\s)?membahas|was\sheld|held\s(?:on|at|a))\b",
    ),
    _phrases(
        "end of a note",
        0.6,
        r"\b(?:demikian(?:lah)?\s(?:\w{1,12}\s)?(?:notul\w{1,4}|risalah|berita\sacara|hasil\srapat|catatan)|pimpinan\s(?:rapat|sidang)|ketua\s(?:rapat|sidang)|sekretaris\srapat|respectfully\ssubmitted|attest"
        r"|(?:rapat|pertemuan)\s(?:berikutnya|selanjutnya|lanjutan)|next\s(?:meeting|call))\b",
    ),
    _phrases(
        "invites",
        -0.7,
        r"\b(?:mengundang|undangan|mengharap(?:kan)?\s(?:dengan\s\w{1,9}\s)?kehadiran|(?:di)?(?:mohon|minta|harap(?:kan)?)\s(?:untuk\s|dapat\s)?(?:kehadiran|hadir)|berkenan\shadir|rsvp|you\sare\s(?:cordially\s)?invited"
        r"|notice\sis\shereby\sgiven)\b",
    ),
    _phrases(
        "is a letter",
        -0.7,
        r"\b(?:dengan\shormat|atas\sperhatian|kami\sucapkan\sterima\s?kasih|surat\sini)\b|^\W{0,3}(?:yth|perihal|hal|lampiran|tembusan|kepada)\b[\s\t.]{0,9}(?::|$|yth)",
    ),
    _phrases(
        "is a tender",
        -0.5,
        r"\b(?:hps|aanwijzing|pelelangan|lelang|tender|pascakualifikasi|dokumen\s(?:pengadaan|penawaran|pemilihan)|pokja|ulp|lpse|spse)\b",
        3,
    ),
    _phrases(
        "terms of reference",
        -0.2,
        r"^\W{0,3}(?:[A-Z\d]{1,4}[.)]\s{0,3})?(?:latar\sbelakang|pendahuluan|dasar\shukum|maksud(?:\sdan\stujuan)?|tujuan(?:\sumum)?|ruang\slingkup|sasaran|(?:indikator\s)?keluaran|(?:rencana\s)?anggaran(?:\sbiaya)?|jadwal(?:\spelaksanaan)?"
        r"|metode(?:\spelaksanaan)?|penutup|biaya|kerangka\sacuan|terms?\sof\sreference)\b",
        4,
    ),
    _phrases(
        "regulates",
        -0.3,
        r"^\W{0,3}(?:pasal\s\d{1,3}|bab\s[ivx]{1,4})\b|\b(?:sebagaimana\sdimaksud|lembaran\snegara|petunjuk\s(?:teknis|pelaksanaan))\b",
        3,
    ),
    _phrases(
        "decrees",
        -0.2,
        r"^\W{0,3}(?:menimbang|mengingat|memperhatikan|memutuskan|menetapkan|kesatu|kedua|ketiga)\b[\s\t]{0,20}(?::|$)|\b(?:dengan\srahmat\stuhan|ditetapkan\sdi|mulai\sberlaku)\b",
        3,
    ),
    _phrases(
        "dateline",
        -1.5,
        r"^\W{0,3}(?-i:[A-Z]{3,20}(?:\s[A-Z]{3,20}){0,2})(?:,\s?[\w.]{2,20})?\s?[-–—]\s?(?-i:[A-Z][a-z])|^\W{0,3}(?-i:[A-Z][a-z]{2,20}),\s?[\w.]{3,20}\s?[-–—]\s|^[\w.]{2,20}\.(?:com|id)\s?[-–—]\s"
        r"|\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu),?\s?\(\d{1,2}/\d{1,2}",
        1,
    ),
    _phrases(
        "quotes for readers",
        -0.6,
        r"[\"”’']\s?,?\s?(?:ujar|kata|tutur|ungkap|jelas|tegas|ucap|terang|pinta|imbuh|singkat|papar|said)(?:nya)?\b",
    ),
    _phrases(
        "press",
        -0.8,
        r"\b(?:wartawan|awak\smedia|pewarta|reporter|jurnalis|siaran\spers|redaksi|baca\sjuga|humas|dibaca:|dipublikasikan|posting\skomentar|no\scomments|leave\sa\scomment)\b",
    ),
    _style(
        "tells how to",
        -1.4,
        r"\b(?:cara\s(?:mem|men|meng|meny|peng)\w{2,12}|langkah-langkah|contoh\b|misalnya|sebaiknya|hendaknya|sekurang-kurangnya|anda|kamu|tips|panduan|pedoman|template|prosedur|standar\soperasional|should|typically"
        r"|usually|you\s(?:can|want|need|will|should)|your|how\sto|please|guide)\b",
        4,
    ),
    _style(
        "defines",
        -1.6,
        r"\b(?:(?:adalah|merupakan|ialah)\s(?!hasil)|yang\sdimaksud\sdengan|pengertian|definisi|fungsi|unsur-unsur|jenis-jenis|(?:is|are)\s(?:a|an|the|responsible|held)\b)",
        4,
    ),
    _style("left to fill in", -0.9, _BLANK),
    _style("hardly filled in", -1.3, _BLANK, 12),
    _style(
        "code and products",
        -1.6,
        r"\b(?:npm|pip|install(?:ation)?|localhost|api|import|const|function|interface|endpoint|database|repository|copyright|license|version|src|config|https?://\S{1,200}|frontend|backend|bug|commit|debian|package)\b"
        r"|`[^`\n]{1,60}`|[{};]$|\b[\w-]{1,30}\.(?:ts|js|py|md|php|sql|json|env|html)\b|\b\w{2,30}\(\)|\b(?-i:[a-z]{2,15}[A-Z][a-z]{2,15})",
        6,
    ),
    _phrases(
        "schedule of hours",
        -0.1,
        r"\b\d{1,2}[.:]\d{2}\s?(?:-|–|s\.?d\.?|to)\s?\d{1,2}[.:]\d{2}\b|\(\d{1,2}\smin\)",
        4,
    ),
    _phrases(
        "is to come",
        -0.4,
        r"\b(?:akan\s(?:di(?:laksanakan|adakan|selenggarakan|langsungkan|umumkan)|berlangsung)|will\sbe\s(?:held|meeting|announced)|to\sbe\sannounced|tbd|tba|susunan\sacara|rundown|meetings?\s(?:are|is)\s(?:open|held|recorded))\b",
    ),
    _phrases(
        "comes again",
        -1.0,
        r"\b(?:(?:each|every)\s(?:month|quarter|week|year|meeting)|monthly|quarterly|regular\smeetings?|once\sa\s(?:week|month)|held\s(?:monthly|weekly|every))\b",
    ),
    _style(
        "is a paper of study",
        0.0,
        r"\b(?:daftar\sisi|kata\spengantar|makalah|skripsi|mata\s(?:kuliah|pelajaran)|nim|npm|dosen\spembimbing|rumusan\smasalah|universitas|modul|mahasiswa\smampu|kompetensi|tugas)\b",
        3,
    ),
)

FACTS = {
    "title of a note": 1.3,
    "title of a meeting": 1.3,
    "title of another paper": -1.3,
    "title of a manual": 0.0,
    "date": 2.0,
    "hour": 0.8,
    "agenda": 1.1,
    "participants": 0.6,
    "named chair or note-taker": 1.3,
    "speakers": 0.6,
    "points": 1.8,
    "agreements": 0.9,
    "follow-ups listed": 1.8,
    "follow-ups implied": 1.0,
    "outline of talks": 0.3,
    "nothing filled in": -0.2,
    "nobody named": -0.8,
}
TOGETHER = {
    "news": (-1.5, ("dateline", "quotes for readers", "press")),
    "an invitation": (-1.4, ("invites", "is a letter", "is to come", "schedule of hours")),
    "a guide": (-1.3, ("title of a manual", "tells how to", "defines", "is a paper of study")),
    "a form": (-1.8, ("hardly filled in", "left to fill in", "nothing filled in", "tells how to")),
    "a decree": (-0.9, ("decrees", "regulates", "title of another paper")),
    "terms of work": (
        -0.6,
        ("terms of reference", "is a tender", "title of another paper", "is to come"),
    ),
}
"""What two signs together make likely, more than each alone: the weight, and the signs."""
SIGN = 0.5
"""From this measure on a feature counts as a sign."""
BIAS = -3.4
