"""Who led and who wrote, told beside a name in a list: "… (Ketua)", "… sebagai Hakim Ketua"."""

import re
from collections.abc import Iterable

from kokreasi.reading.minutes.labels import Field
from kokreasi.reading.minutes.prose import Said

OF_CHAIR = (
    r"(?:pimpinan|pemimpin|ketua|pemandu)\s+(?:rapat|sidang|musyawarah|pertemuan|majelis|diskusi|forum)"
    r"|hakim\s+ketua(?:\s+majelis)?|moderator|fasilitator|chair(?:man|person|woman)?|meeting\s+lead|host"
)
OF_NOTE_TAKER = (
    r"notulis|notulen|notulensi|pencatat|juru\s+(?:tulis|catat)|panitera(?:\s+pengganti)?|note\s*-?\s*taker"
    r"|minute\s*-?\s*taker|scribe|sekretaris\s+(?:rapat|sidang)"
)
LINK = r"(?:merangkap|sekaligus|dan|/|,)?\s*"


def _office(count: int) -> str:
    return rf"(?:{LINK}(?:(?P<chair{count}>{OF_CHAIR})|(?P<note_taker{count}>{OF_NOTE_TAKER})))"


BESIDE_A_NAME = re.compile(
    rf"^(?P<name>[^():;]{{2,80}}?)\s*(?:[(\[]\s*(?:[^()]{{0,40}}[,/]\s*)?{_office(1)}\s*[)\]]"
    rf"|(?:,\s*|\s)(?:sebagai|selaku)\s+{_office(2)}|\s+[–—-]\s+{_office(3)})\s*[;.,]*$",
    re.IGNORECASE,
)
ON_THE_BENCH = re.compile(r"^(?P<name>[^():;]{2,80}?)\s*\(\s*ketua\s*\)\s*[;.,]*$", re.IGNORECASE)
BENCH = re.compile(r"susunan\s+(?:persidangan|majelis|sidang)|majelis\s+hakim", re.IGNORECASE)
"""Under such a line "(Ketua)" is the chair of the sitting; elsewhere it may be that of a club."""
REACH = 12
"""Lines below the name of the bench on which its judges stand."""


def offices_in(lines: Iterable[tuple[str, int]]) -> dict[Field, Said]:
    """Find the first chair and the first note-taker among lines, given with their numbers."""
    found: dict[Field, Said] = {}
    bench = 0
    for text, line in lines:
        bench = REACH if BENCH.fullmatch(text.strip(" :")) else bench - 1
        if bench > 0 and (judge := ON_THE_BENCH.match(text)):
            found.setdefault(Field.CHAIR, Said(judge["name"].strip(), line))
        elif office := BESIDE_A_NAME.match(text):
            kind = office.lastgroup or ""
            field = Field.CHAIR if kind.startswith("chair") else Field.NOTE_TAKER
            found.setdefault(field, Said(office["name"].strip(" ,"), line))
    return found
