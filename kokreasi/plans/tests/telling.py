"""What a history says, in a shape that tests can compare."""

from kokreasi.register.models import Record

Line = tuple[str, str, str, bool]


def last_line(record: Record) -> Line:
    """Give event, words in both languages and publicity of the newest line."""
    entry = record.entries.first()
    return entry.event, entry.says.id, entry.says.en, entry.is_public


def changes(record: Record) -> list[tuple[str, str, str]]:
    """Give what a reader of English is told that the newest line changed: field, before, after."""
    told = record.entries.first().told_changes()
    return [tuple(each[part].shown("en").text for part in ("field", "old", "new")) for each in told]


def events(record: Record) -> list[str]:
    """Give what happened to a record, the oldest first."""
    return list(record.entries.order_by("pk").values_list("event", flat=True))
