"""A matrix that came back as a file, set beside the matrix as it stands: cell by cell."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _

from kokreasi.core.errors import DomainError
from kokreasi.core.matrix_words import in_words, unread_in_words
from kokreasi.plans.choices import Semester
from kokreasi.plans.matrix import semester_header
from kokreasi.plans.matrix_drafts import Themes, folded
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.errors import UnknownStatusError, UnknownThemeError
from kokreasi.proposals.matrix import PARTS, columns_of, reference_of, step_name
from kokreasi.proposals.models import Row, Status
from kokreasi.proposals.queries.matrix import texts_by_row, whole
from kokreasi.reading.codes import Code
from kokreasi.reading.headers import Column, Meaning
from kokreasi.reading.matrix import Matrix, MatrixRow
from kokreasi.reading.names import DASHES, names_in
from kokreasi.reading.semesters import Semester as ReadSemester

ROW_ID = re.compile(r"R(\d{1,18})-(\d{1,9})")
LAST_ACT = re.compile(r"\((\d{1,18})\)")
CELLS = {
    Meaning.THEME: "theme",
    Meaning.TITLE: "title",
    Meaning.PROPOSERS: "proposers",
    Meaning.LEADS: "leads",
    Meaning.SUPPORTERS: "supporters",
    Meaning.STATUS: "status",
    Meaning.REMARKS: "remarks",
}


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the file says otherwise; `key` names it on the page.

    `why` says why it cannot be taken over, `is_conflict` that somebody wrote the cell after the
    file was made. `is_offered` tells whether it is ticked at first.
    """

    key: str
    kind: Kind
    row: int | None = None
    number: int | None = None
    line: int = 0
    name: str = ""
    label: str = ""
    old: str = ""
    new: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    shown: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    why: str = ""
    is_conflict: bool = False
    is_offered: bool = False
    order: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What would change, what cannot be used, and what stands in the file besides."""

    differences: Sequence[Difference]
    problems: Sequence[str]
    unread: Sequence[str]

    def of(self, kind: Kind) -> list[Difference]:
        return [each for each in self.differences if each.kind == kind]

    @property
    def fingerprint(self) -> str:
        said = [[e.key, e.old, e.new, e.cells, e.is_conflict, e.order] for e in self.differences]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def compare(plan: Plan, matrix: Matrix) -> Returned:
    """Set a file beside the matrix of a plan as it stands now."""
    if matrix.problems:
        return Returned([], [str(in_words(problem)) for problem in matrix.problems], [])
    comparison = _Comparison(plan, matrix)
    return Returned(list(comparison.differences()), [], comparison.unread())


class _Comparison:
    """Finds the row of each line, then what differs; the database is asked a fixed few times."""

    def __init__(self, plan: Plan, matrix: Matrix) -> None:
        self.plan, self.matrix = plan, matrix
        self.periods = list(plan.periods.all())
        self.rows = list(whole(plan.matrix_rows.standing()))
        self.texts = texts_by_row(self.rows, self.periods)
        self.labels = {column.name: str(column.label) for column in columns_of(self.periods)}
        known = {step_name(period.semester) for period in self.periods}
        self.named = {CELLS[c.meaning] for c in matrix.columns if c.meaning in CELLS}
        self.named |= known & {step_name(s) for s in self._semesters()}
        self.unvalued = [
            each for each in matrix.warnings if each.code == Code.FORMULA_WITHOUT_VALUE
        ]
        self.since = self._since()
        self.foreign = self._foreign()
        self.found = self._find()

    def _semesters(self) -> list[Semester]:
        return [as_ours(c.semester) for c in self.matrix.columns if c.semester]

    def _since(self) -> int | None:
        """Give the act after which the file was made, where the file says so."""
        ids = [column for column in self.matrix.columns if column.meaning == Meaning.ROW]
        said = LAST_ACT.search(ids[0].label) if ids else None
        return int(said[1]) if said else None

    @cached_property
    def _themes(self) -> Themes:
        return Themes(self.plan.themes.all())

    @cached_property
    def _statuses(self) -> dict[str, str]:
        return {
            folded(words).casefold(): status.name.shown("id").text
            for status in Status.objects.filter(is_offered=True)
            for words in (status.code, status.name.en, status.name.id)
        }

    @cached_property
    def _unvalued(self) -> dict[tuple[int, str], str]:
        """Say of which cells the file holds a formula and no result: they look empty here."""
        names = {c.letter: self._name_of(c) for c in self.matrix.columns}
        found = [(each, names.get(each.column, "")) for each in self.unvalued]
        return {(each.line, name): in_words(each).text for each, name in found if name}

    def _name_of(self, column: Column) -> str:
        if column.semester:
            return step_name(as_ours(column.semester))
        return CELLS.get(column.meaning, "")

    @cached_property
    def _before(self) -> dict[tuple[int, str], str]:
        """Give what cells said when the file was made, where they were written since."""
        said: dict[tuple[int, str], str] = {}
        if self.since is not None:
            for act in self.plan.matrix_acts.filter(pk__gt=self.since):
                for cell in act.cells:
                    said.setdefault((cell["row"], cell["name"]), cell["old"])
        return said

    # Which row a line speaks of

    def _foreign(self) -> set[int]:
        """Name the rows of other plans that the hidden column speaks of."""
        marked = {pk for line in self.matrix.rows if (pk := marked_row(line)) is not None}
        return set(
            Row.objects.filter(pk__in=marked).exclude(plan=self.plan).values_list("pk", flat=True)
        )

    def _find(self) -> dict[int, Row | None]:
        """Give the row of each line: by the hidden column, by reference, by number, by title."""
        free = {row.pk: row for row in self.rows}
        found: dict[int, Row | None] = {}
        for way in (self._by_id, self._by_reference, self._by_number, self._by_title):
            for line in self.matrix.rows:
                if line.line in found or marked_row(line) in self.foreign:
                    continue
                if (row := way(line, free)) is not None:
                    found[line.line] = free.pop(row.pk)
        return {line.line: found.get(line.line) for line in self.matrix.rows}

    def _by_id(self, line: MatrixRow, free: Mapping[int, Row]) -> Row | None:
        return free.get(marked_row(line) or 0)

    def _by_reference(self, line: MatrixRow, free: Mapping[int, Row]) -> Row | None:
        if not line.reference:
            return None
        return next((row for row in free.values() if reference_of(row) == line.reference), None)

    def _by_number(self, line: MatrixRow, free: Mapping[int, Row]) -> Row | None:
        if line.number is None:
            return None
        return next((row for row in free.values() if row.number == line.number), None)

    def _by_title(self, line: MatrixRow, free: Mapping[int, Row]) -> Row | None:
        if line.number is not None or line.row_id:
            return None
        title = folded(line.title).casefold()
        same = (row for row in free.values() if folded(row.title).casefold() == title)
        return next(same, None)

    # What differs

    def differences(self) -> Iterator[Difference]:
        for line in self.matrix.rows:
            row = self.found[line.line]
            yield from [self._new(line)] if row is None else self._changed(line, row)
        yield from self._gone()
        yield from self._reordered()

    def _cells_of(self, line: MatrixRow) -> dict[str, str]:
        """Give what the file says in each cell that it has a column for."""
        said = {
            "theme": line.theme,
            "title": line.title,
            "proposers": "; ".join(line.proposers),
            "leads": "; ".join(line.leads),
            "supporters": "; ".join(line.supporters),
            "status": line.status,
            "remarks": line.remarks,
        }
        steps = {step_name(as_ours(one.semester)): one.text for one in line.measures}
        return {
            name: said.get(name, steps.get(name, "")) for name in self.labels if self._has(name)
        }

    def _has(self, name: str) -> bool:
        return name in self.named

    def _changed(self, line: MatrixRow, row: Row) -> Iterator[Difference]:
        said = ROW_ID.fullmatch(line.row_id)
        seen = int(said[2]) if said and int(said[1]) == row.pk else None
        for name, new in self._cells_of(line).items():
            old = self.texts[row.pk][name]
            if is_same(name, old, new) or (name == "status" and row.proposal is not None):
                continue
            before = self._before.get((row.pk, name))
            is_stale = seen is not None and row.field_revisions.get(name, 0) > seen
            if is_stale and before is not None and is_same(name, before, new):
                continue  # the file says what stood there when it was made
            why = self._unvalued.get((line.line, name), "") or self._why(name, new)
            yield Difference(
                f"r{row.pk}-{name}",
                Kind.CHANGED,
                row=row.pk,
                number=row.number,
                line=line.line,
                name=name,
                label=self.labels[name],
                old=old,
                new=new,
                why=why,
                is_conflict=is_stale,
                is_offered=not (why or is_stale or (seen is None and not new)),
            )

    def _why(self, name: str, text: str) -> str:
        """Say why a cell cannot hold what the file says; "" where it can."""
        try:
            if name == "theme" and text and self._themes.find(text) is None:
                raise UnknownThemeError(text)
            if name == "status" and text and folded(text).casefold() not in self._statuses:
                raise UnknownStatusError(text)
        except DomainError as refusal:
            return str(refusal)
        return ""

    def _new(self, line: MatrixRow) -> Difference:
        cells = {name: text for name, text in self._cells_of(line).items() if text}
        notes = [why for name, text in cells.items() if (why := self._why(name, text))]
        usable = {name: text for name, text in cells.items() if not self._why(name, text)}
        origin, is_offered = self._origin(line)
        return Difference(
            f"new-{line.line}",
            Kind.ADDED,
            line=line.line,
            number=line.number,
            new=line.title,
            cells=usable,
            shown=[(self.labels[name], text) for name, text in usable.items()],
            notes=[*notes, *origin],
            is_offered=is_offered,
        )

    def _origin(self, line: MatrixRow) -> tuple[list[str], bool]:
        """Say what the hidden column tells of a row that is new here, and whether to offer it."""
        pk = marked_row(line)
        if pk is None:
            return [], True
        if pk in self.foreign:
            return [_("This row comes from the matrix of another plan.")], False
        if any(row.pk == pk for row in self.rows):
            return [_("This row was copied from another one of the file.")], True
        return [_("This row was removed here since the file was made.")], False

    def _gone(self) -> Iterator[Difference]:
        """Propose to remove what the file leaves out, but not what is younger than the file."""
        named = {row.pk for row in self.found.values() if row}
        younger = self._younger()
        for row in self.rows:
            if row.pk not in named | younger:
                yield Difference(
                    f"gone-{row.pk}", Kind.GONE, row=row.pk, number=row.number, old=row.title
                )

    def _younger(self) -> set[int]:
        if self.since is None:
            return set()
        acts = self.plan.matrix_acts.filter(
            pk__gt=self.since, kind__in=[ActKind.ADDED, ActKind.RESTORED]
        )
        return {each["row"] for act in acts for each in act.rows}

    def _reordered(self) -> Iterator[Difference]:
        wanted = [row.pk for row in self.found.values() if row]
        named = set(wanted)
        now = [row.pk for row in self.rows if row.pk in named]
        if wanted != now:
            yield Difference("order", Kind.ORDER, order=tuple(wanted))

    def unread(self) -> list[str]:
        """Name what stands in the file and means nothing here."""
        known = {step_name(period.semester) for period in self.periods}
        unknown = [semester for semester in self._semesters() if step_name(semester) not in known]
        words = _("“%(column)s”: the plan does not have this semester.")
        return [
            *(str(unread_in_words(each)) for each in self.matrix.unread),
            *(str(in_words(each)) for each in self.unvalued),
            *(words % {"column": semester_header(semester)} for semester in unknown),
        ]


def marked_row(line: MatrixRow) -> int | None:
    """Give the row that the hidden column of a line names, whether it still exists or not."""
    said = ROW_ID.fullmatch(line.row_id)
    return int(said[1]) if said else None


def as_ours(semester: ReadSemester) -> Semester:
    return Semester(semester.year, semester.half)


def is_same(name: str, old: str, new: str) -> bool:
    """Tell whether two cells say the same, whatever a spreadsheet did to spaces and dashes."""
    if name in PARTS:
        return _names(old) == _names(new)
    before, after = ("" if text in DASHES else folded(text) for text in (old, new))
    return before == after


def _names(text: str) -> list[str]:
    return [folded(name) for name in names_in(text).names]


def keys_of(differences: Iterable[Difference]) -> set[str]:
    return {each.key for each in differences if not each.why}
