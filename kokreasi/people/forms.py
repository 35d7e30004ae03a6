"""Forms about one's account and about invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from kokreasi.people.choices import OF_A_BODY, Role
from kokreasi.people.errors import BodyMissingError
from kokreasi.people.models import Invitation, RoleGrant, User
from kokreasi.people.rules import is_publisher
from kokreasi.people.visitors import grants_of

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LONGEST_NAME = 200


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, help_text=_("Mails come in this language.")
    )


class AcceptForm(forms.Form):
    """Ask an invited person for what a new account needs."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].initial = invitation.name

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        invited = User(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
        validate_password(password, invited)
        return password


class InvitedForm(forms.Form):
    """Ask whom to invite."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=LANGUAGES)


class InviteForm(InvitedForm):
    """Ask offices, who may invite anybody, also for the role and the body."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    body = forms.CharField(
        label=_("Reference of the body"),
        max_length=40,
        required=False,
        help_text=_("Such as ORG-0001. Focal points and members need one."),
    )
    body_name = forms.CharField(label=_("Name of the body"), max_length=300, required=False)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("role") in OF_A_BODY and not cleaned.get("body"):
            self.add_error("body", str(BodyMissingError()))
        return cleaned


class InviteColleagueForm(InvitedForm):
    """Offer those who act for a body the roles that they hold themselves, each with its body."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [grant.pk for grant in grants_of(by) if grant.role in OF_A_BODY]
        self.fields["grant"] = forms.ModelChoiceField(
            RoleGrant.objects.filter(pk__in=held), label=_("Role"), empty_label=None
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        grant: RoleGrant | None = cleaned.pop("grant", None)
        if grant:
            role = Role(grant.role)
            cleaned |= {"role": role, "body": grant.body, "body_name": grant.body_name}
        return cleaned


def invite_form(by: User, data: Any = None) -> InvitedForm:
    """Give the form that fits what this person may offer."""
    return InviteForm(data) if is_publisher(by) else InviteColleagueForm(data, by=by)
