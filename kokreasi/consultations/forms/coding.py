"""What the secretariat is asked when it names findings, codes texts, quotes and answers."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Finding
from kokreasi.consultations.queries.writings import read_key
from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.fields import BilingualFormField
from kokreasi.plans.forms.plans import reason_field
from kokreasi.proposals.forms.deciding import NEEDED_BY, Decision, Reasoned, decision_fields
from kokreasi.proposals.models import Proposal
from kokreasi.register.models import Record, RecordQuerySet
from kokreasi.register.revising import LONGEST_LINE, LONGEST_TEXT, RevisedForm

VERDICTS = tuple(one for one in Verdict if one not in {Verdict.MERGED, Verdict.SPLIT})
"""What can be decided about a finding: it is no proposal that goes on in another."""
ASKED_BY = {name: verdict for name, verdict in NEEDED_BY.items() if name != "leads_to"}
"""What only one verdict asks for; a commitment may change whatever was decided."""
MOST_TEXTS = 500


class TextsField(forms.MultipleChoiceField):
    """Texts that were marked, each as an answer and a place in it."""

    def valid_value(self, value: Any) -> bool:
        try:
            read_key(value)
        except ValueError:
            return False
        return True

    def clean(self, value: Any) -> list[tuple[UUID, str]]:
        keys = super().clean(value)
        if len(keys) > MOST_TEXTS:
            raise forms.ValidationError(_("Mark at most 500 texts at once."))
        return [read_key(key) for key in keys]


class CodeForm(forms.Form):
    """Under which finding the marked texts go: one that exists, or a new one."""

    texts = TextsField(error_messages={"required": _("Mark at least one text.")})
    finding = forms.ModelChoiceField(
        Finding.objects.none(), label=_("Finding"), required=False, empty_label=_("a new finding")
    )
    title = BilingualFormField(
        label=_("Title of the new finding"), required=False, max_length=LONGEST_LINE
    )

    def __init__(self, data: Any = None, *, findings: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["finding"]
        field.queryset = findings

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("finding") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Choose a finding, or give the title of a new one."))
        return cleaned


class NameForm(forms.Form):
    """The words of a new finding."""

    title = BilingualFormField(label=_("Title"), max_length=LONGEST_LINE)
    summary = BilingualFormField(
        label=_("What people said"), multiline=True, required=False, max_length=LONGEST_TEXT
    )


class WordsForm(RevisedForm):
    """The words of a finding; one that is public says why they change."""

    model = Finding
    names: ClassVar[tuple[str, ...]] = ("title", "summary")

    reason = reason_field(_("Why it changes"), required=False)

    def __init__(self, data: Any = None, *, row: Finding, **kwargs: Any) -> None:
        super().__init__(data, row=row, **kwargs)
        _ask_why(self.fields["reason"], is_public=row.record.is_public)


class QuoteForm(forms.Form):
    """The words that are quoted, with what leads to a person left out."""

    text = forms.CharField(
        label=_("Words as they are shown"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave out what leads to a person, and put […] in its place."),
    )
    is_shown = forms.BooleanField(label=_("Show it with the finding"), required=False)


class AnswerForm(Reasoned, Decision):
    """What becomes of a finding."""

    needed_by = ASKED_BY

    def __init__(
        self,
        data: Any = None,
        *,
        commitments: RecordQuerySet,
        meetings: RecordQuerySet,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields |= answer_fields(commitments, meetings)

    def answer(self) -> Answer:
        given = {name: self.cleaned_data[name] for name in Answer.__slots__}
        return Answer(**given | {"verdict": Verdict(given["verdict"])})


class ChangeAnswerForm(Reasoned, Decision, RevisedForm):
    """Another answer, or other words for it; a published one says why it changes."""

    needed_by = ASKED_BY
    model = Response
    names: ClassVar[tuple[str, ...]] = (
        "verdict",
        "leads_to",
        "programme",
        "until",
        "reason",
        "unit",
        "decided_on",
        "decided_in",
    )

    why = reason_field(_("Why it changes"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        row: Response,
        commitments: RecordQuerySet | None = None,
        meetings: RecordQuerySet | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, row=row, **kwargs)
        nothing = Record.objects.none()
        own = answer_fields(
            nothing if commitments is None else commitments,
            nothing if meetings is None else meetings,
        )
        own["reason"].required = True
        del own["template"]
        self.fields |= own
        _ask_why(self.fields["why"], is_public=row.published_at is not None)
        self.order_fields([*self.names, "why"])
        self.commitments, self.meetings = commitments, meetings

    def afresh(self, now: Any) -> "ChangeAnswerForm":
        return type(self)(row=now, commitments=self.commitments, meetings=self.meetings)

    def over(self, now: Any) -> "ChangeAnswerForm":
        again = super().over(now)
        again.fields |= {name: self.fields[name] for name in ("leads_to", "decided_in")}
        again.full_clean()
        return again


def _ask_why(field: forms.Field, *, is_public: bool) -> None:
    """Insist on a reason where the public has read the words, and do not ask for it before."""
    field.required = is_public
    if not is_public:
        field.widget = forms.HiddenInput()


def answer_fields(commitments: RecordQuerySet, meetings: RecordQuerySet) -> dict[str, Any]:
    """Give the fields of a decision, with commitments as what a finding may change."""
    fields = decision_fields(Proposal.objects.none(), meetings)
    fields["verdict"].choices = [(one.value, one.label) for one in VERDICTS]
    fields["leads_to"] = forms.ModelChoiceField(
        commitments,
        label=_("Commitment that changes because of it"),
        required=False,
        to_field_name="reference",
        empty_label=_("none"),
    )
    return fields
