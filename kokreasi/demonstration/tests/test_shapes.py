from dataclasses import dataclass
from datetime import date

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration.shapes import ShapeError, build


@dataclass(frozen=True)
class Leaf:
    words: Bilingual
    number: int | None = None


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: tuple[Leaf, ...] = ()
    planted_on: date | None = None


def test_build_reads_nested_tables() -> None:
    table = {
        "name": "jati",
        "planted_on": date(2018, 8, 8),
        "leaves": [{"words": {"id": " daun\n", "en": "leaf"}, "number": 3}],
    }

    tree = build(Tree, table)

    assert tree == Tree("jati", (Leaf(Bilingual("daun", "leaf"), 3),), date(2018, 8, 8))


def test_build_leaves_out_what_has_a_default() -> None:
    assert build(Tree, {"name": "jati"}) == Tree("jati")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "missing ['name']"),
        ({"name": "jati", "colour": "hijau"}, "unknown ['colour']"),
        ({"name": 7}, "7 is not of type str"),
        ({"name": "jati", "leaves": [{"words": {"id": "daun"}, "number": True}]}, "True is not"),
    ],
)
def test_build_refuses(table: dict, says: str) -> None:
    with pytest.raises(ShapeError) as refusal:
        build(Tree, table)

    assert says in str(refusal.value)
