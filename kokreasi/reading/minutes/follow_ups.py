"""Who does what until when: from lists, tables and marked lines, or implied by conclusions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.clauses import IDLE, read_clause
from kokreasi.reading.minutes.deadlines import Deadline, find_deadline
from kokreasi.reading.minutes.model import FollowUp, Kind
from kokreasi.reading.minutes.narrated import VIEW
from kokreasi.reading.minutes.sections import Piece, Style, style_of
from kokreasi.reading.minutes.tags import LEADING, Tag, is_cut_off, is_only_tags, read_tags
from kokreasi.reading.minutes.tasks import (
    ARROW,
    PIPE,
    Task,
    assigned,
    follow_up_of,
    is_done,
    is_task_like,
    read_task,
)
from kokreasi.reading.minutes.words import SPEECH, begins_with_verb

NOTHING = re.compile(
    r"\W*(?:tidak\s+ada(?:\s+tindak\s+lanjut)?|nihil|none|n/?a|belum\s+ada|terlampir)?\W*",
    re.IGNORECASE,
)
TITLES = "Bpk Sdr Sdri dll tgl Kab Kec Kel Jl No PT CV Dr Dra Drs Ir Hj Prof Ny Tn St"
NO_TITLE = "".join(rf"(?<!\b{title}[.])" for title in TITLES.split())
SENTENCES = re.compile(rf"(?<=[A-Za-z0-9)\]]{{2}}[.;]){NO_TITLE}\s+(?=[A-Z@])")
CONTRAST = re.compile(
    r",?\s+(?:sedangkan|sementara(?:\s+itu)?|dan|serta|while|and)\s+"
    r"(?=[^,.;]{2,70}?\s(?:akan|agar|diminta|siap|bersedia|will)\s)",
    re.IGNORECASE,
)
REMARK = re.compile(r"[*_]*\([^()]{10,}\)[*_.]*")
"""A line in brackets as a whole says something of the list, and is no part of it."""
REPORTED = re.compile(
    rf"{SPEECH.pattern}\s+(?:bahwa|terima\s*kasih|apresiasi|selamat|ucapan|that)\b", re.IGNORECASE
)
NEXT_ONE = re.compile(r",\s+(?:dan\s+)?(?=[A-Z@]\w+\s+(?:[A-Z]\w+\s+){0,4}[a-z]{3,})")
LONGEST_SENTENCE = 1_500
"""What is longer is not taken apart: no sentence, and slow."""
LONGEST_NAME = 12
LEAD_IN = re.compile(r":\s*$")
FOR_SOMEBODY = re.compile(r"^(?:kepada|untuk|bagi|pihak|for|oleh|pic)\s*:?\s+", re.IGNORECASE)


@dataclass
class Tree:
    """An item with everything below it."""

    piece: Piece
    below: list["Tree"] = field(default_factory=list)


@dataclass
class Found:
    """The follow-ups of a section, and the pieces that turned out to be something else."""

    follow_ups: list[FollowUp] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """What a line above says for the lines below it: who, and until when."""

    actor: str | None = None
    deadline: Deadline | None = None
    kind: Kind | None = None

    def over(self, task: Task) -> Task:
        kind = task.kind or self.kind
        if task.actor or not self.actor:
            return replace(task, deadline=task.deadline or self.deadline, kind=kind)
        return replace(task, actor=self.actor, deadline=task.deadline or self.deadline, kind=kind)


NOBODY = Group()


def trees(pieces: Iterable[Piece]) -> list[Tree]:
    """Hang items under what stands above them: a deeper item, a paragraph with a colon."""
    roots: list[Tree] = []
    stack: list[tuple[int, Tree]] = []
    for piece in pieces:
        depth = piece.depth + 1 if piece.block.shape is Shape.ITEM else 0
        while stack and stack[-1][0] >= depth:
            stack.pop()
        tree = Tree(piece)
        (stack[-1][1].below if stack else roots).append(tree)
        if depth or _heads_a_list(piece):
            stack.append((depth, tree))
    return roots


def _heads_a_list(piece: Piece) -> bool:
    text = piece.text.strip()
    if piece.block.shape is Shape.HEADING or text.endswith(":"):
        return True
    return is_actor(text) and len(text.split()) <= LONGEST_NAME


def read_list(pieces: list[Piece], meeting_day: date | None, *, mixed: bool = False) -> Found:
    """Read a section of follow-ups. `mixed`: agreements stand there too, and are others."""
    found = Found()
    for tree in trees(_completed(pieces)):
        read_tree(tree, NOBODY, meeting_day, found, mixed=mixed)
    return found


def with_their_tags(pieces: list[Piece]) -> Iterator[Piece]:
    """Give "PIC: …" and "Due: …" on lines of their own back to the line that they belong to."""
    held: Piece | None = None
    for piece in pieces:
        if held and piece.block.shape is Shape.PARAGRAPH and is_only_tags(piece.text):
            held = replace(held, text=f"{held.text} | {piece.text}")
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _completed(pieces: list[Piece]) -> Iterator[Piece]:
    """Give "PIC: ..." on a line of its own back to the item before it."""
    held: Piece | None = None
    for piece in pieces:
        if held and _belongs_to(piece, held):
            joint = " | " if is_only_tags(piece.text) else " "
            held = replace(held, text=f"{held.text}{joint}{piece.text}")
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _belongs_to(piece: Piece, before: Piece) -> bool:
    if piece.block.shape is Shape.PARAGRAPH and is_cut_off(before.text):
        return True
    if piece.block.shape is Shape.HEADING or before.text.rstrip().endswith(":"):
        return False
    if piece.block.shape is Shape.ITEM and piece.depth <= before.depth:
        return False
    return is_only_tags(piece.text) or _goes_on(piece, before)


def _goes_on(piece: Piece, before: Piece) -> bool:
    """A line right below an unfinished one, that is no item and begins nothing of its own."""
    text = piece.text.strip()
    is_next = piece.block.line == before.block.line + before.text.count("\n") + 1
    if (
        piece.block.shape is not Shape.PARAGRAPH
        or before.block.shape is not Shape.ITEM
        or not is_next
    ):
        return False
    if before.text.rstrip().endswith((".", ";", ":", "?", "!")) or text.endswith(":"):
        return False
    return not _is_bound(text) and not surely_actor(text)


def read_tree(
    tree: Tree, group: Group, meeting_day: date | None, found: Found, *, mixed: bool
) -> None:
    if not tree.below:
        _read_leaf(tree.piece, group, meeting_day, found, mixed=mixed)
        return
    own = group_of(tree, group, meeting_day)
    if own is None:
        _read_whole(tree, group, meeting_day, found, mixed=mixed)
        return
    found.others += [tree.piece] if own == group else []
    for below in tree.below:
        read_tree(below, own, meeting_day, found, mixed=mixed)


def group_of(tree: Tree, group: Group, meeting_day: date | None) -> Group | None:
    """Tell what the head of a list says for all its lines; None if the head is the task itself."""
    text = LEAD_IN.sub("", FOR_SOMEBODY.sub("", tree.piece.text.strip())).strip(" *_")
    placed = find_deadline(text, meeting_day)
    bare = f"{text[: placed.start]}{text[placed.end :]}".strip(" ,()-–") if placed else text
    deadline = placed.deadline if placed else group.deadline
    if is_actor(bare) and not begins_with_verb(bare):
        return Group(bare, deadline, group.kind)
    clause = read_clause(bare, lenient=True)
    if clause.actor and clause.kind and IDLE.fullmatch(clause.action.strip()):
        return Group(clause.actor, deadline, clause.kind)
    if _lists_tasks(tree) and (LEAD_IN.search(tree.piece.text) or not is_task_like(bare)):
        kind = clause.kind if clause.actor else group.kind
        return Group(clause.actor or group.actor, deadline, kind)
    return None


def _lists_tasks(tree: Tree) -> bool:
    tasks = [below for below in tree.below if is_task_like(below.piece.text)]
    return len(tasks) * 2 > len(tree.below)


def _read_whole(
    tree: Tree, group: Group, meeting_day: date | None, found: Found, *, mixed: bool
) -> None:
    """Read a task whose details stand below it; a detail with an actor is another task."""
    details: list[str] = []
    own: list[Tree] = []
    for below in tree.below:
        (own.append(below) if _has_own_actor(below) else details.append(_flat(below)))
    text = tree.piece.text.rstrip(" ;.") if details else tree.piece.text
    joint = " " if text.endswith(":") else " | " if _only_tags(details) else "; "
    whole = joint.join((text, "; ".join(details))) if details else text
    _read_leaf(replace(tree.piece, text=whole), group, meeting_day, found, mixed=mixed)
    for below in own:
        read_tree(below, group, meeting_day, found, mixed=mixed)


def _only_tags(details: list[str]) -> bool:
    return all(map(is_only_tags, details))


def _has_own_actor(tree: Tree) -> bool:
    clause = read_clause(tree.piece.text)
    return bool(clause.actor and clause.kind) or (
        Tag.ACTOR in read_tags(tree.piece.text).parts and bool(read_tags(tree.piece.text).text)
    )


def _flat(tree: Tree) -> str:
    return "; ".join([tree.piece.text.strip(" ;"), *map(_flat, tree.below)])


def _read_leaf(
    piece: Piece, group: Group, meeting_day: date | None, found: Found, *, mixed: bool
) -> None:
    if NOTHING.fullmatch(piece.text) or REMARK.fullmatch(piece.text.strip()):
        return
    if not _is_task(piece, group, mixed=mixed):
        found.others.append(piece)
        return
    for text in _own_sentences(piece.text):
        if piece.block.shape is not Shape.ITEM and not group.actor and not _is_bound(text):
            continue
        task = group.over(read_task(text, meeting_day))
        if is_done(piece.marker):
            task = replace(task, status=task.status or piece.marker)
        is_given = task.is_assigned or style_of(piece.marker) is Style.BOX
        if task.text:
            found.follow_ups.append(
                follow_up_of(assigned(task) if is_given else task, piece.block.line)
            )


def _is_task(piece: Piece, group: Group, *, mixed: bool) -> bool:
    """An item in the list of tasks is one; a paragraph or an agreement must show it."""
    text = piece.text.strip()
    if piece.block.shape is Shape.HEADING or (text.endswith(":") and not begins_with_verb(text)):
        return False
    if REPORTED.search(text) and not read_tags(text).assigns:
        return False
    if mixed and not group.actor:
        return _is_task_among_agreements(text)
    if piece.block.shape is Shape.ITEM or group.actor:
        return not is_actor(text)
    return _is_bound(text)


def _is_task_among_agreements(text: str) -> bool:
    clause = read_clause(text, lenient=True)
    if read_tags(text).assigns or clause.kind:
        return True
    is_told = clause.actor is not None and not VIEW.match(clause.action)
    return is_told or (begins_with_verb(text) and find_deadline(text, None) is not None)


def _is_bound(text: str) -> bool:
    clause = read_clause(text, lenient=True)
    is_said = bool(clause.kind or clause.actor or begins_with_verb(text))
    return is_said or read_tags(text).assigns or ARROW.search(text) is not None


def _own_sentences(text: str) -> list[str]:
    """Cut where a new sentence binds somebody else; other sentences belong to the one before."""
    cut: list[str] = []
    for sentence in sentences_of(text):
        clause = read_clause(sentence)
        if not cut or (clause.actor and clause.kind):
            cut += _told_apart(sentence)
        else:
            cut[-1] = f"{cut[-1]} {sentence}"
    return cut


def _told_apart(sentence: str) -> list[str]:
    """Cut "Rani hubungi penulis, Dito siapkan gambar" where the next one begins to act."""
    parts: list[str] = []
    at = 0
    for joint in NEXT_ONE.finditer(sentence) if len(sentence) < LONGEST_SENTENCE else ():
        if _acts(sentence[at : joint.start()]) and _acts(sentence[joint.end() :]):
            parts.append(sentence[at : joint.start()])
            at = joint.end()
    return [*parts, sentence[at:]]


def _acts(text: str) -> bool:
    clause = read_clause(text, lenient=True)
    return clause.actor is not None and bool(clause.action)


def sentences_of(text: str) -> list[str]:
    """Split into sentences, and one in two where both halves bind: "A akan ..., dan B akan ..."."""
    found: list[str] = []
    for sentence in SENTENCES.split(text):
        at = 0
        for joint in CONTRAST.finditer(sentence) if len(sentence) < LONGEST_SENTENCE else ():
            clause = read_clause(sentence[at : joint.start()])
            if clause.actor and clause.kind:
                found.append(sentence[at : joint.start()])
                at = joint.end()
        found.append(sentence[at:])
    return found


def marked_task(piece: Piece, meeting_day: date | None) -> list[FollowUp]:
    """Read a line outside every list of follow-ups that marks itself as one."""
    if piece.block.shape in {Shape.ROW, Shape.HEADING, Shape.MARGIN} or not _marks_itself(piece):
        return []
    found = Found()
    _read_leaf(piece, NOBODY, meeting_day, found, mixed=False)
    return found.follow_ups


def _marks_itself(piece: Piece) -> bool:
    text = piece.text
    if style_of(piece.marker) is Style.BOX or LEADING.match(text):
        return True
    tagged = read_tags(text)
    if Tag.ACTOR in tagged.parts:
        return len(tagged.text.split()) > 1
    is_arrow = ARROW.match(text) is not None or piece.marker in {"→", "->", "=>", "⇒"}
    return is_arrow and (Tag.DEADLINE in tagged.parts or PIPE.search(text) is not None)
