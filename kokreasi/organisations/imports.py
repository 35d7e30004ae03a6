"""Organisations from a table: first the difference, then all of it or nothing.

A line with a reference is about that organisation. A line without one is about the organisation
of exactly this name, and about a new one where nobody has it; so the same file a second time finds
what it made the first time. A column that the file does not have is left alone; an empty cell
empties the field.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.tabular import Line, read_table
from kokreasi.organisations import services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.exports import BETWEEN, COLUMNS, NAMES, region_code, with_cells
from kokreasi.organisations.finding import Index, current_index
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register.leaves import fingerprint
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Region, Term

LISTS = frozenset({"aliases", "regions", "goals"})
PLAIN = ("kind", "mailbox", "website", "founded_year")
TEXTS = ("focus", "network", "programmes")
NAME = frozenset({"name_id", "name_en", "abbreviation", "name_from"})
LANGUAGES = ("id", "en")


class Step(TextChoices):
    """What becomes of a line."""

    CREATE = "create", gettext_lazy("new")
    CHANGE = "change", gettext_lazy("changed")
    SAME = "same", gettext_lazy("unchanged")
    PROBLEM = "problem", gettext_lazy("problem")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs from what is kept."""

    column: str
    old: str
    new: str


@dataclass(slots=True)
class PlannedRow:
    """A line of the file and what it would do."""

    line: int
    title: str
    organisation: Organisation | None = None
    changes: list[CellChange] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        if self.problems:
            return Step.PROBLEM
        if self.organisation is None:
            return Step.CREATE
        return Step.CHANGE if self.changes else Step.SAME

    def told(self) -> dict[str, Any]:
        """Say in plain JSON what would happen, for the digest of what a person confirms."""
        return {
            "line": self.line,
            "reference": self.organisation.reference if self.organisation else "",
            "changes": [[change.column, change.old, change.new] for change in self.changes],
            "problems": len(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change."""

    rows: tuple[PlannedRow, ...]

    @property
    def can_be_taken(self) -> bool:
        return not self.of(Step.PROBLEM)

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


class ProblemsError(DomainError):
    message = gettext_lazy("The file has problems; nothing was taken over.")


def read(data: bytes, *, name: str) -> Difference:
    """Compare a file with what is kept; writes nothing. Raises `TableError`."""
    lines = read_table(data, name=name, knows=NAMES, needs=["name_id"])
    return Plan(lines).difference()


@transaction.atomic
def take(data: bytes, *, name: str, by: User, previewed: str = "") -> Difference:
    """Do what a file says, all of it or nothing.

    `previewed` is the digest of the difference that the person has seen; when it is another one by
    now, `StaleError` is raised and nothing changes.
    """
    services.hold()
    difference = read(data, name=name)
    if previewed and difference.digest != previewed:
        raise StaleError
    if not difference.can_be_taken:
        raise ProblemsError
    for row in difference.of(Step.CREATE):
        _create(row, by=by)
    for row in difference.of(Step.CHANGE):
        _change(row, by=by)
    return difference


class Plan:
    """Compares every line with what is kept, with as many queries for one line as for all."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        organisations = list(with_cells(Organisation.objects.all()))
        self._by_reference = {one.reference: one for one in organisations}
        self._by_pk = {one.pk: one for one in organisations}
        self._index: Index = current_index()
        self._regions = {region_code(region): region for region in Region.objects.all()}
        goals = Term.objects.of(Vocabulary.SDG_GOAL)
        self._goals = {goal.code: goal for goal in goals}
        self._seen: dict[str, int] = {}

    def difference(self) -> Difference:
        return Difference(tuple(self._row(line) for line in self._lines))

    def _row(self, line: Line) -> PlannedRow:
        cells = {column: _plain(column, text) for column, text in line.cells.items()}
        row = PlannedRow(line.number, cells["name_id"] or cells.get("name_en", ""))
        try:
            row.organisation = self._meant(cells)
            self._refuse_twice(row, cells)
        except ValidationError as error:
            row.problems += error.messages
            return row
        if "aliases" in cells:
            cells["aliases"] = _new_aliases(row.organisation, cells)
        row.changes = _changed_cells(row.organisation, cells)
        self._read_values(row, cells)
        return row

    def _meant(self, cells: Mapping[str, str]) -> Organisation | None:
        if reference := cells.get("reference", ""):
            return self._of_reference(reference)
        found = {pk for text in _spellings(cells) for pk in self._index.exact(text)}
        if len(found) > 1:
            raise ValidationError(_("Several organisations have this name: give the reference."))
        return self._by_pk[found.pop()] if found else None

    def _of_reference(self, reference: str) -> Organisation:
        organisation = self._by_reference.get(reference)
        if organisation is None:
            words = _(
                "No organisation has the reference %(reference)s; leave it empty for a new one."
            )
            raise ValidationError(words % {"reference": reference})
        if organisation.is_merged:
            raise ValidationError(_("This organisation was merged into another one."))
        return organisation

    def _refuse_twice(self, row: PlannedRow, cells: Mapping[str, str]) -> None:
        marks = [row.organisation.reference] if row.organisation else map(key, _spellings(cells))
        for mark in marks:
            first = self._seen.setdefault(mark, row.line)
            if first != row.line:
                words = _("Line %(line)d is about the same organisation.")
                raise ValidationError(words % {"line": first})

    def _read_values(self, row: PlannedRow, cells: Mapping[str, str]) -> None:
        """Turn the changed cells into values; each that cannot be read is a problem of its own."""
        changed = {change.column for change in row.changes}
        if not (cells["name_id"] or cells.get("name_en")):
            row.problems.append(_("The name is missing."))
        if row.organisation is None and not cells.get("kind"):
            row.problems.append(_("The kind is missing."))
        readers = {
            **dict.fromkeys(PLAIN, _field),
            "name_from": _day,
            "parent": self._parent,
            "regions": self._regions_of,
            "goals": self._goals_of,
            "abbreviation": _abbreviation,
        }
        for column in readers.keys() & changed:
            try:
                row.values[column] = readers[column](column, cells[column])
            except ValidationError as error:
                row.problems += [f"{column}: {message}" for message in error.messages]
        for text in TEXTS:
            if {f"{text}_{code}" for code in LANGUAGES} & changed:
                row.values[text] = _pair(text, cells, row.organisation)
        row.values["name"] = _pair("name", cells, row.organisation)

    def _parent(self, _column: str, reference: str) -> Organisation | None:
        return self._of_reference(reference) if reference else None

    def _regions_of(self, _column: str, text: str) -> list[Region]:
        return _known(_items(text), self._regions, _("Nobody knows the region %(code)s."))

    def _goals_of(self, _column: str, text: str) -> list[Term]:
        return _known(_items(text), self._goals, _("Nobody knows the goal %(code)s."))


# Cells


def _plain(column: str, text: str) -> str:
    """Write a cell in the one form in which old and new are compared."""
    words = unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip())
    return BETWEEN.join(sorted(_items(words))) if column in LISTS else words


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _new_aliases(organisation: Organisation | None, cells: Mapping[str, str]) -> str:
    """Leave out the spellings that are names already, and all but the first of the same."""
    columns = ("name_id", "name_en", "abbreviation")
    known = {key(cells.get(column, "")) for column in columns} | {""}
    for row in organisation.names.all() if organisation else ():
        known |= {key(text) for text in (row.name.id, row.name.en, row.abbreviation)}
    kept = []
    for text in _items(cells["aliases"]):
        if key(text) not in known:
            known.add(key(text))
            kept.append(text)
    return BETWEEN.join(kept)


def _changed_cells(organisation: Organisation | None, cells: Mapping[str, str]) -> list[CellChange]:
    kept = dict.fromkeys(NAMES, "")
    if organisation is not None:
        kept = {
            column.name: _plain(column.name, _text(column.value(organisation)))
            for column in COLUMNS
        }
    return [
        CellChange(column, kept[column], cell)
        for column, cell in cells.items()
        if column != "reference" and not _same(column, kept[column], cell)
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _same(column: str, old: str, new: str) -> bool:
    """Tell whether two cells say the same; a spreadsheet adds an hour to a day."""
    return old == (new.removesuffix(" 00:00") if column == "name_from" else new)


def _spellings(cells: Mapping[str, str]) -> list[str]:
    texts = (cells.get(column, "") for column in ("name_id", "name_en"))
    return [text for text in texts if key(text)]


def _field(column: str, text: str) -> Any:
    model_field: Any = Organisation._meta.get_field(column)
    if column == "kind" and text not in Kind.values:
        words = _("“%(text)s” is no kind. Known are: %(known)s.")
        raise ValidationError(words % {"text": text, "known": ", ".join(Kind.values)})
    value = None if text == "" and model_field.null else text
    return model_field.clean(value, None)


def _abbreviation(column: str, text: str) -> str:
    model_field: Any = Organisation._meta.get_field(column)
    abbreviation: str = model_field.clean(text, None)
    return abbreviation


def _day(_column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        words = _("“%(text)s” is no day; write it as 2024-10-21.")
        raise ValidationError(words % {"text": text}) from error


def _pair(name: str, cells: Mapping[str, str], organisation: Organisation | None) -> Bilingual:
    """Join both languages; one whose column the file does not have stays as it is."""
    kept: Bilingual = getattr(organisation, name) if organisation else Bilingual()
    return Bilingual(
        **{code: cells.get(f"{name}_{code}", getattr(kept, code)) for code in LANGUAGES}
    )


def _known(codes: Iterable[str], known: Mapping[str, Any], words: str) -> list[Any]:
    problems = [words % {"code": code} for code in codes if code not in known]
    if problems:
        raise ValidationError(problems)
    return [known[code] for code in codes]


# Writing


def _create(row: PlannedRow, *, by: User) -> None:
    values = dict(row.values)
    aliases = next((change.new for change in row.changes if change.column == "aliases"), "")
    services.create(
        kind=Kind(values.pop("kind")),
        name=values.pop("name"),
        abbreviation=values.pop("abbreviation", ""),
        since=values.pop("name_from", None),
        aliases=_items(aliases),
        profile=values,
        by=by,
    )


def _change(row: PlannedRow, *, by: User) -> None:
    assert row.organisation is not None  # noqa: S101 - a changed row is about one
    organisation = row.organisation
    changed = {change.column: change for change in row.changes}
    if changed.keys() & NAME:
        _change_name(organisation, row.values, changed, by=by)
    if "aliases" in changed:
        _change_aliases(organisation, _items(changed["aliases"].new), by=by)
    apart = {"name", "abbreviation", "name_from"}
    profile = {name: value for name, value in row.values.items() if name not in apart}
    if profile:
        services.change(organisation, profile, seen=organisation.revision, by=by)


def _change_name(
    organisation: Organisation,
    values: Mapping[str, Any],
    changed: Mapping[str, CellChange],
    *,
    by: User,
) -> None:
    """Take another name with a later first day as a new name, and anything else as a correction."""
    present = organisation.names.get(valid_to=None)
    words = {
        "name": values["name"],
        "abbreviation": values.get("abbreviation", present.abbreviation),
    }
    first = values.get("name_from", present.valid_from)
    is_renamed = "name_from" in changed and first is not None and values["name"] != present.name
    if is_renamed and (present.valid_from is None or first > present.valid_from):
        services.rename(organisation, on=first, by=by, **words)
    else:
        services.correct_name(present, valid_from=first, by=by, **words)


def _change_aliases(organisation: Organisation, wanted: Sequence[str], *, by: User) -> None:
    kept = {alias.text: alias for alias in organisation.aliases.all()}
    for text in kept.keys() - set(wanted):
        services.remove_alias(kept[text], by=by)
    for text in wanted:
        if text not in kept:
            services.add_alias(organisation, text, by=by)
