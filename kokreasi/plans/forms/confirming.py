"""Letters, signatures, and what was agreed upon after a plan was final."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualFormField
from kokreasi.files.forms import UploadField
from kokreasi.organisations.forms import OrganisationsField
from kokreasi.organisations.models import Organisation
from kokreasi.people.visitors import Visitor
from kokreasi.plans.forms.plans import FIRST_DAY, LAST_DAY
from kokreasi.plans.models import Commitment, Confirmation, Draft
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Record
from kokreasi.register.revising import RowForm, day_input

LONGEST_REASON = 5_000


class DraftChoice(forms.ModelMultipleChoiceField[Draft]):
    """Name a draft by its commitment."""

    def label_from_instance(self, obj: Draft) -> str:
        words = _("%(commitment)s (draft %(number)d)")
        return words % {"commitment": obj.commitment, "number": obj.number}


class LetterForm(RowForm):
    """A letter of an institution, and the drafts that it confirms."""

    model = Confirmation
    names = ("letter_number", "letter_on", "signer", "signer_role", "is_letter_public")

    drafts = DraftChoice(
        Draft.objects.none(),
        label=_("Commitments that the letter confirms"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one commitment that the letter confirms.")},
    )
    file = UploadField(label=_("The letter as a file"), required=False)

    field_order = (
        "drafts",
        "letter_number",
        "letter_on",
        "signer",
        "signer_role",
        "file",
        "is_letter_public",
    )

    def __init__(self, data: Any = None, *, drafts: QuerySet[Draft], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["drafts"].queryset = drafts  # type: ignore[attr-defined]
        self.fields["drafts"].initial = list(drafts)
        self.fields["letter_number"].required = self.fields["letter_on"].required = True
        self.order_fields(self.field_order)

    def clean_letter_on(self) -> date | None:
        return _in_a_calendar(self.cleaned_data["letter_on"])


def _in_a_calendar(day: date | None) -> date | None:
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(_("Name a year between 1990 and 2100."))
    return day


class SignForm(forms.Form):
    """For which institution somebody signs, in which office, and that the draft was read."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For the institution"), empty_label=None
    )
    signer_role = forms.CharField(
        label=_("Your office"),
        max_length=200,
        help_text=_("Stands in public beside the confirmation; your name does not."),
    )
    has_read = forms.BooleanField(
        label=_("I have read this draft, and confirm it for the institution."),
        error_messages={"required": _("Say that you have read the draft.")},
    )

    def __init__(self, data: Any = None, *, organisations: QuerySet[Organisation]) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.queryset = organisations
        field.initial = organisations.first()


class MeetingChoice(forms.ModelChoiceField[Record]):
    """Name a meeting, and say where its page is closed."""

    def label_from_instance(self, obj: Record) -> str:
        closed = "" if obj.is_public else f" ({_('page not public')})"
        return f"{obj.reference} {obj.title}{closed}"


class AmendForm(forms.Form):
    """Why a commitment of a final plan changes, who agreed, when, and in which meeting."""

    reason = BilingualFormField(
        label=_("Why it changes"),
        multiline=True,
        max_length=LONGEST_REASON,
        help_text=_("In both languages; everybody reads it."),
    )
    agreed_by = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Who agreed"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Those that take part in the commitment; at least one, here or below."),
    )
    others = OrganisationsField(
        label=_("Others who agreed"),
        required=False,
        help_text=_("Name or reference of an organisation, one a line."),
    )
    agreed_on = forms.DateField(label=_("Agreed on"), widget=day_input())
    minutes = MeetingChoice(
        Record.objects.none(),
        label=_("Meeting in which it was agreed"),
        required=False,
        empty_label=_("No meeting"),
        help_text=_(
            "Readers find its minutes there. A meeting whose page is not public is kept here and "
            "named to readers once it is."
        ),
    )

    def __init__(self, data: Any = None, *, commitment: Commitment, visitor: Visitor) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["agreed_by"].queryset = parties_of(commitment)
        fields["minutes"].queryset = meetings_of(commitment, visitor)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        others = given.pop("others", [])
        given["agreed_by"] = list(dict.fromkeys([*given.get("agreed_by", []), *others]))
        if not (given["agreed_by"] or self.errors):
            self.add_error("agreed_by", _("Name the institutions that agreed."))
        return given

    def clean_agreed_on(self) -> date | None:
        return _in_a_calendar(self.cleaned_data["agreed_on"])


def parties_of(commitment: Commitment) -> QuerySet[Organisation]:
    """Give whoever takes part in the commitment, as drafted or as it is public."""
    involved = Q(involvements__commitment=commitment)
    facets = commitment.record.facets.filter(name__in=[FacetName.LEAD, FacetName.SUPPORT])
    public = Q(record__reference__in=facets.values("value"))
    found = Organisation.objects.filter(involved | public, merged_into=None)
    return found.select_related("record").distinct().order_by("record__sort_key")


def meetings_of(commitment: Commitment, visitor: Visitor) -> QuerySet[Record]:
    """Give the meetings of the plan that the visitor sees, the latest first."""
    meetings = Record.objects.visible_to(visitor).filter(kind=Kind.MEETING)
    of_plan = meetings.found_by(FacetName.PLAN, commitment.plan.reference)
    return of_plan.order_by("-sort_key", "-pk")
