"""What those are asked who support a proposal or join it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.wording import check_name
from kokreasi.organisations.models import Organisation
from kokreasi.proposals.forms.writing import LONGEST_NAME, ONESELF, refuse_tricks

LONGEST_NOTE = 500


def note_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the secretariat; it is not shown in public."),
    )


class CitizenSupportForm(forms.Form):
    """The support of somebody without an account, which counts once the address has answered."""

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
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["note"] = note_field()
        self.order_fields(["email", "name", "note"])

    def clean_name(self) -> str:
        return refuse_tricks(check_name, self.cleaned_data["name"])

    def is_by_program(self) -> bool:
        return bool(self.cleaned_data["website"])


class SupportForm(forms.Form):
    """On whose behalf somebody with an account supports or joins."""

    for_whom = forms.ChoiceField(label=_("On behalf of"), widget=forms.RadioSelect)

    def __init__(
        self, data: Any = None, *, bodies: Sequence[Organisation], with_oneself: bool = True
    ) -> None:
        super().__init__(data)
        self.bodies = {body.reference: body for body in bodies}
        choices: list[Any] = [(reference, str(body)) for reference, body in self.bodies.items()]
        if with_oneself:
            choices.append((ONESELF, _("Myself, as a citizen")))
        field: Any = self.fields["for_whom"]
        field.choices = choices
        if choices:
            field.initial = choices[0][0]
        if len(choices) == 1:
            field.widget = forms.HiddenInput()

    def organisation(self) -> Organisation | None:
        return self.bodies.get(self.cleaned_data["for_whom"])
