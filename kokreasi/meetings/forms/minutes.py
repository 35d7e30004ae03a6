"""Asking for sections, points, corrections, and what the public does not read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from kokreasi.core.addresses import is_number
from kokreasi.core.days import today_in_jakarta
from kokreasi.insights.personal_numbers import Found
from kokreasi.meetings.choices import CorrectionState, PointKind, VeilKind
from kokreasi.meetings.models import FollowUp, Minutes, Point, Section, Veil
from kokreasi.meetings.numbering import LEVELS, pasted
from kokreasi.meetings.services.invitations import Guest
from kokreasi.meetings.services.points import Draft
from kokreasi.organisations.queries import find
from kokreasi.register.revising import LONGEST_TEXT, RevisedForm, RowForm, day_input

MOST_LINES = 1000
LONGEST_PASTE = 200_000
LONGEST_NAME = 40
ON_A_LINE = ("level", "kind", "speaker", "organisation_words", "text")


class SectionForm(RevisedForm):
    model = Section
    names = ("title", "role")


class NewSectionForm(RowForm):
    model = Section
    names = ("title", "role", "agenda_item")

    def __init__(self, data: Any = None, *, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["agenda_item"]
        field.queryset = minutes.meeting.agenda.all()
        field.empty_label = _("none")


class PointForm(RevisedForm):
    """A point as it is typed; an empty one is kept and shown to nobody.

    The button beside the organisation sends in `means` the name that takes the place of the words.
    """

    model = Point
    names = ON_A_LINE

    def __init__(self, data: Any = None, *, row: Point, **kwargs: Any) -> None:
        if data and data.get("means"):
            data = data.copy()
            data["organisation_words"] = data["means"]
        super().__init__(data, row=row, **kwargs)
        self.fields["text"].required = False

    def clean_level(self) -> int:
        return min(int(self.cleaned_data["level"]), LEVELS - 1)


class NewPointForm(RowForm):
    """A point that the browser has made; `after` names the one before it, by number or name."""

    model = Point
    names = ON_A_LINE
    sent_as = forms.CharField(max_length=LONGEST_NAME)
    after = forms.CharField(max_length=LONGEST_NAME, required=False)
    section = forms.ModelChoiceField(Section.objects.none(), required=False)

    def __init__(self, data: Any = None, *, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.minutes = minutes
        field: Any = self.fields["section"]
        field.queryset = minutes.sections.all()

    def clean_level(self) -> int:
        return min(int(self.cleaned_data["level"]), LEVELS - 1)

    def clean_after(self) -> Point | None:
        return named_point(self.minutes, self.cleaned_data["after"])

    def draft(self) -> Draft:
        given = {name: self.cleaned_data[name] for name in ON_A_LINE}
        return with_found(Draft(**given, sent_as=self.cleaned_data["sent_as"]))


def named_point(minutes: Minutes, name: str) -> Point | None:
    """Find a point by its number, or by the name that the browser gave it when it was new."""
    rows = minutes.points.select_related("section")
    if is_number(name):
        return rows.filter(pk=int(name)).first()
    return rows.filter(sent_as=name).first() if name else None


def with_found(draft: Draft) -> Draft:
    """Add the organisation that the words surely mean."""
    words = draft.organisation_words
    return Draft(
        draft.text,
        draft.level,
        draft.kind,
        draft.speaker,
        find(words) if words else None,
        words,
        draft.source_line,
        sent_as=draft.sent_as,
    )


class LinesForm(forms.Form):
    """Points one a line, as people paste them."""

    lines = forms.CharField(
        label=_("New points"),
        help_text=_("One a line. Numbers, letters and bullets at the beginning become levels."),
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(choices=PointKind, widget=forms.HiddenInput, initial=PointKind.SAID)
    section = forms.ModelChoiceField(
        Section.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Any = None, *, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["section"]
        field.queryset = minutes.sections.all()

    def clean_lines(self) -> list[tuple[int, str]]:
        lines = pasted(self.cleaned_data["lines"])
        if not lines:
            raise forms.ValidationError(_("Write at least one line."))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Paste at most 1,000 lines at a time."))
        if any(len(words) > LONGEST_TEXT for _level, words in lines):
            raise forms.ValidationError(_("One of these lines is too long for a point."))
        return lines

    def drafts(self) -> list[Draft]:
        kind = PointKind(self.cleaned_data["kind"])
        return [Draft(words, level, kind) for level, words in self.cleaned_data["lines"]]


class FollowUpForm(RowForm):
    """A follow-up that is written while the minutes are."""

    model = FollowUp
    names = ("action", "responsible_words", "deadline_words", "due_on", "nature")


class CirculateForm(forms.Form):
    """Until when corrections are taken, and who reads the minutes besides who is on the lists."""

    until = forms.DateField(label=_("Corrections until"), widget=day_input())
    readers = forms.CharField(
        label=_("Send it also to"),
        help_text=_("One address a line, with or without a name: Siti Rahma, siti@example.org"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < today_in_jakarta():
            raise forms.ValidationError(_("Choose today or a later day."))
        return until

    def clean_readers(self) -> list[Guest]:
        return [_reader(line) for line in self.cleaned_data["readers"].splitlines() if line.strip()]


def _reader(line: str) -> Guest:
    """Read a line such as "Siti Rahma, siti@example.org" or "Siti Rahma <siti@example.org>"."""
    words = line.replace("<", " ").replace(">", " ").replace(",", " ").split()
    address = next((word for word in words if "@" in word), "")
    validate_email(address)
    return Guest(name=" ".join(word for word in words if word != address), email=address)


class CorrectionForm(forms.Form):
    """How a point should read, or what the minutes lack."""

    proposed = forms.CharField(
        label=_("How it should read"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.CharField(label=_("Why"), max_length=500, required=False)


class AnswerForm(forms.Form):
    """What becomes of a correction; the words are mailed to whoever suggested it."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("It is mailed to whoever suggested the correction."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    state = forms.ChoiceField(
        choices=[(s.value, s.label) for s in CorrectionState if s != CorrectionState.OPEN],
        widget=forms.HiddenInput,
    )


class VeilForm(RowForm):
    model = Veil
    names = ("kind", "words", "instead", "reason")

    def clean(self) -> dict[str, Any]:
        """Ask for the role of a name and the reason of a passage."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == VeilKind.NAME and not given.get("instead"):
            self.add_error("instead", _("Say what the public reads instead, such as a role."))
        if given.get("kind") == VeilKind.PASSAGE and not given.get("reason"):
            self.add_error("reason", _("Say why the public does not read it."))
        return given


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why are they corrected?"),
        help_text=_("Everybody reads this beside the new version."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FinaliseForm(forms.Form):
    """Making final; each personal number that stays in public is confirmed by itself."""

    shown_numbers = forms.MultipleChoiceField(
        label=_("The public may read these personal numbers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, found: Iterable[Found]) -> None:
        super().__init__(data)
        self.found = list(found)
        field: Any = self.fields["shown_numbers"]
        field.choices = [(each.key, each.words) for each in self.found]
        if not self.found:
            del self.fields["shown_numbers"]

    def clean_shown_numbers(self) -> list[str]:
        shown: list[str] = self.cleaned_data["shown_numbers"]
        if len(shown) < len(self.found):
            raise forms.ValidationError(_("Withhold each of them, or confirm each of them."))
        return shown
