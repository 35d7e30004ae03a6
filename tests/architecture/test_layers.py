"""Two gaps of the import linter, and what a reader of a module should see at its top."""

import ast
import os
import subprocess
import sys
import tomllib

from django.apps import apps

from tests.architecture.sources import ROOT, called, functions, modules


def ranks() -> dict[str, int]:
    """Give each app its layer in the import contract; 0 is the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    return {
        name.strip(" ()"): rank for rank, layer in enumerate(layers) for name in layer.split("|")
    }


def _app(model) -> str:
    return model._meta.app_config.name.removeprefix("kokreasi.")


def test_keys_point_down_the_layers() -> None:
    rank = ranks()
    ours = [model for model in apps.get_models() if _app(model) in rank]

    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and _app(field.related_model) in rank
        and _app(field.related_model) != _app(model)
        and rank[_app(field.related_model)] <= rank[_app(model)]
    ]

    assert ours
    assert wrong == []


def test_no_model_is_looked_up_by_its_name() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and called(node) == "get_model"
    ]

    assert found == []


HEAVY = {
    "kokreasi.consultations.queries.votes": "numpy, 20 MB",
    "kokreasi.insights.opinions.grouping": "numpy, 20 MB",
    "kokreasi.insights.opinions.votes": "numpy, 20 MB",
    "xlsxwriter": "12 MB",
    "segno": "4 MB",
    "duckdb": "25 MB",
    "numpy": "20 MB",
    "kokreasi.files.pictures": "Pillow, 8 MB",
    "kokreasi.meetings.calendars": "icalendar, 8 MB",
    "kokreasi.insights.themes": "numpy, 20 MB",
    "kokreasi.insights.gathering": "numpy, 20 MB",
}
"""What a web worker loads only when a request needs it (decision 0010)."""

LATE = {"kokreasi.core.saying_no": "Django, which the command line needs only to refuse"}
"""What takes as long to load as everything else that a program does."""


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Name what is imported, both as a module and as a name within one."""
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        return names
    return {node.module or ""} | {f"{node.module}.{name}" for name in names}


def test_imports_stand_at_the_top() -> None:
    """Exceptions: `ready()`, for Django has no models before it; what is heavy; what is late."""
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for function in functions(module)
        if not (path.name == "apps.py" and function.name == "ready")
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not (HEAVY | LATE).keys() & _imported(node)
    ]

    assert found == []


def test_a_web_worker_starts_without_what_is_heavy() -> None:
    """Nothing that the addresses import may bring it in by a way round."""
    script = f"import sys, config.urls; print(sorted(set({sorted(HEAVY)}) & set(sys.modules)))"
    start = "import django; django.setup(); "
    done = subprocess.run(
        [sys.executable, "-c", start + script],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout.strip() == "[]"
