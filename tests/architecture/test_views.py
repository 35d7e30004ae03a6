"""Every page starts from what its visitor may see."""

import ast

from django.apps import apps

from tests.architecture.sources import called, modules

FINDERS = {"get_object_or_404", "get_list_or_404"}


def guarded() -> set[str]:
    """Name the models of which not everybody may see everything."""
    return {
        model.__name__
        for model in apps.get_models()
        if hasattr(getattr(model, "objects", None), "visible_to")
    }


def view_modules() -> dict:
    return {
        path: module
        for path, module in modules().items()
        if path.stem == "views" or path.parent.name == "views"
    }


def _is_manager(node: ast.AST, models: set[str]) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id in models
    )


def bare_reads(module: ast.Module, models: set[str]) -> list[int]:
    """Give the lines that read a guarded model without `visible_to` directly behind `objects`."""
    lines = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and _is_manager(node.value, models):
            lines += [node.lineno] if node.attr not in {"visible_to", "none"} else []
        if isinstance(node, ast.Call) and called(node) in FINDERS:
            first = node.args[0]
            named = isinstance(first, ast.Name) and first.id in models
            lines += [node.lineno] if named or _is_manager(first, models) else []
    return lines


def test_views_read_only_what_is_visible() -> None:
    models = guarded()

    found = [
        f"{path}:{line}"
        for path, module in view_modules().items()
        for line in bare_reads(module, models)
    ]

    assert models
    assert found == []


def test_bare_reads_are_found() -> None:
    wrong = ast.parse("Plan.objects.get(pk=1)\nget_object_or_404(Plan, pk=1)\nPlan.objects.all()")
    right = ast.parse("get_object_or_404(Plan.objects.visible_to(v), pk=1)\nTerm.objects.all()")

    assert sorted(bare_reads(wrong, {"Plan"})) == [1, 2, 3]
    assert bare_reads(right, {"Plan"}) == []
