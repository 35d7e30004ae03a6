"""Publishing, and starting the next plan from this one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import RowsField
from kokreasi.plans.forms.plans import PlanDays, reason_field
from kokreasi.plans.models import Commitment, Plan
from kokreasi.register.revising import RowForm


class PublishForm(forms.Form):
    """Which commitments are frozen and shown to everybody, and why now."""

    commitments = RowsField(
        Commitment.objects.none(),
        label=_("Commitments to publish"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one commitment to publish.")},
    )
    reason = reason_field(required=False)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data)
        field: Any = self.fields["commitments"]
        field.queryset = plan.commitments.select_related("record")


class CopyForm(PlanDays, RowForm):
    """The next plan: its own code, title and period, and what it takes along."""

    model = Plan
    names = ("code", "title", "starts_on", "ends_on")

    commitments = RowsField(
        Commitment.objects.none(),
        label=_("Commitments to take along"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("They become drafts with new numbers; milestones and targets stay behind."),
    )

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data)
        field: Any = self.fields["commitments"]
        field.queryset = plan.commitments.select_related("record")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Plan.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another plan already has this short code."))
        return code
