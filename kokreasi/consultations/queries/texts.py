"""The text of the draft plan as the public is asked to comment on it."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from kokreasi.consultations.models import Consultation
from kokreasi.conversations.models import Remark
from kokreasi.core.bilingual import Bilingual
from kokreasi.plans import paragraphs
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.paragraphs import Group, Paragraph
from kokreasi.plans.queries.drafting import Beside
from kokreasi.plans.sheets import CommitmentSheet, read


@dataclass(frozen=True, slots=True)
class Text:
    """A commitment as everybody may read it: its latest open draft, or what was published.

    `draft` is the number of that draft, 0 for the published sheet.
    """

    commitment: Commitment
    sheet: CommitmentSheet
    fingerprint: str
    draft: int = 0
    comments: int = 0

    @property
    def title(self) -> Bilingual:
        return self.sheet.title


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with the remarks on it that everybody reads."""

    paragraph: Paragraph
    remarks: list[Beside] = field(default_factory=list)


def texts_of(consultation: Consultation) -> list[Text]:
    """Give the text of each commitment of the plan that everybody may read, in their order."""
    rows = Commitment.objects.filter(plan=consultation.stage.plan_id)
    rows = rows.select_related("record__version").order_by("number", "pk")
    drafts = _open_drafts(consultation)
    found = (_text(row, drafts.get(row.pk)) for row in rows)
    texts = [text for text in found if text is not None]
    counts = _counts(texts)
    return [
        Text(one.commitment, one.sheet, one.fingerprint, one.draft, counts.get(one.fingerprint, 0))
        for one in texts
    ]


def text_of(consultation: Consultation, reference: str) -> Text | None:
    """Give the text of one commitment; None where not everybody may read it."""
    rows = Commitment.objects.filter(
        plan=consultation.stage.plan_id, record__reference=reference
    ).select_related("record__version", "plan__record")
    row = rows.first()
    return _text(row, _open_drafts(consultation, row).get(row.pk)) if row else None


def _open_drafts(consultation: Consultation, only: Commitment | None = None) -> dict[int, Draft]:
    """Give by commitment the latest draft that was opened to everybody."""
    rows = Draft.objects.visible_to(AnonymousUser())
    rows = rows.filter(commitment__plan=consultation.stage.plan_id)
    rows = rows.filter(commitment=only) if only else rows
    return {draft.commitment_id: draft for draft in rows.order_by("number")}


def _text(commitment: Commitment, draft: Draft | None) -> Text | None:
    if draft is not None:
        return Text(commitment, read(draft.content), draft.fingerprint, draft.number)
    version = commitment.record.version
    if version is None or not commitment.record.is_public or version.closed_because:
        return None
    return Text(commitment, read(version.content), version.fingerprint)


def _counts(texts: list[Text]) -> dict[str, int]:
    prints = [text.fingerprint for text in texts]
    rows = Remark.objects.shown().filter(fingerprint__in=prints).order_by()
    return dict(rows.values_list("fingerprint").annotate(Count("pk")))


def lines_of(text: Text) -> list[tuple[Group, list[Line]]]:
    """Give the paragraphs of a text with what was remarked on them and everybody reads."""
    rows = Remark.objects.shown().filter(
        record=text.commitment.record_id, fingerprint=text.fingerprint
    )
    beside: dict[str, list[Beside]] = {}
    for remark in rows.select_related("organisation__record", "correspondent", "user"):
        beside.setdefault(remark.place, []).append(
            Beside(remark, text.draft, is_carried=False, now=remark.quoted)
        )
    return [
        (group, [Line(one, beside.get(one.place, [])) for one in group.paragraphs])
        for group in paragraphs.groups(text.sheet)
    ]
