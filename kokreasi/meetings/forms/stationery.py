"""Forms about letterhead and template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.files.formats import DOCX
from kokreasi.files.forms import UploadField

LONGEST_LETTERHEAD = 1000


class LetterheadForm(forms.Form):
    letterhead = forms.CharField(
        label=_("Letterhead"),
        help_text=_("One line for each line on paper; the first is set larger."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_LETTERHEAD,
        required=False,
    )


class TemplateForm(forms.Form):
    template = UploadField(label=_("Word template (DOCX)"), formats=(DOCX,))
