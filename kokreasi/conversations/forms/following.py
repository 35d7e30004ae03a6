"""Following by e-mail: asking for it, and how often one is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Pace


class PaceForm(forms.Form):
    """How often somebody is told."""

    pace = forms.TypedChoiceField(
        label=_("How often"),
        choices=Pace.choices,
        coerce=Pace,
        initial=Pace.DAILY,
        widget=forms.RadioSelect,
    )


class FollowForm(PaceForm):
    """An address to tell; it counts once its owner has confirmed it."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("A link comes to this address; you are told from then on when you use it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "pace")
