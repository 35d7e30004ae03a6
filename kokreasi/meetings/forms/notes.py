"""What a person is asked on the way of a note to minutes.

The cards of a review carry the revision and short prints of what the person saw, as those over
rows do (`register.revising`); here what is changed are decisions, each under its key.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import told
from kokreasi.files.formats import NOTES
from kokreasi.files.forms import UploadField
from kokreasi.meetings.choices import Access, Becomes, Certainty, Nature, Zone
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.doubts import MOST_PEOPLE
from kokreasi.meetings.review.drafts import Facts, Person, Piece
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.revising import (
    HIGHEST_REVISION,
    LONGEST_TEXT,
    Conflict,
    day_input,
    print_of,
    read_prints,
    sent_again,
)

MOST_FILES = 50
SEVERAL_LINES = forms.Textarea(attrs={"rows": 3})


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class NotesField(UploadField):
    """Ask for one or several files; what is wrong with one is said by its name."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data or [None]
        if len(sent) > MOST_FILES:
            words = _("Send at most %(most)d files at once.") % {"most": MOST_FILES}
            raise forms.ValidationError(words)
        found, problems = [], []
        for each in sent:
            try:
                found.append(super().clean(each, initial))
            except forms.ValidationError as error:
                problems += error.error_list
        if problems:
            raise forms.ValidationError(problems)
        return found


class UploadForm(forms.Form):
    """Ask for notes, and the plan they belong to if it is known."""

    notes = NotesField(
        label=gettext_lazy("Notes"),
        formats=NOTES,
        help_text=gettext_lazy(
            "Word (DOCX), OpenDocument (ODT), PDF, plain text, Markdown or a saved web page. Choose"
            " one or several, or drag them here."
        ),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=gettext_lazy("Plan"),
        required=False,
        empty_label=gettext_lazy("By the day of the meeting"),
    )

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: Any = self.fields["plan"]
        plan.queryset = plans


class DecisionForm(forms.Form):
    """Some values of a note that are decided together; `row` begins their keys, if any."""

    names: ClassVar[tuple[str, ...]]

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_REVISION)
    base = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    def __init__(self, data: Any = None, *, shown: Any, note: Note, **kwargs: Any) -> None:
        self.row: str = getattr(shown, "key", "")
        values = {name: value_of(shown, name) for name in self.names}
        hidden = {"seen": note.revision, "base": _prints(values)}
        super().__init__(data, initial=values | hidden, **kwargs)

    def revision_seen(self) -> int:
        seen: int = self.cleaned_data["seen"]
        return seen

    def own_changes(self) -> dict[str, Any]:
        """Give the values that differ from those that the person was shown, by their keys."""
        shown = read_prints(self.cleaned_data["base"])
        values = {name: self.decided(name) for name in self.names}
        return {
            self.key_of(name): self.kept(name, value)
            for name, value in values.items()
            if shown.get(name) != print_of(value)
        }

    def kept(self, _name: str, value: Any) -> Any:
        """Give a value as the draft reads it."""
        return value

    def decided(self, name: str) -> Any:
        """Give what was sent; what was cleared is an empty text."""
        value = self.cleaned_data[name]
        return "" if value is None else _one_kind_of_line_end(value)

    def key_of(self, name: str) -> str:
        return f"{self.row}.{name}" if self.row else name

    def afresh(self, now: tuple[Any, Note]) -> Self:
        """Give the form as somebody finds it who opens it now."""
        shown, note = now
        return self._like(None, shown, note)

    def over(self, now: tuple[Any, Note]) -> Self:
        """Give the form with what was typed, over what stands there now."""
        shown, note = now
        prints = _prints({name: value_of(shown, name) for name in self.names})
        data = sent_again(self, {"seen": str(note.revision), "base": prints})
        again = self._like(data, shown, note)
        again.is_valid()
        return again

    def _like(self, data: Any, shown: Any, note: Note) -> Self:
        return type(self)(data, shown=shown, note=note, auto_id=self.auto_id)

    def conflicts(self, now: tuple[Any, Note]) -> list[Conflict]:
        """Set what stands there now beside what the person typed, field by field."""
        shown, note = now
        written = note.changed_since(self.revision_seen())
        changes = self.own_changes()
        return [
            Conflict(
                str(self.fields[name].label),
                self._told(name, value_of(shown, name)),
                self._told(name, changes[self.key_of(name)]),
            )
            for name in self.names
            if self.key_of(name) in changes and self.key_of(name) in written
        ]

    def _told(self, name: str, value: Any) -> Bilingual:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return told(choices.get(value, value))


def value_of(shown: Any, name: str) -> Any:
    """Give the value of a field as a form shows it."""
    value = getattr(shown, name)
    if name == "agenda":
        return "\n".join(value)
    return "" if value is None else _one_kind_of_line_end(value)


def _one_kind_of_line_end(value: Any) -> Any:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _prints(values: Mapping[str, Any]) -> str:
    return " ".join(f"{name}:{print_of(value)}" for name, value in values.items())


def _hour(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, required=False)


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, required=False)


def _line(label: Any, longest: int = 300, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required)


class FactsForm(DecisionForm):
    """The head of the meeting."""

    names = (
        "title",
        "kind",
        "plan",
        "stage",
        "series",
        "access",
        "day",
        "begins",
        "ends",
        "zone",
        "place",
        "letter_number",
        "chair",
        "note_taker",
        "agenda",
        "total",
        "men",
        "women",
    )

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    day = forms.DateField(label=gettext_lazy("Day"), widget=day_input(), required=False)
    begins = _hour(gettext_lazy("Begins at"))
    ends = _hour(gettext_lazy("Ends at"))
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=Zone)
    place = _line(gettext_lazy("Place"))
    chair = _line(gettext_lazy("Chair"))
    note_taker = _line(gettext_lazy("Note-taker"))
    letter_number = _line(gettext_lazy("Number of the letter"), 120)
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"),
        max_length=LONGEST_TEXT,
        widget=SEVERAL_LINES,
        required=False,
        help_text=gettext_lazy("One item a line."),
    )
    total = _people(gettext_lazy("People, as the note states"))
    men = _people(gettext_lazy("Men, as the note states"))
    women = _people(gettext_lazy("Women, as the note states"))
    plan = forms.TypedChoiceField(
        label=gettext_lazy("Plan"), coerce=int, empty_value="", required=False
    )
    stage = forms.TypedChoiceField(
        label=gettext_lazy("Stage"), coerce=int, empty_value="", required=False
    )
    series = forms.TypedChoiceField(
        label=gettext_lazy("Series of meetings"), coerce=int, empty_value="", required=False
    )
    access = forms.ChoiceField(label=gettext_lazy("Who may read the minutes"), choices=Access)

    def __init__(
        self, data: Any = None, *, shown: Facts, note: Note, choices: Mapping[str, Any], **kw: Any
    ) -> None:
        self.choices = choices
        super().__init__(data, shown=shown, note=note, **kw)
        for name, given in choices.items():
            field: Any = self.fields[name]
            field.choices = given

    def clean_stage(self) -> int | str:
        stage: int | str = self.cleaned_data["stage"]
        found = Stage.objects.filter(pk=stage).first() if stage else None
        if found and str(found.plan_id) != self.data.get("plan", ""):
            raise forms.ValidationError(_("The stage belongs to another plan."))
        return stage

    def _like(self, data: Any, shown: Any, note: Note) -> Self:
        return type(self)(data, shown=shown, note=note, choices=self.choices, auto_id=self.auto_id)

    def decided(self, name: str) -> Any:
        value = super().decided(name)
        if name == "title":
            return " ".join(value.split())
        if name == "agenda":
            return "\n".join(line.strip() for line in value.split("\n") if line.strip())
        return value

    def key_of(self, name: str) -> str:
        return "stages" if name == "stage" else name

    def kept(self, name: str, value: Any) -> Any:
        if name == "agenda":
            return value.split("\n") if value else []
        return ([value] if value else []) if name == "stage" else value


class PieceForm(DecisionForm):
    """A passage of the note: what it becomes, and its words."""

    names = (
        "becomes",
        "text",
        "speaker",
        "organisation",
        "responsible",
        "deadline",
        "due_on",
        "certainty",
        "nature",
    )

    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea, required=True
    )
    becomes = forms.ChoiceField(label=gettext_lazy("Becomes"), choices=Becomes)
    speaker = _line(gettext_lazy("Speaker"))
    organisation = _line(gettext_lazy("For"))
    responsible = _line(gettext_lazy("Responsible"), 500)
    deadline = _line(gettext_lazy("Deadline, as written"))
    due_on = forms.DateField(
        label=pgettext_lazy("date of a follow-up", "Date"), widget=day_input(), required=False
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure the date is"),
        choices=[("", "–"), *Certainty.choices],
        required=False,
    )
    nature = forms.ChoiceField(label=gettext_lazy("How binding"), choices=Nature)

    def __init__(self, data: Any = None, *, shown: Piece, note: Note, **kwargs: Any) -> None:
        super().__init__(data, shown=shown, note=note, **kwargs)
        rows = min(8, max(2, len(shown.text) // 60 + 1))
        self.fields["text"].widget.attrs["rows"] = rows


class PersonForm(DecisionForm):
    """A line of the participants."""

    names = ("name", "organisation", "position", "total", "men", "women", "is_left_out")

    name = _line(gettext_lazy("Name"), 200)
    organisation = _line(gettext_lazy("For"))
    position = _line(gettext_lazy("Position"), 200)
    total = _people(gettext_lazy("People"))
    men = _people(gettext_lazy("Men"))
    women = _people(gettext_lazy("Women"))
    is_left_out = forms.BooleanField(label=gettext_lazy("Leave out"), required=False)

    def __init__(self, data: Any = None, *, shown: Person, note: Note, **kwargs: Any) -> None:
        super().__init__(data, shown=shown, note=note, **kwargs)
