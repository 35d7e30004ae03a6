"""A plan as it goes into a document: frozen, or as its drafts stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.plans.models import Plan
from kokreasi.plans.queries.confirmations import Given, GivenByRecord
from kokreasi.plans.sheets import CommitmentSheet, Named, read, sheet, whole
from kokreasi.register.models import Record, Version


@dataclass(frozen=True, slots=True)
class Bound:
    """The sheet of a commitment in an edition, with who stands by it.

    `version` is None for a draft.
    """

    sheet: CommitmentSheet
    version: Version | None = None
    given: tuple[Given, ...] = ()

    @property
    def fingerprint(self) -> str:
        return self.version.fingerprint if self.version else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The texts of a plan and the sheets of its commitments in the order of their numbers.

    `number` and `fingerprint` are those of the plan's version; None and empty for a draft. `on` is
    the day of the version, or of the draft. `withheld` are commitments that this version lists,
    with their fingerprints, whose words are no longer public.
    """

    plan: Plan
    title: Bilingual
    introduction: Bilingual
    legal_basis: Bilingual
    starts_on: date
    ends_on: date
    on: date
    sheets: tuple[Bound, ...]
    number: int | None = None
    fingerprint: str = ""
    withheld: tuple[tuple[str, str], ...] = ()

    @property
    def is_draft(self) -> bool:
        return self.number is None

    def by_theme(self) -> list[tuple[Named | None, list[Bound]]]:
        """Sort the sheets by theme, in the order of their first numbers; those without come last.

        A renamed theme is one: the name of its first sheet is given.
        """
        order: list[str] = []
        for bound in self.sheets:
            if _theme_key(bound) not in order:
                order.append(_theme_key(bound))
        order.sort(key=lambda key: key == "")
        found = sorted(self.sheets, key=lambda bound: order.index(_theme_key(bound)))
        groups = [list(group) for _key, group in groupby(found, key=_theme_key)]
        return [(group[0].sheet.theme, group) for group in groups]


def _theme_key(bound: Bound) -> str:
    return bound.sheet.theme.key if bound.sheet.theme else ""


def edition_of(version: Version) -> Edition:
    """Give the plan that a version froze, read from frozen contents, with who stands by it."""
    plan = Plan.objects.select_related("record").get(record=version.record_id)
    content = version.content
    listed = [(each["reference"], each["fingerprint"]) for each in content["commitments"]]
    found = {(v.record.reference, v.fingerprint): v for v in _versions(listed)}
    given = GivenByRecord.of(version.record_id for version in found.values())
    return Edition(
        plan=plan,
        **{name: _words(content[name]) for name in ("title", "introduction", "legal_basis")},
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        on=version.created_at.astimezone(WIB).date(),
        sheets=tuple(_bound(found[each], given) for each in listed if each in found),
        number=version.number,
        fingerprint=version.fingerprint,
        withheld=tuple(each for each in listed if each not in found),
    )


def _words(kept: dict[str, Any]) -> Bilingual:
    return Bilingual(**kept)


def _bound(version: Version, given: GivenByRecord) -> Bound:
    on_sheet = read(version.content)
    return Bound(on_sheet, version, tuple(given.to(version.record_id, on_sheet)))


def _versions(listed: Iterable[tuple[str, str]]) -> Iterator[Version]:
    """Find the listed versions that everybody may still read, the latest of equal ones last."""
    records = Record.objects.public().filter(reference__in=[each[0] for each in listed])
    shown = Version.objects.shown().filter(record__in=records)
    prints = [each[1] for each in listed]
    yield from shown.filter(fingerprint__in=prints).select_related("record").order_by("number")


def draft_of(plan: Plan, *, on: date) -> Edition:
    """Give the plan as its rows stand; for the secretariat alone."""
    rows = whole(plan.commitments.order_by("number"))
    return Edition(
        plan=plan,
        title=plan.title,
        introduction=plan.introduction,
        legal_basis=plan.legal_basis,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        on=on,
        sheets=tuple(Bound(sheet(row)) for row in rows),
    )
