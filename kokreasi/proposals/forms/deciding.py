"""What the secretariat is asked when it screens, decides, splits and adopts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.organisations.forms import OrganisationField
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import SECRETARIAT, Role
from kokreasi.people.models import RoleGrant, User
from kokreasi.plans.forms.plans import FIRST_DAY, LAST_DAY, reason_field
from kokreasi.plans.models import Commitment
from kokreasi.proposals.choices import CLOSED
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.models.proposals import ProposalQuerySet
from kokreasi.proposals.queries.deciding import goes_on_called
from kokreasi.proposals.services.splitting import Part
from kokreasi.register.models import Record, RecordQuerySet
from kokreasi.register.revising import LONGEST_LINE, LONGEST_TEXT, RevisedForm, RowForm, day_input
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

PARTS = 4
LONGEST_REASON = 4_000
LONGEST_MEANT = 90
MERGE_INTO = "yang-diteruskan"
"""The list of the page from which titles are offered."""


class StepForm(forms.Form):
    """To which step proposals go, and for whom they wait there."""

    status = forms.ModelChoiceField(
        Status.objects.none(), label=_("Status"), to_field_name="code", empty_label=None
    )
    waits_for = OrganisationField(
        label=_("Waits for"),
        required=False,
        help_text=_("The organisation that has to do something next; name or reference."),
    )
    reason = reason_field(_("Note"), required=False)

    def __init__(self, data: Any = None, *, proposal: Proposal | None = None) -> None:
        super().__init__(data, initial=_standing_of(proposal))
        field: Any = self.fields["status"]
        field.queryset = _steps_for(proposal)
        field.choices = [(one.code, one.name) for one in field.queryset]


def _standing_of(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    return {"status": proposal.status.code, "waits_for": proposal.stuck_with}


def _steps_for(proposal: Proposal | None) -> Any:
    """Offer the present step and those that may follow; for several, all that are mere steps."""
    if proposal is None:
        return Status.objects.filter(is_offered=True).exclude(standing__in=[*CLOSED, "draft"])
    following = proposal.status.next_steps.filter(is_offered=True)
    return Status.objects.filter(
        pk__in=[proposal.status_id, *following.values_list("pk", flat=True)]
    )


def possible_reviewers(day: date) -> Any:
    """Give who may be asked: reviewers and the secretariat, as far as they may sign in today."""
    held = RoleGrant.objects.held_on(day).filter(role__in=[*SECRETARIAT, Role.REVIEWER])
    people = User.objects.filter(grants__in=held, is_active=True)
    return people.distinct().order_by("name", "pk")


class ReviewersForm(forms.Form):
    """Whom to ask for a review, and until when."""

    reviewers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Reviewers"), widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=day_input())

    def __init__(self, data: Any = None, *, people: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["reviewers"]
        field.queryset = people


class MergerField(forms.CharField):
    """Asks for another proposal by its reference or its title; gives its record.

    The titles that are offered while somebody types are a plain list of the page, so that this
    needs no script. What names no proposal for certain is answered by those that say so.
    """

    def __init__(self, offered: ProposalQuerySet, **given: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": MERGE_INTO}), **given)
        self.offered = offered

    def prepare_value(self, value: Any) -> Any:
        return named(value) if isinstance(value, Record) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._found(text) if text else None

    def _found(self, text: str) -> Record:
        called = goes_on_called(self.offered, text)
        if len(called) == 1 and called[0].is_certain:
            return called[0].record
        if not called:
            raise forms.ValidationError(
                _("No other proposal of the plan that goes on is called “%(text)s”."),
                params={"text": text},
            )
        words = _("“%(text)s” does not name one proposal for certain. Do you mean one of these?")
        near = [named(one.record, LONGEST_MEANT) for one in called]
        raise forms.ValidationError([words % {"text": text}, *near])


def named(record: Record, longest: int = LONGEST_LINE) -> str:
    """Write a proposal so that people know it and the field finds it again."""
    return f"{record.reference} {Truncator(record.title.shown().text).chars(longest)}"


class Reasoned(forms.Form):
    """Words of the reason, begun from a template where nothing is written."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        template = cleaned.get("template")
        if template and not cleaned.get("reason"):
            cleaned["reason"] = template.description
        if not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why."))
        return cleaned


def decision_fields(merge_into: ProposalQuerySet, meetings: RecordQuerySet) -> dict[str, Any]:
    """Give the fields of a decision; `Answer` says what each verdict needs of them."""
    reasons = Term.objects.of(Vocabulary.DECISION_REASON)
    return {
        "verdict": forms.ChoiceField(
            label=_("Decision"), choices=Verdict.choices, widget=forms.RadioSelect
        ),
        "leads_to": MergerField(
            merge_into,
            label=_("Merged into"),
            required=False,
            help_text=_("Title or reference of the proposal that goes on; only for a merger."),
        ),
        "programme": BilingualFormField(
            label=_("Existing programme"),
            required=False,
            max_length=LONGEST_LINE,
            help_text=_("Only where an existing programme takes it up."),
        ),
        "until": forms.DateField(
            label=_("Deferred until"),
            required=False,
            widget=day_input(),
            help_text=_("Only for what is deferred."),
        ),
        "template": forms.ModelChoiceField(
            reasons,
            label=_("Begin the reason from"),
            required=False,
            to_field_name="code",
            empty_label=_("no template"),
            help_text=_("Its words are used where no reason is written; the preview shows them."),
        ),
        "reason": BilingualFormField(
            label=_("Reason"), multiline=True, required=False, max_length=LONGEST_REASON
        ),
        "unit": OrganisationField(
            label=_("Responsible unit"), help_text=_("Name or reference of the organisation.")
        ),
        "decided_on": forms.DateField(label=_("Decided on"), widget=day_input()),
        "decided_in": forms.ModelChoiceField(
            meetings,
            label=_("Meeting in which it was decided"),
            required=False,
            to_field_name="reference",
            empty_label=_("not in a meeting"),
        ),
    }


NEEDED_BY = {
    "leads_to": Verdict.MERGED,
    "programme": Verdict.ABSORBED,
    "until": Verdict.DEFERRED,
}
"""What only one verdict needs; the page hides it under every other one."""


class Decision(forms.Form):
    """Days that a calendar holds, and nothing that belongs to another verdict.

    `needed_by` names the fields that only one verdict asks for.
    """

    needed_by: ClassVar[Mapping[str, Verdict]] = NEEDED_BY

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, verdict in self.needed_by.items():
            if cleaned.get("verdict") not in {None, verdict}:
                cleaned[name] = Bilingual() if name == "programme" else None
                self.errors.pop(name, None)
        for name in ("decided_on", "until"):
            day = cleaned.get(name)
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Name a year between 1990 and 2100."))
        return cleaned


class DecisionForm(Reasoned, Decision):
    """What is decided about one or several proposals."""

    def __init__(
        self,
        data: Any = None,
        *,
        merge_into: ProposalQuerySet,
        meetings: RecordQuerySet,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields |= decision_fields(merge_into, meetings)

    def answer(self) -> Answer:
        given = {name: self.cleaned_data[name] for name in Answer.__slots__}
        return Answer(**given | {"verdict": Verdict(given["verdict"])})


class ChangeDecisionForm(Reasoned, Decision, RevisedForm):
    """Another decision, or other words for it; a published one says why it changes."""

    model = Response
    names = (
        "heard",
        "verdict",
        "leads_to",
        "programme",
        "until",
        "reason",
        "unit",
        "decided_on",
        "decided_in",
    )

    why = reason_field(_("Why it changes"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        row: Response,
        merge_into: ProposalQuerySet | None = None,
        meetings: RecordQuerySet | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, row=row, **kwargs)
        own = decision_fields(
            Proposal.objects.none() if merge_into is None else merge_into,
            Record.objects.none() if meetings is None else meetings,
        )
        own["reason"].required = True
        del own["template"]
        self.fields |= own
        self.order_fields([*self.names, "why"])
        self.merge_into, self.meetings = merge_into, meetings

    def afresh(self, now: Any) -> "ChangeDecisionForm":
        return type(self)(row=now, merge_into=self.merge_into, meetings=self.meetings)

    def over(self, now: Any) -> "ChangeDecisionForm":
        again = super().over(now)
        again.fields |= {name: self.fields[name] for name in ("leads_to", "decided_in")}
        again.full_clean()
        return again


class SplitForm(forms.Form):
    """The parts into which a proposal is split: titles, and words where they differ."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for at in range(1, PARTS + 1):
            self._ask(at)

    def _ask(self, at: int) -> None:
        self.fields[f"title-{at}"] = BilingualFormField(
            label=_("Title of part %(number)d") % {"number": at},
            required=at <= 2,  # noqa: PLR2004 - the fewest parts
            max_length=LONGEST_LINE,
        )
        self.fields[f"solution-{at}"] = BilingualFormField(
            label=_("What part %(number)d proposes") % {"number": at},
            help_text=_("Left empty: the words of the whole proposal."),
            multiline=True,
            required=False,
            max_length=LONGEST_TEXT,
        )

    def parts(self) -> list[Part]:
        every = [
            Part(self.cleaned_data[f"title-{at}"], self.cleaned_data[f"solution-{at}"])
            for at in range(1, PARTS + 1)
        ]
        return [part for part in every if part.title]


class AdoptForm(forms.Form):
    """As which commitment a proposal goes on, and who leads it."""

    into = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Commitment"),
        required=False,
        empty_label=_("a new draft commitment"),
    )
    leads = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Leading institutions of a new commitment"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From the institutions that the proposal names."),
    )
    lead = OrganisationField(
        label=_("Another leading institution"),
        required=False,
        help_text=_("Name or reference of the organisation."),
    )

    def __init__(
        self, data: Any = None, *, commitments: Any, institutions: Sequence[Organisation]
    ) -> None:
        super().__init__(data)
        into: Any = self.fields["into"]
        into.queryset = commitments
        leads: Any = self.fields["leads"]
        leads.queryset = Organisation.objects.filter(pk__in=[one.pk for one in institutions])
        if not institutions:
            del self.fields["leads"]

    def chosen_leads(self) -> list[Organisation]:
        other = self.cleaned_data["lead"]
        return [*self.cleaned_data.get("leads", ()), *([other] if other else [])]


class StatusForm(RowForm):
    """A step of the office."""

    model = Status
    names: ClassVar[tuple[str, ...]] = ("name", "standing", "patience", "position", "next_steps")

    def __init__(self, data: Any = None, *, row: Status | None = None) -> None:
        super().__init__(data, row=row)
        steps: Any = self.fields["next_steps"]
        steps.queryset = Status.objects.exclude(pk=row.pk if row else 0)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in StatusForm.names[:-1]}


class NewStatusForm(StatusForm):
    """A further step, with the short code that it keeps."""

    names = ("code", *StatusForm.names)


class ReplyForm(forms.Form):
    """What authors say to the answer; once, in public."""

    text = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It stands beside the answer for everybody to read, and cannot be changed."),
    )
