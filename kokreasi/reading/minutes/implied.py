"""Follow-ups that no list names: promises, requests and wishes among conclusions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.clauses import Clause, read_clause
from kokreasi.reading.minutes.deadlines import Deadline, find_deadline
from kokreasi.reading.minutes.follow_ups import (
    CONTRAST,
    NOBODY,
    SENTENCES,
    Found,
    Tree,
    group_of,
    read_tree,
    trees,
)
from kokreasi.reading.minutes.model import Certainty, FollowUp, Kind, Role
from kokreasi.reading.minutes.sections import Part, Piece
from kokreasi.reading.minutes.tasks import follow_up_of, read_task
from kokreasi.reading.minutes.words import DONE_TO, SPEECH, STATIVE, begins_with_verb

SPEAKING = {Role.CONCLUSIONS, Role.AGREEMENTS, Role.QUESTIONS, Role.CLOSING}
DECIDING = {Role.CONCLUSIONS, Role.AGREEMENTS}
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
    if piece.block.shape in {Shape.ROW, Shape.HEADING}:
        return []
    found = []
    for part_of_text in SENTENCES.split(piece.text):
        sentence = CONTRAST.sub("", part_of_text)
        clause = read_clause(sentence)
        if sentence.rstrip().endswith("?"):
            continue
        if needs_date and clause.kind is None:
            clause = _told_with_day(sentence, meeting_day)
        if not _binds(clause, part, sentence):
            continue
        task = read_task(sentence, meeting_day, lenient=needs_date)
        task = replace(task, kind=clause.kind)
        if needs_date and not _has_date(task.deadline):
            continue
        found.append(follow_up_of(task, piece.block.line, implied=True))
    return found


def _told_with_day(sentence: str, meeting_day: date | None) -> Clause:
    """ "K/L melaporkan capaian paling lambat 25 Oktober" binds without any binding word."""
    clause = read_clause(sentence, lenient=True)
    placed = find_deadline(sentence, meeting_day)
    is_told = (
        clause.actor is not None
        and surely_actor(clause.actor)
        and _has_date(placed and placed.deadline)
    )
    return replace(clause, kind=Kind.PROMISE) if is_told and placed and placed.is_strict else clause


def _has_date(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.certainty is not Certainty.UNCLEAR


def _binds(clause: Clause, part: Part, sentence: str) -> bool:
    """Tell a duty from a story: somebody acts, and does more than become or have."""
    if clause.kind is None or STATIVE.match(clause.action):
        return False
    decides = part.role in DECIDING or part.directs
    if clause.actor is None:
        return decides and clause.kind is not Kind.WISH and _is_to_be_done(clause)
    if not is_actor(clause.actor) or _tells_a_speech(sentence, clause):
        return False
    if clause.kind is Kind.WISH:
        return decides and surely_actor(clause.actor) and begins_with_verb(clause.action)
    return (
        begins_with_verb(clause.action)
        or clause.kind is Kind.REQUEST
        or DONE_TO.search(clause.action) is not None
    )


def _is_to_be_done(clause: Clause) -> bool:
    """A request to nobody begins with its verb; a thing is sent, made, discussed."""
    if clause.kind is Kind.REQUEST:
        return begins_with_verb(clause.action)
    return DONE_TO.search(clause.action[:120]) is not None


def _tells_a_speech(sentence: str, clause: Clause) -> bool:
    """ "X menyampaikan bahwa Y akan ..." tells what somebody said."""
    speech = SPEECH.search(sentence)
    where = sentence.find(clause.actor or "")
    return speech is not None and speech.start() < where
