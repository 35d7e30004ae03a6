"""Who stands by which commitment, and who has to be asked again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.models import Commitment, Confirmation, Plan
from kokreasi.plans.sheets import CommitmentSheet, Party, read, sheet, whole


class Stand(TextChoices):
    """What an institution that leads has said to the commitment as it stands now."""

    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Confirmed an earlier draft; it has changed since")
    MISSING = "missing", _("Not confirmed yet")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one leading institution stands to one commitment."""

    commitment: Commitment
    lead: Party
    stand: Stand
    draft_number: int | None = None
    confirmed_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.stand == Stand.CONFIRMED


def binding(on_sheet: CommitmentSheet) -> CommitmentSheet:
    """Give what an institution binds itself to: the sheet without what binds nobody.

    Whom to ask in an office and the number at OGP may change without asking anybody again.
    """
    parties = [replace(party, contact="", mailbox="") for party in on_sheet.parties]
    return replace(on_sheet, ogp_id="", parties=parties)


def standings(plan: Plan) -> list[Standing]:
    """Tell for every commitment of a plan how each institution that leads it stands to it."""
    commitments = list(whole(plan.commitments.all()))
    given = _latest_by_lead(commitments)
    return [
        _standing(commitment, now, lead, given.get((commitment.pk, lead.key)))
        for commitment in commitments
        for now in [sheet(commitment)]
        for lead in now.leads()
    ]


def unconfirmed(plan: Plan) -> list[Standing]:
    return [standing for standing in standings(plan) if not standing.is_confirmed]


def _latest_by_lead(commitments: Iterable[Commitment]) -> dict[tuple[int, str], Confirmation]:
    """Give the latest confirmation of each commitment by each institution, in one query."""
    standing = Confirmation.objects.standing().filter(draft__commitment__in=commitments)
    rows = standing.select_related("draft", "organisation__record").order_by("draft__number")
    return {(row.draft.commitment_id, row.organisation.reference): row for row in rows}


def _standing(
    commitment: Commitment, now: CommitmentSheet, lead: Party, given: Confirmation | None
) -> Standing:
    if given is None:
        return Standing(commitment, lead, Stand.MISSING)
    same = binding(read(given.draft.content)) == binding(now)
    stand = Stand.CONFIRMED if same else Stand.CHANGED
    return Standing(commitment, lead, stand, given.draft.number, given.confirmed_at)
