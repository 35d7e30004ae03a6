"""What a facilitator says about a sheet besides the answers on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import ASSISTED, Channel
from kokreasi.consultations.definition.path import Step
from kokreasi.consultations.errors import DayOutsideError
from kokreasi.consultations.forms.answering import Values, read
from kokreasi.consultations.services.paper import MOST_AT_ONCE
from kokreasi.core.addresses import is_number
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.register.revising import day_input

CHANNELS = [(one.value, one.label) for one in Channel if one in ASSISTED]
LANGUAGE_NAMES = [("id", _("Indonesian")), ("en", _("English"))]
LONGEST_REASON = 500
PREFIX = "_sheet"
"""No key of a question begins like this, so that no answer takes the place of these fields."""


class EntryForm(forms.Form):
    """How and when a sheet was filled in; `reason` and `without` once they are asked for."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=CHANNELS, widget=forms.RadioSelect, initial=Channel.PAPER
    )
    day = forms.DateField(
        label=_("Day on which it was filled in"),
        widget=day_input(),
        help_text=_("The day on the sheet, or of the meeting; not the day on which you type."),
    )
    without = forms.BooleanField(
        label=_("Leave these answers out"), required=False, widget=forms.CheckboxInput
    )
    reason = forms.CharField(
        label=_("Why it is corrected"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("For example: box misread. Write nothing about the person."),
    )

    prefix = PREFIX

    def __init__(self, *args: Any, days: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = days
        bounds = {"min": self.first.isoformat(), "max": self.last.isoformat()}
        self.fields["day"].widget.attrs |= bounds

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(str(DayOutsideError.message))
        return day


def answers_of(steps: Iterable[Step], sent: QueryDict, *, on: date) -> Values:
    """Give what was typed by the keys of answers; what was left empty is not there."""
    values: Values = {}
    for step in steps:
        values |= read(step.screen.questions, step.item_key, sent, on=on)
    return {key: value for key, value in values.items() if value is not None}


class NumberForm(forms.Form):
    """How many sheets to number, and in which language they are printed."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE, initial=50)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)
    is_large = forms.BooleanField(
        label=_("In large type, for readers with low vision"), required=False
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("For example: torn, empty, not handed in. Write nothing about the person."),
    )


def language_in(text: str) -> str:
    """Give the language that an address names, or that of the site."""
    return text if text in LANGUAGES else LANGUAGES[0]


def number_in(text: str) -> int:
    """Give the number that an address names, or 0."""
    return int(text) if is_number(text) else 0
