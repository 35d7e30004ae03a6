"""What somebody says about a paragraph of a draft, and what the secretariat answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.services.remarks import LONGEST

LONGEST_PLACE = 80


class RemarkForm(forms.Form):
    """A remark, other words for the paragraph, or both."""

    place = forms.CharField(max_length=LONGEST_PLACE)
    text = forms.CharField(max_length=LONGEST, required=False, label=_("Your remark"))
    suggestion = forms.CharField(
        max_length=LONGEST, required=False, strip=False, label=_("Suggested words")
    )
    quoted = forms.CharField(max_length=20_000, required=False, strip=False)
    is_named = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Drop the words of the paragraph itself, which stand in the field to be changed."""
        given: dict[str, Any] = super().clean() or {}
        quoted = given.pop("quoted", "")
        if given.get("text") and given.get("suggestion", "").split() == quoted.split():
            given["suggestion"] = ""
        return given


class CitizenRemarkForm(RemarkForm):
    """The same for somebody without an account: with an address that has to answer."""

    email = forms.EmailField(max_length=254, label=_("Your e-mail address"))
    name = forms.CharField(max_length=200, required=False, label=_("Your name"))
