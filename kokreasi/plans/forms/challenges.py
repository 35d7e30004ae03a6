"""Grand challenges: their cell, their words, inputs, scores and the choice of priorities."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualFormField
from kokreasi.plans.forms.plans import reason_field
from kokreasi.plans.models import Challenge
from kokreasi.plans.models.challenges import HIGHEST_SCORE, LOWEST_SCORE
from kokreasi.register.revising import (
    LONGEST_LINE,
    LONGEST_TEXT,
    RevisedForm,
    RowForm,
    day_input,
)
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

CELL = {
    "axis": Vocabulary.CHALLENGE_AXIS,
    "sector": Vocabulary.SECTOR,
    "global_issue": Vocabulary.GLOBAL_ISSUE,
}
ALIGNED_WITH = (Vocabulary.PLANNING_DOCUMENT, Vocabulary.SDG_GOAL)
CHALLENGE = ("side", "title", "description", "axis", "sector", "global_issue", "alignment")


class ChallengeFields(forms.Form):
    """Either axis and sector, or a global issue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, vocabulary in CELL.items():
            field: Any = self.fields[name]
            field.queryset = Term.objects.of(vocabulary)
        aligned: Any = self.fields["alignment"]
        aligned.queryset = Term.objects.filter(vocabulary__in=ALIGNED_WITH)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        in_cell = [bool(cleaned.get("axis")), bool(cleaned.get("sector"))]
        is_global = bool(cleaned.get("global_issue"))
        if (is_global and any(in_cell)) or (not is_global and not all(in_cell)):
            raise forms.ValidationError(_("Name an axis and a sector, or else a global issue."))
        return cleaned


class ChallengeForm(ChallengeFields, RowForm):
    """A new challenge."""

    model = Challenge
    names = CHALLENGE


class ChallengeEditForm(ChallengeFields, RevisedForm):
    """The words, cell and alignment of a challenge."""

    model = Challenge
    names = CHALLENGE

    reason = reason_field(_("Reason for the change"), required=False)


class InputForm(forms.Form):
    """What an organisation says about a challenge."""

    text = BilingualFormField(label=_("What it says"), multiline=True, max_length=LONGEST_TEXT)
    given_on = forms.DateField(label=_("Given on"), widget=day_input(), required=False)


class ScoreForm(forms.Form):
    """How far the challenge meets each criterion, in the eyes of one person."""

    def __init__(
        self, data: Any = None, *, criteria: Iterable[Term], given: Mapping[int, Any]
    ) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        for term in self.criteria:
            self._ask(term, given.get(term.pk))

    def _ask(self, term: Term, given: Any) -> None:
        self.fields[f"score-{term.pk}"] = forms.TypedChoiceField(
            label=str(term.name),
            help_text=str(term.description),
            choices=[("", "–"), *((n, str(n)) for n in range(LOWEST_SCORE, HIGHEST_SCORE + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            initial=given.score if given else None,
        )
        self.fields[f"comment-{term.pk}"] = forms.CharField(
            label=_("Why"),
            max_length=LONGEST_LINE,
            required=False,
            initial=given.comment if given else "",
        )

    def given(self) -> list[tuple[Term, int, str]]:
        """Give the scores that were chosen: criterion, score and comment."""
        rows = [
            (term, self.cleaned_data[f"score-{term.pk}"], self.cleaned_data[f"comment-{term.pk}"])
            for term in self.criteria
        ]
        return [(term, value, comment) for term, value, comment in rows if value is not None]


class PriorityForm(forms.Form):
    """Whether the plan takes a challenge up, and why."""

    is_priority = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("A priority of the plan")), ("no", _("Left aside for now"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    reason = reason_field()
