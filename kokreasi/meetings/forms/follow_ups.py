"""Asking for a follow-up, for a report on it, and for how it ends."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import today_in_jakarta
from kokreasi.files.formats import CSV, ODS, XLSX
from kokreasi.files.forms import UploadField
from kokreasi.meetings.models import FollowUp
from kokreasi.organisations.forms import OrganisationField
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import RoleGrant, User
from kokreasi.people.visitors import Visitor
from kokreasi.register.revising import (
    LONGEST_LINE,
    LONGEST_TEXT,
    RevisedForm,
    RowForm,
    day_input,
)

LONGEST_REFERENCE = 60
FIELDS = (
    "action",
    "nature",
    "responsible",
    "responsible_words",
    "deadline_words",
    "due_on",
    "certainty",
)


class OrganisationsField(forms.CharField):
    """Asks for organisations by reference or name, one a line; an unknown one is said, not made."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{one.reference} {one}" for one in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        one = OrganisationField()
        found: list[Organisation] = []
        wrong: list[Any] = []
        for line in dict.fromkeys(lines):
            try:
                found.append(one.clean(line))
            except forms.ValidationError as error:
                wrong += error.messages
        if wrong:
            raise forms.ValidationError(wrong)
        return list(dict.fromkeys(found))


def _responsible() -> OrganisationsField:
    return OrganisationsField(
        label=_("Responsible organisations"),
        help_text=_("One a line: its name, abbreviation or reference."),
        required=False,
        max_length=LONGEST_TEXT,
    )


class NewFollowUpForm(RowForm):
    """A follow-up that is added to a meeting."""

    model = FollowUp
    names = FIELDS
    responsible = _responsible()


class FollowUpForm(RevisedForm):
    """Everything about a follow-up that the secretariat may change."""

    model = FollowUp
    names = (*FIELDS, "person")
    responsible = _responsible()
    reason = forms.CharField(
        label=_("Why the agreed date changes"), required=False, max_length=LONGEST_LINE
    )

    def __init__(self, data: Any = None, *, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people_for(row)
        person.empty_label = _("nobody in particular")
        if row.agreed_at is None:
            del self.fields["reason"]


def people_for(follow_up: FollowUp) -> Any:
    """Offer who acts today for one of the responsible bodies, and who is named already."""
    bodies = follow_up.responsible.values("record__reference")
    acting = RoleGrant.objects.held_on(today_in_jakarta()).filter(body__in=bodies)
    named = Q(pk__in=acting.values("user")) | Q(pk=follow_up.person_id)
    return User.objects.filter(named, erased_at=None).order_by("name")


def _words(label: Any, *, is_required: bool = True, hint: Any = "") -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=is_required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


EVERYBODY_READS = _("Everybody can read it where the meeting is public.")


class ProgressForm(forms.Form):
    progress = _words(_("How far it is"), hint=EVERYBODY_READS)


class FinishForm(forms.Form):
    """What was done, and what shows it."""

    outcome = _words(_("What was done"), hint=EVERYBODY_READS)
    on = forms.DateField(label=_("Done on"), required=False, widget=day_input())
    evidence = UploadField(label=_("Evidence as a file"), required=False)
    evidence_title = forms.CharField(
        label=_("What the file shows"), required=False, max_length=LONGEST_LINE
    )
    evidence_link = forms.URLField(
        label=_("Link to the evidence"), required=False, max_length=500, assume_scheme="https"
    )

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > today_in_jakarta():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("evidence") and not given.get("evidence_title"):
            self.add_error("evidence_title", _("Say what the file shows."))
        return given


class ReasonForm(forms.Form):
    because = _words(_("Why"), hint=EVERYBODY_READS)


class ReplaceForm(ReasonForm):
    """By which other follow-up this one is replaced, and why."""

    successor = forms.CharField(
        label=_("Reference of the other follow-up"),
        help_text=_("Such as TL-2018-0004"),
        max_length=LONGEST_REFERENCE,
    )
    field_order = ("successor", "because")

    def __init__(self, *args: Any, visitor: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visitor = visitor

    def clean_successor(self) -> FollowUp:
        reference = self.cleaned_data["successor"].strip()
        visible = FollowUp.objects.visible_to(self.visitor)
        found = visible.filter(record__reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(_("No follow-up has this reference."))
        return found


class DisputeForm(forms.Form):
    says = _words(
        _("What everybody should know about it"),
        is_required=False,
        hint=_("It stands beside the follow-up. Leave it empty to take the note away."),
    )


class TableForm(forms.Form):
    file = UploadField(label=_("Table"), formats=(XLSX, ODS, CSV))


class SaidForm(forms.Form):
    said = _words(_("What was said about it"), is_required=False)
