"""What modelsearch would write of a record, for many at once."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from modelsearch.models import IndexEntry

from kokreasi.register.models import Record


def entry(record: Record) -> IndexEntry:
    return IndexEntry(
        content_type=ContentType.objects.get_for_model(Record),
        object_id=str(record.pk),
        title=_kept(record.names_to_find()),
        body=_kept(record.words_to_find()),
        **_empty(),
    )


def _kept(text: str) -> Any:
    if connection.vendor == "sqlite":
        return text
    from django.contrib.postgres.search import SearchVector  # noqa: PLC0415 - PostgreSQL alone

    return SearchVector(Cast(Value(text), TextField()), config="simple")


def _empty() -> dict[str, Any]:
    return {} if connection.vendor == "sqlite" else {"autocomplete": _kept("")}
