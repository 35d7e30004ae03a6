"""Sending a draft round, and answering remarks on it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.conversations.services.remarks import LONGEST
from kokreasi.core.fields import RowsField
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.queries import rounds
from kokreasi.register.revising import day_input


class CirculateForm(forms.Form):
    """Who reads the draft, until when remarks are taken, and what is asked."""

    readers = forms.ChoiceField(
        label=_("Who may read it"), choices=Readers, widget=forms.RadioSelect
    )
    invited = RowsField(
        Organisation.objects.none(),
        label=_("Invited organisations"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Each gets a mail, once for each draft."),
    )
    more = forms.CharField(
        label=_("Further organisation"),
        max_length=300,
        required=False,
        help_text=_("Its name or abbreviation, as it stands in the register."),
    )
    note = forms.CharField(
        label=_("What changed, and what is asked"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    closes_on = forms.DateField(
        label=_("Remarks are taken until"), required=False, widget=day_input()
    )

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        suggested = rounds.suggested_readers(commitment)
        super().__init__(data, initial={"invited": suggested} | rounds.as_before(commitment))
        field: Any = self.fields["invited"]
        field.queryset = Organisation.objects.filter(
            pk__in=[body.pk for body in suggested]
        ).select_related("record")
        if not suggested:
            del self.fields["invited"]

    def clean_more(self) -> Organisation | None:
        text = self.cleaned_data["more"].strip()
        if not text:
            return None
        found: Organisation | None = rounds.named(text)
        if found is None:
            raise forms.ValidationError(_("No organisation of the register is surely called so."))
        return found

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        more = given.pop("more", None)
        invited = list(given.get("invited") or [])
        given["invited"] = [*invited, *([more] if more and more not in invited else [])]
        if given.get("readers") == Readers.INVITED and not (given["invited"] or self.errors):
            raise forms.ValidationError(
                _("Invite at least one organisation, or let everybody read.")
            )
        return given


class AnswerForm(forms.Form):
    """What the secretariat or a moderator does with a remark, and why."""

    DEEDS = ("accept", "accept-only", "decline", "let-through", "refuse")
    MODERATING = frozenset({"let-through", "refuse"})

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    answer = forms.CharField(max_length=LONGEST, required=False)

    @property
    def is_moderating(self) -> bool:
        """Tell whether it is only about who reads a remark, not about what it says."""
        return self.cleaned_data.get("deed") in self.MODERATING


class InboxForm(forms.Form):
    """Which remarks are shown: by state, commitment and organisation."""

    keadaan = forms.ChoiceField(
        label=_("State"), choices=[("", _("all")), *RemarkState.choices], required=False
    )
    komitmen = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Commitment"),
        to_field_name="number",
        required=False,
        empty_label=_("all"),
    )
    lembaga = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("all"),
    )

    def __init__(self, data: Any, *, plan: Plan, remarks: QuerySet[Remark]) -> None:
        super().__init__(data)
        commitments: Any = self.fields["komitmen"]
        commitments.queryset = (
            plan.commitments.select_related("record").filter(drafts__isnull=False).distinct()
        )
        bodies: Any = self.fields["lembaga"]
        bodies.queryset = rounds.who_remarked(remarks)
