"""The cells of a table of follow-ups: their one written form, and what they mean."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from kokreasi.core.tabular import FORMULA_STARTS
from kokreasi.meetings.choices import Certainty, FollowUpState, Nature
from kokreasi.meetings.exports.follow_ups import BETWEEN, COLUMNS, NAMES, READ_ONLY, named
from kokreasi.meetings.models import FollowUp

CHOICES: Mapping[str, type[TextChoices]] = {
    "nature": Nature,
    "certainty": Certainty,
    "state": FollowUpState,
}
DAYS = frozenset({"due_on", "finished_on", "first_due_on", "agreed_on"})
EMPTY = {"nature": Nature.PROMISE.value, "state": FollowUpState.OPEN.value}
NOT_COMPARED = frozenset({"reference", "meeting", "reason"})


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs from what is kept."""

    column: str
    old: str
    new: str


def plain(cells: Mapping[str, str]) -> dict[str, str]:
    """Write each cell in the one form in which old and new are compared.

    A spreadsheet adds an hour to a day; a state or kind that is left empty is the first one.
    """
    written = {column: _folded(cell) for column, cell in cells.items()}
    for column in DAYS & written.keys():
        written[column] = written[column].removesuffix(" 00:00")
    return {column: cell or EMPTY.get(column, "") for column, cell in written.items()}


def _folded(text: str) -> str:
    """Take away the apostrophe that the table going out puts before what looks like a formula."""
    words = unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip())
    is_defused = words.startswith("'") and words[1:].startswith(FORMULA_STARTS)
    return words[1:] if is_defused else words


def items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def value(column: str, cell: str) -> Any:
    """Read a cell, or say in a `ValidationError` why it cannot be read."""
    readers: dict[str, Callable[[str], Any]] = {
        **{name: partial(_choice, kinds) for name, kinds in CHOICES.items()},
        **dict.fromkeys(DAYS, _day),
        "evidence_link": _link,
    }
    return readers[column](cell) if column in readers else cell


def _choice(kinds: type[TextChoices], cell: str) -> str:
    if cell and cell not in kinds.values:
        words = _("“%(text)s” is not known. Known are: %(known)s.")
        raise ValidationError(words % {"text": cell, "known": ", ".join(kinds.values)})
    return cell


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        words = _("“%(text)s” is no day; write it as 2024-10-21.")
        raise ValidationError(words % {"text": cell}) from error


def _link(cell: str) -> Any:
    column: Any = FollowUp._meta.get_field("evidence_link")
    return column.clean(cell, None)


def changed_cells(
    follow_up: FollowUp | None, cells: Mapping[str, str], values: Mapping[str, Any]
) -> list[CellChange]:
    kept = {**dict.fromkeys(NAMES, ""), **EMPTY}
    if follow_up is not None:
        kept = plain({column.name: _text(column.value(follow_up)) for column in COLUMNS})
    now = dict(cells)
    if "responsible" in values:
        now["responsible"] = BETWEEN.join(named(body) for body in values["responsible"])
        now["responsible_words"] = values.get("responsible_words", kept["responsible_words"])
    compared = [column for column in NAMES if column in now and column not in NOT_COMPARED]
    return [
        CellChange(column, kept[column], now[column])
        for column in compared
        if _differ(column, kept[column], now[column])
    ]


def _differ(column: str, old: str, new: str) -> bool:
    if column == "responsible":
        return set(items(old)) != set(items(new))
    return old != new


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def read_only_problems(changes: Iterable[CellChange]) -> list[str]:
    words = _("%(column)s cannot be changed by a table.")
    wrong = [change.column for change in changes if change.column in READ_ONLY]
    return [words % {"column": column} for column in wrong]
