"""What the pages about organisations ask for."""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.core.fields import BilingualFormField
from kokreasi.organisations import queries
from kokreasi.organisations.choices import Kind, roles_in
from kokreasi.organisations.exports import region_code
from kokreasi.organisations.models import Organisation, OrganisationName
from kokreasi.people.choices import Role
from kokreasi.people.forms import InvitedForm
from kokreasi.vocabularies.models import Region

LARGEST_REVISION = 2**31 - 1
REFERENCE = re.compile(r"^ORG-\d{4,}\b")
LONGEST_NAME = 300


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs
    )


def reason_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody can read it in the history."),
        max_length=500,
        **kwargs,
    )


class OrganisationField(forms.CharField):
    """Asks for an organisation by its reference or name, and names the nearest where unsure."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.reference} {value}" if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return _organisation_called(text) if text else None


class OrganisationsField(forms.CharField):
    """Asks for several organisations by reference or name, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[Organisation]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return list(dict.fromkeys(_organisation_called(line) for line in lines if line))


def _organisation_called(text: str) -> Organisation:
    if reference := REFERENCE.match(text):
        standing = Organisation.objects.standing().with_record()
        found = standing.filter(record__reference=reference[0]).first()
    else:
        found = queries.find(text)
    if found is None:
        raise forms.ValidationError(_nearest(text))
    return found


def _nearest(text: str) -> str:
    near = [f"{one.organisation.reference} {one.organisation}" for one in queries.suggest(text)]
    if not near:
        return _("No organisation is called “%(text)s”.") % {"text": text}
    words = _("No organisation, or more than one, is called “%(text)s”. Do you mean %(near)s?")
    return words % {"text": text, "near": _(" or ").join(near)}


class RegionsField(forms.CharField):
    """Asks for regions by code or full name, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{region_code(region)} {region}" for region in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        known = _regions_by_word()
        unknown = [line for line in lines if line.casefold() not in known]
        if unknown:
            words = _("Nobody knows the region “%(text)s”; write its code or its full name.")
            raise forms.ValidationError([words % {"text": line} for line in unknown])
        return list(dict.fromkeys(known[line.casefold()] for line in lines))


def _regions_by_word() -> dict[str, Region]:
    """Find each region by code, by name where only one has it, and by both together."""
    by_word: dict[str, Region] = {}
    shared: set[str] = set()
    for region in Region.objects.all():
        code, name = region_code(region).casefold(), region.name.casefold()
        by_word[code] = by_word[f"{code} {name}"] = region
        if by_word.setdefault(name, region) != region:
            shared.add(name)
    return {word: region for word, region in by_word.items() if word not in shared}


class SearchForm(forms.Form):
    """Words and a kind to look for; whatever cannot be searched finds everything."""

    q = forms.CharField(label=gettext_lazy("Name, abbreviation or reference"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("all kinds")), *Kind.choices],
        required=False,
    )

    def given(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() else ""


class NameForm(forms.Form):
    """Ask for a name as it is written officially."""

    name = BilingualFormField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    abbreviation = forms.CharField(
        label=gettext_lazy("Abbreviation"), max_length=40, required=False
    )


class AddForm(NameForm):
    """Ask for what a new organisation needs; its profile comes after."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind)
    since = day_field(
        label=gettext_lazy("First day of this name"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it is not known."),
    )
    aliases = forms.CharField(
        label=gettext_lazy("Other spellings"),
        help_text=gettext_lazy("One a line, as minutes and tables write it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        required=False,
    )
    is_same_anyway = forms.BooleanField(
        label=gettext_lazy("It is another organisation of the same name"), required=False
    )

    field_order = ("kind", "name", "abbreviation", "since", "aliases")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data:
            self.fields["is_same_anyway"].widget = forms.HiddenInput()

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name")
        same = queries.find(name.id or name.en) if name else None
        if same and not cleaned.pop("is_same_anyway"):
            words = _("%(reference)s has this name already. Tick the box if this is another one.")
            raise forms.ValidationError(words % {"reference": same.reference})
        cleaned.pop("is_same_anyway", None)
        return cleaned


class ProfileForm(forms.ModelForm[Organisation]):
    """Ask for what is told about an organisation; its own people change neither kind nor place."""

    parent = OrganisationField(
        label=gettext_lazy("Part of"),
        help_text=gettext_lazy("Its reference or its name."),
        required=False,
    )
    regions = RegionsField(
        label=gettext_lazy("Regions of work"),
        help_text=gettext_lazy("One a line: the code, or the full name as in Kota Magelang."),
        required=False,
    )
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    reason = reason_field(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_REVISION)

    class Meta:
        model = Organisation
        fields = (
            "kind",
            "parent",
            "focus",
            "programmes",
            "network",
            "regions",
            "mailbox",
            "website",
            "founded_year",
            "goals",
        )
        labels = {
            "focus": gettext_lazy("Focus"),
            "network": gettext_lazy("Network"),
            "programmes": gettext_lazy("Programmes"),
        }
        widgets = {"goals": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, may_place: bool, **kwargs: Any) -> None:
        instance: Organisation = kwargs["instance"]
        initial = {"seen": instance.revision, "parent": instance.parent}
        super().__init__(*args, **{"initial": initial, **kwargs})
        if not may_place:
            del self.fields["kind"], self.fields["parent"]

    def values(self) -> dict[str, Any]:
        """Give what the organisation shall be, without what only goes with the change."""
        apart = {"reason", "seen"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if "goals" in values:
            values["goals"] = list(values["goals"])
        return values

    def offer_again(self, revision: int) -> None:
        """Count the stored version as seen from now on, so that a second press decides."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(revision)
        self.data = data


class RenameForm(NameForm):
    """Ask for a new name and the day from which it holds."""

    on = day_field(label=gettext_lazy("First day of the new name"))
    reason = reason_field(required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Enter a new name on its first day, or later."))
        return on


class PastNameForm(NameForm):
    """Ask for a former name and its days."""

    since = day_field(label=gettext_lazy("First day"), required=False)
    until = day_field(label=gettext_lazy("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _refuse_backwards(cleaned.get("since"), cleaned.get("until"))
        return cleaned


class CorrectNameForm(NameForm):
    """Ask for the right words and days of a name; the present one has no last day."""

    valid_from = day_field(label=gettext_lazy("First day"), required=False)
    valid_to = day_field(label=gettext_lazy("Last day"))
    reason = reason_field(required=False)

    def __init__(self, *args: Any, row: OrganisationName, **kwargs: Any) -> None:
        names = ("name", "abbreviation", "valid_from", "valid_to")
        initial = {name: getattr(row, name) for name in names}
        super().__init__(*args, **{"initial": initial, **kwargs})
        if row.valid_to is None:
            del self.fields["valid_to"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _refuse_backwards(cleaned.get("valid_from"), cleaned.get("valid_to"))
        return cleaned


def _refuse_backwards(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise forms.ValidationError(_("The last day is before the first day."))


class AliasForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Spelling"), max_length=LONGEST_NAME)
    source = forms.CharField(
        label=gettext_lazy("Seen in"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("The minutes, table or scan that writes it so."),
    )


class FigureForm(forms.Form):
    """Ask for a number and for who says so."""

    label = BilingualFormField(label=gettext_lazy("What is counted"), max_length=LONGEST_NAME)
    value = forms.DecimalField(label=gettext_lazy("Number"), max_digits=14, decimal_places=2)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    source = BilingualFormField(label=gettext_lazy("Source"), max_length=LONGEST_NAME)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, assume_scheme="https"
    )


class MergeForm(forms.Form):
    """Ask which organisation stays, and why the two are one."""

    into = OrganisationField(
        label=gettext_lazy("The organisation that stays"),
        help_text=gettext_lazy("Its reference or its name."),
        max_length=LONGEST_NAME,
    )
    reason = reason_field()

    def __init__(self, *args: Any, loser: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loser = loser

    def clean_into(self) -> Organisation:
        into: Organisation = self.cleaned_data["into"]
        if into == self.loser:
            raise forms.ValidationError(_("An organisation cannot be merged with itself."))
        return into


class InviteForm(InvitedForm):
    """Ask whom to invite, and for which of the roles that people of this organisation hold."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = roles_in(organisation.kind)
        field: Any = self.fields["role"]
        field.choices = [(role.value, role.label) for role in Role if role in fitting]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("XLSX or CSV with the columns of the download, up to 10 MB."),
    )
