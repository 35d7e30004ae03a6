"""What a person says about a file of answers: columns, values, days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked, Definition
from kokreasi.consultations.imports.answers.days import DayOrder
from kokreasi.consultations.imports.answers.mapping import (
    CHANNEL,
    DAY,
    IGNORED,
    LEFT_OUT,
    NEW,
    Column,
)
from kokreasi.consultations.imports.answers.rehearsal import (
    Rehearsal,
    Seen,
    asks_order,
    undecided,
)
from kokreasi.consultations.imports.answers.splitting import Mark
from kokreasi.consultations.imports.answers.suggesting import Aim, aims
from kokreasi.consultations.queries import regions
from kokreasi.consultations.services.importing.files import FORMATS, as_utf8
from kokreasi.files.forms import UploadField
from kokreasi.reading.answers import AnswerTable
from kokreasi.register.revising import day_input

MARKS = [
    (Mark.COMMA, gettext_lazy("a comma")),
    (Mark.SEMICOLON, gettext_lazy("a semicolon")),
    (Mark.LINE, gettext_lazy("a new line")),
]
EXAMPLES = 3
LONGEST_EXAMPLE = 90
VALUES_SHOWN = 60
"""Values of one column that are asked about on one page; the rest is decided together."""
COLUMNS_WITH_VALUES = 12
WITH_NEW = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING})
LONGEST_REASON = 500


class AnswersField(UploadField):
    """A table; text that was saved as UTF-16 is taken as UTF-8, in which it can be kept."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data:
            content = data.read()
            data.seek(0)
            plain = as_utf8(content)
            if plain is not content:
                data = ContentFile(plain, data.name)
        return super().clean(data, initial)


class AnswersUploadForm(forms.Form):
    """Ask for the file that holds the answers."""

    file = AnswersField(
        label=gettext_lazy("File with the answers"),
        formats=FORMATS,
        help_text=gettext_lazy("CSV, XLSX or ODS. Nothing is imported before you have seen it."),
    )


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """A column as it is shown: its heading, some of its cells, and what is asked about it.

    `is_open` shows the fields that are folded away elsewhere.
    """

    header: str
    examples: tuple[str, ...]
    fields: tuple[forms.BoundField, ...]
    is_open: bool = False


def examples_of(table: AnswerTable, at: int) -> tuple[str, ...]:
    """Give the first different cells of a column, short."""
    different = dict.fromkeys(row[at] for row in table.rows if row[at])
    return tuple(cell[:LONGEST_EXAMPLE] for cell in list(different)[:EXAMPLES])


class ColumnsForm(forms.Form):
    """Ask what each column means."""

    def __init__(
        self,
        *args: Any,
        table: AnswerTable,
        definition: Definition,
        columns: Sequence[Column],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        targets = list(_targets(definition))
        for at, column in enumerate(columns):
            self.fields[f"target-{at}"] = forms.ChoiceField(
                label=gettext_lazy("means"), choices=targets, required=False, initial=column.target
            )
            self.fields[f"mark-{at}"] = forms.ChoiceField(
                label=gettext_lazy("between several choices stands"),
                choices=MARKS,
                initial=column.mark,
            )

    def cards(self) -> Iterator[ColumnCard]:
        for at, header in enumerate(self.table.headers):
            fields = (self[f"target-{at}"], self[f"mark-{at}"])
            yield ColumnCard(header, examples_of(self.table, at), fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, int] = {}
        for at in range(len(self.table.headers)):
            target = cleaned.get(f"target-{at}", LEFT_OUT)
            if target and target in seen:
                self.add_error(f"target-{at}", _("Another column means this already."))
            seen.setdefault(target, at)
        return cleaned

    def columns(self) -> tuple[Column, ...]:
        given = self.cleaned_data
        return tuple(
            Column(given[f"target-{at}"], Mark(given[f"mark-{at}"]))
            for at in range(len(self.table.headers))
        )


def _targets(definition: Definition) -> Iterator[tuple[Any, Any]]:
    """Offer what a column may mean, the questions in the groups of their pages."""
    yield LEFT_OUT, _("leave out")
    yield DAY, _("the day of the answer")
    yield CHANNEL, _("the channel")
    pages: dict[str, list[tuple[str, str]]] = {}
    for aim in aims(definition):
        group = str(aim.page) or _("Questions")
        pages.setdefault(group, []).append((aim.key, label_of(aim)))
    yield from pages.items()


def label_of(aim: Aim) -> str:
    """Name an aim in the reader's language: the question, its commitment, its row."""
    parts = [aim.question.wording, *(one.wording for one in (aim.item, aim.row) if one)]
    words = " – ".join(str(part) for part in parts)
    return _("%(question)s: “other” in own words") % {"question": words} if aim.is_other else words


@dataclass(frozen=True, slots=True)
class ValuesCard:
    """A column with values that no choice is called like."""

    seen: Seen
    lines: tuple[tuple[str, int, forms.BoundField], ...]
    rest: int
    together: forms.BoundField


class DecisionsForm(forms.Form):
    """Ask about everything that stands in the way of an import. No answer leaves it open."""

    def __init__(self, *args: Any, found: Rehearsal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.open = [(seen, undecided(seen)) for seen in found.unknown[:COLUMNS_WITH_VALUES]]
        for seen, values in self.open:
            choices = list(_decisions(seen.question))
            for at, (_value, _shown, _number) in enumerate(values[:VALUES_SHOWN]):
                self.fields[f"value-{seen.place}-{at}"] = _choice(choices)
            together = [one for one in choices if one[0] in ("", OTHER, NEW, IGNORED)]
            self.fields[f"rest-{seen.place}"] = _choice(together)
        self._ask_about_days()
        if found.faulty_lines:
            self.fields["drops_faulty"] = forms.BooleanField(
                label=gettext_lazy("Import the other rows without these"),
                required=False,
                initial=found.mapping.drops_faulty,
            )

    def _ask_about_days(self) -> None:
        if asks_order(self.found.mapping):
            self.fields["day_order"] = forms.ChoiceField(
                label=gettext_lazy("03/04/2018 means"),
                choices=[
                    (DayOrder.DAY_FIRST, gettext_lazy("3 April 2018 (the day first)")),
                    (DayOrder.MONTH_FIRST, gettext_lazy("4 March 2018 (the month first)")),
                ],
                widget=forms.RadioSelect,
                required=False,
            )
        elif self.found.without_day:
            self.fields["all_on"] = forms.DateField(
                label=gettext_lazy("Day of the rows that name none"),
                widget=day_input(),
                required=False,
            )
        if self.found.outside:
            self.fields["takes_outside"] = forms.BooleanField(
                label=gettext_lazy("Take these answers nevertheless"),
                required=False,
                initial=self.found.mapping.takes_outside,
            )

    def cards(self) -> Iterator[ValuesCard]:
        for seen, values in self.open:
            lines = tuple(
                (shown[:LONGEST_REASON], number, self[f"value-{seen.place}-{at}"])
                for at, (_value, shown, number) in enumerate(values[:VALUES_SHOWN])
            )
            rest = max(len(values) - VALUES_SHOWN, 0)
            yield ValuesCard(seen, lines, rest, self[f"rest-{seen.place}"])

    def values(self) -> dict[str, dict[str, str]]:
        """Give what was decided, by the target of the column and the folded value."""
        decided: dict[str, dict[str, str]] = {}
        for seen, values in self.open:
            rest = self.cleaned_data[f"rest-{seen.place}"]
            for at, (value, _shown, _number) in enumerate(values):
                decision = self.cleaned_data.get(f"value-{seen.place}-{at}") or rest
                if decision:
                    decided.setdefault(seen.column.target, {})[value] = decision
        return decided

    def more(self) -> dict[str, Any]:
        """Give the other decisions, as fields of a `Mapping`."""
        given = self.cleaned_data
        more: dict[str, Any] = {
            name: given[name] for name in ("takes_outside", "drops_faulty") if name in self.fields
        }
        if given.get("day_order"):
            more["day_order"] = DayOrder(given["day_order"])
        if given.get("all_on"):
            more["all_on"] = given["all_on"].isoformat()
        return more


def _choice(choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("means"), choices=choices, required=False)


def _decisions(question: Asked | None) -> Iterator[tuple[str, str]]:
    """Offer what a value may mean for a question."""
    yield "", _("still to be decided")
    if question is not None:
        yield from _offered(question)
    yield IGNORED, _("leave this answer out")


def _offered(question: Asked) -> Iterator[tuple[str, str]]:
    if question.kind == QuestionKind.SCALE:
        for number in range(question.lowest or 0, (question.highest or 0) + 1):
            yield str(number), str(number)
        return
    if question.kind == QuestionKind.REGION:
        yield from regions.provinces()
    for choice in question.choices:
        yield choice.key, str(choice.wording)
    if question.has_other:
        yield OTHER, _("“other”, in these words")
    if question.kind in WITH_NEW and not question.asks_commitments:
        yield NEW, _("a new choice, as it is written")


class UndoForm(forms.Form):
    """Ask why an import is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken back?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Stands in the history that everybody reads."),
    )
