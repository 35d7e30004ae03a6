"""Provinces, regencies and cities as people name them, and the code that is kept."""

from datetime import date
from typing import NamedTuple

from kokreasi.consultations.definition.values import REGION
from kokreasi.vocabularies.choices import Scheme
from kokreasi.vocabularies.models import Region, RegionQuerySet

MOST = 12
"""Names that are offered at once; there are more than 500."""
LONGEST_NAME = 120


class Place(NamedTuple):
    """A region with its code and its name as people write it: "Kota Magelang, Jawa Tengah"."""

    code: str
    name: str


def named(text: str, *, on: date) -> list[Place]:
    """Give the regions with every word of the text in their name; those with that name first."""
    text = text.strip()[:LONGEST_NAME]
    if not text:
        return []
    found = [_place(region) for region in _valid(on).matching(text)[: MOST * 4]]
    exact = [place for place in found if _is(place, text)]
    return (exact + [place for place in found if place not in exact])[:MOST]


def code_of(text: str, *, on: date) -> str | None:
    """Give the code of the one region that a text names, by its code or name."""
    if REGION.fullmatch(text):
        return text if _valid(on).filter(code=text).exists() else None
    found = named(text, on=on)
    exact = [place.code for place in found if _is(place, text.strip())]
    codes = exact or [place.code for place in found]
    return codes[0] if len(codes) == 1 else None


def name_of(code: str) -> str:
    """Give the name of a region, however long ago it was valid; the code where there is none."""
    region = Region.objects.filter(scheme=Scheme.KEMENDAGRI, code=code).select_related("parent")
    return next((_place(one).name for one in region), code)


def _valid(on: date) -> RegionQuerySet:
    regions = Region.objects.valid_on(on).filter(scheme=Scheme.KEMENDAGRI)
    return regions.select_related("parent")


def _place(region: Region) -> Place:
    name = f"{region.name}, {region.parent.name}" if region.parent else region.name
    return Place(region.code, name)


def _is(place: Place, text: str) -> bool:
    """Tell whether a text is the whole name of a region, with or without its province."""
    return text.casefold() in {place.name.casefold(), place.name.split(",")[0].casefold()}
