"""Follow-ups that no list names: promises, requests and wishes among conclusions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.actors import is_actor, surely_actor
from kokreasi.reading.minutes.clauses import ASKED, BY, MODAL, Clause, read_clause
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
from kokreasi.reading.minutes.narrated import (
    CONCLUDES,
    FIRST_PERSON,
    OVER,
    decision,
    direct_request,
    in_first_person,
    need,
    plainly,
)
from kokreasi.reading.minutes.outcomes import is_speech
from kokreasi.reading.minutes.sections import Part, Piece
from kokreasi.reading.minutes.speakers import speaker_of
from kokreasi.reading.minutes.tasks import follow_up_of, read_task
from kokreasi.reading.minutes.words import DONE_TO, SPEECH, STATIVE, begins_with_verb

SPEAKING = {Role.CONCLUSIONS, Role.AGREEMENTS, Role.QUESTIONS, Role.CLOSING}
DECIDING = {Role.CONCLUSIONS, Role.AGREEMENTS}
CONCLUSION = re.compile(r"\W*(?:ke)?simpulan|rekomendasi|rumusan", re.IGNORECASE)
"""Under "Hasil rapat" it may be what was done already."""
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
            within = _Within(part, meeting_day, needs_date=not is_told)
            own = [each for tree in trees(part.pieces) for each in _of_tree(tree, within)]
            found += own + (list(_decisions(part, own, meeting_day)) if is_told else [])
    return found


@dataclass(frozen=True)
class _Within:
    """Where a piece stands. `needs_date`: a promise counts there only with a date."""

    part: Part
    meeting_day: date | None
    needs_date: bool

    @property
    def decides(self) -> bool:
        return self.part.role in DECIDING or self.part.directs

    @property
    def speaker(self) -> str | None:
        speaker = speaker_of(f"{self.part.title}:") if self.part.title else None
        return speaker.name if speaker else None


def _of_tree(tree: Tree, within: _Within) -> list[FollowUp]:
    """Read a piece and what is below it; "X meminta Y agar: a. ... b. ..." asks for each."""
    group = group_of(tree, NOBODY, within.meeting_day) if tree.below else None
    if group and group.actor and group.kind and not within.needs_date:
        given = Found()
        for below in tree.below:
            read_tree(below, group, within.meeting_day, given, mixed=False)
        return [replace(each, implied=True) for each in given.follow_ups]
    found = _of_piece(tree.piece, within)
    for below in tree.below:
        found += _of_tree(below, within)
    return found


def _of_piece(piece: Piece, within: _Within) -> list[FollowUp]:
    if piece.block.shape in {Shape.ROW, Shape.HEADING} or _is_report(piece, within.part):
        return []
    is_closing = piece.block.shape is Shape.PARAGRAPH and CONCLUDES.match(piece.text) is not None
    if is_closing:
        within = replace(within, needs_date=False)
    sentences = sentences_of(piece.text)
    found = (
        _of_sentence(plainly(each) if is_closing else each, piece, within) for each in sentences
    )
    return [each for each in found if each]


def _of_sentence(sentence: str, piece: Piece, within: _Within) -> FollowUp | None:
    if sentence.rstrip().endswith("?"):
        return None
    return _bound(sentence, piece, within) or _said(sentence, piece, within)


def _bound(sentence: str, piece: Piece, within: _Within) -> FollowUp | None:
    """Take a sentence that binds; where a date is needed, one that is to come."""
    if within.needs_date and within.speaker and FIRST_PERSON.search(sentence):
        return None
    clause = read_clause(sentence)
    told = clause.actor is None and (within.needs_date or within.decides)
    if told:
        clause = _told(sentence, within.meeting_day) or clause
    if within.decides and not clause.kind:
        clause = _by_agent(sentence, within.meeting_day) or clause
    if not _binds(clause, within.part, sentence):
        return None
    task = read_task(sentence, within.meeting_day, lenient=told)
    if within.needs_date and (not _has_date(task.deadline) or OVER.search(sentence)):
        return None
    task = replace(task, actor=task.actor or clause.actor, kind=clause.kind)
    return follow_up_of(task, piece.block.line, implied=True)


def _said(sentence: str, piece: Piece, within: _Within) -> FollowUp | None:
    """Take what a speaker promises for "kami", asks of somebody by name, or says is needed."""
    first = in_first_person(sentence, within.speaker) if within.needs_date else None
    if first:
        task = read_task(first[0], within.meeting_day, lenient=False)
        task = replace(task, actor=first[1].actor, kind=Kind.PROMISE)
        is_dated = _has_date(task.deadline)
        return follow_up_of(task, piece.block.line, implied=True) if is_dated else None
    clause = direct_request(sentence) if within.needs_date else None
    clause = clause or (need(sentence) if within.decides else None)
    if clause is None:
        return None
    task = read_task(sentence, within.meeting_day, lenient=False)
    task = replace(task, actor=clause.actor, text=task.text, kind=clause.kind)
    return follow_up_of(task, piece.block.line, implied=True)


def _decisions(part: Part, found: list[FollowUp], meeting_day: date | None) -> Iterator[FollowUp]:
    """Take "BODY membentuk …" beside decisions that bind others, or beside another like it."""
    if part.role not in DECIDING and not part.directs:
        return
    taken = {each.line for each in found}
    decided = [
        (piece, clause)
        for piece in part.pieces
        if piece.block.shape is Shape.ITEM and piece.block.line not in taken
        if not _is_report(piece, part) and (clause := decision(piece.text))
    ]
    if not _decides_for_others(part, found, len(decided)):
        return
    for piece, clause in decided:
        task = replace(read_task(piece.text, meeting_day), kind=clause.kind)
        yield follow_up_of(task, piece.block.line, implied=True)


def _decides_for_others(part: Part, found: list[FollowUp], decided: int) -> bool:
    """Agreements do; conclusions where one binds, or two name who does something."""
    if part.role is Role.AGREEMENTS or part.directs:
        return True
    is_conclusion = CONCLUSION.match(part.title) is not None
    return any(each.kind is not Kind.WISH for each in found) or (is_conclusion and decided > 1)


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


def _by_agent(sentence: str, meeting_day: date | None) -> Clause | None:
    """ "… yang dibayarkan oleh Bendahara paling lambat 31 Maret" binds the one who pays."""
    agent, placed = BY.search(sentence), find_deadline(sentence, meeting_day)
    if not (agent and is_actor(agent["actor"]) and placed and placed.is_strict):
        return None
    rest = sentence[: agent.start()] + sentence[agent.end() :]
    return Clause(agent["actor"], rest, Kind.PROMISE) if _has_date(placed.deadline) else None


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
    is_named = (
        is_actor(clause.actor)
        or _is_short_subject(clause, sentence)
        or _is_asked(clause.actor, sentence)
    )
    if not is_named or _tells_a_speech(sentence, clause):
        return False
    if clause.kind is Kind.WISH:
        is_sure = surely_actor(clause.actor) or _is_short_subject(clause, sentence)
        return decides and is_sure and begins_with_verb(clause.action)
    return (
        begins_with_verb(clause.action)
        or (decides and surely_actor(clause.actor))
        or (clause.kind is Kind.REQUEST and surely_actor(clause.actor))
        or DONE_TO.search(clause.action) is not None
    )


def _is_asked(actor: str, sentence: str) -> bool:
    """ "X meminta media yang hadir agar …" says who is meant, whatever it is."""
    asked = ASKED.search(sentence)
    return asked is not None and sentence.startswith(actor, asked.end())


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
