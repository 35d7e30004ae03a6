"""A file with a questionnaire."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.imports.questionnaire_json import MOST_BYTES

ENDINGS = (".json", ".xlsx", ".ods")


class QuestionnaireFileForm(forms.Form):
    """Ask for an XLSForm or our own JSON; what it says is read elsewhere."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSForm (XLSX or ODS) or JSON, at most 5 MB. You see first what it holds."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Choose a file of the kind XLSX, ODS or JSON."))
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file
