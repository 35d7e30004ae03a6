"""How alike two texts are: by the roots of their words, whatever their order and forms.

A text is its set of roots. Two measures are taken of two sets: `resemblance`, in which rare roots
weigh more, and plain Jaccard, which a `signature` estimates without the texts. Needs no numpy;
`similar_pairs` compares thousands of texts at once with it, and takes the same signatures.
"""

from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from hashlib import shake_128
from math import log, sqrt
from struct import Struct

from kokreasi.insights.words import roots, words

HASHES = 256
MOST_WORDS = 400
LONGEST_ROOT = 40
ROOTS_REMEMBERED = 20_000
_ROW = Struct(f"<{HASHES}H")


def forms(text: str) -> dict[str, str]:
    """Give the roots by which a text is compared, each with the word in which it stands first.

    Words after the first 400 are not looked at, and of a root only its first 40 characters.
    """
    found: dict[str, str] = {}
    for word in words(text)[:MOST_WORDS]:
        for root in roots(word):
            found.setdefault(root[:LONGEST_ROOT], word)
    return found


def features(text: str) -> frozenset[str]:
    """Give the roots by which a text is compared."""
    return frozenset(forms(text))


def signature(text: str) -> bytes:
    """Give the MinHash signature of a text, a byte for each hash; nothing for no roots."""
    return signature_of(features(text))


def signature_of(found: Iterable[str]) -> bytes:
    """Give the signature of a set of roots: for each hash the low byte of the smallest value."""
    rows = [hashes(root) for root in found]
    return bytes(min(column) & 0xFF for column in zip(*rows, strict=True))


def hashes(root: str) -> tuple[int, ...]:
    """Give the values of a root under every hash: 16 bits each, the same on every machine."""
    return _ROW.unpack(hash_bytes(root))


@lru_cache(ROOTS_REMEMBERED)
def hash_bytes(root: str) -> bytes:
    return shake_128(root.encode("utf-8", "surrogatepass")).digest(_ROW.size)


def weight(number: int, *, among: int) -> float:
    """Give the weight of a root that `number` of `among` texts have: at least 1, more if rare."""
    return 1 + max(0.0, log((among + 1) / (number + 1)))


def mass(found: Iterable[str], weights: Mapping[str, float]) -> float:
    """Give what a set of roots weighs: the sum of the squares of their weights."""
    return sum(weights[root] ** 2 for root in found)


def resemblance(shared: float, one: float, other: float) -> float:
    """Tell how alike two sets are, from 0 to 1, by what the shared roots and either set weigh.

    It is the cosine of their weights: a short text is not held against a long one as much as
    Jaccard would.
    """
    product = sqrt(one * other)
    return min(1.0, shared / product) if product else 0.0


def jaccard(one: Set[str], other: Set[str]) -> float:
    """Give the share of roots that both sets have, of those that either has."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0
