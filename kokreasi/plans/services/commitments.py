"""Draft a commitment and the parts that make it checkable.

Everything here changes the working draft. The public reads the version frozen by
`publishing.publish`, so that these lines of history are not public either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.models import (
    Commitment,
    Indicator,
    Involvement,
    Milestone,
    Period,
    Plan,
    Target,
    Theme,
)
from kokreasi.register import services as register
from kokreasi.register.changes import Change
from kokreasi.register.choices import Kind, Tie

MEASURE_OF_SUCCESS = _("Measure of success")
COPIED = (
    "problem",
    "causes",
    "done_so_far",
    "solution",
    "results",
    "transparency",
    "participation",
    "accountability",
)
LATEST_DAY = 99_999_999
COPIED_SETS = ("values", "goals", "areas")


class NumberTakenError(DomainError):
    message = _("Another commitment of the plan already has this number.")


class DatesReversedError(DomainError):
    message = _("The last day cannot be before the first.")


class PublicCommitmentError(DomainError):
    message = _("A commitment that was published is withdrawn with a reason, not discarded.")


class ForeignPeriodError(DomainError):
    message = _("This semester does not belong to the plan.")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target says: words, and a number where there is one."""

    words: Bilingual
    number: Decimal | None = None

    def __bool__(self) -> bool:
        return bool(self.words) or self.number is not None


@transaction.atomic
def draft(
    plan: Plan, *, number: int, title: Bilingual, by: User | None, **fields: Any
) -> Commitment:
    """Start a commitment as a draft with a number that is free in the plan.

    `fields` are further fields of the row; sets of terms are given as iterables.
    """
    if plan.commitments.filter(number=number).exists():
        raise NumberTakenError
    record = register.enrol(
        Kind.COMMITMENT,
        reference=f"KOM-{plan.code}-{number:02}",
        title=title,
        sort_key=sort_key(plan, number),
        by=by,
        says=_("drafted this commitment"),
    )
    many = {field.name for field in Commitment._meta.many_to_many}
    plain = {name: value for name, value in fields.items() if name not in many}
    commitment = _insert(plan=plan, record=record, number=number, title=title, **plain)
    for name in many & set(fields):
        getattr(commitment, name).set(fields[name])
    return commitment


def _insert(**fields: Any) -> Commitment:
    """Create the row; whoever comes second with the same number gets words instead of a fault."""
    try:
        with transaction.atomic():
            row = Commitment(**fields)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NumberTakenError from error
    return row


@transaction.atomic
def change(
    commitment: Commitment, values: Mapping[str, Any], *, seen: int, by: User, reason: str = ""
) -> Commitment:
    """Change fields of the draft."""
    _check_number(commitment, values.get("number", commitment.number))
    check_days(
        values.get("starts_on", commitment.starts_on), values.get("ends_on", commitment.ends_on)
    )
    changed: Commitment = _revise(
        commitment, values, seen=seen, by=by, says=_("changed the draft"), reason=reason
    )
    if not changed.record.is_public:
        key = sort_key(changed.plan, changed.number)
        register.describe(changed.record, title=changed.title, sort_key=key)
    return changed


def sort_key(plan: Plan, number: int) -> str:
    """Sort commitments by plan, the latest first, and there by number."""
    return f"{LATEST_DAY - int(f'{plan.starts_on:%Y%m%d}')}-{number:05}"


def _check_number(commitment: Commitment, number: int) -> None:
    others = Commitment.objects.filter(plan=commitment.plan_id).exclude(pk=commitment.pk)
    if others.filter(number=number).exists():
        raise NumberTakenError


def check_days(first: Any, last: Any) -> None:
    if first and last and last < first:
        raise DatesReversedError


def _revise(
    row: Any, values: Mapping[str, Any], *, seen: int, by: User, says: Any, reason: str = ""
) -> Any:
    return register.revise(
        row,
        values,
        seen=seen,
        about=row.record,
        by=by,
        event="commitment.draft_changed",
        says=says,
        reason=reason,
        is_public=False,
    )


@transaction.atomic
def discard(commitment: Commitment, *, by: User) -> None:
    """Throw away a draft that the public has never seen; the plan's history names it."""
    record = commitment.record
    if record.entries.filter(is_public=True).exists():
        raise PublicCommitmentError
    register.record(
        "commitment.discarded",
        commitment.plan.record,
        by=by,
        says=_("discarded a draft commitment"),
        changes=[Change(_("commitment"), commitment.title, None)],
        is_public=False,
    )
    commitment.delete()
    register.strike(record)


@transaction.atomic
def involve(
    commitment: Commitment,
    organisation: Organisation,
    *,
    part: Part,
    by: User | None,
    contact: str = "",
    mailbox: str = "",
) -> Involvement:
    """Give an organisation a part in the commitment; giving it again keeps one."""
    involvement, is_new = Involvement.objects.get_or_create(
        commitment=commitment,
        organisation=organisation,
        part=part,
        defaults={
            "contact": contact,
            "mailbox": mailbox,
            "position": commitment.involvements.count() + 1,
        },
    )
    if is_new:
        _tell(commitment, by=by, changes=[Change(part.label, None, organisation.record.title)])
    return involvement


@transaction.atomic
def set_contact(involvement: Involvement, *, contact: str, mailbox: str, by: User) -> Involvement:
    """Say whom to ask in an organisation: a role and its mailbox, never a person's own."""
    before = f"{involvement.contact} {involvement.mailbox}".strip()
    involvement.contact, involvement.mailbox = contact, mailbox
    involvement.save(update_fields=["contact", "mailbox"])
    after = f"{contact} {mailbox}".strip()
    if before != after:
        _tell(involvement.commitment, by=by, changes=[Change(_("contact"), before, after)])
    return involvement


@transaction.atomic
def set_involved(
    commitment: Commitment, part: Part, organisations: Iterable[Organisation], *, by: User | None
) -> None:
    """Make exactly these organisations take this part, in this order."""
    wanted = list(dict.fromkeys(organisations))
    kept = {row.organisation_id: row for row in commitment.involvements.filter(part=part)}
    before = [row.organisation.record.title for row in _in_order(kept.values())]
    gone = set(kept) - {organisation.pk for organisation in wanted}
    Involvement.objects.filter(pk__in=[kept[pk].pk for pk in gone]).delete()
    for position, organisation in enumerate(wanted, start=1):
        Involvement.objects.update_or_create(
            commitment=commitment,
            organisation=organisation,
            part=part,
            defaults={"position": position},
        )
    after = [organisation.record.title for organisation in wanted]
    if before != after:
        _tell(commitment, by=by, changes=[Change(part.label, before, after)])


def _in_order(rows: Iterable[Involvement]) -> list[Involvement]:
    return sorted(rows, key=lambda row: (row.position, row.pk))


@transaction.atomic
def add_milestone(
    commitment: Commitment, *, title: Bilingual, by: User | None, **fields: Any
) -> Milestone:
    """Add a milestone at the end; `responsible` is an iterable of organisations."""
    check_days(fields.get("starts_on"), fields.get("ends_on"))
    responsible = fields.pop("responsible", ())
    milestone = Milestone.objects.create(
        commitment=commitment, title=title, position=commitment.milestones.count() + 1, **fields
    )
    milestone.responsible.set(responsible)
    _tell(commitment, by=by, changes=[Change(_("milestone"), None, title)])
    return milestone


@transaction.atomic
def change_milestone(
    milestone: Milestone, values: Mapping[str, Any], *, seen: int, by: User
) -> Milestone:
    check_days(
        values.get("starts_on", milestone.starts_on), values.get("ends_on", milestone.ends_on)
    )
    changed: Milestone = _revise(
        milestone, values, seen=seen, by=by, says=_("changed a milestone of the draft")
    )
    return changed


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User) -> None:
    _tell(milestone.commitment, by=by, changes=[Change(_("milestone"), milestone.title, None)])
    milestone.delete()


@transaction.atomic
def add_indicator(
    commitment: Commitment,
    *,
    title: Bilingual,
    by: User | None,
    direction: Direction = Direction.UP,
    **fields: Any,
) -> Indicator:
    """Add an indicator at the end."""
    indicator = Indicator.objects.create(
        commitment=commitment,
        title=title,
        direction=direction,
        position=commitment.indicators.count() + 1,
        **fields,
    )
    _tell(commitment, by=by, changes=[Change(_("indicator"), None, title)])
    return indicator


def measure_of_success(commitment: Commitment, *, by: User | None) -> Indicator:
    """Give the indicator that the matrix carries, made when the commitment has none yet."""
    found = commitment.indicators.filter(is_measure_of_success=True).first()
    return found or add_indicator(
        commitment,
        title=Bilingual.of(MEASURE_OF_SUCCESS),
        by=by,
        direction=Direction.DONE,
        is_measure_of_success=True,
    )


@transaction.atomic
def change_indicator(
    indicator: Indicator, values: Mapping[str, Any], *, seen: int, by: User
) -> Indicator:
    changed: Indicator = _revise(
        indicator, values, seen=seen, by=by, says=_("changed an indicator of the draft")
    )
    return changed


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: User) -> None:
    _tell(indicator.commitment, by=by, changes=[Change(_("indicator"), indicator.title, None)])
    indicator.delete()


@transaction.atomic
def set_targets(
    indicator: Indicator,
    aims: Mapping[Period, Aim],
    *,
    by: User | None,
    seen: int | None = None,
) -> Indicator:
    """Set what the indicator should show at the end of these semesters; an empty aim clears one.

    Semesters that are not named stay as they are. `seen` is the indicator's revision that the
    person had in front of them; without it nobody is asked (imports lock the plan).
    """
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    kept = {target.period_id: target for target in locked.targets.all()}
    changes = [
        change
        for period, aim in aims.items()
        if (change := _aim_change(period, kept.get(period.pk), aim))
    ]
    if not changes:
        return locked
    if seen is not None and {change.name for change in changes} & locked.changed_since(seen):
        raise StaleError
    for period, aim in aims.items():
        _set_target(locked, period, aim)
    locked.revision += 1
    locked.field_revisions |= {change.name: locked.revision for change in changes}
    locked.save(update_fields=["revision", "field_revisions"])
    _tell(locked.commitment, by=by, changes=changes)
    return locked


def _aim_change(period: Period, target: Target | None, aim: Aim) -> Change | None:
    before = Aim(target.words, target.number) if target else Aim(Bilingual())
    if before == aim or not (before or aim):
        return None
    return Change(str(period), _told(before), _told(aim), f"target-{period.year}-{period.half}")


def _told(aim: Aim) -> Bilingual | Decimal | None:
    return aim.words or aim.number


def _set_target(indicator: Indicator, period: Period, aim: Aim) -> None:
    if period.plan_id != indicator.commitment.plan_id:
        raise ForeignPeriodError
    if aim:
        Target.objects.update_or_create(
            indicator=indicator,
            period=period,
            defaults={"words": aim.words, "number": aim.number},
        )
    else:
        indicator.targets.filter(period=period).delete()


@transaction.atomic
def continue_in(
    plan: Plan, commitment: Commitment, *, number: int, theme: Theme | None, by: User
) -> Commitment:
    """Draft the same promise in a later plan, with its words, institutions and terms."""
    following = draft(
        plan,
        number=number,
        title=commitment.title,
        theme=theme,
        by=by,
        **{name: getattr(commitment, name) for name in COPIED},
        **{name: list(getattr(commitment, name).all()) for name in COPIED_SETS},
    )
    for row in commitment.involvements.select_related("organisation__record"):
        involve(
            following,
            row.organisation,
            part=Part(row.part),
            contact=row.contact,
            mailbox=row.mailbox,
            by=by,
        )
    register.tie(commitment.record, following.record, Tie.CONTINUED_AS)
    return following


def _tell(commitment: Commitment, *, by: User | None, changes: list[Change]) -> None:
    register.record(
        "commitment.draft_changed",
        commitment.record,
        by=by,
        says=_("changed the draft"),
        changes=changes,
        is_public=False,
    )
