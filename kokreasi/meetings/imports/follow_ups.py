"""Follow-ups from a table: first the difference, then all of it or nothing.

A line with a reference is about that follow-up. A line without one is about the follow-up of its
meeting with exactly this action, and about a new one where there is none; so the same file a
second time finds what it made the first time. A column that the file does not have is left alone;
an empty cell empties the field.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.tabular import Line, read_table
from kokreasi.meetings.exports.follow_ups import (
    BETWEEN,
    NAMES,
    with_cells,
)
from kokreasi.meetings.imports import moves
from kokreasi.meetings.imports.cells import (
    CellChange,
    changed_cells,
    items,
    plain,
    read_only_problems,
)
from kokreasi.meetings.imports.cells import value as read_cell
from kokreasi.meetings.models import FollowUp, Meeting
from kokreasi.meetings.services import follow_ups as services
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder, Suggestion
from kokreasi.people.models import User
from kokreasi.register.leaves import fingerprint

REFERENCE = re.compile(r"^ORG-\d{4,}\b")
KEPT_AS_WORDS = "kata"
FIELDS = {
    "nature": "nature",
    "action": "action",
    "responsible_words": "responsible_words",
    "deadline": "deadline_words",
    "due_on": "due_on",
    "certainty": "certainty",
}


class Step(TextChoices):
    """What becomes of a line."""

    CREATE = "create", gettext_lazy("new")
    CHANGE = "change", gettext_lazy("changed")
    SAME = "same", gettext_lazy("unchanged")
    PROBLEM = "problem", gettext_lazy("problem")


class ProblemsError(DomainError):
    message = gettext_lazy("The file has problems; nothing was taken over.")


@dataclass(frozen=True, slots=True)
class Question:
    """A name that nobody surely has: which organisation is meant, or none that is known?"""

    text: str
    suggestions: tuple[Suggestion, ...]
    answer: str

    @property
    def parameter(self) -> str:
        return parameter_of(self.text)


def parameter_of(text: str) -> str:
    """Name the parameter under which a decision about a name is sent."""
    return f"nama-{hashlib.sha256(key(text).encode()).hexdigest()[:12]}"


@dataclass(slots=True)
class PlannedRow:
    """A line of the file and what it would do."""

    line: int
    title: str
    follow_up: FollowUp | None = None
    meeting: Meeting | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    changes: list[CellChange] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        if self.problems:
            return Step.PROBLEM
        if self.follow_up is None:
            return Step.CREATE
        return Step.CHANGE if self.changes else Step.SAME

    def changed(self) -> set[str]:
        return {change.column for change in self.changes}

    def told(self) -> dict[str, Any]:
        """Say in plain JSON what would happen, for the digest of what a person confirms."""
        return {
            "line": self.line,
            "reference": self.follow_up.reference if self.follow_up else "",
            "responsible": [body.reference for body in self.values.get("responsible", ())],
            "words": self.values.get("responsible_words", ""),
            "changes": [[change.column, change.old, change.new] for change in self.changes],
            "problems": len(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change, and what a person has to decide first."""

    rows: tuple[PlannedRow, ...]
    questions: tuple[Question, ...]

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.answer]

    @property
    def can_be_taken(self) -> bool:
        return not self.of(Step.PROBLEM) and not self.open_questions

    @property
    def changes_nothing(self) -> bool:
        return all(row.step == Step.SAME for row in self.rows)

    @property
    def counts(self) -> list[tuple[Step, int]]:
        return [(step, len(self.of(step))) for step in Step]

    @property
    def digest(self) -> str:
        """Name this difference; it is another one as soon as anything of it has changed."""
        return fingerprint([row.told() for row in self.rows])

    def of(self, step: Step) -> list[PlannedRow]:
        return [row for row in self.rows if row.step == step]


def read(data: bytes, *, name: str, decisions: Mapping[str, str] | None = None) -> Difference:
    """Compare a file with what is kept; writes nothing. Raises `TableError`.

    `decisions` says for a name's parameter which organisation is meant, by its reference, or that
    its words are kept (`KEPT_AS_WORDS`).
    """
    return _Comparison(_lines(data, name), decisions or {}).difference()


def _lines(data: bytes, name: str) -> list[Line]:
    return read_table(data, name=name, knows=NAMES, needs=["meeting", "action"])


@transaction.atomic
def take(
    data: bytes,
    *,
    name: str,
    by: User,
    previewed: str = "",
    decisions: Mapping[str, str] | None = None,
) -> Difference:
    """Do what a file says, all of it or nothing.

    `previewed` is the digest of the difference that the person has seen; when it is another one by
    now, `StaleError` is raised and nothing changes.
    """
    lines = _lines(data, name)
    references = {line.cells["meeting"].strip() for line in lines}
    list(Meeting.objects.select_for_update().filter(record__reference__in=references))
    difference = _Comparison(lines, decisions or {}).difference()
    if previewed and difference.digest != previewed:
        raise StaleError
    if not difference.can_be_taken:
        raise ProblemsError
    for row in (*difference.of(Step.CREATE), *difference.of(Step.CHANGE)):
        _write(row, by=by)
    return difference


def _write(row: PlannedRow, *, by: User) -> None:
    try:
        follow_up = _change(row, by=by) if row.follow_up else _create(row, by=by)
        moves.move(follow_up, row.cells, by=by)
    except DomainError as error:
        told = {"line": row.line, "problem": error}
        raise DomainError(_("Line %(line)d: %(problem)s") % told) from error


def _create(row: PlannedRow, *, by: User) -> FollowUp:
    assert row.meeting is not None  # noqa: S101 - a line without a meeting is a problem
    return services.add(row.meeting, counts=moves.may_count(row.meeting), by=by, **row.values)


def _change(row: PlannedRow, *, by: User) -> FollowUp:
    assert row.follow_up is not None  # noqa: S101 - a changed row is about one
    touched = {FIELDS.get(column, column) for column in row.changed()}
    values = {name: value for name, value in row.values.items() if name in touched}
    seen, reason = row.follow_up.revision, row.cells.get("reason", "")
    if not values:
        return row.follow_up
    return services.change(row.follow_up, values, seen=seen, by=by, reason=reason)


class _Comparison:
    """Compares every line with what is kept, with as many queries for one line as for all."""

    def __init__(self, lines: Sequence[Line], decisions: Mapping[str, str]) -> None:
        self._lines = [(line.number, plain(line.cells)) for line in lines]
        self._decisions = decisions
        every = [cells for _number, cells in self._lines]
        self._by_reference = _follow_ups(every)
        meetings = {cells["meeting"] for cells in every}
        found = Meeting.objects.select_related("record", "minutes", "plan__record")
        self._meetings = {
            one.reference: one for one in found.filter(record__reference__in=meetings)
        }
        self._by_action = {
            (one.meeting_id, key(one.action)): one for one in self._by_reference.values()
        }
        self._finder = Finder()
        standing = Organisation.objects.standing().with_record()
        self._bodies = {body.reference: body for body in standing}
        self._questions: dict[str, Question] = {}
        self._seen: dict[str, int] = {}

    def difference(self) -> Difference:
        rows = tuple(self._row(number, cells) for number, cells in self._lines)
        return Difference(rows, tuple(self._questions.values()))

    def _row(self, number: int, cells: dict[str, str]) -> PlannedRow:
        row = PlannedRow(number, cells["action"], cells=cells)
        try:
            self._find(row)
            self._refuse_twice(row)
        except ValidationError as error:
            row.problems += error.messages
            return row
        self._read_values(row)
        row.changes = changed_cells(row.follow_up, cells, row.values)
        row.problems += moves.problems(row.follow_up, row.meeting, cells, row.changed())
        row.problems += read_only_problems(row.changes)
        return row

    def _find(self, row: PlannedRow) -> None:
        reference = row.cells.get("reference", "")
        row.meeting = self._meetings.get(row.cells["meeting"])
        if row.meeting is None:
            words = _("No meeting has the reference “%(reference)s”.")
            raise ValidationError(words % {"reference": row.cells["meeting"]})
        if reference:
            row.follow_up = self._of_reference(reference, row.meeting)
        else:
            row.follow_up = self._by_action.get((row.meeting.pk, key(row.cells["action"])))

    def _of_reference(self, reference: str, meeting: Meeting) -> FollowUp:
        found = self._by_reference.get(reference)
        if found is None:
            words = _("No follow-up has the reference %(reference)s; leave it empty for a new one.")
            raise ValidationError(words % {"reference": reference})
        if found.meeting_id != meeting.pk:
            raise ValidationError(_("A follow-up stays with the meeting in which it was agreed."))
        return found

    def _refuse_twice(self, row: PlannedRow) -> None:
        new = f"{row.cells['meeting']} {key(row.cells['action'])}"
        mark = row.follow_up.reference if row.follow_up else new
        first = self._seen.setdefault(mark, row.line)
        if first != row.line:
            words = _("Line %(line)d is about the same follow-up.")
            raise ValidationError(words % {"line": first})

    def _read_values(self, row: PlannedRow) -> None:
        """Turn the cells into values; each that cannot be read is a problem of its own."""
        for column, cell in row.cells.items():
            try:
                value = read_cell(column, cell)
            except ValidationError as error:
                row.problems += [f"{column}: {message}" for message in error.messages]
                continue
            if column in FIELDS:
                row.values[FIELDS[column]] = value
        if "responsible" in row.cells:
            bodies, words = self._bodies_in(row.cells["responsible"])
            row.values["responsible"] = bodies
            if words:
                kept = row.values.get("responsible_words", "")
                row.values["responsible_words"] = BETWEEN.join(filter(None, [kept, *words]))
        if not row.cells["action"]:
            row.problems.append(_("The action is missing."))

    def _bodies_in(self, text: str) -> tuple[list[Organisation], list[str]]:
        """Give the organisations of a cell, and the names that are kept as words."""
        bodies: dict[int, Organisation] = {}
        words = []
        for item in items(text):
            body = self._body(item)
            if body is not None:
                bodies[body.pk] = body
            elif self._answer(item) == KEPT_AS_WORDS:
                words.append(item)
        return list(bodies.values()), words

    def _body(self, text: str) -> Organisation | None:
        if reference := REFERENCE.match(text):
            found = self._bodies.get(reference[0])
        else:
            found = self._finder.find(text) or self._bodies.get(self._answer(text))
        if found is None and parameter_of(text) not in self._questions:
            near = tuple(self._finder.suggest(text))
            self._questions[parameter_of(text)] = Question(text, near, self._answer(text))
        return found

    def _answer(self, text: str) -> str:
        answer = self._decisions.get(parameter_of(text), "")
        return answer if answer == KEPT_AS_WORDS or answer in self._bodies else ""


def _follow_ups(lines: Sequence[Mapping[str, str]]) -> dict[str, FollowUp]:
    """Give by reference those that the file names, and all of the meetings that it names."""
    meetings = {cells["meeting"] for cells in lines}
    references = {cells.get("reference", "") for cells in lines}
    meant = Q(meeting__record__reference__in=meetings) | Q(record__reference__in=references)
    return {one.reference: one for one in with_cells(FollowUp.objects.filter(meant))}
