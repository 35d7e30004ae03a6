"""Several people at once, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection


@pytest.fixture
def at_once():
    """Call each function in a thread of its own, all at the same moment; give what came of it.

    What a function raises stands in the list in place of its result.
    """

    def call(*functions):
        start = Barrier(len(functions))

        def run(function):
            start.wait(timeout=10)
            try:
                return function()
            except Exception as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(functions)) as threads:
            return list(threads.map(run, functions))

    return call
