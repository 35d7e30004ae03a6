"""Organisations for tests, made as people make them."""

from itertools import count
from typing import Any

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations import services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.models import Organisation

numbers = count(1)


def make_organisation(
    name: str = "", abbreviation: str = "", *, kind: Kind = Kind.CSO, **given: Any
) -> Organisation:
    """Make a public civil-society organisation unless told otherwise."""
    words = name or f"Perkumpulan Contoh {next(numbers)}"
    given.setdefault("by", None)
    return services.create(kind=kind, name=Bilingual(id=words), abbreviation=abbreviation, **given)


def make_ministry(name: str = "", abbreviation: str = "", **given: Any) -> Organisation:
    words = name or f"Kementerian Contoh {next(numbers)}"
    return make_organisation(words, abbreviation, kind=Kind.MINISTRY, **given)
