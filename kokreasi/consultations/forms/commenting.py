"""What somebody says about a paragraph."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.services.remarks import LONGEST

LONGEST_PLACE = 80


class CommentForm(forms.Form):
    place = forms.CharField(max_length=LONGEST_PLACE)
    words = forms.CharField(max_length=LONGEST, label=_("Your comment"))
