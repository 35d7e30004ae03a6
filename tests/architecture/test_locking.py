"""What is read with a locked row is read after the lock: see `core.locking.fresh`."""

import ast

from tests.architecture.sources import modules

NEIGHBOURS_NEVER_CHANGE = {
    "kokreasi/conversations/services/remarks.py:locked",
    "kokreasi/conversations/services/responses.py:reply",
    "kokreasi/conversations/services/telling.py:_locked",
    "kokreasi/exchange/services.py:_waiting",
    "kokreasi/exchange/services.py:apply",
    "kokreasi/meetings/note_reading.py:_begin",
    "kokreasi/meetings/services/drafting.py:locked",
    "kokreasi/meetings/services/follow_ups/counting.py:add",
    "kokreasi/meetings/services/follow_ups/counting.py:agree",
    "kokreasi/meetings/services/follow_ups/holding.py:locked",
    "kokreasi/meetings/services/joining.py:join_attendances",
    "kokreasi/plans/document_writing.py:_begin",
    "kokreasi/plans/services/documents.py:make_anew",
    "kokreasi/proposals/services/matrix/returning.py:apply",
    "kokreasi/register/services.py:restate",
}
"""They join a locked row to what it points to for good, or to whom it loses when erased."""


def calls(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_nothing_that_may_change_is_joined_to_a_row_while_it_is_locked() -> None:
    found = {
        f"{path}:{node.name}"
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
        and {"select_for_update", "select_related"} <= calls(node)
    }

    assert found == NEIGHBOURS_NEVER_CHANGE
