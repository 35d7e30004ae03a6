"""Two gaps of the import linter, and what a reader of a module should see at its top."""

import ast
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


def test_imports_stand_at_the_top() -> None:
    """An app's `ready()` is the exception: Django has no models before it."""
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for function in functions(module)
        if not (path.name == "apps.py" and function.name == "ready")
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert found == []
