"""Which organisation a name in a note means: the question and what a person answers."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.meetings.choices import Meant
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.names import LONGEST_NAME, Choice, Question
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import find, suggest
from kokreasi.register.revising import HIGHEST_REVISION

NAMES_SHOWN = 3
PREFIX_LENGTH = 10
OTHER = "other"


class QuestionForm(forms.Form):
    """Ask which organisation a name means. No answer leaves it open."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_REVISION)
    answer = forms.CharField(required=False, max_length=LONGEST_NAME)
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

    def __init__(self, data: Any = None, *, question: Question, note: Note) -> None:
        self.question = question
        choice = question.choice
        initial = {
            "seen": note.revision,
            "answer": _answer(choice),
            "name": choice.name if choice and choice.name else question.text,
            "kind": choice.kind if choice and choice.kind else question.kind,
            "remember": choice.remember if choice else True,
        }
        super().__init__(data, initial=initial, prefix=prefix_of(question))
        self.answered = str(self["answer"].value() or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        answer = cleaned.get("answer", "")
        if answer == OTHER:
            self._find_other(cleaned)
        elif answer == Meant.CREATE:
            self._check_new(cleaned)
        elif answer not in {"", Meant.WORDS}:
            self._check_reference(answer)
        return cleaned

    def _find_other(self, cleaned: dict[str, Any]) -> None:
        text = cleaned.get("other", "")
        found = _called(text)
        if not text:
            cleaned["answer"] = ""
        elif found is None:
            self.add_error("other", _unknown(text))
        else:
            cleaned["answer"] = found.reference

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        name = cleaned.get("name") or self.question.text
        if not key(name):
            self.add_error("name", _("Write the full name."))
        elif (known := find(name)) is not None:
            words = _("%(name)s exists already as %(reference)s. Choose it instead.")
            self.add_error("name", words % {"name": known, "reference": known.reference})

    def _check_reference(self, answer: str) -> None:
        offered = {one.organisation.reference for one in self.question.suggestions}
        chosen = self.question.choice.reference if self.question.choice else ""
        if answer not in offered | {chosen}:
            self.add_error("answer", _("Choose one of the answers."))

    def choice(self) -> Choice | None:
        """Give the decision; nothing where the question was left open."""
        given = self.cleaned_data
        answer = given["answer"]
        if not answer:
            return None
        if answer == Meant.WORDS:
            return Choice(Meant.WORDS)
        if answer == Meant.CREATE:
            kind = given["kind"] or self.question.kind
            return Choice(Meant.CREATE, name=given["name"] or self.question.text, kind=kind)
        return Choice(Meant.MATCH, reference=answer, remember=given["remember"])


def prefix_of(question: Question) -> str:
    """Give a short name for the fields of a question that is the same on every page."""
    return f"q{hashlib.sha256(question.key.encode()).hexdigest()[:PREFIX_LENGTH]}"


def _answer(choice: Choice | None) -> str:
    if choice is None:
        return ""
    return choice.reference or choice.meant


def _called(text: str) -> Organisation | None:
    if not text:
        return None
    standing = Organisation.objects.standing().with_record()
    return standing.filter(record__reference=text.strip().upper()).first() or find(text)


def _unknown(text: str) -> str:
    near = [
        f"{one.organisation} ({one.organisation.reference})"
        for one in suggest(text, limit=NAMES_SHOWN)
    ]
    if near:
        return _("No organisation is called so. Perhaps: %(names)s?") % {"names": "; ".join(near)}
    return _("No organisation is called so.")
