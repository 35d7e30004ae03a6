"""All that the review of a note shows: its draft, its names, and what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass

from kokreasi.meetings.choices import Becomes
from kokreasi.meetings.models import Meeting, Note
from kokreasi.meetings.queries.notes import Suggested, suggested
from kokreasi.meetings.review.doubts import Doubt, doubts_of
from kokreasi.meetings.review.drafts import Draft, Person, Piece, draft_of
from kokreasi.meetings.review.names import Body, Names, Question, Standing


@dataclass(frozen=True, slots=True)
class Review:
    """A note as it stands between reading and minutes.

    `bodies` holds, by the key of a passage or person, what its names mean.
    """

    note: Note
    draft: Draft
    suggested: Suggested
    doubts: tuple[Doubt, ...]
    questions: tuple[Question, ...]
    bodies: dict[str, tuple[Body, ...]]

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if question.is_open]

    @property
    def decided_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.is_open]

    @property
    def same(self) -> tuple[Meeting, ...]:
        return self.suggested.same

    @property
    def doubted(self) -> set[str]:
        """Name the facts and passages that are still in doubt."""
        return {doubt.key for doubt in self.doubts}

    @property
    def open_count(self) -> int:
        return len(self.doubted) + len(self.open_questions)

    @property
    def is_ready(self) -> bool:
        return not self.open_count

    def doubts_about(self, key: str) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.key == key]


def review_of(note: Note) -> Review:
    """Put together what a person sees of a note, with the same few queries for any length."""
    draft = draft_of(note.read, note.decisions)
    found = suggested(note, draft.facts)
    draft = draft.suggesting(found.values)
    names = Names(note.decisions)
    bodies = dict(_bodies(draft, names))
    doubts = doubts_of(draft, kind_is_guessed=found.kind_is_guessed, may_be_known=bool(found.same))
    return Review(note, draft, found, tuple(doubts), tuple(names.questions.values()), bodies)


def _bodies(draft: Draft, names: Names) -> Iterator[tuple[str, tuple[Body, ...]]]:
    for piece in draft.pieces:
        if piece.is_kept:
            yield piece.key, tuple(_of_piece(piece, names))
    for person in draft.present():
        yield person.key, tuple(_of_person(person, names))


def _of_piece(piece: Piece, names: Names) -> Iterator[Body]:
    if piece.becomes == Becomes.FOLLOW_UP:
        for name in piece.bodies():
            yield names.body(name, piece.line)
    elif piece.organisation:
        yield names.body(piece.organisation, piece.line)
    elif organisation := names.known(piece.speaker):
        yield Body(piece.speaker, Standing.KNOWN, organisation)


def _of_person(person: Person, names: Names) -> Iterator[Body]:
    if person.organisation:
        yield names.body(person.organisation, person.line)
