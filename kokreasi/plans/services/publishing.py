"""Freeze what is ready and show it to everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.services import documents
from kokreasi.plans.services import plans as plan_services
from kokreasi.plans.services.commitments import sort_key
from kokreasi.plans.services.order import locked
from kokreasi.plans.sheets import CommitmentSheet, differences, read, sheet, whole
from kokreasi.register import services as register
from kokreasi.register.choices import Tie
from kokreasi.register.models import Record, Version


class NothingToPublishError(DomainError):
    message = _("Choose at least one commitment to publish.")


class FinalPlanError(DomainError):
    message = _("This plan is final. Open the commitment and choose “Amend”: with a reason.")


class ForeignCommitmentError(DomainError):
    message = _("One of these commitments belongs to another plan.")


@transaction.atomic
def publish(
    plan: Plan, *, commitments: Iterable[Commitment], by: User | None, reason: str = ""
) -> Version:
    """Freeze these commitments and the plan with them, and show all of it to everybody.

    A plan that is not public yet is opened first, with its timeline. Each commitment gets a
    version with its fingerprint; one that has not changed keeps its version. The plan's version
    lists every commitment that is public, with the fingerprint of its sheet, so that the
    fingerprint of the plan covers them all.
    """
    plan = locked(plan)
    chosen = [commitment.pk for commitment in commitments]
    rows = list(whole(plan.commitments.filter(pk__in=chosen)))
    _check(chosen, rows)
    if plan.is_final and any(_is_changed(commitment) for commitment in rows):
        raise FinalPlanError
    plan_services.open_to_public(plan, by=by)
    for commitment in rows:
        _publish_one(commitment, by=by, reason=reason)
    version, is_new = _freeze_plan(plan, by=by, reason=reason)
    if is_new:
        register.record(
            "plan.version_published",
            version.record,
            by=by,
            says=_("published the plan with its commitments"),
            reason=reason,
        )
    return version


def _check(chosen: list[int], rows: list[Commitment]) -> None:
    if not chosen:
        raise NothingToPublishError
    if len(rows) != len(set(chosen)):
        raise ForeignCommitmentError


def _is_changed(commitment: Commitment) -> bool:
    """Tell whether the public would read what no frozen version says, now or before."""
    version = commitment.record.version
    return version is None or read(version.content) != sheet(commitment)


@dataclass(frozen=True, slots=True)
class Republished:
    """The version that stood in public, if there was one, and the one that stands there now."""

    before: Version | None
    after: Version

    @property
    def is_new(self) -> bool:
        return self.before is None or self.before.pk != self.after.pk


def republish(
    commitment: Commitment,
    *,
    by: User | None,
    reason: str,
    event: str,
    says: str | Promise,
    more: Iterable[Change] = (),
) -> Republished:
    """Publish a commitment of a locked plan anew, and the plan with it.

    One line tells it, under this event and in these words, with what changed and with `more`.
    Where nothing has changed nothing is told, and both versions are the same.
    """
    row = whole(Commitment.objects.filter(pk=commitment.pk)).get()
    record, now = row.record, sheet(row)
    before = record.version
    after = _freeze_sheet(row, now, by=by, reason=reason)
    done = Republished(before, after)
    if done.is_new:
        old = read(before.content) if before else None
        changes = [*(differences(old, now) if old else ()), *more]
        _show(record)
        register.record(event, record, by=by, says=says, changes=changes, reason=reason)
        _freeze_plan(row.plan, by=by, reason=reason)
    return done


def _show(record: Record) -> None:
    """Let everybody see the record from now on; who calls this tells it."""
    if record.published_at is None:
        record.published_at = timezone.now()
        record.save(update_fields=["published_at"])


def _publish_one(commitment: Commitment, *, by: User | None, reason: str) -> None:
    record = commitment.record
    before = read(record.version.content) if record.version else None
    now = sheet(commitment)
    if before == now and record.is_public:
        return
    version = _freeze_sheet(commitment, now, by=by, reason=reason)
    if record.is_public and before is not None:
        _tell_new_version(version, before, now, by=by, reason=reason)
    else:
        register.publish(record, by=by, says=_("published this commitment"), reason=reason)


def _freeze_sheet(
    commitment: Commitment, now: CommitmentSheet, *, by: User | None, reason: str
) -> Version:
    """Freeze a sheet, and keep what finds it and what it is tied to equal to it."""
    record = commitment.record
    version = register.freeze(record, now.content(), by=by, reason=reason)
    key = sort_key(commitment.plan, now.number)
    register.describe(
        record, title=now.title, summary=now.solution, words=now.all_words(), sort_key=key
    )
    register.find_by(record, now.facets())
    _tie_challenges(record, now)
    return version


def _tie_challenges(record: Record, now: CommitmentSheet) -> None:
    """Let readers follow each challenge to the published commitments that answer it, and back."""
    answered = [challenge.key for challenge in now.challenges]
    ties = record.links_in.filter(tie=Tie.ANSWERED_BY)
    ties.exclude(source__reference__in=answered).delete()
    for challenge in Record.objects.filter(reference__in=answered):
        register.tie(challenge, record, Tie.ANSWERED_BY)


def _tell_new_version(
    version: Version,
    before: CommitmentSheet,
    now: CommitmentSheet,
    *,
    by: User | None,
    reason: str,
) -> None:
    register.record(
        "commitment.version_published",
        version.record,
        by=by,
        says=_("published a new version of this commitment"),
        changes=differences(before, now),
        reason=reason,
    )


def _freeze_plan(plan: Plan, *, by: User | None, reason: str) -> tuple[Version, bool]:
    """Freeze the plan as it stands and tell whether that made a new version."""
    before = plan.record.version_id
    version = register.freeze(plan.record, _content(plan), by=by, reason=reason)
    is_new = version.pk != before
    if is_new:
        documents.order(version)
    return version, is_new


def _content(plan: Plan) -> dict[str, Any]:
    public = plan.commitments.filter(record__published_at__isnull=False).order_by("number")
    prints = public.values_list("record__reference", "record__version__fingerprint")
    return {
        "reference": plan.reference,
        "ordinal": plan.ordinal,
        "title": plan.title.as_dict(),
        "introduction": plan.introduction.as_dict(),
        "legal_basis": plan.legal_basis.as_dict(),
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "commitments": [
            {"reference": reference, "fingerprint": print_} for reference, print_ in prints
        ],
    }


@transaction.atomic
def withdraw(commitment: Commitment, *, by: User, reason: str) -> None:
    """Take a published commitment out of the public's sight, with a reason; the plan says so."""
    plan, record = locked(commitment.plan), commitment.record
    register.withdraw(record, by=by, reason=reason)
    _freeze_plan(plan, by=by, reason=reason)
    register.record(
        "plan.commitment_withdrawn",
        plan.record,
        by=by,
        says=_("withdrew a commitment from the plan"),
        changes=[Change(_("commitment"), record.title, None)],
        reason=reason,
    )
