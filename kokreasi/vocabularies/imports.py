"""The lists that come with a release, and how they enter the database."""

import csv
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import compare, tell
from kokreasi.core.page_cache import forget_pages
from kokreasi.vocabularies.choices import Level, Scheme, Vocabulary
from kokreasi.vocabularies.models import Region, Term

DATA = Path(__file__).parent / "data"
TERM_FIELDS = (
    "name",
    "description",
    "parent_id",
    "position",
    "meaning",
    "valid_from",
    "valid_to",
    "source",
)
REGION_FIELDS = ("level", "name", "parent_id", "valid_from", "valid_to", "source")

Item = TypeVar("Item", Term, Region)


@dataclass
class Loaded:
    """How many entries were new, how many a newer list changed, how many people keep differently.

    What is kept was added or changed by the secretariat; a list never overwrites it.
    """

    created: int = 0
    updated: int = 0
    kept: int = 0


@transaction.atomic
def load(folder: Path = DATA) -> Loaded:
    """Bring every shipped list into the database; a second run changes nothing.

    What a newer list no longer names stays: lists end a term by its last day, never by silence.
    """
    loaded = Loaded()
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    for vocabulary in Vocabulary:
        rows = enumerate(_rows(folder / f"{vocabulary}.csv"), start=1)
        wanted = {
            (vocabulary.value, row["code"]): _term(vocabulary, position, row, terms)
            for position, row in rows
        }
        _merge(Term, terms, wanted, TERM_FIELDS, loaded)
    _load_regions(folder, loaded)
    transaction.on_commit(forget_pages)
    return loaded


def _load_regions(folder: Path, loaded: Loaded) -> None:
    regions = {(region.scheme, region.code): region for region in Region.objects.all()}
    rows = list(_rows(folder / "regions.csv"))
    for levels in ({Level.PROVINCE}, {Level.REGENCY, Level.CITY}):
        wanted = {
            (row["scheme"], row["code"]): _region(row, regions)
            for row in rows
            if row["level"] in levels
        }
        _merge(Region, regions, wanted, REGION_FIELDS, loaded)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _term(
    vocabulary: Vocabulary,
    position: int,
    row: Mapping[str, str],
    known: Mapping[tuple[str, str], Term],
) -> Term:
    above, _colon, code = row["parent"].partition(":")
    return Term(
        vocabulary=vocabulary,
        code=row["code"],
        name=Bilingual(id=row["name_id"], en=row["name_en"]),
        description=Bilingual(id=row["description_id"], en=row["description_en"]),
        parent=known[above, code] if above else None,
        position=position,
        meaning=row["meaning"],
        **_validity(row),
    )


def _region(row: Mapping[str, str], known: Mapping[tuple[str, str], Region]) -> Region:
    return Region(
        scheme=Scheme(row["scheme"]),
        code=row["code"],
        level=Level(row["level"]),
        name=row["name"],
        parent=known[row["scheme"], row["parent"]] if row["parent"] else None,
        **_validity(row),
    )


def _validity(row: Mapping[str, str]) -> dict[str, Any]:
    days = {name: row[name] for name in ("valid_from", "valid_to")}
    read = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
    return {**read, "source": row["source"]}


Key = TypeVar("Key", bound=Hashable)


def _merge(
    model: type[Item],
    known: dict[Key, Item],
    wanted: Mapping[Key, Item],
    fields: Iterable[str],
    loaded: Loaded,
) -> None:
    """Create what is new and update what nobody here has changed; `known` then holds both."""
    new = {key: item for key, item in wanted.items() if key not in known}
    differing = [
        (known[key], item)
        for key, item in wanted.items()
        if key in known and _differ(known[key], item, fields)
    ]
    outdated = [(old, item) for old, item in differing if not old.is_kept]
    model.objects.bulk_create(new.values())
    known |= new
    for old, item in outdated:
        _take_over(old, item, fields)

    loaded.created += len(new)
    loaded.updated += len(outdated)
    loaded.kept += len(differing) - len(outdated)


def _differ(old: Item, new: Item, fields: Iterable[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in fields)


def _take_over(old: Item, new: Item, fields: Iterable[str]) -> None:
    values = {name.removesuffix("_id"): getattr(new, name.removesuffix("_id")) for name in fields}
    changes = compare(old, values)
    for name, value in values.items():
        setattr(old, name, value)
    old.revision += 1
    old.save()
    old.history.create(
        says=Bilingual.of(_("brought this up to date with a newer list")), changes=tell(changes)
    )
