"""Who speaks: the subject before "menyampaikan", the name before a colon."""

import re
from dataclasses import dataclass

from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.headings import role_of
from kokreasi.reading.minutes.words import BODY, HONORIFIC, OFFICE, SPEECH, is_verb

MOST_LETTERS, MOST_WORDS = 220, 22
AS = re.compile(
    r"\s+(?:selaku|sebagai|dari|from|mewakili|of)\s+|,\s+(?=[A-Z])|\s+[-–—]\s+", re.IGNORECASE
)
IN_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<body>[^()]{2,80})\)\s*$")
DEPUTY = re.compile(
    r"^(?:para\s+)?(?:perwakilan|wakil|utusan|delegasi|tim|pihak)\s+(?:dari\s+)?", re.IGNORECASE
)
POSITION = re.compile(
    rf"^(?:(?:{OFFICE}|eksekutif|utama|ahli|pertama|muda|madya|perencana|umum|pelaksana|program|tenaga|manager"
    r"|senior|deputy|executive|officer|staf)\b\s*)+",
    re.IGNORECASE,
)
FIRST_BODY = re.compile(rf"\b{BODY}\b", re.IGNORECASE)
COLON = re.compile(
    r"^(?:\*\*|__)?(?P<name>[^:;?!]{2,90}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?P<said>\S.*)$",
    re.DOTALL,
)
LEAD = re.compile(
    r"^(?:selanjutnya|kemudian|lalu|sementara\s+itu|setelah\s+itu|pada\s+kesempatan\s+\w+)[,\s]+",
    re.I,
)


@dataclass(frozen=True)
class Speaker:
    """Somebody as the note calls them, and the body that the note puts beside the name."""

    name: str
    organisation: str | None


def speaker_of(text: str) -> Speaker | None:
    """Find who is said to speak at the beginning of a point."""
    start = LEAD.sub("", text[:MOST_LETTERS].strip(" *_"), count=1)
    return _before_speech(start) or _before_colon(start) or _alone(text)


def _before_speech(text: str) -> Speaker | None:
    speech = SPEECH.search(text)
    if speech is None:
        return None
    subject = re.sub(
        r"\s+(?:juga|kemudian|turut|lalu|yang|telah|kembali|selanjutnya)$",
        "",
        text[: speech.start()].strip(" ,*_"),
    )
    return _speaker(subject) if subject and _is_subject(subject) else None


def _is_subject(text: str) -> bool:
    if "; " in text or ": " in text or len(text.split()) > MOST_WORDS:
        return False
    return is_actor(AS.split(text, maxsplit=1)[0]) and not any(map(is_verb, text.split()))


def _before_colon(text: str) -> Speaker | None:
    match = COLON.match(text)
    if match is None:
        return None
    name = match["name"].strip(" *_")
    if role_of(name) or not _is_name(name):
        return None
    return _speaker(name)


def _alone(text: str) -> Speaker | None:
    """A line that is nothing but a name and a colon stands above what was said."""
    name = text.strip().strip("*_ ")
    if not name.endswith(":") or len(name) > MOST_LETTERS:
        return None
    name = name.rstrip(" :*_")
    return _speaker(name) if _is_name(name) and not role_of(name) else None


def _is_name(name: str) -> bool:
    bracketed = IN_BRACKETS.match(name)
    bare = bracketed["name"] if bracketed else AS.split(name, maxsplit=1)[0]
    if bracketed:
        return is_actor(bare) and bare[:1].isupper()
    return surely_actor(bare) or (
        is_actor(bare) and AS.search(name) is not None and bare[:1].isupper()
    )


def _speaker(subject: str) -> Speaker:
    subject = subject.strip(" ,:*_")
    if bracketed := IN_BRACKETS.match(subject):
        return Speaker(bracketed["name"], _body(bracketed["body"]) or bracketed["body"])
    name, *rest = AS.split(subject, maxsplit=1)
    if rest:
        return Speaker(name, _body(rest[0]))
    return Speaker(
        subject, _body(subject) if not re.match(rf"{HONORIFIC}\b", subject, re.I) else None
    )


def _body(text: str) -> str | None:
    """Give the body in "perwakilan Lakpesdam PBNU", "Direktur Eksekutif PATTIRO"."""
    deputy = DEPUTY.sub("", text.strip())
    rest = POSITION.sub("", deputy).strip(" ,.")
    first = FIRST_BODY.search(deputy)
    if first and (rest != deputy or not first.start()):
        return deputy[first.start() :].strip(" ,.") or None
    if deputy != text.strip() or (rest != deputy and rest):
        return rest or None
    return deputy if surely_actor(deputy) and not re.match(rf"{OFFICE}\b", deputy, re.I) else None
