"""A statement as people send it, as the secretariat writes it, and what a moderator decides."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.services.statements import LONGEST
from kokreasi.core.bilingual import LANGUAGES, Bilingual

LONGEST_REASON = 300


def _words(label: Any, **given: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **given)


class SendStatementForm(forms.Form):
    """One sentence in one's own language; `anyway` once the similar ones were seen."""

    text = _words(
        _("Your statement"),
        help_text=_("One thought, in a sentence that others can agree or disagree with."),
    )
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def language(self) -> str:
        spoken = (get_language() or LANGUAGES[0])[:2]
        return spoken if spoken in LANGUAGES else LANGUAGES[0]

    def words(self) -> Bilingual:
        return Bilingual(**{self.language: self.cleaned_data["text"]})


class StatementForm(forms.Form):
    """A statement of the secretariat in both languages."""

    text_id = _words(_("In Indonesian"))
    text_en = _words(_("In English"), required=False)

    @classmethod
    def of(cls, text: Bilingual, **given: Any) -> "StatementForm":
        return cls(initial={"text_id": text.id, "text_en": text.en}, **given)

    def text(self) -> Bilingual:
        return Bilingual(id=self.cleaned_data["text_id"], en=self.cleaned_data["text_en"])


class AcceptForm(forms.Form):
    """Let a statement through, perhaps with its words in the other language."""

    translation = _words(_("The same in the other language"), required=False)

    def translated(self, text: Bilingual) -> Bilingual:
        """Give the words in the language in which the statement has none."""
        missing = text.missing()
        words = self.cleaned_data["translation"]
        return Bilingual(**{missing[0]: words}) if missing and words else Bilingual()


class RefuseForm(forms.Form):
    """Why a statement is not shown."""

    reason = forms.CharField(
        label=_("Why it is not shown"),
        max_length=LONGEST_REASON,
        help_text=_(
            "Whoever sent it reads this, and everybody in the log: do not repeat its words."
        ),
    )
