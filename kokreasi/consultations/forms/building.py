"""What the secretariat says about a consultation: facts, days, parts, reasons."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation, Part, QuestionnaireTemplate
from kokreasi.consultations.queries.desk import days_of, offered_stages
from kokreasi.core.fields import BilingualFormField
from kokreasi.plans.models import Stage
from kokreasi.register.revising import LONGEST_LINE, RevisedForm

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_REASON = 1000
MIDNIGHT = _("Western time (WIB). 00.00 is the end of the day before.")
SHORT = RegexValidator(
    r"\A[a-z0-9](-?[a-z0-9])*\Z", _("Small letters, digits and single hyphens only.")
)
SHORTEST_CODE, LONGEST_CODE = 3, 20


class MomentField(forms.DateTimeField):
    """A day with its hour in WIB, chosen in the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        look = {"type": "datetime-local", "step": "60"}
        widget = forms.DateTimeInput(attrs=look, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(_("Name a year between 1990 and 2100."))
        return moment


class Days(forms.Form):
    """From when to when one can answer."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("A consultation closes after it opens."))
        return cleaned


class StageField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """A stage with the plan that it belongs to; those that ask the public come first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(offered_stages(), label=_("Stage"), **kwargs)

    def label_from_instance(self, stage: Stage) -> str:
        return f"{stage.plan}: {stage}"


class NewConsultationForm(Days):
    """What one knows of a consultation at first; days left empty are those of the stage."""

    stage = StageField()
    title = BilingualFormField(label=_("Title"), max_length=LONGEST_LINE)
    opens_at = MomentField(label=_("Opens at"), required=False)
    closes_at = MomentField(label=_("Closes at"), required=False, help_text=MIDNIGHT)
    short_code = forms.CharField(
        label=_("Short link"),
        required=False,
        min_length=SHORTEST_CODE,
        max_length=LONGEST_CODE,
        validators=[SHORT],
        help_text=_("Left empty, one is made."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What people are asked to do"),
        choices=PartKind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[PartKind.QUESTIONNAIRE],
    )
    template = forms.ModelChoiceField(
        QuestionnaireTemplate.objects.all(),
        label=_("Questions to begin with"),
        required=False,
        empty_label=_("None: I write my own"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stage = cleaned.get("stage")
        days = days_of(stage) if stage else None
        for name, day in zip(("opens_at", "closes_at"), days or (None, None), strict=True):
            cleaned[name] = cleaned.get(name) or day
            if stage and not cleaned[name] and name not in self.errors:
                self.add_error(name, _("The stage has no days: name this one."))
        return cleaned

    def clean_kinds(self) -> tuple[PartKind, ...]:
        return tuple(kind for kind in PartKind if kind in self.cleaned_data["kinds"])


class CopyForm(Days):
    """Where and when the copy of a consultation is held."""

    stage = StageField()
    title = BilingualFormField(label=_("Title"), max_length=LONGEST_LINE)
    opens_at = MomentField(label=_("Opens at"))
    closes_at = MomentField(label=_("Closes at"), help_text=MIDNIGHT)


class FactsForm(RevisedForm):
    """What people read first."""

    model = Consultation
    names = ("title", "summary", "promise")


class ThanksForm(RevisedForm):
    """What people read last."""

    model = Consultation
    names = ("thanks",)


class DaysForm(Days, RevisedForm):
    """From when to when, and under which short link; promised once it is announced."""

    model = Consultation
    names = ("opens_at", "closes_at", "short_code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, help_text in (("opens_at", ""), ("closes_at", MIDNIGHT)):
            self.fields[name] = MomentField(label=self.fields[name].label, help_text=help_text)
        code: Any = self.fields["short_code"]
        code.validators = [*code.validators, SHORT]
        code.min_length, code.max_length = SHORTEST_CODE, LONGEST_CODE

    def clean_short_code(self) -> str:
        code: str = self.cleaned_data["short_code"]
        if len(code) < SHORTEST_CODE:
            raise forms.ValidationError(_("At least three signs."))
        row: Any = self.row
        if Consultation.objects.exclude(pk=row.pk).filter(short_code=code).exists():
            raise forms.ValidationError(_("Another consultation has this short link already."))
        return code


class ProtectionForm(RevisedForm):
    """How people who answer are protected, and when results are shown."""

    model = Consultation
    names = (
        "smallest_group",
        "keeps_background_for",
        "release",
        "takes_statements",
        "is_guarded",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, help_text in PROTECTION_HELP.items():
            self.fields[name].help_text = help_text


PROTECTION_HELP = {
    "smallest_group": _(
        "A number of fewer people by gender, age, region … is never published. Usual is 5."
    ),
    "keeps_background_for": _("Afterwards only the published totals are left of it."),
    "is_guarded": _(
        "Only while somebody attacks: the device of whoever answers does a short calculation "
        "first. "
        "Where far more answers come than usual, this begins by itself for an hour."
    ),
}


class PartForm(RevisedForm):
    """Heading and first words of a part."""

    model = Part
    names = ("title", "intro")


class KindsForm(forms.Form):
    """Which parts a consultation has."""

    kinds = forms.MultipleChoiceField(
        label=_("What people are asked to do"),
        choices=PartKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_kinds(self) -> tuple[PartKind, ...]:
        return tuple(kind for kind in PartKind if kind in self.cleaned_data["kinds"])


class ReasonForm(forms.Form):
    """Why something that everybody sees is changed or taken away."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers find it in the history of the page."),
    )


class NewDaysForm(Days):
    """Other days of an announced consultation, with the reason."""

    opens_at = MomentField(label=_("Opens at"))
    closes_at = MomentField(label=_("Closes at"), help_text=MIDNIGHT)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers find it in the history of the page."),
    )


class TemplateForm(forms.Form):
    title = BilingualFormField(label=_("Name of the template"), max_length=LONGEST_LINE)
