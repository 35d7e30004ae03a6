"""Everything by which a record is found: by its words, and by what it is like."""

from functools import partial

from django.db import transaction

from kokreasi.register import likeness, search, tasks
from kokreasi.register.models import Record


def remember(record: Record) -> None:
    """Put the record into both indexes, or renew it there; part of the same transaction."""
    if search.remember(record):
        transaction.on_commit(partial(tasks.read_whole.enqueue, record.pk))
    likeness.remember(record, likeness.text_of(record))


def forget(record: Record) -> None:
    search.forget(record)
    likeness.forget(record)
