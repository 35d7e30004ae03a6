"""Find records by words, as written and by their roots.

The index lies in the database itself: FTS5 in SQLite, text search vectors in PostgreSQL. It is
written by modelsearch and read here, in one pass: modelsearch asks SQLite for the rank of each
record by a search of its own.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import FloatField
from django.db.models.expressions import Col
from modelsearch import index
from modelsearch.backends import get_search_backend

from kokreasi.insights.words import roots, telling, words
from kokreasi.register.models import Record, RecordQuerySet

MOST_WORDS = 12
STEMMED_AT_ONCE = 1_000
FINDING = {
    "sqlite": """
        SELECT CAST(entry.object_id AS INTEGER) AS record,
               bm25(modelsearch_indexentry_fts, 0, 3, 1) AS distance
        FROM modelsearch_indexentry_fts
        JOIN modelsearch_indexentry entry ON entry.id = +modelsearch_indexentry_fts.rowid
        WHERE modelsearch_indexentry_fts MATCH %s AND +entry.content_type_id = %s
    """,
    "postgresql": """
        SELECT CAST(entry.object_id AS bigint) AS record,
               -3 * ts_rank(entry.title, said) - ts_rank(entry.body, said) AS distance
        FROM modelsearch_indexentry entry, to_tsquery('simple', %s) said
        WHERE (entry.title || entry.body) @@ said AND entry.content_type_id = %s
    """,
}
"""The keys of what says something, and how far it is from it; `+` keeps SQLite from beginning with
another table than the words, whatever it knows about sizes."""
SIGNS = {"sqlite": (" AND ", " OR ", '"{}"'), "postgresql": (" & ", " | ", "{}")}


def matching(records: RecordQuerySet, text: str) -> RecordQuerySet:
    """Keep the records in which every word occurs, the best first; all of them without a word.

    A word counts as it is written or by its root. Only the first dozen words are looked at.
    """
    given = words(text)[:MOST_WORDS]
    if not given:
        return records.none() if text.strip() else records
    found = records.all()
    joined: Any = Found(_question(given), found.query.get_initial_alias())
    alias = found.query.join(joined)
    return found.order_by(_distance(alias).asc(), "-pk")


def _question(given: list[str]) -> str:
    """Ask for all words as written, or for all roots of those that say something."""
    every, either, word = SIGNS[connection.vendor]
    wordings = filter(None, (given, roots(" ".join(given))))
    return either.join(f"({every.join(map(word.format, wording))})" for wording in wordings)


def _distance(alias: str) -> Col:
    field: Any = FloatField()
    field.set_attributes_from_name("distance")
    field.model = Record
    return Col(alias, field)


class Found:
    """What says something, as a table that Django joins to the records."""

    table_name = "found"
    join_type: str | None = "INNER JOIN"
    filtered_relation = None
    nullable = False

    def __init__(self, question: str, parent_alias: str, table_alias: str | None = None) -> None:
        self.question = question
        self.parent_alias = parent_alias
        self.table_alias = table_alias

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        alias, record = map(compiler.quote_name_unless_alias, (self.table_alias, self.parent_alias))
        kind = ContentType.objects.get_for_model(Record).pk
        found = FINDING[connection.vendor]
        return f"JOIN ({found}) {alias} ON {alias}.record = {record}.id", [self.question, kind]

    def relabeled_clone(self, change_map: dict[str, str]) -> "Found":
        alias = self.table_alias or ""
        parent = change_map.get(self.parent_alias, self.parent_alias)
        return Found(self.question, parent, change_map.get(alias, alias))


def remember(record: Record) -> bool:
    """Put the record into the index, or renew it there; part of the same transaction.

    Others wait while it is written, so of a very long text only the first thousand different words
    are reduced to their roots. Tells whether more are to be read (`read_whole`).
    """
    record.most_stemmed = STEMMED_AT_ONCE
    get_search_backend().add(record)
    record.most_stemmed = None
    return len(set(telling(record.all_words()))) > STEMMED_AT_ONCE


def read_whole(key: int) -> None:
    """Put a record into the index by the roots of all its words, found while nobody waits."""
    record = Record.objects.filter(pk=key).first()
    if record is None:
        return
    roots(record.all_words())  # from now on they are remembered
    with transaction.atomic():
        now = Record.objects.select_for_update().filter(pk=key).first()
        if now is not None:
            get_search_backend().add(now)


def forget(record: Record) -> None:
    index.remove_object(record)
