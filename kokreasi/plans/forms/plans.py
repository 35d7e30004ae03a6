"""Plans with their semesters, stages and themes, and what belongs to their records."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.files.forms import UploadField
from kokreasi.plans.choices import Half, Measure, Semester
from kokreasi.plans.models import Plan, Stage, StageTemplate, Theme
from kokreasi.register.models import StatedFigure
from kokreasi.register.revising import LONGEST_LINE, RevisedForm, RowForm, day_input
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Term

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
REASON = _("Reason")
REASON_HELP = _("Readers find it in the history of the page.")


def reason_field(label: Any = REASON, *, required: bool = True) -> forms.CharField:
    """Ask why, in a line or two."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=1000,
        help_text=REASON_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PeriodClean(forms.Form):
    """Days that a calendar holds, and the last one not before the first."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Name a year between 1990 and 2100."))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot be before the first."))
        return cleaned


class PlanDays(PeriodClean):
    """A plan lasts longer than a day."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and first == last:
            self.add_error("ends_on", _("A plan lasts two or four years, not a day."))
        return cleaned


class PlanForm(PlanDays, RowForm):
    """A new plan, with the stages of a template or none."""

    model = Plan
    names = ("code", "ordinal", "title", "starts_on", "ends_on", "legal_basis", "introduction")

    template = forms.ModelChoiceField(
        StageTemplate.objects.filter(is_offered=True),
        label=_("Stages from the template"),
        required=False,
        empty_label=_("No stages yet"),
        help_text=_("Each stage can be changed, added and removed afterwards."),
    )
    stages_from = forms.DateField(
        label=_("First day of co-creation"),
        required=False,
        widget=day_input(),
        help_text=_("The stages of the template are counted from it; else from the plan's start."),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Plan.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another plan already has this short code."))
        return code


class PlanFactsForm(PlanDays, RevisedForm):
    """What a plan says of itself."""

    model = Plan
    names = ("ordinal", "title", "starts_on", "ends_on", "legal_basis", "introduction")

    reason = reason_field(required=False)


class SemestersForm(forms.Form):
    """The half-years for which targets are set, among those that the period touches."""

    semesters = forms.MultipleChoiceField(
        label=_("Semesters"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Targets are set and reports are due for each of them."),
    )

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        kept = [period.semester for period in plan.periods.all()]
        super().__init__(data, initial={"semesters": [_key(each) for each in kept]})
        field: Any = self.fields["semesters"]
        field.choices = [(_key(each), _words(each)) for each in _touched(plan, kept)]

    def clean_semesters(self) -> list[Semester]:
        pairs = [key.split("-") for key in self.cleaned_data["semesters"]]
        return [Semester(int(year), int(half)) for year, half in pairs]


def _touched(plan: Plan, kept: Iterable[Semester]) -> list[Semester]:
    years = range(plan.starts_on.year, plan.ends_on.year + 1)
    return sorted({Semester(year, half) for year in years for half in Half.values} | set(kept))


def _key(semester: Semester) -> str:
    return f"{semester.year}-{semester.half}"


def _words(semester: Semester) -> str:
    return f"{Half(semester.half).label} {semester.year}"


class StageFields(forms.Form):
    """Both days of a stage or neither; kinds that hold today, and the one it has."""

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_kinds(day)

    def _offer_kinds(self, day: date | None) -> None:
        kinds = Term.objects.of(Vocabulary.STAGE_KIND)
        row = getattr(self, "row", None)
        offered = kinds.valid_on(day) if day else kinds
        if row is not None:
            offered = offered | kinds.filter(pk=row.kind_id)
        kind: Any = self.fields["kind"]
        kind.queryset = offered
        kind.help_text = _opens_a_call(offered)
        self.fields["closes_on"].help_text = _(
            "The whole day counts, until midnight in Jakarta (WIB)."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if (opens is None) != (closes is None) and not self.errors:
            missing = "opens_on" if opens is None else "closes_on"
            self.add_error(missing, _("Give both days of a stage, or neither."))
        for name, day in (("opens_on", opens), ("closes_on", closes)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Name a year between 1990 and 2100."))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("A stage cannot close before it opens."))
        return cleaned


def _opens_a_call(kinds: Iterable[Term]) -> str:
    """Say which kinds of stage take proposals."""
    named = [f"“{kind.name}”" for kind in kinds if kind.meaning == StageMeaning.PROPOSALS]
    if not named:
        return ""
    words = _("While a public stage of the kind %(kinds)s is open, anybody can send proposals.")
    return words % {"kinds": ", ".join(named)}


STAGE = ("kind", "title", "opens_on", "closes_on", "place", "summary", "text")


class StageForm(StageFields, RowForm):
    """A new stage."""

    model = Stage
    names = STAGE


class StageEditForm(StageFields, RevisedForm):
    """The words and days of a stage; days of others do not bind it."""

    model = Stage
    names = STAGE

    reason = reason_field(_("Reason for the change"), required=False)


class ThemeForm(RowForm):
    """A strategic issue under which commitments stand."""

    model = Theme
    names = ("title", "description")


class FigureForm(RowForm):
    """A number that a source states, with where it stands."""

    model = StatedFigure
    names = ("value", "unit", "source", "source_url")

    measure = forms.ChoiceField(label=_("What is counted"), choices=Measure.choices)
    label = BilingualFormField(
        label=_("In other words"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("How the source calls what it counts, where that differs."),
    )
    field_order = ("measure", "label", "value", "unit", "source", "source_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        if isinstance(self.row, StatedFigure):
            self._keep_measure(self.row)

    def _keep_measure(self, figure: StatedFigure) -> None:
        """Offer the measure that a figure has, also one that an import brought."""
        field: Any = self.fields["measure"]
        if figure.measure not in Measure.values:
            field.choices = [*Measure.choices, (figure.measure, str(figure.label))]
        self.initial.update(measure=figure.measure, label=figure.label)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        measure = cleaned.get("measure")
        if not cleaned.get("label") and measure in Measure.values:
            cleaned["label"] = Bilingual.of(Measure(measure).label)
        return cleaned


class AttachForm(forms.Form):
    """A document or picture for a page; a picture says in words what it shows."""

    file = UploadField(label=_("Document or picture"))
    title = BilingualFormField(label=_("Title"), max_length=LONGEST_LINE)
    alt = BilingualFormField(
        label=_("What the picture shows"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("For pictures: read to those who do not see it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and _looks_like_picture(file.name) and not cleaned.get("alt"):
            self.add_error("alt", _("Say in words what the picture shows."))
        return cleaned


def _looks_like_picture(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))


class ReasonForm(forms.Form):
    """Why something that the public sees is changed."""

    reason = reason_field()
