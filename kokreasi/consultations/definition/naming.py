"""Keys made from words, once; afterwards the words may change and the key does not."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER

LONGEST = 40
LONGEST_MADE = 32
"""Room is left for a number that tells two alike apart."""
RESERVED = frozenset({OTHER, MAY_QUOTE})


def key_for(words: str, taken: Collection[str], *, otherwise: str) -> str:
    """Make a free key from words; `otherwise` begins it where no letter is left of them."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    start = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_MADE].rstrip("_")
    return free_key(start or otherwise, taken)


def free_key(wanted: str, taken: Collection[str]) -> str:
    """Give the key itself, or the first free one with a number at its end."""
    if wanted not in taken and wanted not in RESERVED:
        return wanted
    candidates = (f"{wanted[: LONGEST - 4]}_{number}" for number in count(2))
    return next(key for key in candidates if key not in taken)
