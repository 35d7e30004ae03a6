"""Files of votes, and where they come from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.files.formats import CSV
from kokreasi.files.forms import UploadField


class VoteFilesForm(forms.Form):
    votes = UploadField(
        label=_("Votes"),
        formats=(CSV,),
        help_text=_("CSV with timestamp, comment-id, voter-id and vote (1, 0 or -1)."),
    )
    comments = UploadField(
        label=_("Statements"),
        formats=(CSV,),
        required=False,
        help_text=_("CSV with comment-id, comment-body and moderated, if they are not here yet."),
    )
    source = forms.SlugField(
        label=_("Name of the source"),
        max_length=40,
        help_text=_("The same voter of the same source counts once, however often you import."),
    )
    language = forms.ChoiceField(
        label=_("Language of the statements"),
        choices=[("id", _("Indonesian")), ("en", _("English"))],
    )
