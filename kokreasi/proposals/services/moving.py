"""Move a proposal from one step of the office to the next."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh, hold
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.proposals.choices import CLOSED, Standing
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.services.describing import describe
from kokreasi.register import services as register

MOVED = "proposal.moved"
"""The event of a line of history that tells of a step."""
MOVED_ON = _("moved the proposal on")


class NoSuchStepError(DomainError):
    message = _("This step does not follow the one in which the proposal is.")


class ReasonedStepError(DomainError):
    message = _(
        "A proposal is decided by a published answer with its reason, and withdrawn by its "
        "authors; neither is a mere step."
    )


class NoStatusError(DomainError):
    message = _("No step of the office means this; load the steps of proposals first.")


def locked(proposal: Proposal) -> Proposal:
    """Give the row for writing, as it stands now."""
    rows = Proposal.objects.select_related("record", "plan__record", "status", "theme")
    return fresh(rows, proposal.pk)


def first_step(standing: Standing) -> Status:
    """Give the first step in use that means this to the public."""
    found = Status.objects.filter(standing=standing, is_offered=True).first()
    if found is None:
        raise NoStatusError
    return found


@transaction.atomic
def move(
    proposal: Proposal,
    status: Status,
    *,
    at: datetime,
    by: User | None,
    waits_for: Organisation | None = None,
    reason: str = "",
) -> Proposal:
    """Take a proposal to a step that may follow its present one, with a line of history."""
    now = locked(proposal)
    if status == now.status and waits_for == now.stuck_with:
        return now
    if status.standing != now.standing and CLOSED & {status.standing, now.standing}:
        raise ReasonedStepError
    if status != now.status and not now.status.next_steps.filter(pk=status.pk).exists():
        raise NoSuchStepError
    return enter(now, status, at=at, by=by, waits_for=waits_for, reason=reason)


@transaction.atomic
def move_all(
    proposals: Iterable[Proposal],
    status: Status,
    *,
    at: datetime,
    by: User | None,
    waits_for: Organisation | None = None,
    reason: str = "",
) -> list[Proposal]:
    """Take several proposals to the same step, all or none."""
    chosen = list(proposals)
    hold(Proposal.objects.all(), [one.pk for one in chosen])
    return [move(one, status, at=at, by=by, waits_for=waits_for, reason=reason) for one in chosen]


def enter(
    now: Proposal,
    status: Status,
    *,
    at: datetime,
    by: User | None,
    waits_for: Organisation | None = None,
    reason: str = "",
    says: str | Promise = MOVED_ON,
    acting: str | None = None,
) -> Proposal:
    """Put a locked row into a step, whatever the step before; services that decide call this.

    `says` and `acting` are those of its line of history (`register.services.record`).
    """
    before, waited = now.status, now.stuck_with
    now.status, now.standing, now.stuck_with = status, status.standing, waits_for
    if before != status:
        now.status_since = at
    now.save(update_fields=["status", "standing", "status_since", "stuck_with"])
    describe(now)
    register.record(
        MOVED,
        now.record,
        by=by,
        says=says,
        changes=_changes(before, status, waited, waits_for),
        reason=reason,
        is_public=now.record.is_public,
        acting=acting,
    )
    return now


def _changes(
    before: Status, after: Status, waited: Organisation | None, waits_for: Organisation | None
) -> list[Change]:
    found = [Change(_("status"), before.name, after.name)] if before != after else []
    if waited != waits_for:
        found.append(Change(_("waits for"), _name(waited), _name(waits_for)))
    return found


def _name(organisation: Organisation | None) -> Bilingual | None:
    return organisation.name if organisation else None
