"""The code of a receipt, however somebody types it."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 40


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the receipt"),
        max_length=LONGEST_CODE,
        help_text=_("Three groups of four letters and digits, for example K7QM-P4T6-2XWA."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
