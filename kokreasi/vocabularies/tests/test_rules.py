"""Who may keep vocabularies; `docs/vocabularies.md` tells the same."""

import pytest
import rules

from kokreasi.vocabularies.tests.factories import ProvinceFactory, TermFactory

SECRETARIAT = {"editor", "publisher", "administrator"}
TABLE = [
    ("vocabularies.add_term", None, SECRETARIAT),
    ("vocabularies.change_term", TermFactory, SECRETARIAT),
    ("vocabularies.retire_term", TermFactory, SECRETARIAT),
    ("vocabularies.add_region", None, SECRETARIAT),
    ("vocabularies.retire_region", ProvinceFactory, SECRETARIAT),
]


@pytest.mark.parametrize(("permission", "factory", "expected"), TABLE)
def test_who_may_do_what(permission, factory, expected, cast) -> None:
    entry = factory() if factory else None

    allowed = {who for who, person in cast.items() if person.has_perm(permission, entry)}

    assert rules.perm_exists(permission)
    assert allowed == expected
