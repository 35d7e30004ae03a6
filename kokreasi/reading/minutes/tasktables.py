"""Follow-ups in tables, whatever an office calls the columns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.actors import is_actor
from kokreasi.reading.minutes.deadlines import holds_deadline, read_deadline
from kokreasi.reading.minutes.model import FollowUp
from kokreasi.reading.minutes.sections import Piece
from kokreasi.reading.minutes.tags import Tag, tag_of_head
from kokreasi.reading.minutes.tasks import Task, assigned, follow_up_of, read_task

ROWS_FOR_A_HEAD = 3
MARKED = re.compile(
    r"^\s*(?P<marker>\(?\d{1,2}[.)]|\(?[a-z][.)]|[-•*–▪●○]|\[[ xX]?\]|[☐☑])\s+(?P<text>\S.*)$"
)
NOTHING = re.compile(r"[\s.\-–—_/…0-9]*|n/?a|nihil", re.IGNORECASE)
NO_TASK = re.compile(
    r"(?:sudah\s+)?(?:dicatat|noted|diketahui|untuk\s+diketahui|selesai|sudah|done|closed|fyi|info(?:rmasi)?"
    r"|tidak\s+ada|cukup\s+jelas|sama|idem)",
    re.IGNORECASE,
)
"""What a cell says where nothing is left to do."""
NEEDED = 0.6
"""How many cells of a column without head must look alike."""


@dataclass
class Table:
    """The rows of a table under the columns that were recognised."""

    columns: dict[Tag, int]
    rows: list[Piece]
    heads: list[Piece] = field(default_factory=list)

    @property
    def holds_tasks(self) -> bool:
        return Tag.ACTION in self.columns and bool(
            {Tag.ACTOR, Tag.DEADLINE, Tag.STATUS} & self.columns.keys()
        )

    def cell(self, piece: Piece, tag: Tag) -> str:
        at = self.columns.get(tag)
        cells = piece.block.cells
        return cells[at].strip() if at is not None and at < len(cells) else ""


def read_table(pieces: list[Piece], *, of_tasks: bool) -> Table:
    """Find the head of a table. `of_tasks`: it stands in a section of follow-ups."""
    for at, piece in enumerate(pieces[:ROWS_FOR_A_HEAD]):
        columns = _columns(piece.block.cells)
        if len(columns) > 1 or (of_tasks and Tag.ACTION in columns):
            same = piece.block.cells
            rows = [each for each in pieces[at + 1 :] if each.block.cells != same]
            heads = [each for each in pieces if each not in rows]
            return Table(_with_action(columns, same, rows, of_tasks=of_tasks), rows, heads)
    return Table(_guessed(pieces) if of_tasks else {}, pieces)


def task_heads_in(blocks: list[Block]) -> Iterator[int]:
    """Find the heads of tables of follow-ups, which the head of a note must not claim."""
    for index, block in enumerate(blocks):
        columns = _columns(block.cells) if block.shape is Shape.ROW else {}
        if Tag.ACTION in columns and columns.keys() & {Tag.ACTOR, Tag.DEADLINE, Tag.STATUS}:
            yield index


def _columns(cells: list[str]) -> dict[Tag, int]:
    columns: dict[Tag, int] = {}
    for at, cell in enumerate(cells):
        if tag := tag_of_head(cell):
            columns.setdefault(tag, at)
    return columns


def _with_action(
    columns: dict[Tag, int], heads: list[str], rows: list[Piece], *, of_tasks: bool
) -> dict[Tag, int]:
    """Where no column is called an action but somebody is responsible, another one holds it."""
    is_given = Tag.ACTOR in columns and (of_tasks or Tag.DEADLINE in columns)
    if Tag.ACTION in columns or not (is_given or (of_tasks and Tag.DEADLINE in columns)):
        return columns
    free = [at for at in range(len(heads)) if at not in columns.values()]
    candidates = [columns[tag] for tag in (Tag.OUTCOME, Tag.TOPIC) if tag in columns] + free
    if not candidates and Tag.NOTE in columns:
        candidates = [columns[Tag.NOTE]]
    if not candidates:
        return columns
    at = candidates[0] if candidates[0] in columns.values() else max(candidates, key=_width(rows))
    return {tag: each for tag, each in columns.items() if each != at} | {Tag.ACTION: at}


def _width(rows: list[Piece]) -> Callable[[int], int]:
    def letters(at: int) -> int:
        return sum(len(row.block.cells[at]) for row in rows if at < len(row.block.cells))

    return letters


def _guessed(rows: list[Piece]) -> dict[Tag, int]:
    """Tell columns without head by what stands in them."""
    count = max((len(row.block.cells) for row in rows), default=0)
    columns: dict[Tag, int] = {}
    texts = [
        [row.block.cells[at] for row in rows if at < len(row.block.cells)] for at in range(count)
    ]
    for at, cells in enumerate(texts):
        filled = [cell for cell in cells if not NOTHING.fullmatch(cell)]
        if filled and _most(filled, holds_deadline):
            columns.setdefault(Tag.DEADLINE, at)
        elif filled and _most(filled, is_actor):
            columns.setdefault(Tag.ACTOR, at)
    free = [at for at in range(count) if at not in columns.values()]
    if free:
        columns[Tag.ACTION] = max(free, key=lambda at: sum(map(len, texts[at])))
    return columns


def _most(cells: list[str], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, cells)) >= NEEDED * len(cells)


def tasks_of(table: Table, meeting_day: date | None) -> list[FollowUp]:
    follow_ups: list[FollowUp] = []
    for piece in _whole_rows(table):
        follow_ups += _of_row(table, piece, meeting_day)
    return follow_ups


def _whole_rows(table: Table) -> list[Piece]:
    """Join what a page break cut in two: a row without number, actor and deadline goes on."""
    whole: list[Piece] = []
    for piece in table.rows:
        if whole and _continues(table, piece, whole[-1]):
            before = whole[-1].block.cells
            joined = [
                " ".join(filter(None, (before[at] if at < len(before) else "", cell)))
                for at, cell in enumerate(piece.block.cells)
            ]
            whole[-1] = replace(whole[-1], block=replace(whole[-1].block, cells=joined))
        else:
            whole.append(piece)
    return whole


def _continues(table: Table, piece: Piece, before: Piece) -> bool:
    if Tag.NUMBER not in table.columns or table.cell(piece, Tag.NUMBER):
        return False
    if not table.cell(before, Tag.NUMBER):
        return False
    action = table.cell(piece, Tag.ACTION)
    has_own = table.cell(piece, Tag.ACTOR) and table.cell(piece, Tag.DEADLINE)
    return not has_own and (not action or action[:1].islower())


def _of_row(table: Table, piece: Piece, meeting_day: date | None) -> list[FollowUp]:
    action = table.cell(piece, Tag.ACTION)
    if NOTHING.fullmatch(action) or NO_TASK.fullmatch(action.strip(" .")):
        return []
    actions = marked_lines(action)
    actors = _matching(table.cell(piece, Tag.ACTOR), len(actions))
    deadlines = _matching(_deadline_cell(table, piece), len(actions))
    status = table.cell(piece, Tag.STATUS)
    return [
        _follow_up(_Cells(text, actor, deadline, status), piece.block.line, meeting_day)
        for text, actor, deadline in zip(actions, actors, deadlines, strict=True)
    ]


def _deadline_cell(table: Table, piece: Piece) -> str:
    note = table.cell(piece, Tag.NOTE)
    if Tag.DEADLINE in table.columns:
        return table.cell(piece, Tag.DEADLINE)
    return note if holds_deadline(note) else ""


@dataclass(frozen=True)
class _Cells:
    action: str
    actor: str
    deadline: str
    status: str


def _follow_up(cells: _Cells, line: int, meeting_day: date | None) -> FollowUp:
    task = read_task(cells.action, meeting_day, lenient=not cells.actor)
    named = None if NOTHING.fullmatch(cells.actor) else _one_line(cells.actor)
    if named and task.actor and task.actor != named:
        task = _as_written(cells.action, task)
    task = replace(
        task,
        actor=named or task.actor,
        deadline=read_deadline(cells.deadline, meeting_day) or task.deadline,
        status=task.status if NOTHING.fullmatch(cells.status) else cells.status,
    )
    return follow_up_of(assigned(task) if named else task, line)


def _as_written(text: str, task: Task) -> Task:
    """The column names another one than the sentence: the sentence keeps its own subject."""
    return replace(task, text=" ".join(text.split()).removesuffix("."))


def _one_line(actor: str) -> str:
    parts = marked_lines(actor)
    return ", ".join(parts) if len(parts) > 1 else " ".join(parts[0].split())


def marked_lines(cell: str) -> list[str]:
    """Split a cell that holds a list of its own; any other cell is one."""
    items: list[str] = []
    marked = 0
    for line in cell.splitlines():
        match = MARKED.match(line)
        marked += match is not None
        if match or not items:
            items.append(match["text"] if match else line.strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}".strip()
    return items if marked > 1 and marked == len(items) else [" ".join(items)]


def _matching(cell: str, count: int) -> list[str]:
    """Give each action its own actor where both cells list as many, else all the same."""
    parts = marked_lines(cell) if cell else [""]
    return parts if len(parts) == count else [cell] * count
