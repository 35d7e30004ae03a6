"""What commitments of a plan lack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.sheets import CommitmentSheet, sheet, whole

WANTED: dict[str, str | Promise] = {
    "problem": _("says no public problem"),
    "solution": _("says no solution"),
    "results": _("says no results wanted"),
    "theme": _("stands under no theme"),
    "values": _("names no open-government value"),
    "goals": _("names no sustainable development goal"),
    "milestones": _("has no milestone"),
    "indicators": _("has no indicator"),
}
NO_LEAD = _("has no lead institution")
NO_TARGET = _("has an indicator without a target")
NO_TRANSLATION = _("has texts in one language only")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a commitment still lacks before it is fit to be published."""

    commitment: Commitment
    code: str
    words: str | Promise


def gaps(plan: Plan) -> list[Gap]:
    """List what the commitments of a plan still lack, commitment by commitment."""
    return [
        Gap(commitment, code, words)
        for commitment in whole(plan.commitments.all())
        for code, words in gaps_of(sheet(commitment))
    ]


def gaps_of(on_sheet: CommitmentSheet) -> Iterator[tuple[str, str | Promise]]:
    """Name what a sheet lacks, by code and words."""
    if not on_sheet.leads():
        yield "lead", NO_LEAD
    yield from ((name, words) for name, words in WANTED.items() if not getattr(on_sheet, name))
    if any(not indicator.targets for indicator in on_sheet.indicators):
        yield "targets", NO_TARGET
    if on_sheet.missing_translations():
        yield "translation", NO_TRANSLATION


def gaps_by_commitment(found: Iterable[Gap]) -> dict[int, list[Gap]]:
    """Sort gaps by the key of their commitment."""
    sorted_out: dict[int, list[Gap]] = {}
    for gap in found:
        sorted_out.setdefault(gap.commitment.pk, []).append(gap)
    return sorted_out
