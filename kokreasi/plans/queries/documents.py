"""The documents of a plan as pages list them."""

from collections.abc import Iterable
from itertools import groupby

from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import DocumentKind, Language
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.register.models import Version

Shelf = tuple[Version, list[PlanDocument]]
KINDS, LANGUAGES = list(DocumentKind), list(Language)


def shelves(plan: Plan, visitor: Visitor) -> tuple[list[PlanDocument], list[Shelf]]:
    """Give the documents of the newest version, and those of each earlier one, newest first."""
    rows = PlanDocument.objects.visible_to(visitor).filter(version__record=plan.record_id)
    found = rows.select_related("file", "version__record").defer("version__content")
    by_version = groupby(sorted(found, key=_place), key=lambda each: each.version)
    sorted_out = [(version, list(documents)) for version, documents in by_version]
    newest = [each for version, each in sorted_out if version.pk == plan.record.version_id]
    earlier = [(v, each) for v, each in sorted_out if v.pk != plan.record.version_id]
    return _one(newest), earlier


def _place(document: PlanDocument) -> tuple[int, int, int]:
    kind, language = DocumentKind(document.kind), Language(document.language)
    return -document.version.number, KINDS.index(kind), LANGUAGES.index(language)


def _one(found: Iterable[list[PlanDocument]]) -> list[PlanDocument]:
    return next(iter(found), [])
