"""What a reviewer is asked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.forms.challenges import ScoreForm
from kokreasi.proposals.models import Review
from kokreasi.proposals.services.reviewing import Mark
from kokreasi.vocabularies.models import Term

LONGEST_COMMENT = 4_000


class ReviewForm(ScoreForm):
    """Scores and words for each criterion, and a comment on the whole."""

    comment = forms.CharField(
        label=_("Comment on the whole"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, review: Review, criteria: Iterable[Term]) -> None:
        given = {score.criterion_id: score for score in review.scores.all()}
        super().__init__(data, criteria=criteria, given=given)
        self.fields["comment"].initial = review.comment
        self.order_fields([name for name in self.fields if name != "comment"])

    def marks(self) -> dict[Term, Mark]:
        return {term: Mark(score, comment) for term, score, comment in self.given()}


class ConflictForm(forms.Form):
    """What ties a reviewer to a proposal."""

    words = forms.CharField(
        label=_("Conflict of interest"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What ties you to the proposal or its authors. Only the secretariat reads it."),
    )
