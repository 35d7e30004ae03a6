"""Compare a matrix with the drafts of a plan: what an import would do, row by row.

Nothing here writes. The same comparison is shown to the person, and made again inside the
transaction that imports: its fingerprint tells whether both saw the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.matrix_words import Message, in_words, unread_in_words
from kokreasi.exchange.matrix.decisions import Decisions
from kokreasi.exchange.matrix.dry_run import (
    LABELS,
    Difference,
    DryRun,
    Kept,
    Row,
    semester_words,
)
from kokreasi.exchange.matrix.names import LONGEST_NAME, Body, Certainty, NameBook
from kokreasi.organisations.folding import key
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.matrix_drafts import (
    Drafts,
    Goal,
    Themes,
    folded,
    goals,
    rows_of,
    taking_part,
    written,
)
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.services.commitments import Aim
from kokreasi.reading.codes import Code
from kokreasi.reading.headers import Meaning
from kokreasi.reading.matrix import Matrix, MatrixRow, Measure
from kokreasi.reading.matrix import Problem as ReadingProblem

LARGEST_NUMBER = 32_767
LARGEST_TARGET = Decimal(10) ** 14
CENT = Decimal("0.01")

CELLS: dict[Part, str] = {
    Part.LEAD: "leads",
    Part.SUPPORT: "supporters",
    Part.PARTNER: "proposers",
}


def compare(plan: Plan, matrix: Matrix, decisions: Decisions, *, lock: bool = False) -> DryRun:
    """Compare a matrix with the drafts of a plan, in a number of queries that does not grow.

    `lock` holds the drafts until the end of the transaction: for the import itself.
    """
    return _Comparison(plan, matrix, decisions, lock=lock).dry_run()


class _Comparison:
    def __init__(self, plan: Plan, matrix: Matrix, decisions: Decisions, *, lock: bool) -> None:
        self.plan = plan
        self.matrix = matrix
        self.decisions = decisions
        self.drafts = Drafts(rows_of(plan, lock=lock))
        self.themes = Themes(plan.themes.all())
        self.semesters = {period.semester for period in plan.periods.all()}
        self.names = NameBook(_texts(matrix), decisions)
        self.columns = {
            column.meaning: column.letter for column in matrix.columns if column.semester is None
        }
        self.measured = {
            Semester(column.semester.year, column.semester.half): column.letter
            for column in matrix.columns
            if column.semester
        }
        self.next_number = self._first_free_number()
        self.spoken_of: dict[int, int] = {}

    def dry_run(self) -> DryRun:
        rows = [self.row(source) for source in self.matrix.rows]
        self.refuse_taken_numbers(rows)
        apart, problems = _by_row(self.matrix.problems, rows)
        for row, found in apart:
            row.problems.append(in_words(found))
        apart, warnings = _by_row(self.matrix.warnings, rows)
        for row, found in apart:
            row.warnings.append(in_words(found))
        return DryRun(
            plan=self.plan,
            matrix=self.matrix,
            decisions=self.decisions,
            rows=rows,
            questions=list(self.names.questions.values()),
            problems=[in_words(found) for found in problems],
            warnings=[
                *(in_words(found) for found in warnings),
                *(unread_in_words(unread) for unread in self.matrix.unread),
                *self.status_is_not_kept(),
            ],
            missing_semesters=sorted(set(self.measured) - self.semesters),
            new_themes=list(dict.fromkeys(row.new_theme for row in rows if row.new_theme)),
        )

    def _first_free_number(self) -> int:
        taken = [row.number for row in self.drafts.rows]
        announced = [row.number for row in self.matrix.rows if row.number is not None]
        return max([0, *taken, *announced]) + 1

    def status_is_not_kept(self) -> list[Message]:
        column = self.columns.get(Meaning.STATUS)
        if column is None or not any(row.status for row in self.matrix.rows):
            return []
        words = _("The column of statuses is not imported: a status comes from what is done here.")
        return [Message(words, column=column)]

    # One row

    def row(self, source: MatrixRow) -> Row:
        draft = self.drafts.find(
            reference=source.reference, number=source.number, title=source.title
        )
        row = Row(line=source.line, title=source.title, number=self.number(source, draft))
        row.commitment = draft
        row.theme_is_merged = source.theme_is_merged
        self.check(row, source)
        self.compare_words(row, source)
        self.compare_theme(row, source)
        for part in Part:
            self.compare_part(row, part, getattr(source, CELLS[part]))
        self.compare_targets(row, source.measures)
        return row

    def number(self, source: MatrixRow, draft: Commitment | None) -> int:
        if source.number is not None:
            return source.number
        if draft is not None:
            return draft.number
        self.next_number += 1
        return self.next_number - 1

    def check(self, row: Row, source: MatrixRow) -> None:
        if not 1 <= row.number <= LARGEST_NUMBER:
            words = _("Numbers from 1 to %(most)s are possible.") % {"most": LARGEST_NUMBER}
            row.problems.append(self.at(row, words, Meaning.NUMBER))
        if source.reference and row.commitment is None:
            words = _("The plan has no commitment with the reference %(reference)s.")
            says = words % {"reference": source.reference}
            row.problems.append(self.at(row, says, Meaning.REFERENCE))
        if row.commitment is not None:
            self.check_once(row, row.commitment)

    def check_once(self, row: Row, draft: Commitment) -> None:
        first = self.spoken_of.setdefault(draft.pk, row.line)
        if first != row.line:
            words = _("Line %(first)s already speaks of the commitment %(reference)s.")
            says = words % {"first": first, "reference": draft.reference}
            row.problems.append(self.at(row, says, Meaning.TITLE))

    def refuse_taken_numbers(self, rows: Iterable[Row]) -> None:
        """Refuse a number that another draft of the plan has."""
        for row in rows:
            other = self.drafts.by_number.get(row.number)
            if other is not None and row.commitment is not None and other != row.commitment:
                words = _("Number %(number)s belongs to %(reference)s in this plan.")
                says = words % {"number": row.number, "reference": other.reference}
                row.problems.append(self.at(row, says, Meaning.NUMBER))

    def at(self, row: Row, words: str, meaning: Meaning) -> Message:
        return Message(words, row.line, self.columns.get(meaning, ""))

    def compare_words(self, row: Row, source: MatrixRow) -> None:
        draft = row.commitment
        if draft is None:
            row.values = {"title": Bilingual(id=source.title), "remarks": source.remarks}
            return
        if draft.number != row.number:
            self.differ(row, "number", str(draft.number), str(row.number), row.number)
        if folded(written(draft.title)) != folded(source.title):
            title = replace(draft.title, id=source.title)
            self.differ(row, "title", written(draft.title), source.title, title)
        if not source.remarks:
            self.keep(row, "remarks", draft.remarks)
        elif folded(draft.remarks) != folded(source.remarks):
            self.differ(row, "remarks", draft.remarks, source.remarks, source.remarks)

    def differ(self, row: Row, name: str, old: str, new: str, value: Any) -> None:
        row.values[name] = value
        row.differences.append(Difference(name, str(LABELS[name]), old, new))

    def keep(self, row: Row, name: str, value: str) -> None:
        """Say that an empty cell does not delete what the draft has."""
        if value:
            row.kept.append(Kept(str(LABELS[name]), value))

    def compare_theme(self, row: Row, source: MatrixRow) -> None:
        current = row.commitment.theme if row.commitment else None
        if not source.theme:
            self.keep(row, "theme", written(current.title) if current else "")
            row.theme = current
            return
        row.theme = self.themes.find(source.theme) or self.themes.find(slugify(source.theme))
        if row.theme is None:
            row.new_theme = source.theme
        if row.commitment is not None and (row.theme is None or row.theme != current):
            old = written(current.title) if current else ""
            new = written(row.theme.title) if row.theme else source.theme
            row.differences.append(Difference("theme", str(LABELS["theme"]), old, new))

    def compare_part(self, row: Row, part: Part, texts: list[str]) -> None:
        bodies = [self.names.body(text, part=part, line=row.line) for text in texts]
        row.bodies[part] = bodies
        self.check_names(row, part, texts)
        now = taking_part(row.commitment, part) if row.commitment else []
        if not texts:
            self.keep(row, part, "; ".join(organisation.short_name for organisation in now))
            return
        wanted = _once(body for body in bodies if body.certainty != Certainty.LEFT_OUT)
        before = [organisation.reference for organisation in now]
        if row.commitment is None or before != [body.identity for body in wanted]:
            row.involved.add(part)
        if row.commitment is not None and part in row.involved:
            old = "; ".join(organisation.short_name for organisation in now)
            new = "; ".join(body.shown for body in wanted)
            row.differences.append(Difference(part, str(LABELS[part]), old, new))

    def check_names(self, row: Row, part: Part, texts: list[str]) -> None:
        column = Meaning(CELLS[part])
        for text in texts:
            if len(text) > LONGEST_NAME:
                row.problems.append(self.at(row, _("This is too long for a name."), column))
            elif not key(text):
                words = _("“%(text)s” is no name.") % {"text": text}
                row.problems.append(self.at(row, words, column))

    def compare_targets(self, row: Row, measures: list[Measure]) -> None:
        now = goals(row.commitment) if row.commitment else {}
        said = {Semester(m.semester.year, m.semester.half): m for m in measures}
        for semester in self.measured:
            measure, goal = said.get(semester), now.get(semester)
            if measure is not None:
                self.compare_target(row, semester, measure, goal)
            elif goal is not None and goal.text:
                row.kept.append(Kept(semester_words(semester), goal.text))

    def compare_target(
        self, row: Row, semester: Semester, measure: Measure, goal: Goal | None
    ) -> None:
        if goal is not None and folded(goal.text) == folded(measure.text):
            return
        words = replace(goal.words, id=measure.text) if goal else Bilingual(id=measure.text)
        row.aims[semester] = Aim(words, _storable(measure.number))
        if row.commitment is not None:
            name = f"target-{semester.year}-{semester.half}"
            old = goal.text if goal else ""
            row.differences.append(Difference(name, semester_words(semester), old, measure.text))


def _storable(number: Decimal | None) -> Decimal | None:
    """Keep a number that fits its column exactly; any other stays in the words of the target."""
    if number is None or abs(number) >= LARGEST_TARGET or number != number.quantize(CENT):
        return None
    return number


def _once(bodies: Iterable[Body]) -> list[Body]:
    """Leave out what two spellings of the same organisation would do twice."""
    return list({body.identity: body for body in bodies}.values())


def _texts(matrix: Matrix) -> Iterator[str]:
    for row in matrix.rows:
        for name in CELLS.values():
            yield from getattr(row, name)


def _by_row(
    found: Iterable[ReadingProblem], rows: Iterable[Row]
) -> tuple[list[tuple[Row, ReadingProblem]], list[ReadingProblem]]:
    """Part what belongs to a row from what belongs to the file."""
    by_line: Mapping[int, Row] = {row.line: row for row in rows}
    apart, rest = [], []
    for problem in found:
        if problem.line in by_line and problem.code != Code.TOTAL_DIFFERS:
            apart.append((by_line[problem.line], problem))
        else:
            rest.append(problem)
    return apart, rest
