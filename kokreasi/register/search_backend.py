"""The search index of modelsearch, without what it counts anew at every write.

It would weigh each title by the average length of all titles: two passes over the whole index for
every record that is written, for a weight that `register.search` does not ask for.
"""

from typing import Any

from django.db import connection

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres.postgres import PostgresIndex as DatabaseIndex
    from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as Backend
else:
    from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex as DatabaseIndex
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as Backend


class UnweighedIndex(DatabaseIndex):  # type: ignore[misc]
    def _refresh_title_norms(self, **_how: Any) -> None:
        """Leave titles as they are."""


class SearchBackend(Backend):  # type: ignore[misc]
    index_class: Any = UnweighedIndex
