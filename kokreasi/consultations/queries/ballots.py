"""What somebody votes on next, and what they have voted on: few queries, whatever there is."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import msgspec
from django.core.cache import caches
from django.db.models import Count

from kokreasi.consultations.models import Consultation, Statement, Vote
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change

COUNTS_KEPT_FOR_SECONDS = 60
REMEMBERED = 8
"""Consultations whose statements a process remembers."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement as it is voted on; `key` is that of its row."""

    key: int
    number: int
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Own:
    """The votes of one device by the keys of statements; `participant` is None before the first."""

    participant: int | None = None
    values: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


def sentences(consultation: Consultation) -> tuple[Sentence, ...]:
    """Give what is voted on, in its order, kept until something is let through or changed.

    What is kept is written as JSON, so that a process builds hundreds of objects once and not
    for each vote.
    """
    name = f"sentences-{consultation.pk}"
    return _read(kept_until_change(name, lambda: _written(consultation)))


def _written(consultation: Consultation) -> bytes:
    rows = Statement.objects.shown().filter(consultation=consultation).order_by("number")
    found = [Sentence(*row) for row in rows.values_list("pk", "number", "text")]
    return msgspec.json.encode(found)


@lru_cache(REMEMBERED)
def _read(written: bytes) -> tuple[Sentence, ...]:
    return msgspec.json.decode(written, type=tuple[Sentence, ...])


def own_votes(consultation: Consultation, device: str) -> Own:
    """Give what a device has voted; nothing for one without a token."""
    if not device:
        return Own()
    rows = Vote.objects.filter(participant__consultation=consultation, participant__device=device)
    found = list(rows.values_list("participant", "statement", "value"))
    if not found:
        return Own()
    return Own(found[0][0], {statement: value for _own, statement, value in found})


def counts(consultation: Consultation) -> Mapping[int, int]:
    """Give how many voted on each statement, as it was at most a minute ago.

    It only decides whose turn it is; counting a million votes for each of them would be too dear.
    """
    name = f"vote-counts-{consultation.pk}"
    found: Mapping[int, int] | None = caches["frame"].get(name)
    if found is None:
        found = _counts(consultation)
        caches["frame"].set(name, found, COUNTS_KEPT_FOR_SECONDS)
    return found


def _counts(consultation: Consultation) -> dict[int, int]:
    rows = Vote.objects.filter(statement__consultation=consultation).order_by()
    return dict(rows.values_list("statement").annotate(Count("pk")))


def left(among: Iterable[Sentence], own: Own) -> list[Sentence]:
    """Give what the device has not voted on."""
    return [one for one in among if one.key not in own.values]


def whose_turn(
    waiting: Sequence[Sentence], voted: Mapping[int, int], chance: random.Random | None = None
) -> Sentence | None:
    """Choose what is voted on next: by chance, and the sooner the fewer votes it has.

    So a statement that was let through late gets its votes as well, and two people seldom see
    the same order.
    """
    if not waiting:
        return None
    weights = [1 / (1 + voted.get(one.key, 0)) for one in waiting]
    draw = chance or random.SystemRandom()
    return draw.choices(waiting, weights)[0]
