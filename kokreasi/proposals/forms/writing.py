"""What those who write a proposal are asked."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.core.fields import BilingualFormField
from kokreasi.core.wording import check_name
from kokreasi.organisations.forms import RegionsField
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Challenge, Plan
from kokreasi.plans.models.plans import PlanQuerySet
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.wording import check_title
from kokreasi.register.revising import LONGEST_LINE, LONGEST_TEXT, RevisedForm
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

LONGEST_NAME = 200
ONESELF = "diri"


def refuse_tricks(check: Any, text: str) -> str:
    """Say on the field what a rule about names and titles refuses."""
    try:
        check(text)
    except DomainError as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return text


class PlanField(forms.ModelChoiceField[Plan]):
    """For which plan one proposes; with a single one nobody is asked."""

    def __init__(self, plans: PlanQuerySet, *, initial: Plan | None) -> None:
        super().__init__(plans, label=_("Action plan"), empty_label=None, initial=initial)
        if plans.count() == 1:
            self.widget = forms.HiddenInput()
            self.initial = plans.get()


class BeginForm(forms.Form):
    """For whom and for which plan somebody signed in proposes, and the title to begin with."""

    for_whom = forms.ChoiceField(label=_("On behalf of"), widget=forms.RadioSelect)
    title = BilingualFormField(
        label=_("Title"),
        max_length=LONGEST_LINE,
        help_text=_("One sentence that says what should change. It can be changed later."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        plans: PlanQuerySet,
        plan: Plan | None,
        bodies: Sequence[Organisation],
    ) -> None:
        super().__init__(data)
        self.fields["plan"] = PlanField(plans, initial=plan)
        self.bodies = {body.reference: body for body in bodies}
        self._offer_bodies()
        self.order_fields(["plan", "for_whom", "title"])

    def _offer_bodies(self) -> None:
        choices = [(reference, str(body)) for reference, body in self.bodies.items()]
        field: Any = self.fields["for_whom"]
        field.choices = [*choices, (ONESELF, _("Myself, as a citizen"))]
        field.initial = field.choices[0][0]
        if not self.bodies:
            field.widget = forms.HiddenInput()

    def organisation(self) -> Organisation | None:
        return self.bodies.get(self.cleaned_data["for_whom"])

    def clean_title(self) -> Bilingual:
        return checked_title(self.cleaned_data["title"])


def checked_title(title: Bilingual) -> Bilingual:
    for text in (title.id, title.en):
        refuse_tricks(check_title, text)
    return title


class CitizenForm(forms.Form):
    """A proposal of somebody without an account, in one language, with an address to confirm it.

    `website` is seen by no person: a program that fills in everything gives itself away by it.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_LINE,
        help_text=_("One sentence that says what should change."),
    )
    problem = forms.CharField(
        label=_("What is the problem?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What goes wrong, for whom, since when? Name places and figures you know."),
    )
    solution = forms.CharField(
        label=_("What should be done?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who should do what, so that one can check later whether it was done?"),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You get a link by which you confirm. The address is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    is_named = forms.BooleanField(
        label=_("Show my name on the page of the proposal"), required=False
    )
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, plans: PlanQuerySet, plan: Plan | None) -> None:
        super().__init__(data)
        self.fields["plan"] = PlanField(plans, initial=plan)
        self.order_fields(["plan"])

    def clean_title(self) -> str:
        return refuse_tricks(check_title, self.cleaned_data["title"])

    def clean_name(self) -> str:
        return refuse_tricks(check_name, self.cleaned_data["name"])

    def words(self) -> dict[str, Bilingual]:
        """Give the texts as those of the language in which the page was read."""
        language = (get_language() or "id")[:2]
        return {
            name: Bilingual(**{language: self.cleaned_data[name].replace("\r\n", "\n")})
            for name in ("title", "problem", "solution")
        }

    def is_by_program(self) -> bool:
        return bool(self.cleaned_data["website"])


class EmailForm(forms.Form):
    """An address to which a link is sent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NeededLater(BilingualFormField):
    """Ask for a text without which nothing is sent, but that a draft may still lack."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(multiline=True, max_length=LONGEST_TEXT, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) if any(value or ()) else Bilingual()


class WordsForm(RevisedForm):
    """The short form: what is wrong and what should be done."""

    model = Proposal
    names = ("title", "problem", "solution")

    problem = NeededLater(
        label=_("Public problem"),
        help_text=_("What goes wrong, for whom, since when? Name places and figures you know."),
    )
    solution = NeededLater(
        label=_("Proposed solution"),
        help_text=_("Who should do what, so that one can check later whether it was done?"),
    )

    def clean_title(self) -> Bilingual:
        return checked_title(self.cleaned_data["title"])


class GlobalForm(RevisedForm):
    """What the global format asks for beside the short form."""

    model = Proposal
    names = ("causes", "results")


class ShortTiesForm(RevisedForm):
    """Under which theme it stands, which challenges it answers and whom it concerns."""

    model = Proposal
    names: ClassVar[tuple[str, ...]] = ("theme", "challenges", "institutions_words")

    def __init__(self, data: Any = None, *, row: Proposal, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        theme: Any = self.fields["theme"]
        theme.queryset = row.plan.themes.all()
        theme.empty_label = _("No theme yet")
        challenges: Any = self.fields["challenges"]
        public = Challenge.objects.filter(record__published_at__isnull=False)
        challenges.queryset = public.filter(plan=row.plan_id)
        self._leave_out_what_has_no_choice("theme", "challenges")

    def _leave_out_what_has_no_choice(self, *names: str) -> None:
        """Hide what this plan has nothing to choose from for."""
        for name in names:
            field: Any = self.fields[name]
            if not field.queryset.exists():
                field.widget = field.hidden_widget()


class GlobalTiesForm(ShortTiesForm):
    """The same, with values, goals and regions."""

    names = ("theme", "challenges", "institutions_words", "values", "goals", "regions")

    regions = RegionsField(
        label=_("Regions"),
        required=False,
        help_text=_("By code or full name, one a line. Leave it empty for the whole country."),
    )

    def __init__(self, data: Any = None, *, row: Proposal, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        values: Any = self.fields["values"]
        values.queryset = Term.objects.of(Vocabulary.OGP_VALUE)
        goals: Any = self.fields["goals"]
        goals.queryset = Term.objects.of(Vocabulary.SDG_GOAL)
