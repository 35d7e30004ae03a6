"""Everything by which a record is found: by its words, and by what it is like."""

from kokreasi.register import likeness, search
from kokreasi.register.models import Record


def remember(record: Record) -> None:
    """Put the record into both indexes, or renew it there; part of the same transaction."""
    search.remember(record)
    likeness.remember(record, likeness.text_of(record))


def forget(record: Record) -> None:
    search.forget(record)
    likeness.forget(record)
