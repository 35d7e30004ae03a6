"""What the pages of vocabularies ask for."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualFormField
from kokreasi.vocabularies.choices import Level, Scheme, StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Region, Term, is_code, is_region_code

LARGEST_REVISION = 2**31 - 1
LARGEST_POSITION = 2**15 - 1


def day_field(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    return forms.DateField(widget=widget, **kwargs)


def reason_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it in the history."),
        max_length=500,
        **kwargs,
    )


class SearchForm(forms.Form):
    """Words to look for; whatever cannot be searched finds everything."""

    q = forms.CharField(label=_("Words or code"), max_length=100, required=False)

    def text(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class RegionSearchForm(SearchForm):
    q = forms.CharField(label=_("Name, code or province"), max_length=100, required=False)


class ChangeTermForm(forms.Form):
    """Ask for all that may change in a term: not its code, its meaning or its last day."""

    name = BilingualFormField(label=_("Name"), max_length=300)
    description = BilingualFormField(
        label=_("Description"), multiline=True, required=False, max_length=2000
    )
    parent = forms.ModelChoiceField(
        Term.objects.none(), label=_("Belongs to"), required=False, empty_label=_("no other term")
    )
    position = forms.IntegerField(
        label=_("Position in the list"), min_value=0, max_value=LARGEST_POSITION
    )
    valid_from = day_field(
        label=_("Valid from"),
        required=False,
        help_text=_("Leave it empty if it held before these lists were kept."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("A law, a document, or an address.")
    )
    reason = reason_field(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_REVISION)

    def __init__(self, data: QueryDict | None, *, term: Term) -> None:
        names = ("name", "description", "parent", "position", "valid_from", "source")
        initial = {name: getattr(term, name) for name in names} | {"seen": term.revision}
        super().__init__(data, initial=initial)
        parent: Any = self.fields["parent"]
        parent.queryset = possible_parents(Vocabulary(term.vocabulary)).exclude(pk=term.pk)

    def values(self) -> dict[str, Any]:
        """Give what the term shall be, without what only goes with the change."""
        apart = {"reason", "seen"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def is_behind(self, term: Term) -> bool:
        """Tell whether somebody else has saved the term since this form was opened."""
        return self.is_bound and self.cleaned_data.get("seen") not in (None, term.revision)

    def offer_again(self, term: Term) -> None:
        """Count the stored version as seen from now on, so that a second press decides."""
        self.data = dict(self.data.items()) | {"seen": str(term.revision)}


class TermForm(forms.Form):
    """Ask for a new term; its code is chosen once and for ever."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        validators=[is_code],
        help_text=_("Part of addresses and exports; it never changes."),
    )
    name = BilingualFormField(label=_("Name"), max_length=300)
    description = BilingualFormField(
        label=_("Description"), multiline=True, required=False, max_length=2000
    )
    meaning = forms.ChoiceField(
        label=_("What such a stage does"),
        choices=[("", _("Choose one")), *StageMeaning.choices],
        help_text=_("The rules go by it, whatever the name says."),
    )
    parent = forms.ModelChoiceField(
        Term.objects.none(), label=_("Belongs to"), required=False, empty_label=_("no other term")
    )
    valid_from = day_field(label=_("Valid from"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("A law, a document, or an address.")
    )
    reason = reason_field(required=False)

    def __init__(self, data: QueryDict | None, *, vocabulary: Vocabulary) -> None:
        super().__init__(data)
        self.vocabulary = vocabulary
        parent: Any = self.fields["parent"]
        parent.queryset = possible_parents(vocabulary)
        if vocabulary != Vocabulary.STAGE_KIND:
            del self.fields["meaning"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Term.objects.of(self.vocabulary).filter(code=code).exists():
            raise forms.ValidationError(_("This code is already taken."))
        return code


def possible_parents(vocabulary: Vocabulary) -> Any:
    """Targets belong to goals; anything else belongs, if at all, to its own vocabulary."""
    is_target = vocabulary == Vocabulary.SDG_TARGET
    return Term.objects.of(Vocabulary.SDG_GOAL if is_target else vocabulary)


class RegionForm(forms.Form):
    """Ask for a new region under the code that its scheme gives it."""

    scheme = forms.ChoiceField(label=_("Scheme of the code"), choices=Scheme)
    code = forms.CharField(label=_("Code"), max_length=13, validators=[is_region_code])
    level = forms.ChoiceField(label=_("Kind"), choices=Level)
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("In full: Kabupaten Brebes, Kota Magelang.")
    )
    parent = forms.ModelChoiceField(
        Region.objects.filter(level=Level.PROVINCE),
        label=_("Province"),
        required=False,
        empty_label=_("none: it is a province itself"),
    )
    valid_from = day_field(label=_("Valid from"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("A law, a document, or an address.")
    )
    reason = reason_field(required=False)

    def clean_scheme(self) -> Scheme:
        return Scheme(self.cleaned_data["scheme"])

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])


class RetireForm(forms.Form):
    """Ask for the last day and the reason."""

    on = day_field(
        label=_("Last day"), help_text=_("It still holds on this day, and no longer after it.")
    )
    reason = reason_field()

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class ReinstateForm(forms.Form):
    reason = reason_field()
