"""What an import would do, row by row: shown to a person, confirmed by its fingerprint."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kokreasi.core.matrix_words import Message
from kokreasi.exchange.choices import Standing
from kokreasi.exchange.matrix.decisions import Decisions
from kokreasi.exchange.matrix.names import Body, Certainty, Question
from kokreasi.plans.choices import Half, Part, Semester
from kokreasi.plans.matrix_drafts import written
from kokreasi.plans.models import Commitment, Plan, Theme
from kokreasi.plans.services.commitments import Aim
from kokreasi.reading.matrix import Matrix

LABELS: dict[str, str | Promise] = {
    "number": gettext_lazy("Number"),
    "title": gettext_lazy("Title"),
    "theme": gettext_lazy("Theme"),
    "remarks": gettext_lazy("Remarks"),
    Part.LEAD: Part.LEAD.label,
    Part.SUPPORT: Part.SUPPORT.label,
    Part.PARTNER: Part.PARTNER.label,
}


def semester_words(semester: Semester) -> str:
    """Write a semester as the header of a matrix does."""
    return f"{Half(semester.half).label} {semester.year}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the file says otherwise than the draft; `name` does not depend on language."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A field whose cell is empty in the file while the draft has something: it stays."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a new row brings: the words of a cell, or the organisations in it."""

    label: str
    text: str = ""
    bodies: tuple[Body, ...] = ()


@dataclass(slots=True)
class Row:
    """What the import would do with one row of the matrix."""

    line: int
    title: str
    number: int
    commitment: Commitment | None = None
    theme: Theme | None = None
    new_theme: str = ""
    theme_is_merged: bool = False
    bodies: dict[Part, list[Body]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    involved: set[Part] = field(default_factory=set)
    """The parts whose organisations are written."""
    aims: dict[Semester, Aim] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        if self.problems:
            return Standing.PROBLEM
        if self.unclear:
            return Standing.UNCLEAR
        if self.commitment is None:
            return Standing.CREATED
        return Standing.CHANGED if self.differences else Standing.UNCHANGED

    @property
    def unclear(self) -> list[Body]:
        return [body for body in self.every_body() if body.certainty == Certainty.UNCLEAR]

    @property
    def left_out(self) -> list[Body]:
        return [body for body in self.every_body() if body.certainty == Certainty.LEFT_OUT]

    @property
    def brings(self) -> list[Fact]:
        """List what a row says, for a draft that does not exist yet."""
        theme = written(self.theme.title) if self.theme else self.new_theme
        parties = [Fact(str(LABELS[part]), bodies=tuple(b)) for part, b in self.bodies.items()]
        aims = [Fact(semester_words(s), written(aim.words)) for s, aim in self.aims.items()]
        remarks = Fact(str(LABELS["remarks"]), self.values.get("remarks", ""))
        every = [Fact(str(LABELS["theme"]), theme), *parties, *aims, remarks]
        return [fact for fact in every if fact.text or fact.bodies]

    def every_body(self) -> Iterator[Body]:
        for bodies in self.bodies.values():
            yield from bodies


@dataclass(slots=True)
class DryRun:
    """What an import would do, and what stands in its way."""

    plan: Plan
    matrix: Matrix
    decisions: Decisions
    rows: list[Row]
    questions: list[Question]
    problems: list[Message]
    """What is wrong with the file as a whole; rows carry their own."""
    warnings: list[Message]
    missing_semesters: list[Semester]
    new_themes: list[str]

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if question.is_open]

    @property
    def needs_semesters(self) -> bool:
        return bool(self.missing_semesters) and not self.decisions.add_semesters

    @property
    def is_ready(self) -> bool:
        wrong = any(row.standing in {Standing.PROBLEM, Standing.UNCLEAR} for row in self.rows)
        return not (wrong or self.problems or self.open_questions or self.needs_semesters)

    @property
    def changes_something(self) -> bool:
        touched = {Standing.CREATED, Standing.CHANGED}
        return self.differs_in_total or any(row.standing in touched for row in self.rows)

    @property
    def differs_in_total(self) -> bool:
        """Whether the file announces another number than it lists, and the plan does not say so."""
        stated = self.matrix.stated_total
        if stated is None or stated == len(self.rows):
            return False
        notes = self.matrix.notes or [self.matrix.as_of]
        return not any(
            figure.measure == "commitments"
            and figure.value == stated
            and any(note in figure.source.id for note in notes)
            for figure in self.plan.record.stated_figures.all()
        )

    def count(self, standing: Standing) -> int:
        return sum(row.standing == standing for row in self.rows)

    def counts(self) -> dict[Standing, int]:
        return {standing: self.count(standing) for standing in Standing}

    def new_bodies(self) -> dict[str, list[Body]]:
        """Give the organisations to be created by their identity, each with all its spellings."""
        found: dict[str, list[Body]] = {}
        for row in self.rows:
            for body in row.every_body():
                if body.certainty == Certainty.NEW:
                    found.setdefault(body.identity, []).append(body)
        return found

    @property
    def fingerprint(self) -> str:
        """Change whenever anything would be done otherwise; the same in every language."""
        content = {
            "rows": [_essence(row) for row in self.rows],
            "decisions": self.decisions.content(),
            "semesters": self.missing_semesters,
            "themes": self.new_themes,
            "problems": [[m.line, m.column] for m in self.problems],
            "total": self.matrix.stated_total if self.differs_in_total else None,
        }
        plain = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()


def _essence(row: Row) -> list[Any]:
    return [
        row.line,
        row.number,
        row.title,
        row.standing,
        row.commitment.reference if row.commitment else "",
        [(difference.name, difference.old, difference.new) for difference in row.differences],
        [(part, b.certainty, b.identity) for part, bodies in row.bodies.items() for b in bodies],
        [(semester, aim.words.id, str(aim.number)) for semester, aim in row.aims.items()],
    ]
