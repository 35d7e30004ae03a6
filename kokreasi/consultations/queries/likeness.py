"""Statements that say nearly the same as another, in whatever words, order and forms of words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kokreasi.consultations.choices import StatementState
from kokreasi.consultations.models import Consultation, Statement
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.similarity import features, mass, resemblance, weight

ALIKE = 0.45
MOST_ALIKE = 3
REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Alike:
    """A statement that is like another; how much, from 0 to 1."""

    statement: Statement
    score: float


def alike(consultation: Consultation, text: Bilingual, *, held: bool) -> list[Alike]:
    """Give the statements most like a text, the most alike first; `held` says: also what waits.

    Each is compared in the language in which both are written; rare words weigh more.
    """
    states = [StatementState.SHOWN, *([StatementState.HELD] if held else [])]
    return compared(text, consultation.statements.filter(state__in=states))


def compared(text: Bilingual, others: Iterable[Statement]) -> list[Alike]:
    """Compare a text with statements that were read; see `alike`."""
    among = list(others)
    weights = _weights(among, text)
    scored = (Alike(one, _score(text, one.text, weights)) for one in among)
    found = [one for one in scored if one.score >= ALIKE]
    return sorted(found, key=lambda one: (-one.score, one.statement.number))[:MOST_ALIKE]


def _weights(among: list[Statement], text: Bilingual) -> Mapping[str, float]:
    texts = [text, *(one.text for one in among)]
    sets = [_roots(words) for each in texts for words in (each.id, each.en) if words]
    counted = Counter(root for roots in sets for root in roots)
    return {root: weight(number, among=len(sets)) for root, number in counted.items()}


def _score(one: Bilingual, other: Bilingual, weights: Mapping[str, float]) -> float:
    pairs = ((one.id, other.id), (one.en, other.en))
    return max((_resemble(a, b, weights) for a, b in pairs if a and b), default=0.0)


def _resemble(one: str, other: str, weights: Mapping[str, float]) -> float:
    first, second = _roots(one), _roots(other)
    shared = mass(first & second, weights)
    return resemblance(shared, mass(first, weights), mass(second, weights))


@lru_cache(REMEMBERED)
def _roots(words: str) -> frozenset[str]:
    return features(words)
