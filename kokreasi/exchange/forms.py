"""What a person is asked on the way of a matrix into a plan."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.exchange.choices import Action
from kokreasi.exchange.matrix.decisions import Choice
from kokreasi.exchange.matrix.names import LONGEST_NAME, REFERENCE, Question
from kokreasi.files.formats import CSV, ODS, TEXT, XLSX
from kokreasi.files.forms import UploadField
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import find, suggest

OTHER = "other"
NAMES_SHOWN = 3
PREFIX_LENGTH = 10


class UploadForm(forms.Form):
    """Ask for the file that holds the matrix."""

    file = UploadField(
        label=gettext_lazy("File with the matrix"),
        formats=(XLSX, ODS, CSV, TEXT),
        help_text=gettext_lazy("XLSX, ODS or CSV. Nothing is imported before you have seen it."),
    )


class QuestionForm(forms.Form):
    """Ask which organisation a name means. No answer leaves it open."""

    answer = forms.CharField(required=False)
    other = forms.CharField(
        label=gettext_lazy("Its name, abbreviation or reference"),
        max_length=LONGEST_NAME,
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind, required=False)
    remember = forms.BooleanField(
        label=gettext_lazy("Remember this spelling for next time"), required=False
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        digest = hashlib.sha256(question.key.encode()).hexdigest()
        kwargs.setdefault("prefix", f"q{digest[:PREFIX_LENGTH]}")
        kwargs["initial"] = {"name": question.text, "kind": question.kind, "remember": True}
        super().__init__(*args, **kwargs)
        self.answered = str(self["answer"].value() or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        match cleaned.get("answer"):
            case "other":
                self._find_other(cleaned)
            case Action.CREATE:
                self._check_new(cleaned)
            case answer if answer not in {"", None, Action.REFUSE}:
                self._check_suggested(str(answer))
        return cleaned

    def _find_other(self, cleaned: dict[str, Any]) -> None:
        text = cleaned.get("other", "")
        found = _by_reference(text) or find(text)
        if found is None:
            self.add_error("other", _unknown(text))
        else:
            cleaned["answer"] = found.reference

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        name = cleaned.get("name") or self.question.text
        if not key(name):
            self.add_error("name", _("Write the full name."))
        elif (known := find(name)) is not None:
            words = _("%(name)s exists already as %(reference)s. Choose it instead.")
            says = {"name": known, "reference": known.reference}
            self.add_error("name", words % says)

    def _check_suggested(self, answer: str) -> None:
        if answer not in {s.organisation.reference for s in self.question.suggestions}:
            self.add_error("answer", _("Choose one of the answers."))

    def choice(self) -> Choice | None:
        """Give the decision; nothing where the question was left open."""
        given = self.cleaned_data
        match given["answer"]:
            case "":
                return None
            case Action.REFUSE:
                return Choice(text=self.question.text, action=Action.REFUSE)
            case Action.CREATE:
                return Choice(
                    text=self.question.text,
                    action=Action.CREATE,
                    kind=given["kind"] or self.question.kind,
                    name=given["name"],
                )
        return Choice(
            text=self.question.text,
            action=Action.MATCH,
            reference=given["answer"],
            remember=given["remember"],
        )


def _by_reference(text: str) -> Organisation | None:
    reference = text.strip().upper()
    if not REFERENCE.fullmatch(reference):
        return None
    return Organisation.objects.standing().with_record().filter(record__reference=reference).first()


def _unknown(text: str) -> str:
    if not text:
        return _("Write which organisation it is.")
    near = [
        f"{one.organisation} ({one.organisation.reference})"
        for one in suggest(text, limit=NAMES_SHOWN)
    ]
    if near:
        return _("No organisation is called so. Perhaps: %(names)s?") % {"names": "; ".join(near)}
    return _("No organisation is called so.")
