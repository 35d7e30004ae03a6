"""Draft a commitment and the parts that make it checkable.

Everything here changes the working draft. The public reads the version frozen by
`publishing.publish`, so that these lines of history are not public either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change, told
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.models import (
    Commitment,
    Confirmation,
    Indicator,
    Involvement,
    Milestone,
    Period,
    Plan,
    Target,
    Theme,
)
from kokreasi.plans.services.order import locked, next_position
from kokreasi.register import services as register
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
COPIED_SETS = ("values", "goals", "areas")
CHECKED = ("number", "starts_on", "ends_on", "budget", "theme")
LATEST_DAY = 99_999_999


class NumberTakenError(DomainError):
    message = _("Another commitment of the plan already has this number.")


class DatesReversedError(DomainError):
    message = _("The last day cannot be before the first.")


class NegativeBudgetError(DomainError):
    message = _("A budget cannot be less than nothing.")


class InexactNumberError(DomainError):
    message = _("This number has more digits than can be kept exactly.")


class ForeignThemeError(DomainError):
    message = _("This theme belongs to another plan.")


class PublicCommitmentError(DomainError):
    message = _("A commitment that was published is withdrawn with a reason, not discarded.")


class ConfirmedCommitmentError(DomainError):
    message = _("An institution has confirmed a draft of this commitment; it is not discarded.")


class SecondMeasureError(DomainError):
    message = _("Another indicator is the measure in the matrix already.")


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
    plan = locked(plan)
    row = Commitment(plan=plan, number=number, title=title)
    _check(row, {"number": number, **fields})
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
    commitment = Commitment.objects.create(
        plan=plan, record=record, number=number, title=title, **plain
    )
    for name in many & set(fields):
        getattr(commitment, name).set(fields[name])
    return commitment


def _check(commitment: Commitment, values: Mapping[str, Any]) -> None:
    """Refuse in words what the database would refuse, as the commitment would be afterwards."""
    after = {name: getattr(commitment, name) for name in CHECKED} | dict(values)
    others = Commitment.objects.filter(plan=commitment.plan_id).exclude(pk=commitment.pk)
    if others.filter(number=after["number"]).exists():
        raise NumberTakenError
    check_days(after["starts_on"], after["ends_on"])
    if after["budget"] is not None and after["budget"] < 0:
        raise NegativeBudgetError
    _check_exact(Commitment, "budget", after["budget"])
    if after["theme"] is not None and after["theme"].plan_id != commitment.plan_id:
        raise ForeignThemeError


@transaction.atomic
def change(
    commitment: Commitment,
    values: Mapping[str, Any],
    *,
    seen: int,
    by: User | None,
    reason: str = "",
) -> Commitment:
    """Change fields of the draft."""
    locked(commitment.plan)
    _check(Commitment.objects.get(pk=commitment.pk), values)
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


def _check_exact(model: type[Model], name: str, number: Decimal | None) -> None:
    """Refuse a number that the column would round or cannot hold."""
    try:
        field: Any = model._meta.get_field(name)
        field.run_validators(field.to_python(number))
    except ValidationError as error:
        raise InexactNumberError from error


def check_days(first: Any, last: Any) -> None:
    if first and last and last < first:
        raise DatesReversedError


def _revise(
    row: Any, values: Mapping[str, Any], *, seen: int, by: User | None, says: Any, reason: str = ""
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
    plan, record = locked(commitment.plan), commitment.record
    if record.entries.filter(is_public=True).exists():
        raise PublicCommitmentError
    if Confirmation.objects.filter(draft__commitment=commitment).exists():
        raise ConfirmedCommitmentError
    register.record(
        "commitment.discarded",
        plan.record,
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
            "position": next_position(commitment.involvements.all()),
        },
    )
    if is_new:
        _tell(commitment, by=by, changes=[Change(part.label, None, organisation.record.title)])
    return involvement


@transaction.atomic
def leave(involvement: Involvement, *, by: User) -> None:
    """Take away the part that an organisation was given; its other parts stay."""
    label = Part(involvement.part).label
    title = involvement.organisation.record.title
    _tell(involvement.commitment, by=by, changes=[Change(label, title, None)])
    involvement.delete()


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
    """Add a milestone at the end; `responsible` is an iterable of organisations.

    One of the same title is kept instead of doubled, so that a form sent twice adds one.
    """
    check_days(fields.get("starts_on"), fields.get("ends_on"))
    responsible = fields.pop("responsible", ())
    standing = _locked(commitment).milestones.all()
    if same := standing.filter(title=title).first():
        return same
    position = next_position(standing)
    milestone = Milestone.objects.create(
        commitment=commitment, title=title, position=position, **fields
    )
    milestone.responsible.set(responsible)
    _tell(commitment, by=by, changes=[Change(_("milestone"), None, title)])
    return milestone


@transaction.atomic
def change_milestone(
    milestone: Milestone, values: Mapping[str, Any], *, seen: int, by: User
) -> Milestone:
    now = Milestone.objects.select_for_update().get(pk=milestone.pk)
    check_days(values.get("starts_on", now.starts_on), values.get("ends_on", now.ends_on))
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
    """Add an indicator at the end; one of the same title is kept instead of doubled."""
    _check_exact(Indicator, "baseline", fields.get("baseline"))
    standing = _locked(commitment).indicators.all()
    position = next_position(standing)
    if fields.get("is_measure_of_success"):
        _refuse_second_measure(standing)
    if same := standing.filter(title=title).first():
        return same
    indicator = Indicator.objects.create(
        commitment=commitment,
        title=title,
        direction=direction,
        position=position,
        **fields,
    )
    _tell(commitment, by=by, changes=[Change(_("indicator"), None, title)])
    return indicator


def _refuse_second_measure(others: QuerySet[Indicator]) -> None:
    if others.filter(is_measure_of_success=True).exists():
        raise SecondMeasureError


@transaction.atomic
def measure_of_success(commitment: Commitment, *, by: User | None) -> Indicator:
    """Give the indicator that the matrix carries, made when the commitment has none yet."""
    found = _locked(commitment).indicators.filter(is_measure_of_success=True).first()
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
    _check_exact(Indicator, "baseline", values.get("baseline"))
    if values.get("is_measure_of_success"):
        siblings = _locked(indicator.commitment).indicators.exclude(pk=indicator.pk)
        _refuse_second_measure(siblings)
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
    now = Indicator.objects.select_for_update().get(pk=indicator.pk)
    kept = {target.period_id: target for target in now.targets.all()}
    changes = [
        change
        for period, aim in aims.items()
        if (change := _aim_change(period, kept.get(period.pk), aim))
    ]
    if not changes:
        return now
    if seen is not None and {change.name for change in changes} & now.changed_since(seen):
        raise StaleError
    for period, aim in aims.items():
        _set_target(now, period, aim)
    now.revision += 1
    now.field_revisions |= {change.name: now.revision for change in changes}
    now.save(update_fields=["revision", "field_revisions"])
    _tell(now.commitment, by=by, changes=changes)
    return now


def _aim_change(period: Period, target: Target | None, aim: Aim) -> Change | None:
    before = Aim(target.words, target.number) if target else Aim(Bilingual())
    if before == aim or not (before or aim):
        return None
    return Change(str(period), _told(before), _told(aim), f"target-{period.year}-{period.half}")


def _told(aim: Aim) -> Bilingual | Decimal | None:
    """Tell words and number, so that a change of the number alone is told as well."""
    if not aim.words or aim.number is None:
        return aim.words or aim.number
    number = told(aim.number).as_dict()
    words = {code: text for code, text in aim.words.as_dict().items() if text}
    return Bilingual(**{code: f"{text} ({number[code]})" for code, text in words.items()})


def _set_target(indicator: Indicator, period: Period, aim: Aim) -> None:
    if period.plan_id != indicator.commitment.plan_id:
        raise ForeignPeriodError
    _check_exact(Target, "number", aim.number)
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


def _locked(commitment: Commitment) -> Commitment:
    """Let one person at a time add parts to a commitment."""
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def _tell(commitment: Commitment, *, by: User | None, changes: list[Change]) -> None:
    register.record(
        "commitment.draft_changed",
        commitment.record,
        by=by,
        says=_("changed the draft"),
        changes=changes,
        is_public=False,
    )
