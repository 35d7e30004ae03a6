"""How much each list holds."""

from datetime import date

from django.db.models import Count

from kokreasi.vocabularies.choices import Level, Vocabulary
from kokreasi.vocabularies.models import Region, Term


def sizes(day: date) -> list[tuple[Vocabulary, int]]:
    """Give every vocabulary with the number of its terms that hold on a day."""
    terms = Term.objects.valid_on(day).order_by()
    counts = dict(terms.values_list("vocabulary").annotate(Count("pk")))
    return [(vocabulary, counts.get(vocabulary.value, 0)) for vocabulary in Vocabulary]


def regions_by_level(day: date) -> list[tuple[Level, int]]:
    """Count the provinces, regencies and cities that hold on a day."""
    regions = Region.objects.valid_on(day).order_by()
    counts = dict(regions.values_list("level").annotate(Count("pk")))
    return [(level, counts.get(level.value, 0)) for level in Level]
