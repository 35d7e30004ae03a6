"""Open data: what is published, as tables and as JSON, read from frozen versions only."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import in_words
from kokreasi.core.days import WIB
from kokreasi.exchange.exports.describing import Described, Table, address
from kokreasi.plans.models import Amendment, Plan
from kokreasi.plans.queries.amended import Amended, amendments_of
from kokreasi.plans.queries.confirmations import Given, GivenByRecord
from kokreasi.plans.sheets import (
    CommitmentSheet,
    IndicatorOnSheet,
    Named,
    Party,
    TargetOnSheet,
    differences,
)
from kokreasi.plans.sheets import read as read_sheet
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Facet, Record, RecordQuerySet, Version

NO_WORDS = Bilingual()
CHUNK = 200
"""Records in memory at a time."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published commitment: its frozen sheet and the version that holds it."""

    sheet: CommitmentSheet
    version: Version
    record: Record
    given: Sequence[Given]


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """One target of one indicator of a published commitment."""

    sheet: CommitmentSheet
    indicator: IndicatorOnSheet
    target: TargetOnSheet


@dataclass(frozen=True, slots=True)
class AmendedPart:
    """One part of a commitment that an amendment changed, in words."""

    plan: Plan
    record: Record
    amended: Amended
    part: Bilingual = NO_WORDS
    old: Bilingual = NO_WORDS
    new: Bilingual = NO_WORDS


def _in_both(name: str, meaning: str | Promise) -> tuple[Described, Described]:
    """Give a text of the sheet in two columns, Indonesian and English; empty where not written."""

    def words(row: Published) -> Bilingual:
        found: Bilingual = getattr(row.sheet, name)
        return found

    return (
        Described(f"{name}_id", meaning, lambda row: words(row).id),
        Described(f"{name}_en", meaning, lambda row: words(row).en),
    )


def _theme(row: Published) -> Bilingual:
    return row.sheet.theme.name if row.sheet.theme else Bilingual()


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(party.name.shown("id").text for party in parties)


def _keys(things: Sequence[Party] | Sequence[Named]) -> str:
    return "; ".join(thing.key for thing in things)


def _confirmed_by(row: Published) -> str:
    """Name who stands by just this version."""
    rows = [one.confirmation for one in row.given if one.is_of_this]
    return "; ".join(one.organisation.name.shown("id").text for one in rows)


def _letters(row: Published) -> str:
    rows = [one.confirmation for one in row.given if one.is_of_this]
    return "; ".join(one.letter_number or one.get_way_display() for one in rows)


COMMITMENTS: tuple[Described, ...] = (
    Described(
        "reference", _("reference of the commitment; never changes"), lambda r: r.sheet.reference
    ),
    Described("plan", _("reference of the action plan"), lambda r: r.sheet.plan.key),
    Described("number", _("number in the plan"), lambda r: r.sheet.number),
    *_in_both("title", _("title")),
    Described("theme_id", _("theme"), lambda r: _theme(r).id),
    Described("theme_en", _("theme"), lambda r: _theme(r).en),
    Described(
        "leads", _("lead institutions, separated by semicolons"), lambda r: _names(r.sheet.leads())
    ),
    Described(
        "lead_references",
        _("their references, in the same order"),
        lambda r: _keys(r.sheet.leads()),
    ),
    Described("supporters", _("supporting institutions"), lambda r: _names(r.sheet.supporters())),
    Described(
        "supporter_references",
        _("their references, in the same order"),
        lambda r: _keys(r.sheet.supporters()),
    ),
    Described("partners", _("civil-society partners"), lambda r: _names(r.sheet.partners())),
    Described(
        "partner_references",
        _("their references, in the same order"),
        lambda r: _keys(r.sheet.partners()),
    ),
    *_in_both("problem", _("public problem")),
    *_in_both("causes", _("causes of the problem")),
    *_in_both("done_so_far", _("what has been done so far")),
    *_in_both("solution", _("solution")),
    *_in_both("results", _("results wanted")),
    *_in_both("transparency", _("how it serves transparency")),
    *_in_both("participation", _("how it serves participation")),
    *_in_both("accountability", _("how it serves accountability")),
    Described("starts_on", _("first day (year-month-day)"), lambda r: r.sheet.starts_on),
    Described("ends_on", _("last day (year-month-day)"), lambda r: r.sheet.ends_on),
    Described("budget", _("budget in rupiah"), lambda r: r.sheet.budget),
    Described("values", _("codes of open-government values"), lambda r: _keys(r.sheet.values)),
    Described("goals", _("codes of sustainable development goals"), lambda r: _keys(r.sheet.goals)),
    Described("areas", _("codes of policy areas"), lambda r: _keys(r.sheet.areas)),
    Described(
        "challenges",
        _("references of the challenges it answers"),
        lambda r: _keys(r.sheet.challenges),
    ),
    Described("milestones", _("number of milestones"), lambda r: len(r.sheet.milestones)),
    Described("indicators", _("number of indicators"), lambda r: len(r.sheet.indicators)),
    Described("ogp_id", _("number at OGP"), lambda r: r.sheet.ogp_id),
    Described(
        "confirmed_by",
        _("lead institutions that confirmed just this version, separated by semicolons"),
        _confirmed_by,
    ),
    Described(
        "letters", _("numbers of their letters, in the same order; or how they confirmed"), _letters
    ),
    Described("version", _("number of the published version"), lambda r: r.version.number),
    Described(
        "published_on",
        _("day of that version (year-month-day)"),
        lambda r: r.version.created_at.astimezone(WIB).date(),
    ),
    Described("fingerprint", _("SHA-256 of that version"), lambda r: r.version.fingerprint),
    Described("address", _("permanent link"), lambda r: address(r.record)),
)
TARGETS: tuple[Described, ...] = (
    Described("commitment", _("reference of the commitment"), lambda r: r.sheet.reference),
    Described("plan", _("reference of the action plan"), lambda r: r.sheet.plan.key),
    Described("indicator_id", _("indicator"), lambda r: r.indicator.title.id),
    Described("indicator_en", _("indicator"), lambda r: r.indicator.title.en),
    Described("unit_id", _("unit"), lambda r: r.indicator.unit.id),
    Described("unit_en", _("unit"), lambda r: r.indicator.unit.en),
    Described("baseline", _("baseline"), lambda r: r.indicator.baseline),
    Described(
        "direction",
        _("which way it should move: up, down, hold, done"),
        lambda r: r.indicator.direction,
    ),
    Described("year", _("year"), lambda r: r.target.year),
    Described(
        "half",
        _("half of the year: 1 is January to June, 2 July to December"),
        lambda r: r.target.half,
    ),
    Described("target_id", _("target in words"), lambda r: r.target.words.id),
    Described("target_en", _("target in words"), lambda r: r.target.words.en),
    Described("number", _("target as a number, where it is one"), lambda r: r.target.number),
)


def _of_amendment(name: str) -> Callable[[AmendedPart], Any]:
    return lambda row: getattr(row.amended.amendment, name)


def _number_before(row: AmendedPart) -> int | None:
    before = row.amended.amendment.before
    return before.number if before else None


def _number_after(row: AmendedPart) -> int:
    return row.amended.amendment.after.number


AMENDMENTS: tuple[Described, ...] = (
    Described("commitment", _("reference of the commitment"), lambda r: r.record.reference),
    Described("plan", _("reference of the action plan"), lambda r: r.plan.reference),
    Described("number", _("number of the amendment"), _of_amendment("number")),
    Described("agreed_on", _("agreed on (year-month-day)"), _of_amendment("agreed_on")),
    Described(
        "agreed_by",
        _("institutions that agreed, separated by semicolons"),
        lambda r: "; ".join(body.name.shown("id").text for body in r.amended.agreed_by),
    ),
    Described(
        "agreed_by_references",
        _("their references, in the same order"),
        lambda r: "; ".join(body.reference for body in r.amended.agreed_by),
    ),
    Described("reason_id", _("reason"), lambda r: r.amended.amendment.reason.id),
    Described("reason_en", _("reason"), lambda r: r.amended.amendment.reason.en),
    Described(
        "meeting",
        _("reference of the meeting in which it was agreed, where that is public"),
        lambda r: r.amended.minutes.reference if r.amended.minutes else "",
    ),
    Described("part_id", _("part that changed"), lambda r: r.part.id),
    Described("part_en", _("part that changed"), lambda r: r.part.en),
    Described("old_id", _("what it said before"), lambda r: r.old.id),
    Described("old_en", _("what it said before"), lambda r: r.old.en),
    Described("new_id", _("what it says now"), lambda r: r.new.id),
    Described("new_en", _("what it says now"), lambda r: r.new.en),
    Described(
        "version_before",
        _("number of the version before; empty where the commitment is new"),
        _number_before,
    ),
    Described(
        "version_after",
        _("number of the version after"),
        _number_after,
    ),
    Described("address", _("permanent link"), lambda r: address(r.record)),
)


def public_plans() -> QuerySet[Plan]:
    """Give the plans that everybody may see, whoever asks."""
    return Plan.objects.visible_to(AnonymousUser()).select_related("record__version")


def published_counts() -> dict[str, int]:
    """Count the published commitments of every plan, by the reference of the plan."""
    facets = Facet.objects.filter(name=FacetName.PLAN, record__in=_records())
    return dict(facets.values_list("value").annotate(number=Count("record")))


def _records() -> RecordQuerySet:
    public = Record.objects.public().filter(kind=Kind.COMMITMENT, version__isnull=False)
    return public.order_by("sort_key", "pk")


def published(plan: Plan) -> Iterator[Published]:
    """Give the published commitments of a plan, a few at a time."""
    records = _records().found_by(FacetName.PLAN, plan.reference).select_related("version")
    given = GivenByRecord.of(records.order_by().values_list("pk", flat=True))
    for record in records.iterator(chunk_size=CHUNK):
        assert record.version is not None  # noqa: S101 - `_records` asks for one
        on_sheet = read_sheet(record.version.content)
        yield Published(on_sheet, record.version, record, given.to(record.pk, on_sheet))


def published_targets(plan: Plan) -> Iterator[PublishedTarget]:
    for row in published(plan):
        for indicator in row.sheet.indicators:
            for target in indicator.targets:
                yield PublishedTarget(row.sheet, indicator, target)


def amended_parts(plan: Plan) -> Iterator[AmendedPart]:
    """Give every part that an amendment changed; a commitment that joined later has one line."""
    for record in _amended(plan).iterator(chunk_size=CHUNK):
        for amended in reversed(amendments_of(record, AnonymousUser())):
            yield from _parts_of(plan, record, amended)


def _amended(plan: Plan) -> RecordQuerySet:
    changed = Amendment.objects.visible_to(AnonymousUser()).values("commitment__record")
    return _records().found_by(FacetName.PLAN, plan.reference).filter(pk__in=changed)


def _parts_of(plan: Plan, record: Record, amended: Amended) -> Iterator[AmendedPart]:
    if amended.before is None or amended.after is None:
        yield AmendedPart(plan, record, amended)
        return
    for change in differences(amended.before, amended.after):
        words = Bilingual.of(change.field), in_words(change.old), in_words(change.new)
        yield AmendedPart(plan, record, amended, *words)


def _amendments(record: Record) -> Iterator[dict[str, Any]]:
    """Give the amendments of a commitment as JSON tells them, the first one first."""
    for one in reversed(amendments_of(record, AnonymousUser())):
        amendment = one.amendment
        yield {
            "number": amendment.number,
            "agreed_on": amendment.agreed_on.isoformat(),
            "agreed_by": [
                {"reference": body.reference, "name": body.name.as_dict()} for body in one.agreed_by
            ],
            "reason": amendment.reason.as_dict(),
            "meeting": one.minutes.reference if one.minutes else None,
            "version_before": amendment.before.number if amendment.before else None,
            "version_after": amendment.after.number,
            "changes": list(_changes(one)),
        }


def _changes(amended: Amended) -> Iterator[dict[str, Any]]:
    if amended.before is None or amended.after is None:
        return
    for change in differences(amended.before, amended.after):
        part, old, new = Bilingual.of(change.field), in_words(change.old), in_words(change.new)
        yield {"part": part.as_dict(), "old": old.as_dict(), "new": new.as_dict()}


def as_json(plan: Plan) -> Iterator[str]:
    """Write the plan and the whole sheets of its commitments, one at a time."""
    version = plan.record.version
    head = {
        "reference": plan.reference,
        "title": plan.title.as_dict(),
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "address": address(plan.record),
        "fingerprint": version.fingerprint if version else None,
    }
    amended = {record.pk: list(_amendments(record)) for record in _amended(plan)}
    yield f'{{"plan": {_plain(head)}, "commitments": ['
    for at, row in enumerate(published(plan)):
        content = {
            **row.version.content,
            "confirmed_by": [_confirmation(one) for one in row.given if one.is_of_this],
            "version": row.version.number,
            "fingerprint": row.version.fingerprint,
            "address": address(row.record),
            "amendments": amended.get(row.record.pk, []),
        }
        yield f"{', ' if at else ''}\n{_plain(content)}"
    yield "\n]}\n"


def _confirmation(given: Given) -> dict[str, Any]:
    one = given.confirmation
    return {
        "reference": one.organisation.reference,
        "way": one.way,
        "letter_number": one.letter_number,
        "letter_on": one.letter_on.isoformat() if one.letter_on else None,
        "draft": one.draft.number,
        "draft_fingerprint": one.draft.fingerprint,
    }


def _plain(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


TABLES = {
    table.name: table
    for table in (
        Table("komitmen", _("Commitments"), COMMITMENTS, published),
        Table("target", _("Targets for each semester"), TARGETS, published_targets),
        Table("perubahan", _("Amendments"), AMENDMENTS, amended_parts),
    )
}
