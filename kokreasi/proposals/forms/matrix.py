"""What the grid sends, a row as a form, a call, and a file that comes back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.middleware import is_hostile
from kokreasi.files.formats import CSV, ODS, TEXT, XLSX
from kokreasi.files.forms import UploadField
from kokreasi.proposals.matrix import CHOSEN, LONGEST_CELL_TEXT, Column
from kokreasi.proposals.services.matrix.cells import Cell
from kokreasi.register.revising import day_input

LONGEST_NAME = 60
HIGHEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Sent:
    """Cells that the script sent, the rows that are new, and the row behind which they come."""

    cells: Sequence[Cell]
    new: Sequence[str] = ()
    after: int | None = None


def read_sent(text: str) -> Sent | None:
    """Read what the script sent; nothing where it is not that."""
    try:
        given = json.loads(text)
        cells = [_cell(each) for each in given["cells"]]
        new = [_new_name(each) for each in given.get("new", [])]
        after = given.get("after")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    unknown = {cell.row for cell in cells if isinstance(cell.row, str)} - set(new)
    is_sound = after is None or _is_count(after)
    return Sent(cells, new, after) if is_sound and not unknown else None


def _cell(given: Mapping[str, Any]) -> Cell:
    row, name, text, seen = given["row"], given["name"], given["text"], given.get("seen", 0)
    is_row = _is_count(row) or isinstance(row, str)
    if not (is_row and isinstance(name, str) and isinstance(text, str) and _is_count(seen)):
        raise ValueError
    if is_hostile(text) or is_hostile(name):
        raise ValueError
    return Cell(row, name, text, seen)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST


def _new_name(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or is_hostile(value):
        raise ValueError
    return value


class RowForm(forms.Form):
    """The cells of one row below each other, for phones and browsers without scripts."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST)

    def __init__(
        self,
        data: Any = None,
        *,
        columns: Sequence[Column],
        texts: Mapping[str, str],
        offered: Mapping[str, Sequence[str]],
        seen: int,
    ) -> None:
        super().__init__(data, initial={"seen": seen, **texts})
        self.names = [column.name for column in columns]
        for column in columns:
            self.fields[column.name] = _field(column, texts[column.name], offered)
            self.fields[f"was-{column.name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=texts[column.name]
            )

    def cells(self, row: int) -> list[Cell]:
        """Give the cells that the person changed; others keep what is written meanwhile."""
        given = self.cleaned_data
        return [
            Cell(row, name, given[name], given["seen"])
            for name in self.names
            if _one_line_ends(given[name]) != _one_line_ends(given[f"was-{name}"])
        ]


def _one_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _field(column: Column, text: str, offered: Mapping[str, Sequence[str]]) -> forms.Field:
    if column.name in CHOSEN:
        words = dict.fromkeys(["", *offered[column.name], text])
        choices = [(each, each or "–") for each in words]
        return forms.ChoiceField(label=str(column.label), choices=choices, required=False)
    lines = min(8, 2 + text.count("\n") + len(text) // 80)
    return forms.CharField(
        label=str(column.label),
        required=False,
        max_length=LONGEST_CELL_TEXT,
        widget=forms.Textarea(attrs={"rows": lines}),
    )


class CallForm(forms.Form):
    """Until when the institutions fill in their rows, and what the mail says beside that."""

    closes_on = forms.DateField(label=_("Until"), widget=day_input())
    message = forms.CharField(
        label=_("Message in the mail"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].widget.attrs["min"] = today.isoformat()


class MatrixFileForm(forms.Form):
    """Ask for the matrix as a file."""

    file = UploadField(
        label=_("File with the matrix"),
        formats=(XLSX, ODS, CSV, TEXT),
        help_text=_("XLSX, ODS or CSV. Nothing changes before you have seen what would."),
    )
