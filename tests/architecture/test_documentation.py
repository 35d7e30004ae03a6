"""What operators and readers of files rely on stands in docs/, each by its name."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.catalogues import catalogues, written
from tests.architecture.sources import ROOT, called, modules


@cache
def documented() -> set[str]:
    """Collect everything that docs/ names in code quotes."""
    pages = [page.read_text() for page in (ROOT / "docs").rglob("*.md")]
    return {name for page in pages for name in re.findall(r"`([^`\n]+)`", page)}


def commands() -> list[str]:
    found = (ROOT / "kokreasi").glob("*/management/commands/*.py")
    return sorted(path.stem for path in found if path.stem != "__init__")


def settings() -> list[str]:
    text = (ROOT / "config" / "env.py").read_text()
    return sorted({f"KOKREASI_{name}" for name in re.findall(r'_env\.\w+\(\s*"(\w+)"', text)})


def columns() -> Iterator[str]:
    """Give the header of every column of an export; headers made for each of many are words."""
    for path, module in modules().items():
        if "exports" not in (path.stem, path.parent.name):
            continue
        names = vars(importlib.import_module(".".join(path.with_suffix("").parts)))
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and called(node) == "Column":
                header = node.args[0]
                if isinstance(header, ast.Constant):
                    yield header.value
                elif isinstance(header, ast.Name) and header.id in names:
                    yield names[header.id]


@pytest.mark.parametrize("command", commands())
def test_command_is_documented(command) -> None:
    assert command in documented()


@pytest.mark.parametrize("setting", settings())
def test_setting_is_documented(setting) -> None:
    assert setting in documented()


def test_columns_of_exports_are_documented() -> None:
    assert sorted(set(columns()) - documented()) == []


def test_the_guide_calls_everything_as_the_pages_do() -> None:
    """Words in italics are those of links, buttons and tabs in Indonesian; → leads on."""
    shown = {text for path in catalogues() for texts in written(path).values() for text in texts}
    guide = (ROOT / "docs" / "guide.md").read_text()
    named = {
        one.strip() for words in re.findall(r"\*([^*\n]+)\*", guide) for one in words.split("→")
    }

    assert sorted(named - shown) == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]

    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert dead == []
