"""A sentence that binds somebody: who, to do what, and how firmly."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kokreasi.reading.minutes.actors import actor_before, is_actor
from kokreasi.reading.minutes.model import Kind
from kokreasi.reading.minutes.words import (
    NO_ACTOR,
    NOT_VERBS,
    PASSIVE,
    PLAIN,
    begins_with_verb,
    is_verb,
)

PROMISES = (
    r"akan|siap|bersedia|berkomitmen|sanggup|berjanji|bertugas|bertanggung\s*jawab|di(?:beri\s+)?tugas(?:kan)?"
    r"|ditunjuk|sepakat(?:\s+akan)?|menyanggupi|berencana|will|shall|is\s+going\s+to|agreed\s+to|commits?\s+to"
)
REQUESTS = (
    r"agar|supaya|diminta(?:kan)?|dimohon(?:kan)?|mohon|harus|wajib|diwajibkan|diinstruksikan|dih?imbau"
    r"|diperintahkan|disarankan|must|please|is\s+requested\s+to|didorong|didesak"
)
WISHES = (
    r"perlu|diharap(?:kan)?|sebaiknya|seharusnya|hendaknya|seyogy?anya|should|dianjurkan|bisa|dapat"
    r"|could|may"
)
FOLLOWING = (
    r"(?:\s+(?:untuk|agar|supaya|dapat|bisa|juga|kembali|turut|ikut|terlebih\s+dahulu"
    r"|kiranya|terus|segera|be|to)\b)*"
)
MODAL = re.compile(
    rf"(?<![\w-])(?:(?P<promise>{PROMISES})|(?P<request>{REQUESTS})|(?P<wish>{WISHES}))(?![\w-])"
    rf"{FOLLOWING}\s*:?\s*",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"(?<![\w-])(?:(?P<request>meminta(?:\s+kembali)?|mendesak|mendorong|menugaskan|meng?h?imbau"
    r"|memerintahkan|menginstruksikan|memohon|mewajibkan|menyarankan|merekomendasikan|mengingatkan"
    r"|menekankan|diminta(?:kan)?|dimohon(?:kan)?|mohon|dih?imbau|ditugaskan|(?<!.)(?:agar|supaya|kepada))"
    r"|(?P<wish>mengharapkan|diharapkan|diharap|berharap|harapannya))"
    r"(?:\s+(?:kembali|dengan\s+hormat|secara\s+tegas))?(?:\s+(?:kepada|agar|pada|supaya|untuk|bantuan))?\s+"
    r"(?=[\w@(*])",
    re.IGNORECASE,
)
TO_DO = re.compile(
    r"[\s,]+(?:untuk|agar|supaya|dapat|diminta(?:\s+untuk)?|dimohon|mohon|harus|bisa|segera|akan)"
    rf"{FOLLOWING}\s*:?\s*",
    re.IGNORECASE,
)
TO = re.compile(r"^(?P<actor>[^,.;:()]{1,60}?)\s+to\s+(?P<verb>[a-z]+)\b")
BY = re.compile(
    r"[\s,]+(?:oleh|by)\s+(?P<actor>[^,.;:()]{2,140}?)"
    r"(?=\s+(?:paling|pada|sebelum|untuk|dengan|kepada|melalui|dalam|secara|guna|agar|sesuai|selambat\S*"
    r"|hingga|setelah|yang|di|ke|terkait|tentang|dan\s+(?:di|me)[a-z]{4,})\b|\s*[,.;:()]|\s*$)",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"^(?:(?:(?:peserta|rapat|forum|musyawarah|pimpinan|seluruh|hasil|dalam|para|semua|bersama|kesimpulan"
    r"|telah|juga|ini|pertemuan|diskusi|anggota|dan|pihak|the\s+meeting|kedua\s+belah)\s+){0,5}"
    r"(?:(?:men|di)yepakati|disepakati|sepakat|memutuskan|diputuskan|menyimpulkan|disimpulkan|menyetujui"
    r"|disetujui|agreed)(?:\s+(?:bersama|juga|pula))?(?:\s+(?:bahwa|agar|untuk|that))?[\s,:]+)",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"(?:(?:melakukan|melaksanakan|menindaklanjuti|mengerjakan)\s+)?(?:(?:hal(?:-hal)?|beberapa(?:\s+hal)?"
    r"|langkah(?:-langkah)?|tugas|tindak\s+lanjut|kegiatan|poin)\s*)*(?:sebagai\s+)?(?:berikut(?:\s+ini)?)?\s*:?",
    re.IGNORECASE,
)
ABLE = re.compile(r"dapat|bisa|could|may", re.IGNORECASE)
PRESENT = re.compile(r"\s+yang\s+(?:hadir|mengikuti|berkepentingan|bersangkutan|terkait)\s*$")
MOST_MODALS = 6
FEW_WORDS = 4
LONGEST_OBJECT = 14


@dataclass(frozen=True)
class Clause:
    """`kind` is None where no word binds; `actor` is None where the words name nobody."""

    actor: str | None
    action: str
    kind: Kind | None


@lru_cache(maxsize=512)
def read_clause(text: str, *, lenient: bool = False) -> Clause:
    """Tell who is to do what. `lenient`: the text stands in a list of follow-ups."""
    text = AGREED.sub("", text.strip(), count=1).strip()
    return (
        _bound(text, lenient=lenient)
        or _asked(text)
        or _english(text)
        or _impersonal(text)
        or (_told(text) if lenient else None)
        or Clause(None, text, None)
    )


def _bound(text: str, *, lenient: bool) -> Clause | None:
    """ACTOR akan (agar, perlu ...) VERB OBJECT."""
    asked = ASKED.search(text)
    for count, modal in enumerate(MODAL.finditer(text)):
        if not lenient and modal["wish"] and ABLE.match(modal["wish"]):
            continue
        actor = actor_before(text[: modal.start()], lenient=lenient) if modal.start() else None
        if asked and asked.end() < modal.start():
            return None
        if actor:
            return _with_agent(Clause(actor, text[modal.end() :], _kind(modal)))
        if count > MOST_MODALS:
            return None
    return None


def _with_agent(clause: Clause) -> Clause:
    """Of "surat akan dikirim oleh Bappenas" the actor is who does it, not what it is done to."""
    first = clause.action.split(None, 1)[0] if clause.action else ""
    if not PASSIVE.fullmatch(first) or first in NOT_VERBS:
        return clause
    agent = BY.search(clause.action)
    if agent is None or not is_actor(agent["actor"]):
        return Clause(None, f"{clause.actor} {clause.action}", clause.kind)
    action = f"{clause.actor} {_cut(clause.action, agent)}"
    return Clause(agent["actor"], action, clause.kind)


def _asked(text: str) -> Clause | None:
    """(X) meminta ACTOR untuk VERB OBJECT."""
    asked = ASKED.search(text)
    if asked is None or not _is_asker(text[: asked.start()]):
        return None
    kind = Kind.WISH if asked["wish"] else Kind.REQUEST
    rest = text[asked.end() :]
    for to_do in TO_DO.finditer(rest, 0, 300):
        addressee = PRESENT.sub("", rest[: to_do.start()]).strip(" ,")
        if is_actor(addressee) or _is_addressed(addressee, to_do):
            return Clause(addressee, rest[to_do.end() :], kind)
    return _actor_and_verb(rest, kind) or Clause(None, rest, kind)


def _is_addressed(words: str, to_do: re.Match[str]) -> bool:
    """Between "meminta" and "agar" a few words without a verb name whoever is asked."""
    is_firm = to_do[0].strip(" ,").casefold().startswith(("agar", "supaya"))
    is_short = 0 < len(words.split()) <= FEW_WORDS
    return (
        is_firm and is_short and not NO_ACTOR.match(words) and not any(map(is_verb, words.split()))
    )


def _is_asker(text: str) -> bool:
    """Nobody, or somebody, may stand before "meminta"; not half a story."""
    text = AGREED.sub("", text).strip(" ,")
    return not text or actor_before(text, lenient=True) is not None


def _actor_and_verb(text: str, kind: Kind | None) -> Clause | None:
    words = text.split()
    for at, word in enumerate(words[:16]):
        if at and is_verb(word):
            actor = " ".join(words[:at])
            return (
                Clause(actor, text[text.index(word, len(actor)) :], kind)
                if is_actor(actor)
                else None
            )
    return None


def _english(text: str) -> Clause | None:
    match = TO.match(text)
    if match is None or match["verb"] not in PLAIN or not is_actor(match["actor"]):
        return None
    return Clause(match["actor"], text[match.start("verb") :], Kind.PROMISE)


def _impersonal(text: str) -> Clause | None:
    """Akan dilakukan X (oleh ACTOR); perlu menyusun Y."""
    modal = _first_binding(text)
    kind = _kind(modal) if modal else None
    agent = BY.search(text)
    actor = agent["actor"] if agent and is_actor(agent["actor"]) else None
    if modal is None and actor is None:
        return None
    if (
        agent
        and actor
        and (
            kind or not begins_with_verb(text) or PASSIVE.search(text.split(maxsplit=1)[0].lower())
        )
    ):
        text = _cut(text, agent)
    elif agent:
        actor = None
    modal = _first_binding(text) if kind else None
    if modal and _is_object(text[: modal.start()]):
        text = text[: modal.start()] + text[modal.end() :]
    else:
        kind = None
    return Clause(actor, text, kind) if kind or actor else None


def _first_binding(text: str) -> re.Match[str] | None:
    modal = MODAL.search(text)
    return None if modal is None or ABLE.match(modal["wish"] or "") else modal


def _is_object(text: str) -> bool:
    """What stands before "akan" in a passive sentence holds no verb of its own."""
    words = text.split()
    return (
        len(words) <= LONGEST_OBJECT
        and not any(is_verb(word) for word in words)
        and not begins_with_verb(text)
    )


def _told(text: str) -> Clause | None:
    """ACTOR VERB OBJECT, without any binding word."""
    return None if begins_with_verb(text) else _actor_and_verb(text, None)


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + text[match.end() :]


def _kind(modal: re.Match[str]) -> Kind:
    if modal["promise"]:
        return Kind.PROMISE
    return Kind.REQUEST if modal["request"] else Kind.WISH
