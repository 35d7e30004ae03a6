"""One follow-up from the words of one item, however a hurried note-taker writes it."""

import re
from dataclasses import dataclass, replace
from datetime import date

from kokreasi.reading.minutes.actors import is_actor, split_actors, surely_actor
from kokreasi.reading.minutes.clauses import read_clause
from kokreasi.reading.minutes.deadlines import (
    Deadline,
    find_deadline,
    holds_deadline,
    read_deadline,
)
from kokreasi.reading.minutes.model import FollowUp, Kind
from kokreasi.reading.minutes.tags import LEADING, Tag, read_tags
from kokreasi.reading.minutes.words import begins_with_verb, is_verb

ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|->|=>|—>)\s*")
PIPE = re.compile(r"\s*\|\s*")
DASH = re.compile(r"\s+[-–—]+\s+")
TRAILING = re.compile(
    r"^(?P<text>.*\S)\s*[(\[](?P<inside>[^()\[\]]{2,90})[)\]][\s.;,]*$", re.DOTALL
)
COLON = re.compile(r"^(?P<left>[^:.;]{2,120}?)\s*:\s+(?P<right>\S.*)$", re.DOTALL)
MENTION = re.compile(r"(?<!\w)@[\w.-]+")
SEPARATE = re.compile(r"\s*[,;/]\s*")
CAPITALS = re.compile(r"[A-Z]{2,}[A-Z0-9-]*")
NO_NAME = re.compile(r"\d|[a-z][A-Z]|%|\b(?:Rp|USD|IDR)\b")
"""What stands in brackets and is nobody: a number, a sum, a product such as LoRa."""
LOOSE_ENDS = re.compile(
    r"(?:[\s,;:|–—(→-]|\b(?:dengan|yang|dan|pada|untuk|di|oleh|serta|dalam|by|on)\s*$)+$",
    re.IGNORECASE,
)
LOOSE_STARTS = re.compile(
    r"^(?:[\s,;:|–—→.)-]|(?:untuk|dapat|dan|juga|turut|supaya|agar)\s+)+", re.IGNORECASE
)
MARKS = re.compile(r"^[\s,;:|–—→.)-]+")
URGENT = re.compile(r"^\W*segera\s+\w+", re.IGNORECASE)
LONGEST_NAME = 14
DONE = re.compile(r"\[[xX✓✔]\]|[☑☒✅✔]")


@dataclass(frozen=True)
class Task:
    """The parts of a follow-up as far as they are known."""

    text: str
    actor: str | None = None
    deadline: Deadline | None = None
    kind: Kind | None = None
    status: str | None = None
    is_assigned: bool = False
    """Whether a label, a column or a checkbox gives it to somebody, not only a sentence."""


def read_task(text: str, meeting_day: date | None, *, lenient: bool = True) -> Task:
    """Take an item apart, from its surest marks to its words."""
    task = _with_tags(" ".join(text.split()), meeting_day)
    if lenient:
        task = _with_segments(task, meeting_day)
        task = _with_trailing(task, meeting_day)
        task = _with_colon(task)
    task = _with_deadline(task, meeting_day)
    task = _with_clause(task, lenient=lenient)
    return _tidied(task)


def follow_up_of(task: Task, line: int, *, implied: bool = False) -> FollowUp:
    deadline = task.deadline
    return FollowUp(
        actor=task.actor,
        action=task.text,
        deadline_text=deadline.text if deadline else None,
        due_on=deadline.due.isoformat() if deadline and deadline.due else None,
        certainty=deadline.certainty if deadline else None,
        kind=task.kind or Kind.PROMISE,
        line=line,
        implied=implied,
        actors=split_actors(task.actor) if task.actor else [],
        status_text=task.status,
    )


def is_done(marker: str) -> bool:
    return DONE.fullmatch(marker.strip()) is not None


def assigned(task: Task) -> Task:
    """A wish that somebody was given by name is a task like others."""
    return replace(task, kind=Kind.PROMISE if task.kind is Kind.WISH else task.kind)


def _with_tags(text: str, meeting_day: date | None) -> Task:
    tagged = read_tags(LEADING.sub("", text, count=1))
    deadline = read_deadline(tagged.parts.get(Tag.DEADLINE, ""), meeting_day)
    return Task(
        tagged.text,
        actor=tagged.parts.get(Tag.ACTOR),
        deadline=deadline,
        status=tagged.parts.get(Tag.STATUS),
        is_assigned=Tag.ACTOR in tagged.parts,
    )


def _with_segments(task: Task, meeting_day: date | None) -> Task:
    """aksi | MF | 23/06 · isu → aksi · aksi – Budi – Jumat · Budi – aksi."""
    for splitter in (PIPE, ARROW, DASH):
        parts = [part for part in splitter.split(task.text) if part.strip()]
        if len(parts) > 1:
            task = _of_segments(task, parts, meeting_day, keep=" – " if splitter is DASH else " → ")
    return task


def _of_segments(task: Task, parts: list[str], meeting_day: date | None, *, keep: str) -> Task:
    words: list[str] = []
    for part in parts:
        if task.deadline is None and words and holds_deadline(part):
            task = replace(task, deadline=read_deadline(part, meeting_day))
        elif task.actor is None and _names_somebody(part, alone=bool(words)):
            task = replace(task, actor=part.strip(" .*_"))
        else:
            words.append(part)
    return replace(task, text=keep.join(words)) if words else task


def _names_somebody(part: str, *, alone: bool) -> bool:
    """A segment that is nothing but a name; before the action it must be surely one or short."""
    if not is_actor(part) or begins_with_verb(part):
        return False
    return surely_actor(part) or len(part.split()) <= (4 if alone else 3)


def _with_trailing(task: Task, meeting_day: date | None) -> Task:
    match = TRAILING.match(task.text)
    if match is None:
        return task
    if task.deadline is None and holds_deadline(match["inside"]):
        deadline = read_deadline(match["inside"], meeting_day)
        return replace(task, text=match["text"], deadline=deadline)
    names: list[str] = []
    for part in SEPARATE.split(match["inside"]):
        if task.deadline is None and holds_deadline(part):
            task = replace(task, deadline=read_deadline(part, meeting_day))
        else:
            names.append(part)
    inside = ", ".join(names)
    if inside and (task.actor or not _is_given_to(inside, match["text"])):
        return (
            task
            if len(names) == len(SEPARATE.split(match["inside"]))
            else replace(task, text=match["text"])
        )
    return replace(task, text=match["text"], actor=task.actor or inside or None)


def _is_given_to(inside: str, before: str) -> bool:
    """Whether the name in brackets is who does it, not the short form of what stands before."""
    if not is_actor(inside) or begins_with_verb(inside):
        return False
    if NO_NAME.search(inside):
        return False
    if CAPITALS.fullmatch(inside):
        return not _abbreviates(inside, before)
    return surely_actor(inside) or all(
        part[:1].isupper() for part in inside.split() if part.isalpha()
    )


def _abbreviates(short: str, words: str) -> bool:
    initials = iter("".join(word[0] for word in words.split() if word[0].isalnum()).casefold())
    return all(letter in initials for letter in short.casefold() if letter.isalpha())


def _with_colon(task: Task) -> Task:
    """Budi: kirim undangan · Kirim undangan: Budi."""
    match = COLON.match(task.text)
    if match is None or task.actor:
        return task
    left, right = match["left"].strip(" *_"), match["right"]
    if surely_actor(right) and not surely_actor(left):
        return replace(task, actor=right.strip(" ."), text=left)
    if is_actor(left) and not begins_with_verb(left) and len(left.split()) <= LONGEST_NAME:
        return replace(task, actor=left, text=right)
    return task


def _with_deadline(task: Task, meeting_day: date | None) -> Task:
    placed = None if task.deadline else find_deadline(task.text, meeting_day)
    if placed is None:
        return task
    before, after = task.text[: placed.start], task.text[placed.end :]
    urgent = Kind.REQUEST if URGENT.match(task.text) and not task.actor else task.kind
    return replace(
        task,
        text=f"{LOOSE_ENDS.sub('', before) if not after.strip(' .)') else before.rstrip(' (')} "
        f"{after.lstrip(' )')}".strip(),
        deadline=placed.deadline,
        kind=urgent,
    )


def _with_clause(task: Task, *, lenient: bool) -> Task:
    text = MARKS.sub("", task.text)
    mentions = MENTION.findall(text)
    if mentions and not task.actor:
        return replace(task, actor=", ".join(mentions), text=MENTION.sub("", text))
    clause = read_clause(text or task.text, lenient=lenient)
    if task.actor and clause.actor and clause.actor.casefold() not in task.actor.casefold():
        return _kept_whole(task, clause.kind)
    return replace(
        task,
        actor=task.actor or clause.actor,
        text=clause.action,
        kind=clause.kind or task.kind,
    )


def _kept_whole(task: Task, kind: Kind | None) -> Task:
    """Where a label names one and the sentence another, the sentence stays as it is."""
    return replace(task, kind=kind or task.kind)


def _tidied(task: Task) -> Task:
    text = LOOSE_STARTS.sub("", LOOSE_ENDS.sub("", task.text.strip()))
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    text = re.sub(r"^(?:\*\*|__)(.+?)(?:\*\*|__)$", r"\1", text)
    actor = task.actor.strip(" ,;:*_–-").removesuffix(".") if task.actor else None
    return replace(task, text=text.strip(" ;,").removesuffix("."), actor=actor or None)


def is_task_like(text: str) -> bool:
    """Tell whether a line says that something is to be done, by its first words or its modal."""
    clause = read_clause(text, lenient=True)
    return (
        bool(clause.kind or clause.actor)
        or begins_with_verb(text)
        or any(map(is_verb, text.split()[:8]))
    )
