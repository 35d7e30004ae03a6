"""Find records by words."""

from django.db.models import Q, QuerySet

from kokreasi.register.models import Record


def matching(records: QuerySet[Record], words: str) -> QuerySet[Record]:
    """Keep the records in which every word occurs; all of them when no word is given."""
    for word in words.split():
        records = records.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(reference__icontains=word)
        )
    return records
