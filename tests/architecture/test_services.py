"""What people do is written down: a service passes the person on to a line of history."""

import ast

from tests.architecture.sources import modules


def takes_person(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return "by" in {argument.arg for argument in arguments}


def passes_person_on(function: ast.FunctionDef) -> bool:
    """Tell whether `by` goes into some call: `record(…, by=by)`, or a service that records."""
    return any(
        keyword.arg == "by" and isinstance(keyword.value, ast.Name) and keyword.value.id == "by"
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
    )


def services() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path}:{node.name}", node)
        for path, module in modules().items()
        if path.stem == "services" or "services" in path.parts
        for node in module.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_services_that_take_a_person_leave_a_line_of_history() -> None:
    silent = [
        name for name, node in services() if takes_person(node) and not passes_person_on(node)
    ]

    assert services()
    assert silent == []


def test_services_take_the_person_by_name() -> None:
    """`publish(plan, by=…)` cannot be mistaken for `publish(plan, person)` about a person."""
    positional = [
        name for name, node in services() if "by" in {argument.arg for argument in node.args.args}
    ]

    assert positional == []
