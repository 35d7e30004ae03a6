"""The sheet of a commitment: everything a reader is shown, free of the database.

It is frozen as the content of a version when a commitment is published, and read back from there:
the public page and the preview of a draft show the same kind of sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Direction, Half, Part
from kokreasi.plans.models import (
    Challenge,
    Commitment,
    Indicator,
    Involvement,
    Milestone,
    Plan,
    Target,
)
from kokreasi.register.choices import FacetName
from kokreasi.register.models import Record
from kokreasi.vocabularies.models import Term


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a key and a name: a term, a theme, an organisation, another record."""

    key: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation with its part in the commitment; `key` is its reference."""

    key: str
    name: Bilingual
    short: str
    part: str
    contact: str = ""
    mailbox: str = ""

    def __str__(self) -> str:
        """Write name, part and whom to ask on one line, as histories tell it."""
        return _line(self.name, Part(self.part).label, self.contact, self.mailbox)


@dataclass(frozen=True, slots=True)
class MilestoneOnSheet:
    title: Bilingual
    output: Bilingual
    starts_on: date | None
    ends_on: date | None
    responsible: list[Named]

    def __str__(self) -> str:
        """Write all of it on one line, as histories tell it."""
        days = [date_format(day, "j F Y") for day in (self.starts_on, self.ends_on) if day]
        bodies = [body.name for body in self.responsible]
        return _line(self.title, self.output, " – ".join(days), *bodies)


@dataclass(frozen=True, slots=True)
class TargetOnSheet:
    year: int
    half: int
    words: Bilingual
    number: Decimal | None

    def __str__(self) -> str:
        semester = f"{Half(self.half).label} {self.year}"
        return f"{semester}: {_line(self.words, _number(self.number))}"


@dataclass(frozen=True, slots=True)
class IndicatorOnSheet:
    title: Bilingual
    unit: Bilingual
    baseline: Decimal | None
    direction: str
    disaggregation: Bilingual
    is_measure_of_success: bool
    targets: list[TargetOnSheet]

    def __str__(self) -> str:
        """Write all of it on one line, as histories tell it."""
        baseline = _number(self.baseline)
        direction = Direction(self.direction).label
        aside = _line(self.unit, baseline, direction, self.disaggregation)
        return _line(self.title, aside, *self.targets)


def _number(value: Decimal | None) -> str:
    return "" if value is None else number_format(value.normalize())


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class CommitmentSheet:
    """What a commitment says, with the names that everything had at that moment."""

    reference: str
    plan: Named
    number: int
    title: Bilingual
    theme: Named | None
    problem: Bilingual
    causes: Bilingual
    done_so_far: Bilingual
    solution: Bilingual
    results: Bilingual
    transparency: Bilingual
    participation: Bilingual
    accountability: Bilingual
    starts_on: date | None
    ends_on: date | None
    budget: Decimal | None
    budget_note: Bilingual
    ogp_id: str
    parties: list[Party] = field(default_factory=list)
    values: list[Named] = field(default_factory=list)
    goals: list[Named] = field(default_factory=list)
    areas: list[Named] = field(default_factory=list)
    challenges: list[Named] = field(default_factory=list)
    milestones: list[MilestoneOnSheet] = field(default_factory=list)
    indicators: list[IndicatorOnSheet] = field(default_factory=list)

    def taking_part_as(self, part: Part) -> list[Party]:
        return [party for party in self.parties if party.part == part]

    def leads(self) -> list[Party]:
        return self.taking_part_as(Part.LEAD)

    def supporters(self) -> list[Party]:
        return self.taking_part_as(Part.SUPPORT)

    def partners(self) -> list[Party]:
        return self.taking_part_as(Part.PARTNER)

    def semesters(self) -> list[tuple[int, int]]:
        """List the semesters for which any indicator has a target, in order."""
        return sorted({(t.year, t.half) for i in self.indicators for t in i.targets})

    def facets(self) -> set[tuple[FacetName, str]]:
        """Give the words by which the published sheet is found."""
        found = {(Part(party.part).facet, party.key) for party in self.parties}
        found |= {(FacetName.VALUE, term.key) for term in self.values}
        found |= {(FacetName.GOAL, term.key) for term in self.goals}
        found |= {(FacetName.AREA, term.key) for term in self.areas}
        if self.theme:
            found.add((FacetName.THEME, self.theme.key))
        return found | {(FacetName.PLAN, self.plan.key)}

    def all_words(self) -> str:
        """Give every text of the sheet, and the abbreviations of institutions, for searching."""
        texts = [f"{text.id} {text.en}" for text in _texts_in(self)]
        return " ".join([*texts, *(party.short for party in self.parties)])

    def missing_translations(self) -> int:
        """Count the commitment's own texts that exist in one language only.

        Names of institutions, terms and other records are translated where they are kept.
        """
        return sum(bool(text.missing()) for text in _texts_in(self))

    def content(self) -> dict[str, Any]:
        """Give the JSON that is frozen; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content


def read(content: dict[str, Any]) -> CommitmentSheet:
    """Give the sheet that a frozen content holds."""
    return msgspec.convert(content, CommitmentSheet)


def _texts_in(part: Any) -> Iterable[Bilingual]:
    """Walk through every text of a sheet that is its own."""
    if isinstance(part, Bilingual):
        yield part
    elif isinstance(part, Named | Party):
        return
    elif isinstance(part, list):
        for item in part:
            yield from _texts_in(item)
    elif hasattr(part, "__dataclass_fields__"):
        for each in fields(part):
            yield from _texts_in(getattr(part, each.name))


def whole(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Fetch everything that sheets show, with a number of queries that does not grow."""
    names = Organisation.objects.select_related("record").prefetch_related("names")
    targets = Target.objects.select_related("period")
    return commitments.select_related("record", "plan__record", "theme").prefetch_related(
        "values",
        "goals",
        "areas",
        "challenges__record",
        "involvements__organisation__record",
        "involvements__organisation__names",
        Prefetch("milestones__responsible", names),
        Prefetch("indicators", Indicator.objects.prefetch_related(Prefetch("targets", targets))),
    )


def sheet(commitment: Commitment) -> CommitmentSheet:
    """Write the sheet of a draft as it stands; fetch the commitment with `whole`."""
    return CommitmentSheet(
        reference=commitment.reference,
        plan=_record(commitment.plan.record),
        number=commitment.number,
        title=commitment.title,
        theme=Named(commitment.theme.code, commitment.theme.title) if commitment.theme else None,
        problem=commitment.problem,
        causes=commitment.causes,
        done_so_far=commitment.done_so_far,
        solution=commitment.solution,
        results=commitment.results,
        transparency=commitment.transparency,
        participation=commitment.participation,
        accountability=commitment.accountability,
        starts_on=commitment.starts_on,
        ends_on=commitment.ends_on,
        budget=commitment.budget,
        budget_note=commitment.budget_note,
        ogp_id=commitment.ogp_id,
        parties=_parties(commitment),
        values=_terms(commitment.values.all()),
        goals=_terms(commitment.goals.all()),
        areas=_terms(commitment.areas.all()),
        challenges=_published(commitment.challenges.all()),
        milestones=[_milestone(row, commitment.plan) for row in commitment.milestones.all()],
        indicators=[_indicator(row) for row in commitment.indicators.all()],
    )


def _record(record: Record) -> Named:
    return Named(record.reference, record.title)


def _published(challenges: Iterable[Challenge]) -> list[Named]:
    """Name the challenges that the public may know of; a draft of one is not told by a sheet."""
    return [_record(each.record) for each in challenges if each.record.is_public]


def _terms(terms: Iterable[Term]) -> list[Named]:
    return [Named(term.code, term.name) for term in terms]


def _parties(commitment: Commitment) -> list[Party]:
    order = list(Part)
    rows = sorted(commitment.involvements.all(), key=lambda row: order.index(Part(row.part)))
    return [_party(row, commitment.plan.starts_on) for row in rows]


def _party(row: Involvement, day: date) -> Party:
    """Name an organisation as it was called on the first day of the plan."""
    organisation = row.organisation
    then = organisation.name_on(day)
    name = then.name if then else organisation.name
    short = then.abbreviation if then else organisation.abbreviation
    return Party(
        key=organisation.reference,
        name=name,
        short=short or name.id or name.en,
        part=row.part,
        contact=row.contact,
        mailbox=row.mailbox,
    )


def _named(organisation: Organisation, day: date) -> Named:
    then = organisation.name_on(day)
    return Named(organisation.reference, then.name if then else organisation.name)


def _milestone(row: Milestone, plan: Plan) -> MilestoneOnSheet:
    return MilestoneOnSheet(
        title=row.title,
        output=row.output,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        responsible=[_named(each, plan.starts_on) for each in row.responsible.all()],
    )


def _indicator(row: Indicator) -> IndicatorOnSheet:
    return IndicatorOnSheet(
        title=row.title,
        unit=row.unit,
        baseline=row.baseline,
        direction=row.direction,
        disaggregation=row.disaggregation,
        is_measure_of_success=row.is_measure_of_success,
        targets=[
            TargetOnSheet(t.period.year, t.period.half, t.words, t.number)
            for t in row.targets.all()
        ],
    )


PARTS_OF_A_SHEET = {
    "parties": _("institutions and partners"),
    "values": _("open-government values"),
    "goals": _("sustainable development goals"),
    "areas": _("policy areas"),
    "challenges": _("challenges it answers"),
    "milestones": _("milestones"),
    "indicators": _("indicators and targets"),
    "plan": _("plan"),
}


def differences(old: CommitmentSheet, new: CommitmentSheet) -> list[Change]:
    """Tell what a reader of the old sheet finds changed in the new one, part by part."""
    return [
        Change(_label(each.name), *_both(getattr(old, each.name), getattr(new, each.name)))
        for each in fields(CommitmentSheet)
        if getattr(old, each.name) != getattr(new, each.name)
    ]


def _label(name: str) -> Any:
    if name in PARTS_OF_A_SHEET:
        return PARTS_OF_A_SHEET[name]
    column: Any = Commitment._meta.get_field(name)
    return column.verbose_name


def _both(old: Any, new: Any) -> tuple[Any, Any]:
    """Give what each sheet says; of lists only the items that the other one does not have.

    Lists that differ in their order alone are given whole.
    """
    if not isinstance(old, list):
        return _shown(old), _shown(new)
    gone = [item for item in old if item not in new]
    added = [item for item in new if item not in old]
    if not gone and not added:
        return _shown(old), _shown(new)
    return _shown(gone), _shown(added)


def _shown(value: Any) -> Any:
    if isinstance(value, Named):
        return value.name
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value
