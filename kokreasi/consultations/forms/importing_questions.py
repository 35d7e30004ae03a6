"""What each column of a file is asked as, where the questionnaire is made from it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.consultations.choices import WITH_OPTIONS, Characteristic, QuestionKind
from kokreasi.consultations.forms.importing import MARKS, ColumnCard, examples_of
from kokreasi.consultations.imports.answers.mapping import DAY
from kokreasi.consultations.imports.answers.proposing import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    Proposed,
    choices_of,
)
from kokreasi.consultations.imports.answers.splitting import Mark, discovered
from kokreasi.consultations.imports.answers.suggesting import GRID, cells
from kokreasi.reading.answers import AnswerTable

KINDS = (
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.SCALE,
    QuestionKind.NUMBER,
    QuestionKind.DAY,
    QuestionKind.REGION,
    QuestionKind.SHORT_TEXT,
    QuestionKind.LONG_TEXT,
)
NARROW, WIDE = -100, 100
LONGEST_LIST = MOST_CHOICES * LONGEST_CHOICE


class QuestionsForm(forms.Form):
    """Ask of every column which kind of question it answers, and with which choices."""

    def __init__(
        self, *args: Any, table: AnswerTable, proposals: Sequence[Proposed], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        self.proposals = proposals
        for at, one in enumerate(proposals):
            self._ask_about(at, one)

    def _ask_about(self, at: int, one: Proposed) -> None:
        kinds = (*KINDS, QuestionKind.MATRIX) if GRID.fullmatch(one.header) else KINDS
        fields: dict[str, forms.Field] = {
            "kind": forms.ChoiceField(
                label=gettext_lazy("is asked as"),
                choices=[
                    ("", gettext_lazy("not asked: leave out")),
                    (DAY, gettext_lazy("the day of the answer")),
                    *((kind.value, kind.label) for kind in kinds),
                ],
                initial=DAY if one.is_day else (one.kind or ""),
                required=False,
            ),
            "about": forms.ChoiceField(
                label=gettext_lazy("says about the person"),
                choices=[("", gettext_lazy("nothing about the person")), *Characteristic.choices],
                initial=one.characteristic or "",
                required=False,
            ),
            "choices": forms.CharField(
                label=gettext_lazy("Choices, one a line"),
                widget=forms.Textarea(attrs={"rows": min(max(len(one.choices), 2), 12)}),
                initial="\n".join(one.choices),
                max_length=LONGEST_LIST,
                required=False,
            ),
            "mark": forms.ChoiceField(
                label=gettext_lazy("between several choices stands"),
                choices=MARKS,
                initial=one.mark,
            ),
            "lowest": forms.IntegerField(
                label=gettext_lazy("Lowest point"),
                min_value=NARROW,
                max_value=WIDE,
                initial=one.lowest,
                required=False,
            ),
            "highest": forms.IntegerField(
                label=gettext_lazy("Highest point"),
                min_value=NARROW,
                max_value=WIDE,
                initial=one.highest,
                required=False,
            ),
        }
        self.fields.update({f"{name}-{at}": field for name, field in fields.items()})

    def cards(self) -> Iterator[ColumnCard]:
        names = ("kind", "about", "choices", "mark", "lowest", "highest")
        for at, header in enumerate(self.table.headers):
            fields = tuple(self[f"{name}-{at}"] for name in names)
            is_open = fields[0].value() == QuestionKind.MULTIPLE
            yield ColumnCard(header, examples_of(self.table, at), fields, is_open)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_twice("kind", (DAY,))
        self._refuse_twice("about", Characteristic.values)
        for at in range(len(self.proposals)):
            lowest, highest = cleaned.get(f"lowest-{at}"), cleaned.get(f"highest-{at}")
            is_scale = cleaned.get(f"kind-{at}") == QuestionKind.SCALE
            if is_scale and (lowest is None or highest is None or highest <= lowest):
                self.add_error(f"highest-{at}", _("A scale has a lowest and a highest point."))
        return cleaned

    def _refuse_twice(self, name: str, values: Sequence[str]) -> None:
        seen = set()
        for at in range(len(self.proposals)):
            value = self.cleaned_data.get(f"{name}-{at}")
            if value in values and value in seen:
                self.add_error(f"{name}-{at}", _("Another column means this already."))
            seen.add(value)

    def decided(self) -> list[Proposed]:
        """Give each column as it is to be asked."""
        return [self._decided(at, one) for at, one in enumerate(self.proposals)]

    def _decided(self, at: int, one: Proposed) -> Proposed:
        kind = self.cleaned_data[f"kind-{at}"]
        if kind in ("", DAY):
            return Proposed(one.header, is_day=kind == DAY)
        about = self.cleaned_data[f"about-{at}"]
        decided = Proposed(
            one.header,
            QuestionKind(kind),
            characteristic=Characteristic(about) if about else None,
            mark=Mark(self.cleaned_data[f"mark-{at}"]),
        )
        if kind in WITH_OPTIONS:
            return replace(decided, choices=self._choices(at, decided))
        if kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
            given = {name: self.cleaned_data[f"{name}-{at}"] for name in ("lowest", "highest")}
            return replace(decided, **given)
        return decided

    def _choices(self, at: int, one: Proposed) -> tuple[str, ...]:
        """Give the choices that were written, or else those that stand in the column."""
        written = self.cleaned_data[f"choices-{at}"].splitlines()
        lines = [" ".join(line.split()) for line in written if line.strip()]
        if lines:
            return tuple(line[:LONGEST_CHOICE] for line in dict.fromkeys(lines))
        filled = [cell for cell in cells(self.table, at) if cell]
        if one.kind == QuestionKind.MULTIPLE:
            return choices_of(discovered(filled, one.mark, {}))
        return choices_of(Counter(filled))
