"""docs/permissions.md says what the site does, for every address, role and method."""

import os

import pytest

from tests.architecture.permissions import (
    DOCUMENT,
    committed,
    document,
    names,
    rows,
    rule_lines,
    shared_names,
    without_example,
)


def test_every_address_has_an_example() -> None:
    assert without_example() == [], "add them to tests/architecture/addresses.py"


def test_every_page_has_a_name_of_its_own() -> None:
    assert shared_names() == []


@pytest.mark.parametrize("name", names())
def test_everybody_gets_the_answer_that_is_documented(name, cast) -> None:
    expected = committed().get(name)

    assert rows(name, cast) == expected, "if this is right: ./scripts/write_permissions"


def test_document_names_no_address_that_is_gone() -> None:
    assert set(committed()) == set(names())


def test_nobody_is_answered_with_a_failure() -> None:
    failing = [line for lines in committed().values() for line in lines if "| 500 |" in line]

    assert failing == []


def test_document_names_every_permission_with_its_rule() -> None:
    lines = DOCUMENT.read_text().splitlines()

    assert [line for line in lines if line.startswith("- `")] == rule_lines()


if "KOKREASI_WRITE" in os.environ:

    def test_write(cast) -> None:
        DOCUMENT.write_text(document(cast))
