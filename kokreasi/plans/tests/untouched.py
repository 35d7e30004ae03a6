"""What a refusal leaves behind: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps


def everything() -> dict[str, list[tuple]]:
    """Give every row of every table, with all its values."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


@contextmanager
def refused(error: type[Exception]) -> Iterator[pytest.ExceptionInfo]:
    """Expect this error, and the whole database afterwards as it was before."""
    before = everything()
    with pytest.raises(error) as raised:
        yield raised
    assert everything() == before
