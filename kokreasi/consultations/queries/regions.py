"""Provinces, regencies and cities as people name them, and the code that is kept."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kokreasi.consultations.definition.values import REGION
from kokreasi.consultations.imports.answers.folding import words_of
from kokreasi.vocabularies.choices import Level, Scheme
from kokreasi.vocabularies.models import Region, RegionQuerySet

MOST = 12
"""Names that are offered at once; there are more than 500."""
LONGEST_NAME = 120
ALSO = {
    "12": ("Sumut",),
    "13": ("Sumbar",),
    "16": ("Sumsel",),
    "19": ("Bangka Belitung", "Kep. Bangka Belitung", "Babel"),
    "21": ("Kepri", "Kep. Riau"),
    "31": ("Jakarta", "DKI", "Daerah Khusus Ibukota Jakarta", "Daerah Khusus Jakarta"),
    "32": ("Jabar",),
    "33": ("Jateng",),
    "34": ("DIY", "D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
    "35": ("Jatim",),
    "52": ("NTB",),
    "53": ("NTT",),
    "61": ("Kalbar",),
    "62": ("Kalteng",),
    "63": ("Kalsel",),
    "64": ("Kaltim",),
    "65": ("Kaltara",),
    "71": ("Sulut",),
    "72": ("Sulteng",),
    "73": ("Sulsel",),
    "74": ("Sultra",),
    "76": ("Sulbar",),
    "82": ("Malut",),
}
"""What people write for a province beside its name, where it can mean nothing else."""


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


def codes_by_words(*, on: date) -> dict[str, str]:
    """Give the code of every name that means one region, under its letters and digits alone."""
    meant: dict[str, set[str]] = {}
    for region in _valid(on):
        for name in _names(region):
            meant.setdefault(words_of(name), set()).add(region.code)
    return {name: next(iter(codes)) for name, codes in meant.items() if len(codes) == 1}


def _names(region: Region) -> Iterator[str]:
    place = _place(region)
    yield from (place.code, place.name, region.name, *ALSO.get(place.code, ()))
    if region.parent is None:
        yield f"Provinsi {region.name}"
    elif region.level == Level.REGENCY:
        yield from (name.replace("Kabupaten ", "Kab. ", 1) for name in (place.name, region.name))


def provinces() -> list[Place]:
    """List all provinces, those too that are no more."""
    rows = Region.objects.filter(scheme=Scheme.KEMENDAGRI, level=Level.PROVINCE)
    return [Place(*one) for one in rows.values_list("code", "name")]


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
