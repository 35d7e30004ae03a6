"""Records that say nearly the same as a text, in whatever words, order and forms of words.

The index lies in the database itself, alike in SQLite and PostgreSQL: the dozen rarest roots of
each record. Records that share rare roots with the text are fetched and compared by all roots.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.db import transaction
from django.db.models import Exists, OuterRef

from kokreasi.insights.similarity import (
    features,
    forms,
    mass,
    resemblance,
    signature_of,
    weight,
)
from kokreasi.register.models import Likeness, RareRoot, Record, RecordQuerySet, RootCount

RARE_ROOTS = 12
ALIKE = 0.35
MOST_COMPARED = 60
ROWS_TO_READ, MOST_ROWS = 3_000, 10_000
IN_TURNS = 1_000
IN_ALL = ""


@dataclass(frozen=True)
class Alike:
    """A record that is like a text: how much, from 0 to 1, and by which words of the text.

    The words stand as the text has them, in small letters, the most telling first.
    """

    record: Record
    score: float
    shared_words: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How many records have each of some roots; one that was never counted counts as unseen."""

    of: Mapping[str, int]
    in_all: int

    @classmethod
    def read(cls, roots: Iterable[str]) -> "Counts":
        rows = RootCount.objects.filter(root__in=[IN_ALL, *roots])
        counted = dict(rows.values_list("root", "records"))
        return cls(of=counted, in_all=counted.pop(IN_ALL, 0))

    @classmethod
    def all(cls) -> "Counts":
        counted = dict(RootCount.objects.values_list("root", "records"))
        return cls(of=counted, in_all=counted.pop(IN_ALL, 0))

    def weights(self, roots: Iterable[str]) -> dict[str, float]:
        return {root: weight(self.of.get(root, 0), among=self.in_all) for root in roots}

    def rarest_first(self, roots: Iterable[str]) -> list[str]:
        """Sort roots by rarity; of those alike the longer first, which tend to say more."""
        return sorted(roots, key=lambda root: (self.of.get(root, 0), -len(root), root))


def text_of(record: Record) -> str:
    """Give the text by which a record is compared: title and summary in their first language."""
    return " ".join(words.shown("id").text for words in (record.title, record.summary))


def similar_to(
    text: str, records: RecordQuerySet, *, limit: int = 5, at_least: float = ALIKE
) -> list[Alike]:
    """Give those of the given records that are most like the text, the most alike first.

    Three queries, whatever there is. A record is like the text from the score `at_least` on.
    """
    words = forms(text)
    if not words:
        return []
    counts = Counts.read(words)
    weights = counts.weights(words)
    reached = _within_reach(counts, words)
    found = records.filter(pk__in=_candidates(reached, weights, records)).order_by("pk")
    rows = found.select_related("likeness").defer("likeness__signature")
    mine = mass(words, weights)
    alike = []
    for row in rows:
        shared = _by_weight(words.keys() & row.likeness.roots.split(), weights)
        score = resemblance(mass(shared, weights), mine, row.likeness.mass)
        if score >= at_least:
            alike.append(Alike(row, score, tuple(words[root] for root in shared)))
    return sorted(alike, key=lambda one: (-one.score, one.record.reference))[:limit]


def _by_weight(roots: Iterable[str], weights: Mapping[str, float]) -> list[str]:
    return sorted(roots, key=lambda root: (-weights[root], root))


def _candidates(
    reached: list[str], weights: Mapping[str, float], records: RecordQuerySet
) -> list[int]:
    """Name the records that share the most of the rarest roots, by the weight of these."""
    given = records.order_by().filter(pk=OuterRef("record"))
    rows = RareRoot.objects.filter(Exists(given), root__in=reached)
    shared: defaultdict[int, float] = defaultdict(float)
    for record, root in rows.values_list("record", "root")[:MOST_ROWS]:
        shared[record] += weights[root]
    return nlargest(MOST_COMPARED, shared, key=lambda record: shared[record])


def _within_reach(counts: Counts, roots: Iterable[str]) -> list[str]:
    """Keep the rarest roots, as many as point to some thousand rows; at least one."""
    kept: list[str] = []
    reach = 0
    for root in counts.rarest_first(roots):
        reach += counts.of.get(root, 0)
        if kept and reach > ROWS_TO_READ:
            break
        kept.append(root)
    return kept


@transaction.atomic
def remember(record: Record, text: str) -> None:
    """Keep by what the record is compared, or renew it; part of the caller's transaction.

    A record without words is compared with nothing.
    """
    roots = features(text)
    if not roots:
        forget(record)
    elif not Likeness.objects.filter(record=record, roots=_spelled(roots)).exists():
        _keep({record.pk: roots}, Counts.read(roots))


def forget(record: Record) -> None:
    """Compare the record with nothing from now on."""
    RareRoot.objects.filter(record=record).delete()
    Likeness.objects.filter(record=record).delete()


def _spelled(roots: Iterable[str]) -> str:
    return " ".join(sorted(roots))


def _keep(roots_of: Mapping[int, frozenset[str]], counts: Counts) -> None:
    """Write what is kept of some records, in place of what was."""
    Likeness.objects.bulk_create(
        [
            Likeness(
                record_id=key,
                roots=_spelled(roots),
                mass=mass(roots, counts.weights(roots)),
                signature=signature_of(roots),
            )
            for key, roots in roots_of.items()
        ],
        update_conflicts=True,
        unique_fields=["record"],
        update_fields=["roots", "mass", "signature"],
    )
    RareRoot.objects.filter(record__in=list(roots_of)).delete()
    RareRoot.objects.bulk_create(
        [
            RareRoot(record_id=key, root=root)
            for key, roots in roots_of.items()
            for root in counts.rarest_first(roots)[:RARE_ROOTS]
        ],
        ignore_conflicts=True,
    )


def recount() -> None:
    """Count anew in how many records each root stands; what is rare is told by that."""
    kept = Likeness.objects.values_list("roots", flat=True)
    _count(roots.split() for roots in kept.iterator(chunk_size=IN_TURNS))


def _count(sets: Iterable[Iterable[str]]) -> None:
    counted: Counter[str] = Counter()
    for roots in filter(None, sets):
        counted.update([IN_ALL, *roots])
    with transaction.atomic():
        RootCount.objects.all().delete()
        RootCount.objects.bulk_create(
            [RootCount(root=root, records=number) for root, number in counted.items()],
            batch_size=IN_TURNS,
        )


def rebuild() -> int:
    """Make the index equal to the records again, and tell how many can be compared.

    First the roots of all records are counted, then the rarest of each are chosen anew. Safe to
    interrupt, and to run while people work.
    """
    records = Record.objects.only("title", "summary").order_by("pk")
    _count(features(text_of(record)) for record in records.iterator(chunk_size=IN_TURNS))
    counts = Counts.all()
    keys = list(records.values_list("pk", flat=True))
    for first in range(0, len(keys), IN_TURNS):
        _read_again(keys[first : first + IN_TURNS], counts)
    return Likeness.objects.count()


@transaction.atomic
def _read_again(keys: Sequence[int], counts: Counts) -> None:
    records = Record.objects.filter(pk__in=keys).only("title", "summary").select_for_update()
    found = {record.pk: features(text_of(record)) for record in records}
    _keep({key: roots for key, roots in found.items() if roots}, counts)
    silent = [key for key, roots in found.items() if not roots]
    Likeness.objects.filter(record__in=silent).delete()
    RareRoot.objects.filter(record__in=silent).delete()
