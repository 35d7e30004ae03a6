"""What the secretariat writes in a questionnaire: pages, questions, choices, conditions."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kokreasi.consultations.choices import Comparison, OptionRole, QuestionKind, Repeats
from kokreasi.consultations.definition.conditions import TESTS, flaw_of
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked, Condition
from kokreasi.consultations.models import Option, Page, Question
from kokreasi.consultations.services.building.questions import FITTING, Line
from kokreasi.consultations.services.building.whole import MOST_OPTIONS
from kokreasi.core.bilingual import LANGUAGES, Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.register.revising import (
    HIGHEST_REVISION,
    LONGEST_LINE,
    LONGEST_TEXT,
    Conflict,
    RevisedForm,
    print_of,
    read_prints,
    sent_again,
)

MOST_VALUES = 100
NUMBERED = re.compile(r"(?P<point>[0-9]{1,9})\s*[=:.)–-]?\s+(?P<words>\S.*)")


class NewPageForm(forms.Form):
    title = BilingualFormField(label=_("Title of the page"), max_length=LONGEST_LINE)
    repeats = forms.ChoiceField(label=_("Is asked"), choices=Repeats.choices, required=False)

    def clean_repeats(self) -> Repeats:
        return Repeats(self.cleaned_data["repeats"])


class PageForm(RevisedForm):
    """Heading and first words of a page, and for what it is repeated."""

    model = Page
    names = ("title", "intro", "repeats")


class NewQuestionForm(forms.Form):
    """Which kind of question, and its words; everything else is added on its page."""

    kind = forms.ChoiceField(label=_("Kind of question"), choices=QuestionKind.choices)
    wording = BilingualFormField(
        label=_("Question"),
        multiline=True,
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write the question.")},
    )

    def clean_kind(self) -> QuestionKind:
        return QuestionKind(self.cleaned_data["kind"])


class WordsForm(RevisedForm):
    """What people read of a question."""

    model = Question
    names = ("wording", "hint")


LETTERS = _("At most so many characters")


class AnswerForm(RevisedForm):
    """Kind and limits of the answer; only what fits the kind is asked."""

    model = Question
    names = (
        "kind",
        "is_required",
        "has_other",
        "asks_commitments",
        "is_quotable",
        "lowest",
        "highest",
        "fewest",
        "most",
        "characteristic",
    )

    def __init__(self, *args: Any, row: Question, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        kind = QuestionKind(row.kind)
        for name in set(self.names) - {"kind", *FITTING[kind]}:
            del self.fields[name]
        if kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}:
            self.fields["most"].label = LETTERS

    def own_changes(self) -> dict[str, Any]:
        """Give what differs from what the person was shown; what was not asked does not."""
        shown = read_prints(self.cleaned_data["base"])
        values = {name: self.cleaned_data[name] for name in self.names if name in self.fields}
        return {name: value for name, value in values.items() if shown.get(name) != print_of(value)}


class PlaceForm(forms.Form):
    """The page on which a question stands."""

    page = forms.ModelChoiceField(
        Page.objects.none(), label=_("Stands on the page"), empty_label=None
    )

    def __init__(self, *args: Any, pages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["page"]
        field.queryset = pages


class OptionsForm(forms.Form):
    """The choices (or rows) of a question: those that are there, line by line, and new ones.

    An old one is known by its key: its words and place may change, its key does not. New ones are
    typed a line each, in both languages side by side. `seen` is the revision of the question.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_REVISION)
    new = BilingualFormField(
        label=_("Add, one a line"),
        multiline=True,
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("The first line in Indonesian belongs to the first line in English."),
    )

    def __init__(self, *args: Any, row: Question, role: OptionRole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = row.revision
        self.row, self.role = row, role
        found = list(row.options.filter(role=role))
        shown = [one for one in found if not self.is_bound or f"place-{one.key}" in self.data]
        self.options = shown
        self.keys = [option.key for option in shown]
        self.is_stale = False
        for place, option in enumerate(self.options, start=1):
            self.fields |= _fields_of(option.key, option.wording, place, len(self.keys))

    def revision_seen(self) -> int:
        seen: int = self.cleaned_data["seen"]
        return seen

    def own_changes(self) -> dict[str, Line]:
        """Give all lines by their place: a list is kept as a whole."""
        return {str(place): line for place, line in enumerate(self.cleaned_data["lines"])}

    def afresh(self, now: Question) -> Self:
        return type(self)(row=now, role=self.role, auto_id=self.auto_id)

    def conflicts(self, _now: Question) -> list[Conflict]:
        return []

    def over(self, now: Question) -> Self:
        """Give the form with what was typed, over the lines that stand there now.

        Lines that somebody else has added are in it; those that somebody else has removed are
        among the new ones, so that nothing is lost.
        """
        data = sent_again(self, {"seen": str(now.revision)})
        there = list(now.options.filter(role=self.role))
        for place, option in enumerate(there, start=1):
            if option.key not in self.keys:
                data.update(_as_sent(option, place))
        lost = _lost(data, {option.key for option in there})
        for code in LANGUAGES:
            lines = [data.get(f"new_{code}", ""), *(words[code] for words in lost)]
            data[f"new_{code}"] = "\n".join(filter(None, lines))
        again = type(self)(data, row=now, role=self.role, auto_id=self.auto_id)
        again.is_stale = True
        again.is_valid()
        return again

    def lines_shown(self) -> Iterable[dict[str, Any]]:
        """Give the inputs of each line that is there."""
        for key in self.keys:
            names = ("words", "place", "gone")
            yield {"key": key} | {name: self[f"{name}-{key}"] for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        lines = [*self._kept(cleaned), *self._added(cleaned.get("new") or Bilingual())]
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(_("At most 300 are offered."))
        words = [text for line in lines for text in (line.wording.id, line.wording.en)]
        if max(map(len, words), default=0) > LONGEST_LINE:
            raise forms.ValidationError(_("A line has at most 300 characters."))
        points = [line.key for line in lines if line.key]
        if len(set(points)) != len(points):
            raise forms.ValidationError(_("Two labels have the number of the same point."))
        return cleaned | {"lines": lines}

    def _added(self, words: Bilingual) -> list[Line]:
        lines = _typed(words)
        is_scale = self.row.kind == QuestionKind.SCALE
        return [_labelled(line) for line in lines] if is_scale else lines

    def _kept(self, cleaned: dict[str, Any]) -> list[Line]:
        """Give those that stay, in the order of the places that were typed."""
        kept = [key for key in self.keys if not cleaned[f"gone-{key}"]]
        was = {key: place for place, key in enumerate(self.keys, start=1)}

        def place(key: str) -> tuple[int, int]:
            typed = cleaned[f"place-{key}"] or was[key]
            return typed, -1 if typed < was[key] else int(typed > was[key])

        return [Line(cleaned[f"words-{key}"], key) for key in sorted(kept, key=place)]


def _as_sent(option: Option, place: int) -> dict[str, str]:
    """Give what a browser would send of a line that stands there unchanged."""
    words = {f"words-{option.key}_{code}": getattr(option.wording, code) for code in LANGUAGES}
    return words | {f"place-{option.key}": str(place)}


def _lost(data: Mapping[str, str], there: Collection[str]) -> list[dict[str, str]]:
    """Give the words that were sent of lines that are there no more."""
    sent = [name.removeprefix("place-") for name in data if name.startswith("place-")]
    gone = [key for key in sent if key not in there]
    return [{code: data.get(f"words-{key}_{code}", "") for code in LANGUAGES} for key in gone]


def _fields_of(key: str, wording: Bilingual, place: int, last: int) -> dict[str, forms.Field]:
    return {
        f"words-{key}": BilingualFormField(
            label=_("Words"), initial=wording, max_length=LONGEST_LINE
        ),
        f"place-{key}": forms.IntegerField(
            label=pgettext_lazy("questionnaire", "Place"),
            initial=place,
            min_value=1,
            max_value=last,
            required=False,
        ),
        f"gone-{key}": forms.BooleanField(label=_("Remove"), required=False),
    }


def _typed(words: Bilingual) -> list[Line]:
    """Put the lines of both languages beside each other."""
    indonesian, english = (
        [one.strip() for one in text.splitlines()] for text in (words.id, words.en)
    )
    length = max(len(indonesian), len(english))
    pairs = zip(_padded(indonesian, length), _padded(english, length), strict=True)
    return [Line(Bilingual(id=id_, en=en)) for id_, en in pairs if id_ or en]


def _labelled(line: Line) -> Line:
    """Read the number of the point before the words of its label: `10 = very clear`."""
    pairs = [NUMBERED.fullmatch(text) for text in (line.wording.id, line.wording.en) if text]
    points = {match["point"] for match in pairs if match}
    if len(points) != 1 or not all(pairs):
        raise forms.ValidationError(_("Begin each label with the number of its point: 10 = good."))
    words = [NUMBERED.sub(r"\g<words>", text) for text in (line.wording.id, line.wording.en)]
    return Line(Bilingual(*words), str(int(points.pop())))


def _padded(lines: list[str], length: int) -> list[str]:
    return lines + [""] * (length - len(lines))


class ConditionForm(forms.Form):
    """How to look at the answer to one earlier question."""

    test = forms.ChoiceField(label=pgettext_lazy("condition", "The answer"))

    def __init__(self, *args: Any, question: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        tests = TESTS[question.kind]
        field: Any = self.fields["test"]
        field.choices = [(test.value, test.label) for test in tests]
        if tests != (Comparison.ANSWERED,):
            self.fields["values"] = _values_field(question)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        condition = self._condition(cleaned)
        flaw = flaw_of(condition, self.question)
        if flaw:
            raise forms.ValidationError(_("This cannot be: %(flaw)s.") % {"flaw": flaw.label})
        return cleaned | {"condition": condition}

    def _condition(self, cleaned: dict[str, Any]) -> Condition:
        test = Comparison(cleaned["test"])
        given = cleaned.get("values") or ()
        values = [given] if isinstance(given, str) else list(given)
        if test == Comparison.ANSWERED:
            values = []
        if self.question.kind in {QuestionKind.SCALE, QuestionKind.NUMBER}:
            values = [text.strip().replace(",", ".") for text in values if text.strip()]
        if self.question.kind == QuestionKind.REGION:
            values = [code for text in values for code in text.replace(",", " ").split()]
        return Condition(self.question.key, test, tuple(values[:MOST_VALUES]))


def _values_field(question: Asked) -> forms.Field:
    """Ask for what the answer is compared with, as fits the kind of the question."""
    match question.kind:
        case QuestionKind.SCALE | QuestionKind.NUMBER:
            return forms.CharField(
                label=_("The number"),
                required=False,
                max_length=30,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        case QuestionKind.DAY:
            look = forms.DateInput(attrs={"type": "date"})
            return forms.CharField(label=_("The day"), required=False, max_length=10, widget=look)
        case QuestionKind.REGION:
            return forms.CharField(
                label=_("Codes of regions, with commas"), required=False, max_length=300
            )
    choices = [(choice.key, str(choice.wording)) for choice in question.choices]
    if question.has_other:
        choices.append((OTHER, str(_("“other” with own words"))))
    return forms.MultipleChoiceField(
        label=_("These choices"),
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BlockForm(forms.Form):
    """Which ready-made questions to add, and where."""

    block = forms.ChoiceField(label=_("Ready-made questions"))
    page = forms.ModelChoiceField(
        Page.objects.none(),
        label=_("Where"),
        required=False,
        empty_label=_("On a page of their own, at the end"),
    )

    def __init__(
        self, *args: Any, blocks: Iterable[tuple[str, str]], pages: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        block: Any = self.fields["block"]
        block.choices = list(blocks)
        page: Any = self.fields["page"]
        page.queryset = pages
