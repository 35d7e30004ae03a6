"""Inviting, and answering an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.core.addresses import is_number
from kokreasi.meetings.choices import Answer
from kokreasi.meetings.forms.guests import GuestLine, read_lines
from kokreasi.meetings.models import Invitee

LONGEST_TEXT = 60_000
LONGEST_REMARK = 1000
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
CHOICE = "pilihan-"


class InviteForm(forms.Form):
    """Whom to invite: one a line, written or pasted."""

    lines = forms.CharField(
        label=_("Who is invited"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "One a line: an organisation, an address, or a name with both, such as "
            "“Siti Rahma, Bappenas, siti@example.org”. Lists can be pasted."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGES, initial="id")

    def read(self) -> list[GuestLine]:
        """Read the lines with the choices that were made on the page of the rehearsal."""
        sent = {name: str(value) for name, value in self.data.items() if name.startswith(CHOICE)}
        chosen = {
            int(name.removeprefix(CHOICE)): value
            for name, value in sent.items()
            if is_number(name.removeprefix(CHOICE))
        }
        given = self.cleaned_data
        return read_lines(given["lines"], chosen=chosen, language=given["language"])


class AnswerForm(forms.Form):
    """What an invited person or organisation says."""

    answer = forms.ChoiceField(
        label=_("Do you attend?"),
        choices=[(each.value, each.label) for each in Answer if each != Answer.NONE],
        widget=forms.RadioSelect,
    )
    substitute = forms.CharField(
        label=_("Name of who attends instead"), max_length=200, required=False
    )
    substitute_email = forms.EmailField(
        label=_("Address of who attends instead"),
        required=False,
        help_text=_("An invitation goes to this address."),
    )
    remark = forms.CharField(
        label=_("Remark to the secretariat"),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("For instance what you need in the room: an interpreter, a ramp."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, invitee: Invitee) -> None:
        names = ("substitute", "substitute_email", "remark")
        initial = {name: getattr(invitee, name) for name in names}
        if invitee.answer != Answer.NONE:
            initial["answer"] = invitee.answer
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.INSTEAD:
            for name in ("substitute", "substitute_email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Write who attends instead of you."))
        return cleaned
