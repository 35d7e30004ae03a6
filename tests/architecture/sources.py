"""The project's own files, as the contract tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"migrations", "tests"}


@cache
def modules() -> dict[Path, ast.Module]:
    """Give each module of the application by its path, without migrations and tests."""
    paths = [*(ROOT / "kokreasi").rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    ours = (path for path in paths if not NOT_OURS & set(path.parts))
    return {path.relative_to(ROOT): ast.parse(path.read_text()) for path in ours}


@cache
def templates() -> dict[Path, str]:
    paths = (ROOT / "kokreasi").rglob("templates/**/*.html")
    return {path.relative_to(ROOT): path.read_text() for path in paths}


@cache
def mails() -> dict[Path, str]:
    """Give each text of a mail by its path."""
    paths = (ROOT / "kokreasi").rglob("templates/**/*.txt")
    return {path.relative_to(ROOT): path.read_text() for path in paths}


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.Call) -> str:
    """Give the last name of what is called: `get` for `Plan.objects.get(…)`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
