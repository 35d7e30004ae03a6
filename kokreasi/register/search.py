"""Find records by words, as written and by their roots.

The index lies in the database itself: FTS5 in SQLite, text search vectors in PostgreSQL.
"""

from django.db import connection
from modelsearch import index
from modelsearch.backends import get_search_backend
from modelsearch.models import IndexEntry
from modelsearch.query import PlainText, SearchQuery

from kokreasi.insights.words import roots, words
from kokreasi.register.models import Record, RecordQuerySet

MOST_WORDS = 12


def matching(records: RecordQuerySet, text: str) -> RecordQuerySet:
    """Keep the records in which every word occurs, the best first; all of them without a word.

    A word counts as it is written or by its root. Only the first dozen words are looked at.
    """
    given = words(text)[:MOST_WORDS]
    if not given:
        return records.none() if text.strip() else records
    found: RecordQuerySet = (
        get_search_backend().search(_query(given), Record.objects.all()).get_queryset()
    )
    return found.filter(pk__in=records.values("pk"))


def _query(given: list[str]) -> SearchQuery:
    text = " ".join(given)
    by_root = " ".join(roots(text))
    return PlainText(text) | PlainText(by_root) if by_root else PlainText(text)


def remember(record: Record) -> None:
    """Put the record into the index, or renew it there; part of the same transaction."""
    get_search_backend().add(record)


def forget(record: Record) -> None:
    index.remove_object(record)


def count() -> None:
    """Let the database count its index, so that it begins a search with the words.

    Uncounted, SQLite goes through every record and asks for the words in each: seconds at 10,000.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {IndexEntry._meta.db_table}")
