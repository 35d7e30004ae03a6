"""Who stands by which commitment, and who has to be asked again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Asking, Commitment, Confirmation, Draft, Plan
from kokreasi.plans.sheets import CommitmentSheet, Named, Party, read, sheet, whole
from kokreasi.register.models import Record

Renamed = Mapping[str, str]
"""References of merged organisations, each with that of the one it is today."""
NOBODY = Named("", Bilingual())


class Stand(TextChoices):
    """What an institution that leads has said to the commitment as it stands now."""

    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Confirmed an earlier draft; it has changed since")
    MISSING = "missing", _("Not confirmed yet")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one leading institution stands to one commitment.

    `draft` is the latest that was sent round, `is_current` tells whether it still binds to what
    the commitment says now, `asking` that this institution was asked about it. `given` is the
    latest confirmation that was not withdrawn.
    """

    commitment: Commitment
    lead: Party
    stand: Stand
    draft: Draft | None = None
    is_current: bool = False
    asking: Asking | None = None
    given: Confirmation | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.stand == Stand.CONFIRMED

    @property
    def can_be_asked(self) -> bool:
        """Tell whether there is a draft that says it all and about which nobody asked yet."""
        return not self.is_confirmed and self.is_current and self.asking is None


def binding(on_sheet: CommitmentSheet, renamed: Renamed | None = None) -> CommitmentSheet:
    """Give what an institution binds itself to: the sheet without what binds nobody.

    Nobody is asked again when a commitment gets another number, whom to ask in an office changes,
    a translation is added or mended (the Indonesian words bind, where there are any), a term or
    institution is called otherwise, two institutions merge, or a challenge becomes public.
    """
    bound: CommitmentSheet = _bound(on_sheet, renamed or {})
    return replace(bound, number=0, ogp_id="", plan=NOBODY, challenges=[])


def _bound(part: Any, renamed: Renamed) -> Any:
    if isinstance(part, Bilingual):
        return Bilingual(id=part.id or part.en)
    if isinstance(part, Named):
        return Named(renamed.get(part.key, part.key), Bilingual())
    if isinstance(part, Party):
        return Party(renamed.get(part.key, part.key), Bilingual(), "", part.part)
    if isinstance(part, list):
        return _in_order([_bound(item, renamed) for item in part])
    if is_dataclass(part) and not isinstance(part, type):
        return replace(
            part, **{f.name: _bound(getattr(part, f.name), renamed) for f in fields(part)}
        )
    return part


def _in_order(items: list[Any]) -> list[Any]:
    """Sort names, each once: their order binds nobody. Milestones and indicators keep theirs."""
    if not all(isinstance(item, Named | Party) for item in items):
        return items
    return sorted(set(items), key=lambda item: (item.key, getattr(item, "part", "")))


def merged() -> Renamed:
    """Give every merged organisation with the one it is today, by reference."""
    rows = Organisation.objects.filter(merged_into__isnull=False)
    return dict(rows.values_list("record__reference", "merged_into__record__reference"))


def standings(plan: Plan) -> list[Standing]:
    """Tell for every commitment of a plan how each institution that leads it stands to it."""
    commitments = list(whole(plan.commitments.all()))
    return standings_to([(commitment, sheet(commitment)) for commitment in commitments])


def standings_to(sheets: Iterable[tuple[Commitment, CommitmentSheet]]) -> list[Standing]:
    """Tell how each leading institution stands to what these sheets say."""
    found = list(sheets)
    known = _Known.of([commitment for commitment, _now in found])
    return [
        known.standing(commitment, now, lead) for commitment, now in found for lead in now.leads()
    ]


def unconfirmed(plan: Plan) -> list[Standing]:
    return [standing for standing in standings(plan) if not standing.is_confirmed]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of these commitments, in a number of queries that does not grow."""

    renamed: Renamed
    drafts: Mapping[int, Draft]
    askings: Mapping[tuple[int, str], Asking]
    given: Mapping[tuple[int, str], Confirmation]

    @classmethod
    def of(cls, commitments: Iterable[Commitment]) -> "_Known":
        latest = Draft.objects.filter(commitment__in=commitments).newest()
        drafts = {draft.commitment_id: draft for draft in latest}
        askings = Asking.objects.filter(draft__in=drafts.values()).select_related(
            "organisation__record"
        )
        return cls(
            renamed=merged(),
            drafts=drafts,
            askings={(one.draft_id, one.organisation.reference): one for one in askings},
            given=_latest_by_lead(commitments),
        )

    def standing(self, commitment: Commitment, now: CommitmentSheet, lead: Party) -> Standing:
        key = self.renamed.get(lead.key, lead.key)
        draft = self.drafts.get(commitment.pk)
        given = self.given.get((commitment.pk, key))
        return Standing(
            commitment,
            lead,
            self._stand(given, now),
            draft,
            draft is not None and self._says_the_same(draft, now),
            self.askings.get((draft.pk, key)) if draft else None,
            given,
        )

    def _stand(self, given: Confirmation | None, now: CommitmentSheet) -> Stand:
        if given is None:
            return Stand.MISSING
        return Stand.CONFIRMED if self._says_the_same(given.draft, now) else Stand.CHANGED

    def _says_the_same(self, draft: Draft, now: CommitmentSheet) -> bool:
        return binding(read(draft.content), self.renamed) == binding(now, self.renamed)


def _latest_by_lead(commitments: Iterable[Commitment]) -> dict[tuple[int, str], Confirmation]:
    """Give the latest confirmation of each commitment by each institution, in one query."""
    standing = Confirmation.objects.standing().filter(draft__commitment__in=commitments)
    rows = standing.select_related("draft", "organisation__record").order_by("draft__number")
    return {(row.draft.commitment_id, row.organisation.reference): row for row in rows}


@dataclass(frozen=True, slots=True)
class Given:
    """A confirmation beside a published sheet: whether it was given to just that."""

    confirmation: Confirmation
    is_of_this: bool


def given_to(record: Record, on_sheet: CommitmentSheet) -> list[Given]:
    """List who confirmed a published commitment, the latest confirmation of each institution."""
    return GivenByRecord.of([record.pk]).to(record.pk, on_sheet)


@dataclass(frozen=True, slots=True)
class GivenByRecord:
    """The latest confirmation by each institution of many commitments, read in two queries."""

    rows: Mapping[int, Mapping[int, Confirmation]]
    renamed: Renamed

    @classmethod
    def of(cls, records: Iterable[int]) -> "GivenByRecord":
        standing = Confirmation.objects.standing().filter(draft__commitment__record__in=records)
        found: dict[int, dict[int, Confirmation]] = {}
        for row in standing.select_related("draft__commitment", "organisation__record").order_by(
            "draft__number"
        ):
            found.setdefault(row.draft.commitment.record_id, {})[row.organisation_id] = row
        return cls(found, merged() if found else {})

    def to(self, record: int, on_sheet: CommitmentSheet) -> list[Given]:
        """List those of one commitment, each with whether it was given to this sheet."""
        rows = self.rows.get(record, {}).values()
        now = binding(on_sheet, self.renamed)
        return [Given(row, binding(read(row.draft.content), self.renamed) == now) for row in rows]
