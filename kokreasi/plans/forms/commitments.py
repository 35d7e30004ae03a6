"""A commitment, section by section, with its milestones, indicators and targets."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Part
from kokreasi.plans.forms.plans import PeriodClean
from kokreasi.plans.models import (
    Challenge,
    Commitment,
    Indicator,
    Involvement,
    Milestone,
    Period,
    Plan,
)
from kokreasi.plans.services.commitments import Aim
from kokreasi.register.revising import (
    HIGHEST_REVISION,
    LONGEST_TEXT,
    Conflict,
    RevisedForm,
    RowForm,
    print_of,
    read_prints,
    sent_again,
)
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

HIGHEST_NUMBER = 999
VOCABULARIES = {
    "values": Vocabulary.OGP_VALUE,
    "goals": Vocabulary.SDG_GOAL,
    "areas": Vocabulary.POLICY_AREA,
}


class FreeNumber(forms.Form):
    """A number that no other commitment of the plan has."""

    def others(self) -> models.QuerySet[Commitment]:
        """Give the commitments of the plan whose numbers are taken."""
        raise NotImplementedError

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if number > HIGHEST_NUMBER:
            raise forms.ValidationError(_("A number goes up to 999."))
        if self.others().filter(number=number).exists():
            raise forms.ValidationError(_("This number is already taken."))
        return number


def _offer_themes(form: forms.Form, plan: Plan) -> None:
    field: Any = form.fields["theme"]
    field.queryset = plan.themes.all()
    field.empty_label = _("No theme yet")


class NewCommitmentForm(FreeNumber, RowForm):
    """What a draft begins with."""

    model = Commitment
    names = ("number", "title", "theme")

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        last = plan.commitments.aggregate(last=Max("number"))["last"] or 0
        super().__init__(data, initial={"number": last + 1})
        self.plan = plan
        _offer_themes(self, plan)

    def others(self) -> models.QuerySet[Commitment]:
        return Commitment.objects.filter(plan=self.plan)


class FactsForm(FreeNumber, PeriodClean, RevisedForm):
    model = Commitment
    names = (
        "number",
        "title",
        "theme",
        "starts_on",
        "ends_on",
        "budget",
        "budget_note",
        "ogp_id",
        "remarks",
    )

    def __init__(self, data: Any = None, *, row: Commitment, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        self.commitment = row
        _offer_themes(self, row.plan)

    def others(self) -> models.QuerySet[Commitment]:
        own = self.commitment
        return Commitment.objects.filter(plan=own.plan_id).exclude(pk=own.pk)


class ProblemForm(RevisedForm):
    model = Commitment
    names = ("problem", "causes", "done_so_far")


class SolutionForm(RevisedForm):
    model = Commitment
    names = ("solution", "results")


class ContributionForm(RevisedForm):
    model = Commitment
    names = ("transparency", "participation", "accountability")


class TermsForm(RevisedForm):
    model = Commitment
    names = ("values", "goals", "areas", "challenges")

    def __init__(self, data: Any = None, *, row: Commitment, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        for name, vocabulary in VOCABULARIES.items():
            field: Any = self.fields[name]
            field.queryset = Term.objects.of(vocabulary)
        challenges: Any = self.fields["challenges"]
        challenges.queryset = Challenge.objects.filter(plan=row.plan_id)


class PartForm(forms.Form):
    """The part that the organisation named beside it takes."""

    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)

    def clean_part(self) -> Part:
        return Part(self.cleaned_data["part"])


class ContactForm(RowForm):
    """Whom to ask: a role and its mailbox."""

    model = Involvement
    names = ("contact", "mailbox")


MILESTONE = ("title", "output", "starts_on", "ends_on", "responsible")


def _offer_involved(form: forms.Form, commitment: Commitment, milestone: Any = None) -> None:
    """Offer those who take part, and those who are named already."""
    named = Q(involvements__commitment=commitment)
    if milestone is not None:
        named |= Q(pk__in=milestone.responsible.values("pk"))
    field: Any = form.fields["responsible"]
    field.queryset = Organisation.objects.filter(named).distinct().with_record()


class MilestoneForm(PeriodClean, RowForm):
    """A new milestone."""

    model = Milestone
    names = MILESTONE

    def __init__(self, data: Any = None, *, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _offer_involved(self, commitment)


class MilestoneEditForm(PeriodClean, RevisedForm):
    model = Milestone
    names = MILESTONE

    def __init__(self, data: Any = None, *, row: Milestone, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        _offer_involved(self, row.commitment, row)


INDICATOR = ("title", "unit", "baseline", "direction", "disaggregation")


class IndicatorForm(RowForm):
    """A new indicator."""

    model = Indicator
    names = INDICATOR


class IndicatorEditForm(RevisedForm):
    model = Indicator
    names = INDICATOR


class TargetsForm(forms.Form):
    """What an indicator should show at the end of each semester: a number, words, or both."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_REVISION)
    base = forms.CharField(widget=forms.HiddenInput, max_length=2000, required=False)

    def __init__(self, data: Any = None, *, indicator: Indicator, **kwargs: Any) -> None:
        self.periods = list(indicator.commitment.plan.periods.all())
        kept = aims_of(indicator)
        seen = {"seen": indicator.revision, "base": _aim_prints(self.periods, kept)}
        super().__init__(data, initial=seen, **kwargs)
        for period in self.periods:
            self._ask(period, kept.get(period, NO_AIM))

    def _ask(self, period: Period, aim: Aim) -> None:
        self.fields[f"number-{period.pk}"] = forms.DecimalField(
            label=_("Number"),
            required=False,
            max_digits=16,
            decimal_places=2,
            initial=_plain(aim.number),
        )
        self.fields[f"words-{period.pk}"] = BilingualFormField(
            label=_("In words"), required=False, max_length=LONGEST_TEXT, initial=aim.words
        )

    def semesters(self) -> list[tuple[Period, Any, Any]]:
        """Give each semester with its two bound fields, in order."""
        return [(p, self[f"number-{p.pk}"], self[f"words-{p.pk}"]) for p in self.periods]

    def revision_seen(self) -> int:
        seen: int = self.cleaned_data["seen"]
        return seen

    def own_changes(self) -> dict[Period, Aim]:
        """Give the aims that differ from those that the person was shown."""
        shown = read_prints(self.cleaned_data.get("base", ""))
        typed = {period: self._aim(period) for period in self.periods}
        return {p: aim for p, aim in typed.items() if shown.get(str(p.pk)) != _aim_print(aim)}

    def _aim(self, period: Period) -> Aim:
        number: Decimal | None = self.cleaned_data[f"number-{period.pk}"]
        return Aim(self.cleaned_data[f"words-{period.pk}"], number)

    def afresh(self, now: Indicator) -> Self:
        return type(self)(indicator=now, auto_id=self.auto_id)

    def over(self, now: Indicator) -> Self:
        """Give the form with what was typed, over what stands there now."""
        shown = {"seen": str(now.revision), "base": _aim_prints(self.periods, aims_of(now))}
        data = sent_again(self, shown)
        again = type(self)(data, indicator=now, auto_id=self.auto_id)
        again.is_valid()
        return again

    def conflicts(self, now: Indicator) -> list[Conflict]:
        """Set the target that stands there now beside what the person typed."""
        kept = aims_of(now)
        written = now.changed_since(self.revision_seen())
        return [
            Conflict(str(period), _told(kept.get(period, NO_AIM)), _told(mine))
            for period, mine in self.own_changes().items()
            if f"target-{period.year}-{period.half}" in written
        ]


NO_AIM = Aim(Bilingual())


def aims_of(indicator: Indicator) -> dict[Period, Aim]:
    """Give what an indicator should show, by semester."""
    targets = indicator.targets.select_related("period")
    return {target.period: Aim(target.words, target.number) for target in targets}


def _plain(number: Decimal | None) -> str | None:
    """Write a number without the zeros that the database adds behind the point."""
    return None if number is None else format(number.normalize(), "f")


def _aim_prints(periods: Iterable[Period], kept: Mapping[Period, Aim]) -> str:
    return " ".join(f"{p.pk}:{_aim_print(kept.get(p, NO_AIM))}" for p in periods)


def _aim_print(aim: Aim) -> str:
    return print_of([_plain(aim.number), aim.words.id, aim.words.en])


def _told(aim: Aim) -> Bilingual:
    number = _plain(aim.number) or ""
    words = {code: f"{number} {getattr(aim.words, code)}".strip() for code in ("id", "en")}
    return Bilingual(**words)
