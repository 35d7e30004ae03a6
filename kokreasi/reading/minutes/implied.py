"""Follow-ups that no list names: promises, requests and wishes among conclusions."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.clauses import MODAL, Clause, read_clause
from kokreasi.reading.minutes.deadlines import Deadline, find_deadline
from kokreasi.reading.minutes.follow_ups import (
    NOBODY,
    Found,
    Tree,
    group_of,
    read_tree,
    sentences_of,
    trees,
)
from kokreasi.reading.minutes.model import Certainty, FollowUp, Kind, Role
from kokreasi.reading.minutes.outcomes import is_speech
from kokreasi.reading.minutes.sections import Part, Piece
from kokreasi.reading.minutes.tasks import follow_up_of, read_task
from kokreasi.reading.minutes.words import DONE_TO, SPEECH, STATIVE, begins_with_verb

SPEAKING = {Role.CONCLUSIONS, Role.AGREEMENTS, Role.QUESTIONS, Role.CLOSING}
DECIDING = {Role.CONCLUSIONS, Role.AGREEMENTS}
POINTING = re.compile(r"\b(?:ini|itu|tersebut|nya|this|that)\b", re.IGNORECASE)
EFFECT = re.compile(
    r"(?:meningkatkan|memperkuat|memberatkan|membantu|mendorong|mempercepat|mengurangi|memberi(?:kan)?"
    r"|mendukung|memicu|menimbulkan|melibatkan|menggunakan|menjamin|mencegah|menghasilkan|di[a-z]{4,})\b",
    re.IGNORECASE,
)
NARRATED = {Role.DISCUSSION, Role.PRESENTATION, Role.OTHER, Role.OPENING, Role.AGENDA}


def implied_in(parts: Iterable[Part], meeting_day: date | None) -> list[FollowUp]:
    """Read what conclusions, answers and closing words bind somebody to.

    Where a note concludes nothing, a promise with a date counts wherever it stands.
    """
    parts = list(parts)
    concludes = any(part.role in SPEAKING or part.directs for part in parts)
    found: list[FollowUp] = []
    for part in parts:
        is_told = part.role in SPEAKING or part.directs
        if is_told or (not concludes and part.role in NARRATED):
            for tree in trees(part.pieces):
                found += _of_tree(tree, part, meeting_day, needs_date=not is_told)
    return found


def _of_tree(
    tree: Tree, part: Part, meeting_day: date | None, *, needs_date: bool
) -> list[FollowUp]:
    """Read a piece and what is below it; "X meminta Y agar: a. ... b. ..." asks for each."""
    group = group_of(tree, NOBODY, meeting_day) if tree.below else None
    if group and group.actor and group.kind and not needs_date:
        given = Found()
        for below in tree.below:
            read_tree(below, group, meeting_day, given, mixed=False)
        return [replace(each, implied=True) for each in given.follow_ups]
    found = _of_piece(tree.piece, part, meeting_day, needs_date=needs_date)
    for below in tree.below:
        found += _of_tree(below, part, meeting_day, needs_date=needs_date)
    return found


def _of_piece(
    piece: Piece, part: Part, meeting_day: date | None, *, needs_date: bool
) -> list[FollowUp]:
    if piece.block.shape in {Shape.ROW, Shape.HEADING} or _is_report(piece, part):
        return []
    decides = part.role in DECIDING
    found = []
    for sentence in sentences_of(piece.text):
        clause = read_clause(sentence)
        told = clause.actor is None and (needs_date or decides)
        if told:
            clause = _told(sentence, meeting_day) or clause
        if sentence.rstrip().endswith("?") or not _binds(clause, part, sentence):
            continue
        task = read_task(sentence, meeting_day, lenient=told)
        if needs_date and not _has_date(task.deadline):
            continue
        found.append(follow_up_of(replace(task, kind=clause.kind), piece.block.line, implied=True))
    return found


def _is_report(piece: Piece, part: Part) -> bool:
    """Under "Hasil rapat" what somebody told is no conclusion."""
    return part.role is Role.CONCLUSIONS and not part.directs and is_speech(part, piece)


def _told(sentence: str, meeting_day: date | None) -> Clause | None:
    """Take a looser reading: a short subject that is bound, or a sure one with a day.

    "Wali data akan melengkapi ..." and "K/L melaporkan capaian paling lambat 25 Oktober" bind.
    """
    clause = read_clause(sentence, lenient=True)
    if not clause.actor or not begins_with_verb(clause.action):
        return None
    if clause.kind in {Kind.PROMISE, Kind.REQUEST} and _is_short_subject(clause, sentence):
        return clause
    placed = find_deadline(sentence, meeting_day)
    if not is_actor(clause.actor) or not placed or not placed.is_strict:
        return None
    return replace(clause, kind=clause.kind or Kind.PROMISE) if _has_date(placed.deadline) else None


def _is_short_subject(clause: Clause, sentence: str) -> bool:
    actor = clause.actor or ""
    is_first = sentence.startswith(actor) and actor[:1].isupper()
    return is_first and not POINTING.search(actor) and not EFFECT.match(clause.action)


def _has_date(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.certainty is not Certainty.UNCLEAR


def _binds(clause: Clause, part: Part, sentence: str) -> bool:
    """Tell a duty from a story: somebody acts, and does more than become or have."""
    if clause.kind is None or STATIVE.match(clause.action):
        return False
    decides = part.role in DECIDING or part.directs
    if clause.actor is None:
        return decides and _is_to_be_done(clause, sentence)
    is_named = is_actor(clause.actor) or _is_short_subject(clause, sentence)
    if not is_named or _tells_a_speech(sentence, clause):
        return False
    if clause.kind is Kind.WISH:
        is_sure = surely_actor(clause.actor) or _is_short_subject(clause, sentence)
        return decides and is_sure and begins_with_verb(clause.action)
    return (
        begins_with_verb(clause.action)
        or clause.kind is Kind.REQUEST
        or DONE_TO.search(clause.action) is not None
    )


def _is_to_be_done(clause: Clause, sentence: str) -> bool:
    """A request to nobody begins with its verb; a thing is sent, made, discussed."""
    if clause.kind is Kind.WISH and MODAL.match(sentence) is None:
        return False
    if clause.kind is Kind.REQUEST:
        return begins_with_verb(clause.action)
    return DONE_TO.search(clause.action[:120]) is not None


def _tells_a_speech(sentence: str, clause: Clause) -> bool:
    """ "X menyampaikan bahwa Y akan ..." tells what somebody said."""
    speech = SPEECH.search(sentence)
    where = sentence.rfind(clause.actor or "", 0, sentence.rfind(clause.action[:20]))
    return speech is not None and speech.start() < where
