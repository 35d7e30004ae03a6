"""Who acts: telling a body or a person from a meeting, a paper or half a sentence."""

import re

from kokreasi.reading.minutes.words import (
    BODY,
    HONORIFIC,
    NO_ACTOR,
    OFFICE,
    STARTS_AN_ACTOR,
    WORD_OF_A_NAME,
    is_verb,
)

MOST_WORDS = 18
FEW_WORDS = 3
LONGEST_LIST = 1_000
LEAD = re.compile(
    r"(?:(?:selanjutnya|kemudian|untuk\s+itu|oleh\s+(?:karena|sebab)\s+itu|dengan\s+demikian|bahwa"
    r"|maka(?:\s+dari\s+itu)?|namun|sedangkan|sementara\s+itu|dalam\s+hal\s+ini|dan|serta|sehingga"
    r"|karena\s+itu|adapun|di\s+sisi\s+lain|selain\s+itu|sebagai\s+tindak\s+lanjut|ke\s+depan(?:nya)?"
    r"|kepada|untuk|nanti(?:nya)?)\b[\s,]*)+",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"^(?:dan|serta|dari|di|bersama|dengan|untuk|of|and|atau|&|/|ke|oleh|bagi)$", re.I
)
NO_NAME = re.compile(
    r"[?!:;|→\"“”]|[-=]>|\b(?:akan|agar|diminta|harus|wajib|perlu|paling|adalah|ialah|tidak|belum|sudah|telah|will)\b|^(?:pe|ke)(?!menter|menko|menpan|polis|jaksa|camat|lurah|deputi|panitera|pegawai|mendag|tua|luarga"
    r"|pala|merintah|ngadilan|rkumpulan|rwakilan|rsatuan|rhimpunan|rserikatan|rguruan|rusaha|rpustaka|rkebun|rum|mprov|mda|mkab"
    r"|mkot|mdes|ngurus|serta|tugas|ngelola|nyelenggara|njabat|mohon|milik|laksana|ndamping|mbina|nasihat|mimpin|nanggung)\w+an\b",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:[SMA]\.?[A-Z][\w.]*|Ph\.?D\.?|Dr\.?|Sp\.\w+|Ak|CPA|MM|SE|SH|MH|ST|MT|Lc)\.?"
)
LONG_NAME = re.compile(
    r"(?:kementeri?an|dinas|badan|direktorat|deputi|bidang|komisi|bagian|sub\w+|fakultas|asdep|pusat"
    r"|lembaga|menteri|kepala|direktur|universitas|ministry|department)\b",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(?:;|\n|\s\|\s)\s*|\s+(?:dan|serta|and|bersama)\s+|\s*&\s*|\s\+\s|,\s*(?:dan\s+|serta\s+)?"
)
SLASH = re.compile(r"\s+/\s+|(?<=[a-z])/(?=[A-Z][a-z])")
ACRONYM = re.compile(r"[A-Z][A-Z0-9/.-]{1,14}")
GENERIC = re.compile(
    r"(?:desa|kota|kabupaten|provinsi|masyarakat|keuangan|perencanaan|kepegawaian|sekolah|pusat"
    r"|perpustakaan|anggota|pengurus|warga|kecamatan|kelurahan)",
    re.IGNORECASE,
)


def is_actor(text: str) -> bool:
    """Tell whether the words can name a body or persons, and nothing else."""
    text = text.strip(" *_,.:")
    words = text.split()
    if not words or len(words) > MOST_WORDS or NO_ACTOR.match(text) or NO_NAME.search(text):
        return False
    if any(is_verb(word) for word in words) or not any(letter.isalpha() for letter in text):
        return False
    if STARTS_AN_ACTOR.match(text):
        return ". " not in re.sub(rf"\b{HONORIFIC}\.", "", text, flags=re.IGNORECASE)
    return all(WORD_OF_A_NAME.fullmatch(word) for word in words) and not LOOSE.match(words[0])


def surely_actor(text: str) -> bool:
    """Tell whether the words name a body, an office, or somebody with an honorific or acronym."""
    text = text.strip(" *_,.:()")
    if not is_actor(text):
        return False
    return bool(
        STARTS_AN_ACTOR.match(text)
        or ACRONYM.fullmatch(text)
        or re.search(rf"\b(?:{BODY}|{OFFICE})\b", text, re.IGNORECASE)
    )


def actor_before(text: str, *, lenient: bool = False) -> str | None:
    """Give the actor with whom the text ends: the subject before "akan".

    Of "Sejauh ini belum ada data, Pattiro akan ..." that is Pattiro. `lenient` also takes a few
    words without capitals, as in the list of somebody in a hurry.
    """
    text = re.split(r"(?<=[a-z)]{2})\.\s+|[;:]\s+", text.strip())[-1].strip(" ,*_")
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    if is_actor(text) and (STARTS_AN_ACTOR.match(text) or "," not in text):
        return text
    if "," in text:
        return _after_commas(text)
    if lenient and 0 < len(text.split()) <= FEW_WORDS:
        return None if NO_ACTOR.match(text) or any(map(is_verb, text.split())) else text
    return _name_at_end(text)


def _after_commas(text: str) -> str | None:
    """Take the parts of a list from its end, as long as each is somebody."""
    parts = re.split(r",\s+", text)
    taken: list[str] = []
    while parts and is_actor(_without_lead(parts[-1])) and len(taken) < MOST_WORDS:
        taken.insert(0, parts.pop())
    if not taken:
        return _name_at_end(parts[-1])
    return _without_lead(", ".join(taken)) or None


def _without_lead(text: str) -> str:
    match = LEAD.match(text)
    return text[match.end() :] if match else text


def _name_at_end(text: str) -> str | None:
    words = text.split()
    first = len(words)
    while first and len(words) - first < MOST_WORDS and WORD_OF_A_NAME.fullmatch(words[first - 1]):
        first -= 1
    while first < len(words) and LOOSE.match(words[first]):
        first += 1
    name = " ".join(words[first:])
    if not surely_actor(name) or (first and is_verb(words[first - 1])):
        return None
    return name


def split_actors(text: str) -> list[str]:
    """Split "Sekretariat OGI dan Seknas FITRA" in two, and no name that holds a "dan"."""
    if len(text) > LONGEST_LIST:
        return [text.strip()]
    parts = _joined(SLASH.sub(" & ", _unnumbered(text)))
    return [name for part in parts if (name := part.strip(" ,.;*_-–"))]


def _unnumbered(text: str) -> str:
    return re.sub(r"(?:^|\n)\s*(?:\d{1,2}[.)]|[-•*–])\s+", "\n", text).strip()


def _joined(text: str) -> list[str]:
    """Cut at every joint where a new name begins; elsewhere the joint belongs to the name."""
    parts: list[str] = []
    at = 0
    for joint in JOINT.finditer(text):
        left, right = text[at : joint.start()], text[joint.end() :]
        if left.count("(") > left.count(")"):
            continue
        if _is_cut(joint[0], left.strip(), right.strip()):
            parts.append(left)
            at = joint.end()
    return [*parts, text[at:]]


def _is_cut(joint: str, left: str, right: str) -> bool:
    if not left or not right:
        return False
    following = JOINT.split(right, maxsplit=1)[0].strip()
    if "\n" in joint or ";" in joint or "|" in joint:
        return True
    if DEGREE.fullmatch(following.strip(". ")) and "," in joint:
        return False
    return _begins_a_name(following, left)


def _begins_a_name(following: str, left: str) -> bool:
    is_one_word = len(left.split()) == 1
    if GENERIC.fullmatch(following):
        return is_one_word
    if STARTS_AN_ACTOR.match(following):
        return True
    if ACRONYM.fullmatch(following):
        return not LONG_NAME.match(left) or is_one_word
    return not LONG_NAME.match(left) and following[:1].isupper()
